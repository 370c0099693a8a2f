"""What a field is filled in by: widgets that say when a person is done with changing it."""

from __future__ import annotations

from stormdesk.desktop.panels.choice_entries import ChoiceEntry, TickEntry, TicksEntry
from stormdesk.desktop.panels.text_entries import AreaEntry, LineEntry, LinesEntry

Entry = LineEntry | AreaEntry | LinesEntry | ChoiceEntry | TickEntry | TicksEntry

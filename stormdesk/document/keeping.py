"""What hands the changes of an open board to its journal."""

from __future__ import annotations

from stormdesk.document.document import EntryKind
from stormdesk.document.journal import Journal
from stormdesk.model.board import Change


class Keeping:
    """Hands changes to the journal; once that fails, stops until a save makes all whole again."""

    def __init__(self, journal: Journal) -> None:
        self.journal = journal
        self.trouble: str | None = None

    def append(self, change: Change, label: str, kind: EntryKind) -> None:
        """Make a change durable, or note why it is not."""
        if self.trouble is not None:
            return
        try:
            self.journal.append(change, label, kind)
        except OSError as error:
            self.trouble = str(error)

    def checkpoint_text(self, record_id: str, text: str) -> None:
        """Keep the text being typed, or note why it is not."""
        if self.trouble is not None:
            return
        try:
            self.journal.checkpoint_text(record_id, text)
        except OSError as error:
            self.trouble = str(error)

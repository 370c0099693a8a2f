"""What a board calls the kinds of its stickies."""

from __future__ import annotations

from collections.abc import Iterator

from stormdesk.desktop.panels.fields import Field
from stormdesk.desktop.panels.form_parts import Choice, Fold, Part, Row, Shown
from stormdesk.desktop.panels.text_entries import LineEntry
from stormdesk.desktop.words import tr
from stormdesk.layout.appearance import LOOKS
from stormdesk.model.board import Board
from stormdesk.model.sticky import Kind

_NAME, _TITLE = "labels", "Names of the kinds"


def kind_names(board: Board, shown: Shown, rest: list[Choice]) -> Iterator[Part]:
    """Yield a line for each kind, where the board renames some or somebody is about to."""
    number = len(board.profile.labels)
    if not number and _NAME not in shown.added:
        rest.append(Choice(_NAME, _TITLE, is_section=True))
        return
    is_open = shown.is_open(_NAME)
    yield Fold(_NAME, _TITLE, str(number or ""), is_open)
    if is_open:
        yield from (Row(_line(kind)) for kind in Kind)


def _line(kind: Kind) -> Field:
    return Field(
        (_NAME, kind.value),
        LOOKS[kind].label,
        lambda board, records: LineEntry(hint=tr("As usual")),
        is_plain=True,
    )

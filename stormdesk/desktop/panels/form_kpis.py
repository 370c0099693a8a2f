"""Key figures: on the page of the event that moves them, and all of them on the board's page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from stormdesk.desktop.panels.fields import Field
from stormdesk.desktop.panels.form_named import sticky_called, text_of
from stormdesk.desktop.panels.form_parts import Choice, Fold, Link, Part, Row, Shown
from stormdesk.desktop.panels.text_entries import LineEntry
from stormdesk.desktop.words import tr
from stormdesk.editor.board_records import fresh_kpi
from stormdesk.editor.detailing import Path
from stormdesk.model.board import Board
from stormdesk.model.record import Record
from stormdesk.model.session import Kpi
from stormdesk.model.sticky import Kind, Sticky

_NAME, _TITLE = "kpis", "Key figures"


def figures_of(board: Board, event: Sticky, shown: Shown, more: list[Choice]) -> Iterator[Part]:
    """Yield the key figures that an event moves, and a line for one more."""
    links = [Link(kpi.id, kpi.name) for kpi in board.in_order(Kpi) if kpi.event == event.id]
    yield from _fold(links, Row(_MOVED), shown, more)


def all_figures(board: Board, shown: Shown, more: list[Choice]) -> Iterator[Part]:
    """Yield all key figures, and a line for one more with its event."""
    links = [Link(kpi.id, kpi.name, note=text_of(board, kpi.event)) for kpi in board.in_order(Kpi)]
    yield from _fold(links, Row(_WITH_EVENT), shown, more)


def _fold(links: Sequence[Link], line: Row, shown: Shown, more: list[Choice]) -> Iterator[Part]:
    if not links and _NAME not in shown.added:
        more.append(Choice(_NAME, _TITLE, is_section=True))
        return
    is_open = shown.is_open(_NAME)
    yield Fold(_NAME, _TITLE, str(len(links) or ""), is_open)
    if is_open:
        yield from links
        yield line


def _of_event(board: Board, records: Sequence[Record], path: Path, value: Any) -> list[Record]:
    return [fresh_kpi(board, value, records[0].id)]


def _of_told_event(board: Board, records: Sequence[Record], path: Path, value: Any) -> list[Record]:
    name, _, text = (part.strip() for part in value.partition(":"))
    if not text:
        raise ValueError(tr("write the event behind the name, such as Revenue: Order placed"))
    return [fresh_kpi(board, name, sticky_called(board, text, (Kind.EVENT,)))]


_MOVED = Field(
    (_NAME, "new"),
    "New key figure",
    lambda board, records: LineEntry(hint=tr("A number that this event moves")),
    revise=_of_event,
    is_new=True,
    is_shared=True,
)
_WITH_EVENT = Field(
    (_NAME, "new"),
    "New key figure",
    lambda board, records: LineEntry(hint=tr("Name: the event that moves it")),
    revise=_of_told_event,
    is_new=True,
)

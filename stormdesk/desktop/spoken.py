"""What a screen reader says of what is on the board."""

from __future__ import annotations

from stormdesk.desktop.words import counted, tr
from stormdesk.layout.appearance import label_of
from stormdesk.layout.tilting import is_askew
from stormdesk.model.board import Board
from stormdesk.model.context import Context, Flow
from stormdesk.model.record import Record
from stormdesk.model.sticky import Kind, Sticky


def spoken(board: Board, record: Record) -> str:
    """Return a record as one line: ``Event: Order placed, column 4, pivotal``."""
    match record:
        case Sticky():
            return ", ".join([_named(board, record), *_about(board, record)])
        case Context():
            number = counted(len(board.members(record.id)), "sticky", "stickies")
            return tr("Lane: {name}, {number}", name=record.name, number=number)
        case Flow():
            ends = (board.get(end, Sticky) for end in (record.source, record.target))
            source, target = (_named(board, end) if end is not None else "?" for end in ends)
            return tr("Flow from {source} to {target}", source=source, target=target)
        case _:
            return tr("Board: {title}", title=board.profile.title)


def spoken_selection(board: Board, ids: frozenset[str]) -> str:
    """Return what is selected as one line; nothing where nothing is."""
    if len(ids) > 1:
        return tr("{n} selected", n=len(ids))
    found = (board.records.get(each) for each in ids)
    return next((spoken(board, record) for record in found if record is not None), "")


def one_line(text: str) -> str:
    """Return a text without its line breaks."""
    return " ".join(text.split())


def _named(board: Board, sticky: Sticky) -> str:
    return f"{label_of(sticky.kind, board.profile)}: {one_line(sticky.text) or tr('no text')}"


def _about(board: Board, sticky: Sticky) -> list[str]:
    host = board.get(sticky.pinned_to, Sticky)
    lane = board.get(sticky.context, Context)
    told = (
        (sticky.parked, tr("set aside")),
        (sticky.at is not None and not sticky.parked, tr("column {at}", at=f"{sticky.at or 0:g}")),
        (sticky.pivotal, tr("pivotal")),
        (sticky.kind is Kind.HOTSPOT, tr(sticky.status or "open")),
        (is_askew(sticky), tr("wants better words")),
        (sticky.locked, tr("locked")),
        (sticky.again is not None, tr("repeated")),
    )
    words = [word for is_so, word in told if is_so]
    if host is not None:
        words.append(tr("on {host}", host=one_line(host.text)))
    if lane is not None:
        words.append(tr("in {lane}", lane=lane.name))
    return words

"""Fields that name another record: typed and shown by its text, kept by its id."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from stormdesk.desktop.panels.choice_entries import ChoiceEntry
from stormdesk.desktop.panels.fields import Field, Revise, revised, told
from stormdesk.desktop.panels.text_entries import LineEntry, LinesEntry
from stormdesk.desktop.words import tr
from stormdesk.editor.detailing import Path
from stormdesk.model.board import Board
from stormdesk.model.context import Context
from stormdesk.model.people import Team
from stormdesk.model.problem import quoted
from stormdesk.model.record import Record, Value
from stormdesk.model.sticky import Kind, Sticky


def taken(read: Callable[[Board, Any], Any]) -> Revise:
    """Return how a typed value is put into records once it is read."""

    def revise(board: Board, records: Sequence[Record], path: Path, value: Any) -> list[Record]:
        return revised(board, records, path, read(board, value))

    return revise


def owner(model: type[Value], name: str = "owner", at: Path = (), **more: Any) -> Field:
    """Return a field for a team, or for a plain name."""
    return told(
        model,
        name,
        at,
        help_text="" if name == "owner" else None,
        entry=lambda board, records: LineEntry(
            [t.name for t in board.in_order(Team)], tr("A team or a name")
        ),
        shown=_team_name,
        revise=taken(_team),
        **more,
    )


def lane(model: type[Value], name: str, label: str, none: str, **more: Any) -> Field:
    """Return a field for one of the lanes."""

    def entry(board: Board, records: Sequence[Record]) -> ChoiceEntry:
        lanes = [(lane.id, lane.name) for lane in board.in_order(Context)]
        return ChoiceEntry([(None, tr(none)), *lanes])

    return told(model, name, label=label, entry=entry, **more)


def sticky(
    model: type[Value], name: str, wanted: Collection[Kind], at: Path = (), **more: Any
) -> Field:
    """Return a field for a sticky of some kinds, found by as much of its text as it takes."""

    def entry(board: Board, records: Sequence[Record]) -> LineEntry:
        return LineEntry(
            [_one_line(s) for s in board.in_order(Sticky) if s.kind in wanted and not s.again],
            tr("A part of its text"),
        )

    def read(board: Board, text: str) -> str:
        return sticky_called(board, text, wanted)

    return told(model, name, at, entry=entry, shown=_sticky_text, revise=taken(read), **more)


def sticky_called(board: Board, text: str, wanted: Collection[Kind]) -> str:
    """Return the id of the one sticky of some kinds that a text means; raises ValueError."""
    return _found(board, text, (s for s in board.in_order(Sticky) if s.kind in wanted))


def about(model: type[Value]) -> Field:
    """Return a field for what a decision or a step is about: stickies and lanes, one a line."""
    return told(
        model,
        "about",
        label="About",
        entry=lambda board, records: LinesEntry(3, tr("Parts of their texts, one a line")),
        shown=_texts,
        revise=_about,
    )


def _about(board: Board, records: Sequence[Record], path: Path, value: Any) -> list[Record]:
    ids: list[str] = []
    for text in value:
        there = [i for i in getattr(records[0], "about", ()) if text_of(board, i) == text]
        every: Iterable[Record] = (*board.in_order(Sticky), *board.in_order(Context))
        ids.append(there[0] if there else _found(board, text, every))
    return revised(board, records, path, tuple(dict.fromkeys(ids)))


def _found(board: Board, text: str, candidates: Iterable[Record]) -> str:
    """Return the id of the one record that a text means; raises ValueError."""
    if not text:
        return ""
    wanted = text.casefold()
    texts = {record.id: text_of(board, record.id).casefold() for record in candidates}
    for matches in (str.__eq__, str.startswith, str.__contains__):
        found = [record_id for record_id, each in texts.items() if matches(each, wanted)]
        if len(found) == 1 or (found and matches is str.__eq__):
            return found[0]
        if found:
            raise ValueError(tr("fits {n} of them; write more of it", n=len(found)))
    raise ValueError(tr("nothing on the board says {text}", text=quoted(text)))


def text_of(board: Board, record_id: str) -> str:
    """Return what stands on a sticky or over a lane, on one line."""
    record = board.records.get(record_id)
    match record:
        case Sticky():
            return _one_line(record)
        case Context():
            return record.name
        case _:
            return record_id


def _texts(board: Board, value: Any) -> Any:
    return tuple(text_of(board, record_id) for record_id in value or ())


def _one_line(sticky: Sticky) -> str:
    return sticky.text.replace("\n", " ")


def _sticky_text(board: Board, value: Any) -> Any:
    return text_of(board, value) if isinstance(value, str) else value


def _team(board: Board, value: str) -> str | None:
    ids = {team.name.casefold(): team.id for team in board.of_type(Team).values()}
    return ids.get(value.casefold(), value) or None


def _team_name(board: Board, value: Any) -> Any:
    team = board.get(value, Team) if isinstance(value, str) else None
    return team.name if team is not None else value

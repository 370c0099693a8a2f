"""What must hold before records are a board."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NoReturn

from stormdesk.model.board import Board
from stormdesk.model.context import Area, Context, Flow, Relation
from stormdesk.model.datatype import Named, parse_type
from stormdesk.model.message import NamedType
from stormdesk.model.problem import BadInput, nearest, quoted
from stormdesk.model.profile import Profile
from stormdesk.model.record import Record
from stormdesk.model.session import Kpi, Vote
from stormdesk.model.sticky import Sticky

_WANTED: Mapping[type[Record], type[Record]] = MappingProxyType(
    {Flow: Sticky, Area: Sticky, Vote: Sticky, Kpi: Sticky, Relation: Context}
)
"""What records refer to, where that is not just any record; stickies refer to two types."""


def sound_board(records: Iterable[Record], where: str = "board") -> Board:
    """Return the board of these records.

    Raises BadInput where two share an id, a reference leads nowhere or to the wrong type, a pin
    or repetition goes in a circle, or a type contains itself without a way out.
    """
    given = list(records)
    board = Board.of(given)
    if len(board.records) < len(given):
        _refuse_twice(given, where)
    if len(board.of_type(Profile)) != 1:
        raise BadInput(where, "a board needs one record of type board, with id and title")
    _check_references(board, where)
    _check_circles(board, where)
    _check_types(board, where)
    return board


def _refuse_twice(records: Iterable[Record], where: str) -> None:
    seen: dict[str, Record] = {}
    for record in records:
        other = seen.setdefault(record.id, record)
        if other is not record:
            raise BadInput(
                where,
                f"the id {quoted(record.id)} is used twice,"
                f" by a {other.type_name} and a {record.type_name}; ids are unique on a board",
            )


def _check_references(board: Board, where: str) -> None:
    # Looking into the dict of one type is what makes this cheap: files hold tens of thousands.
    stickies, contexts = board.stickies, board.contexts
    for sticky in stickies.values():
        if sticky.context is not None and sticky.context not in contexts:
            _refuse_reference(board, sticky, sticky.context, Context, where)
        for target in (sticky.pinned_to, sticky.again, sticky.compensates):
            if target is not None and target not in stickies:
                _refuse_reference(board, sticky, target, Sticky, where)
    for record in board.records.values():
        record_type = type(record)
        if record_type is Sticky:
            continue
        wanted = _WANTED.get(record_type, Record)
        there = board.records if wanted is Record else board.of_type(wanted)
        for target in record.references():
            if target not in there:
                _refuse_reference(board, record, target, wanted, where)


def _refuse_reference(
    board: Board, record: Record, target: str, wanted: type[Record], where: str
) -> NoReturn:
    found = board.records.get(target)
    what = "record" if wanted is Record else wanted.type_name
    if found is None:
        near = nearest(target, board.of_type(wanted) or board.records)
        why = f"refers to the {what} {quoted(target)}, which is not on the board{near}"
    else:
        why = f"refers to {quoted(target)}, which is a {found.type_name} and not a {what}"
    raise BadInput(where, f"{record.type_name} {quoted(record.id)} {why}")


def _check_circles(board: Board, where: str) -> None:
    stickies = board.stickies.values()
    hosts = {s.id: s.pinned_to for s in stickies if s.pinned_to is not None}
    originals = {s.id: s.again for s in stickies if s.again is not None}
    for verb, following in (("pinned on", hosts), ("a repetition of", originals)):
        ended: set[str] = set()
        for start in following:
            trail: set[str] = set()
            current: str | None = start
            while current in following and current not in ended:
                if current in trail:
                    raise BadInput(
                        where, f"sticky {quoted(current)} is {verb} itself; point it elsewhere"
                    )
                trail.add(current)
                current = following[current]
            ended |= trail


def _check_types(board: Board, where: str) -> None:
    types = {each.name: each for each in board.of_type(NamedType).values()}
    needs = {name: list(_needed(each)) for name, each in types.items()}
    sound: set[str] = set()

    def visit(start: str) -> None:
        path: list[tuple[str, Iterator[str]]] = [(start, iter(needs.get(start, ())))]
        open_names = [start]
        while path:
            name, rest = path[-1]
            following = next(rest, None)
            if following is None:
                path.pop()
                open_names.pop()
                sound.add(name)
            elif following in open_names:
                loop = [*open_names[open_names.index(following) :], following]
                raise BadInput(
                    where,
                    f"type {' > '.join(loop)} contains itself without end;"
                    " make one of these fields optional or a list",
                )
            elif following not in sound:
                path.append((following, iter(needs.get(following, ()))))
                open_names.append(following)

    for name in sorted(types):
        if name not in sound:
            visit(name)


def _needed(named_type: NamedType) -> Iterator[str]:
    for field in named_type.fields:
        data_type = parse_type(field.type)
        if field.required and isinstance(data_type, Named):
            yield data_type.name

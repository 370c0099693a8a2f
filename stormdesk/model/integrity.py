"""What must hold before records are a board."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from stormdesk.model.board import Board
from stormdesk.model.context import Area, Context, Flow, Relation
from stormdesk.model.datatype import Named, parse_type
from stormdesk.model.message import NamedType
from stormdesk.model.problem import BadInput, nearest, quoted
from stormdesk.model.profile import Profile
from stormdesk.model.record import Record
from stormdesk.model.session import Kpi, Vote
from stormdesk.model.sticky import Sticky


def sound_board(records: Iterable[Record], where: str = "board") -> Board:
    """Return the board of these records.

    Raises BadInput where two share an id, a reference leads nowhere or to the wrong type, a pin
    or repetition goes in a circle, or a type contains itself without a way out.
    """
    seen: dict[str, Record] = {}
    for record in records:
        other = seen.setdefault(record.id, record)
        if other is not record:
            raise BadInput(
                where,
                f"the id {quoted(record.id)} is used twice,"
                f" by a {other.type_name} and a {record.type_name}; ids are unique on a board",
            )
    board = Board.of(seen.values())
    if len(board.of_type(Profile)) != 1:
        raise BadInput(where, "a board needs one record of type board, with id and title")
    for record in seen.values():
        for target, wanted in _expected(record):
            _check_reference(board, record, target, wanted, where)
    _check_circles(board, where)
    _check_types(board, where)
    return board


def _expected(record: Record) -> Iterator[tuple[str, type[Record]]]:
    match record:
        case Sticky():
            if record.context is not None:
                yield record.context, Context
            for target in (record.pinned_to, record.again, record.compensates):
                if target is not None:
                    yield target, Sticky
        case Flow() | Area() | Vote() | Kpi():
            for target in record.references():
                yield target, Sticky
        case Relation():
            for target in record.references():
                yield target, Context
        case _:
            for target in record.references():
                yield target, Record


def _check_reference(
    board: Board, record: Record, target: str, wanted: type[Record], where: str
) -> None:
    found = board.records.get(target)
    if isinstance(found, wanted):
        return
    what = "record" if wanted is Record else wanted.type_name
    if found is None:
        near = nearest(target, board.of_type(wanted) or board.records)
        why = f"refers to the {what} {quoted(target)}, which is not on the board{near}"
    else:
        why = f"refers to {quoted(target)}, which is a {found.type_name} and not a {what}"
    raise BadInput(where, f"{record.type_name} {quoted(record.id)} {why}")


def _check_circles(board: Board, where: str) -> None:
    for name in ("pinned_to", "again"):
        for sticky in board.stickies.values():
            trail = {sticky.id}
            following: str | None = getattr(sticky, name)
            while following is not None:
                if following in trail:
                    verb = "pinned on" if name == "pinned_to" else "a repetition of"
                    raise BadInput(
                        where, f"sticky {quoted(sticky.id)} is {verb} itself; point it elsewhere"
                    )
                trail.add(following)
                following = getattr(board.stickies[following], name)


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

"""Several boards as one: the later ones stand after the earlier ones on the timeline."""

from __future__ import annotations

from collections.abc import Iterable

from stormdesk.exchange.ids import Repeats
from stormdesk.exchange.relinking import relinked
from stormdesk.model.board import Board
from stormdesk.model.context import Context, Flow, Relation
from stormdesk.model.integrity import sound_board
from stormdesk.model.message import NamedType
from stormdesk.model.naming import derived_id
from stormdesk.model.people import Participant, Team
from stormdesk.model.profile import Profile
from stormdesk.model.record import Record
from stormdesk.model.session import Term
from stormdesk.model.sticky import Sticky

_SHARED = (Context, Team, NamedType, Participant, Term)


def appended(board: Board, more: Board) -> Board:
    """Return a board with what another one holds behind it.

    Title and all else the board says of itself stay. A lane, team, type, participant or term of
    the same id or name is the same one, and the first description of it stands; any other id that
    is taken already is minted anew. Columns go on after the last one, and what came with
    geometry is arranged anew. Raises BadInput where the two do not make a sound board.
    """
    ids = _new_ids(board, more)
    shift = _last_column(board)
    kept: list[Record] = list(board.records.values())
    present = set(board.records)
    for record in sorted(more.records.values(), key=lambda r: (r.type_name, r.order, r.id)):
        new_id = ids.get(record.id, record.id)
        if isinstance(record, Profile) or new_id in present:
            continue
        present.add(new_id)
        fields = relinked(record.written(), ids)
        fields["order"] = record.order + board.next_order(type(record))
        if isinstance(record, Sticky):
            fields.pop("x", None)
            fields.pop("y", None)
            if record.at is not None:
                fields["at"] = record.at + shift
        kept.append(type(record).model_validate(fields))
    return sound_board(kept)


def _new_ids(board: Board, more: Board) -> dict[str, str]:
    """Return old to new id for the records of the second board, where they differ."""
    taken = {*board.records, *more.records}
    same_name = {_name_of(r): r.id for r in board.records.values() if isinstance(r, _SHARED)}
    ids = {more.profile.id: board.profile.id}
    others = [r for r in more.records.values() if not isinstance(r, Profile)]
    for record in others:
        if isinstance(record, _SHARED):
            ids[record.id] = same_name.get(_name_of(record), record.id)
            other = board.records.get(ids[record.id])
            if other is None or isinstance(other, type(record)):
                continue
        if isinstance(record, Flow | Relation) or record.id not in board.records:
            continue
        text = record.text if isinstance(record, Sticky) else record.id
        ids[record.id] = derived_id(text, record.type_name, taken)
        taken.add(ids[record.id])
    for record in others:
        if isinstance(record, Flow | Relation):
            old = record.references()
            new = tuple(ids.get(end, end) for end in old)
            if new != old:
                ids[record.id] = Repeats().next(record.derived_id(*new))
    return ids


def _name_of(record: Record) -> tuple[str, str]:
    name = record.term if isinstance(record, Term) else str(getattr(record, "name", record.id))
    return record.type_name, name


def _last_column(board: Board) -> float:
    return max((s.at for s in board.stickies.values() if s.at is not None), default=0)


def all_appended(boards: Iterable[Board]) -> Board:
    """Return one board of one or more, in their order on the timeline."""
    first, *others = boards
    for other in others:
        first = appended(first, other)
    return first

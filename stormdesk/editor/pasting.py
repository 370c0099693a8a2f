"""Putting a small board, told by a text or brought from elsewhere, onto the wall as one step."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from math import floor
from typing import TYPE_CHECKING

from stormdesk.editor.entry import lane_near
from stormdesk.editor.minting import minted_id
from stormdesk.exchange.relinking import relinked
from stormdesk.layout.appearance import SIDE
from stormdesk.layout.arrange import arranged
from stormdesk.layout.geometry import Box
from stormdesk.layout.pins import is_parked, lane_of
from stormdesk.layout.spatial_index import SpatialIndex
from stormdesk.layout.timeline import COLUMN, FAR, FIRST, LAST, column_at
from stormdesk.model.board import Board
from stormdesk.model.context import Context, Flow, Relation
from stormdesk.model.message import NamedType
from stormdesk.model.people import Participant, Team
from stormdesk.model.profile import Profile
from stormdesk.model.record import Record
from stormdesk.model.session import Term
from stormdesk.model.sticky import Sticky

if TYPE_CHECKING:
    from stormdesk.editor.editor import Editor

_SHARED = (Context, Team, NamedType, Participant, Term)
_GAP, _NEAR, _EDGE = 32.0, 8.0, 16.0
_NO_IDS: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the first sticky goes: its column, its lane, and its middle from the lane's top."""

    column: float
    context: str | None
    y: float


def spot_at_pointer(editor: Editor) -> Spot:
    """Return the spot at the pointer, or in the lane nearest to it."""
    pointer = editor.pointer
    column = float(round(column_at(pointer.x - SIDE / 2)))
    lane = lane_near(editor.wall, pointer.y)
    if lane is None:
        return Spot(column, None, pointer.y)
    return Spot(column, lane.context_id, min(pointer.y, lane.bottom) - lane.top)


def spot_of(editor: Editor, sticky: Sticky, *, after: bool) -> Spot:
    """Return the spot where a sticky stands, or that of the next column behind it."""
    _, height = editor.wall.cards.size(sticky)
    column = floor(1.0 if sticky.at is None else sticky.at) + float(after)
    return Spot(column, lane_of(editor.board, sticky), (sticky.y or 0) + height / 2)


def put_board(
    editor: Editor,
    more: Board,
    spot: Spot,
    label: str,
    *,
    ids: Mapping[str, str] = _NO_IDS,
    extra: Iterable[Flow] = (),
) -> dict[str, str]:
    """Put what a board holds onto the wall and return which new id each old one got.

    The stickies keep their order and, where they have places, these; nothing lies on what is
    there. Lanes, teams, types, participants and terms of a name that is known are the known ones;
    stickies without a lane go to the spot's. ``ids`` are those already settled; ``extra`` are
    flows between old ids and stickies that are there.
    """
    board = editor.board
    placed = more.after(arranged(more, editor.wall.cards))
    new_ids = _new_ids(board, placed, ids)
    coming = [r for r in _in_order(placed) if new_ids.get(r.id, r.id) not in board.records]
    chosen = [r for r in coming if isinstance(r, Sticky)]
    places = _places(editor, placed, chosen, spot, new_ids)
    following: dict[type[Record], int] = {}
    records: list[Record] = []
    for record in (*coming, *extra):
        order = following.get(type(record), board.next_order(type(record)))
        following[type(record)] = order + 1
        fields = relinked(record.written(), new_ids) | {"order": order}
        if isinstance(record, Flow):
            ends = (new_ids.get(end, end) for end in record.references())
            fields["id"] = Flow.derived_id(*ends)
        elif isinstance(record, Sticky):
            fields |= places[record.id]
        new = type(record).model_validate(fields)
        if new.id not in board.records:
            records.append(new)
    with editor.document.edit(label) as edit:
        edit.put(*records)
        if not board.stickies and more.profile.title != board.profile.title:
            edit.put(board.profile.revised(title=more.profile.title))
    editor.select(new_ids[s.id] for s in chosen)
    return new_ids


def _in_order(board: Board) -> list[Record]:
    others = [r for r in board.records.values() if not isinstance(r, Profile)]
    return sorted(others, key=lambda r: (r.type_name, r.order, r.id))


def _new_ids(board: Board, more: Board, settled: Mapping[str, str]) -> dict[str, str]:
    """Return old to new id; owners told in plain words become the teams that are there."""
    known = {(type(r), _name(r)): r.id for r in board.records.values() if isinstance(r, _SHARED)}
    ids = {team.name: team.id for team in board.of_type(Team).values()}
    ids |= {more.profile.id: board.profile.id, **settled}
    taken: set[str] = set()
    for record in more.records.values():
        if record.id in ids or isinstance(record, Profile | Flow | Relation):
            continue
        if isinstance(record, _SHARED):
            new = known.get((type(record), _name(record))) or _new_id(record, board, taken)
        else:
            new = _new_id(record, board, taken)
        ids[record.id] = new
        taken.add(new)
    for record in more.records.values():
        if isinstance(record, Flow | Relation):
            ends = (ids.get(end, end) for end in record.references())
            ids[record.id] = record.derived_id(*ends)
    return ids


def _new_id(record: Record, board: Board, taken: Collection[str]) -> str:
    """Return an id of its own for what people name, for the rest its own one where that is free."""
    if isinstance(record, Sticky):
        return minted_id(record.text or record.kind.value, board, taken)
    if isinstance(record, Context) or record.id in board.records or record.id in taken:
        return minted_id(_name(record), board, taken)
    return record.id


def _name(record: Record) -> str:
    if isinstance(record, Term):
        return record.term.casefold()
    return str(getattr(record, "name", record.id)).casefold()


def _places(
    editor: Editor, more: Board, stickies: list[Sticky], spot: Spot, ids: Mapping[str, str]
) -> dict[str, dict[str, float | str | None]]:
    """Return column, lane and place of every sticky that comes."""
    standing = [s for s in stickies if not is_parked(more, s)]
    places: dict[str, dict[str, float | str | None]] = {
        s.id: {} if s.context is None else {"context": ids.get(s.context, s.context)}
        for s in stickies
    }
    if not standing:
        return places
    first = min(standing, key=lambda s: (s.at or 0, s.order, s.id))
    shift = spot.column - (first.at or 0)
    lanes: dict[str | None, list[Sticky]] = {}
    for sticky in standing:
        lanes.setdefault(lane_of(more, sticky), []).append(sticky)
    taken: dict[str | None, list[Box]] = {}
    for told, members in lanes.items():
        context = spot.context if told is None else ids.get(told, told)
        boxes = {
            s.id: Box((s.x or 0) + shift * COLUMN, s.y or 0, *editor.wall.cards.size(s))
            for s in members
        }
        down = 0.0
        if told is None:
            lead = boxes[min(members, key=lambda s: (s.at or 0, s.order, s.id)).id]
            down = spot.y - lead.center.y
            down += max(0.0, _EDGE - min(box.y for box in boxes.values()) - down)
        down = _clear(editor, context, list(boxes.values()), down, taken.get(context, []))
        taken.setdefault(context, []).extend(box.moved(0, down) for box in boxes.values())
        for sticky in members:
            box = boxes[sticky.id]
            places[sticky.id] = {
                "x": max(-FAR, min(FAR, box.x)),
                "y": box.y + down,
                "at": max(FIRST, min(LAST, (sticky.at or 0) + shift)),
                **({} if context is None else {"context": context}),
            }
    return places


def _clear(
    editor: Editor, context: str | None, boxes: list[Box], down: float, others: list[Box]
) -> float:
    """Return how far down boxes must go together so that none lies on what stands there."""
    board, cards = editor.board, editor.wall.cards
    left, right = min(b.x for b in boxes), max(b.right for b in boxes)
    there = {
        s.id: Box(s.x or 0, s.y or 0, *cards.size(s))
        for s in board.stickies.values()
        if left - COLUMN <= (s.x or 0) <= right
        and lane_of(board, s) == context
        and not is_parked(board, s)
    }
    there |= {f"~{number}": box for number, box in enumerate(others)}
    index = SpatialIndex(there)
    while True:
        need = 0.0
        for box in boxes:
            moved = box.moved(0, down)
            found = index.found(moved.inflated(_NEAR))
            if found:
                need = max(need, max(b.bottom for b in found.values()) + _GAP - moved.y)
        if need == 0:
            return down
        down += need

"""Making a board tidy: nothing on top of anything, whole columns, no room wasted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stormdesk.editor.carrying import is_locked
from stormdesk.editor.spacing import by_lane, closed_up, column, renumbered
from stormdesk.layout.arrange import MARGIN, arranged
from stormdesk.layout.geometry import Box, bounds_of
from stormdesk.layout.pins import host_of, is_parked, pin_boxes
from stormdesk.layout.rows import GAP
from stormdesk.layout.spatial_index import SpatialIndex
from stormdesk.layout.timeline import COLUMN, column_x
from stormdesk.model.board import Board
from stormdesk.model.context import Context
from stormdesk.model.record import Record
from stormdesk.model.sticky import Kind, Sticky

if TYPE_CHECKING:
    from stormdesk.editor.editor import Editor

_SAME_ROW = 48.0
_VALUE_ROOM = 240.0
_ROUNDS = 64


@dataclass(frozen=True, slots=True)
class Block:
    """A sticky with what is pinned on it; boxes are relative to the top of the lane."""

    host: Sticky
    boxes: Mapping[str, Box]

    @property
    def extent(self) -> Box:
        """The room that all of it takes."""
        return bounds_of(self.boxes.values())

    def moved(self, dx: float, dy: float) -> Block:
        """Return the block that far away."""
        return Block(self.host, {i: box.moved(dx, dy) for i, box in self.boxes.items()})


def tidy(editor: Editor) -> None:
    """Put stickies into whole columns and rows so that none lies on another; their order stays.

    It is the whole board that becomes tidy, with its columns numbered anew, or what is selected.
    """
    board, cards = editor.board, editor.wall.cards
    told = [s for s in board.in_order(Sticky) if not is_parked(board, s)]
    chosen = _chosen(editor)
    free = [s for s in told if host_of(board, s) is s]
    columns = {at: at for s in free if (at := s.at) is not None}
    if not chosen:
        columns = renumbered(columns, whole=True, closing=False)
    moving = [s for s in free if (not chosen or s.id in chosen) and not is_locked(board, s)]
    pins = _pins(board, told)
    blocks: list[Block] = []
    for sticky in moving:
        at = columns.get(column(sticky), 1.0)
        size = cards.size(sticky)
        box = Box(_tidy_x(sticky, at), sticky.y or 0.0, *size)
        mine = [(p, cards.size(p)) for p in pins.get(sticky.id, ()) if not is_locked(board, p)]
        blocks.append(Block(sticky, {sticky.id: box} | pin_boxes(box, mine)))
    standing = _standing(editor, told, {i for block in blocks for i in block.boxes})
    places = _places(editor, blocks, standing)
    renamed = [
        s.placed(at=columns[s.at]) for s in free if s.at in columns and columns[s.at] != s.at
    ]
    at_of = {i: columns.get(column(b.host), 1.0) for b in blocks for i in b.boxes}
    _put(editor, "Tidy", [
        *(s for s in renamed if s.id not in places),
        *(_placed(board.stickies[i], b).placed(at=at_of[i]) for i, b in places.items()),
    ])  # fmt: skip


def arrange_anew(editor: Editor) -> None:
    """Arrange the whole board along its flows, clear of what is locked, which stays."""
    board, cards = editor.board, editor.wall.cards
    change = arranged(board, cards, afresh=True)
    there = {i: s for i, _, s in change if isinstance(s, Sticky) and not is_locked(board, s)}
    told = [s for s in board.in_order(Sticky) if not is_parked(board, s)]
    locked = [s for s in told if host_of(board, s) is s and is_locked(board, s)]
    if locked:
        pins = _pins(board, told)
        blocks: list[Block] = []
        for sticky in told:
            if host_of(board, sticky) is sticky and not is_locked(board, sticky):
                group = [sticky, *(p for p in pins.get(sticky.id, ()) if not is_locked(board, p))]
                boxes = {s.id: _box(editor, there.get(s.id, s)) for s in group}
                blocks.append(Block(sticky, boxes))
        for i, box in _settled(editor, blocks, _standing(editor, locked, set())).items():
            there[i] = _placed(there.get(i, board.stickies[i]), box)
    _put(editor, "Arrange", there.values())


def compact(editor: Editor) -> None:
    """Take away empty columns and empty heights, and let lanes be as low as they can."""
    board = editor.board
    told = [s for s in board.in_order(Sticky) if not is_parked(board, s)]
    free = [s for s in told if host_of(board, s) is s]
    columns = renumbered((s.at for s in free if s.at is not None), whole=False, closing=True)
    pins = _pins(board, told)
    blocks: list[Block] = []
    for sticky in free:
        if not is_locked(board, sticky):
            at = column(sticky)
            group = [sticky, *(p for p in pins.get(sticky.id, ()) if not is_locked(board, p))]
            block = Block(sticky, {s.id: _box(editor, s) for s in group})
            blocks.append(block.moved((columns.get(at, at) - at) * COLUMN, 0.0))
    places = _closed(editor, blocks)
    records: list[Record] = []
    for sticky in told:
        at = host_of(board, sticky).at
        shift = columns.get(at, at) - at if at is not None else 0.0
        there = sticky.placed(at=column(sticky) + shift)
        box = places.get(sticky.id)
        records.append(there if box is None else _placed(there, box))
    for lane in board.in_order(Context):
        if lane.height is not None and not lane.locked:
            records.append(lane.revised(height=None))
    _put(editor, "Compact", records)


def _chosen(editor: Editor) -> set[str]:
    """Return what is selected: several stickies, or the members of lanes; nothing means all."""
    board = editor.board
    stickies = {i for i in editor.selection if i in board.stickies}
    members = {s.id for i in editor.selection if i in board.contexts for s in board.members(i)}
    return (stickies if len(stickies) > 1 else set()) | members


def _pins(board: Board, told: Iterable[Sticky]) -> dict[str, list[Sticky]]:
    result: dict[str, list[Sticky]] = {}
    for sticky in told:
        host = host_of(board, sticky)
        if host is not sticky:
            result.setdefault(host.id, []).append(sticky)
    return result


def _tidy_x(sticky: Sticky, at: float) -> float:
    if sticky.kind is not Kind.VALUE or sticky.x is None or sticky.at is None:
        return column_x(at)
    # A value stands beside its event, in the same column.
    return column_x(at) + max(0.0, min(_VALUE_ROOM, sticky.x - column_x(sticky.at)))


def _box(editor: Editor, sticky: Sticky) -> Box:
    return Box(sticky.x or 0.0, sticky.y or 0.0, *editor.wall.cards.size(sticky))


def _standing(
    editor: Editor, stickies: Iterable[Sticky], but: set[str]
) -> dict[str | None, list[Box]]:
    left = [s for s in stickies if s.id not in but and host_of(editor.board, s) is s]
    lanes = by_lane(editor.wall, left)
    return {lane: [_box(editor, s) for s in members] for lane, members in lanes.items()}


def _in_rows(editor: Editor, blocks: list[Block]) -> list[Block]:
    """Level what stands nearly at the same height, always downwards, so that it comes to rest."""
    result: list[Block] = []
    for members in _blocks_by_lane(editor, blocks).values():
        row: list[Block] = []
        for block in sorted(members, key=lambda b: (_height(b), _reading_order(b))):
            if block.host.kind is Kind.VALUE:
                result.append(block)
                continue
            if row and _height(block) - _height(row[0]) > _SAME_ROW:
                result += _levelled(row)
                row = []
            row.append(block)
        result += _levelled(row)
    return result


def _levelled(row: list[Block]) -> list[Block]:
    lowest = max(map(_height, row), default=0.0)
    return [block.moved(0.0, lowest - _height(block)) for block in row]


def _height(block: Block) -> float:
    """Return how low the middle of a block's host is; a row is level in the middle of it."""
    return block.boxes[block.host.id].center.y


def _places(
    editor: Editor, blocks: list[Block], standing: Mapping[str | None, list[Box]]
) -> dict[str, Box]:
    """Return the boxes of blocks in rows, until nothing moves any more: tidy twice is tidy once."""
    places: dict[str, Box] = {}
    for _ in range(_ROUNDS):
        before, places = places, _settled(editor, _in_rows(editor, blocks), standing)
        if places == before:
            break
        blocks = [Block(b.host, {i: places[i] for i in b.boxes}) for b in blocks]
    return places


def _settled(
    editor: Editor, blocks: list[Block], standing: Mapping[str | None, list[Box]]
) -> dict[str, Box]:
    """Return the boxes of all blocks, moved down where something else stands already."""
    result: dict[str, Box] = {}
    for lane, members in _blocks_by_lane(editor, blocks).items():
        taken = SpatialIndex({f"~{n}": box for n, box in enumerate(standing.get(lane, ()))})
        for block in sorted(members, key=_reading_order):
            there = _clear(block, taken)
            taken.after(there.boxes)
            result.update(there.boxes)
    return result


def _clear(block: Block, taken: SpatialIndex) -> Block:
    block = block.moved(0.0, max(0.0, MARGIN - block.extent.y))
    while True:
        extent = block.extent
        room = Box(extent.x, extent.y - GAP, extent.width, extent.height + 2 * GAP)
        in_the_way = taken.found(room)
        if not in_the_way:
            return block
        lowest = max(box.bottom for box in in_the_way.values())
        block = block.moved(0.0, lowest + GAP - extent.y)


def _closed(editor: Editor, blocks: list[Block]) -> dict[str, Box]:
    """Return the boxes of blocks without empty heights; new neighbours never lie on each other."""
    locked = [s for s in editor.board.stickies.values() if is_locked(editor.board, s)]
    standing = _standing(editor, locked, set())
    result: dict[str, Box] = {}
    for lane, members in _blocks_by_lane(editor, blocks).items():
        before = SpatialIndex({b.host.id: _box(editor, b.host) for b in members})
        taken = SpatialIndex({f"~{n}": box for n, box in enumerate(standing.get(lane, ()))})
        apart: list[Block] = []
        for block in sorted(members, key=_reading_order):
            box = block.boxes[block.host.id]
            now = taken.found(box).keys()
            is_new = not now <= before.found(_box(editor, block.host)).keys()
            there = _clear(block, taken) if is_new else block
            taken.after({block.host.id: there.boxes[block.host.id]})
            apart.append(there)
        extents = {b.host.id: b.extent for b in apart}
        shifts = {} if lane in standing else closed_up(extents, MARGIN)
        for block in apart:
            result.update(block.moved(0.0, shifts.get(block.host.id, 0.0)).boxes)
    return result


def _blocks_by_lane(editor: Editor, blocks: list[Block]) -> dict[str | None, list[Block]]:
    of = {block.host.id: block for block in blocks}
    lanes = by_lane(editor.wall, (block.host for block in blocks))
    return {lane: [of[s.id] for s in members] for lane, members in lanes.items()}


def _reading_order(block: Block) -> tuple[float, float, int, str]:
    box = block.boxes[block.host.id]
    return box.y, box.x, block.host.order, block.host.id


def _placed(sticky: Sticky, box: Box) -> Sticky:
    # Sums of floats differ in their last digits, and what is tidy must not move for that.
    return sticky.placed(x=round(box.x, 3), y=round(box.y, 3))


def _put(editor: Editor, label: str, records: Iterable[Record]) -> None:
    changed = [r for r in records if r != editor.board.records[r.id]]
    if changed:
        with editor.document.edit(label) as edit:
            edit.put(*changed)

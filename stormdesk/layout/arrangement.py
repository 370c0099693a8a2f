"""Where every sticky and lane of a board is: one geometry for screen, paper and pictures."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from functools import cached_property

from stormdesk.layout.arrange import MARGIN, arranged
from stormdesk.layout.bands import LOT, UNNAMED, Band, Boxes, Members
from stormdesk.layout.card import Cards
from stormdesk.layout.geometry import Box, bounds_of, boxed
from stormdesk.layout.lanes import LaneBox, stacked_lanes
from stormdesk.layout.pins import host_of
from stormdesk.model.board import Board, Change
from stormdesk.model.context import Context
from stormdesk.model.layered import plain, revised
from stormdesk.model.sticky import Sticky

Way = tuple[float, float]
"""How far to the right and down."""

_WORTH_IT = 32
_NEARLY = 1e-6
_PARKED_IN_A_ROW = 12
_PARKED_APART = 32.0
_PARKING_MARGIN = 80.0
_NOBODY = Members()


class Arrangement:
    """The boxes of all stickies and lanes at one moment, in absolute board units; immutable.

    ``after`` costs what the change costs; a lane that grows takes those below it along. ``moved``
    tells by lane who stands elsewhere in it than in the arrangement before, None where one left;
    ``shifted`` how far all went that stand in a lane, where they went the same way.
    """

    def __init__(
        self,
        board: Board,
        cards: Cards,
        lanes: tuple[LaneBox, ...] = (),
        members: Mapping[str, Members] | None = None,
        homes: Mapping[str, str] | None = None,
        moved: Mapping[str, Mapping[str, Box | None]] | None = None,
        shifted: Mapping[str, Way] | None = None,
    ) -> None:
        self.board = board
        self.lanes = lanes
        self.moved = moved or {}
        self.shifted = shifted or {}
        self._cards = cards
        self._members = members or {}
        self._homes = homes or {}
        self.boxes = _boxes(lanes, self._members, self._homes)

    @classmethod
    def of(cls, board: Board, cards: Cards) -> Arrangement:
        """Return the arrangement of a board; stickies without a place are arranged first."""
        board = board.after(arranged(board, cards))
        homes: dict[str, str | None] = {i: _home(board, s) for i, s in board.stickies.items()}
        nothing = cls(board, cards)
        changes = nothing._changes(board, board.stickies, homes)
        return nothing._with(board, changes, homes, True, False)

    def after(self, board: Board, change: Change, *, hold_lanes: bool = False) -> Arrangement:
        """Return the arrangement of the board that a change led to.

        ``hold_lanes`` keeps every lane as it is, for while stickies are carried over them.
        """
        touched: dict[str, Sticky | None] = {}
        lanes_changed = False
        for record_id, (before, after) in change.others.items():
            if isinstance(after, Sticky):
                touched[record_id] = after
            elif isinstance(before, Sticky):
                touched[record_id] = None
            if isinstance(before, Context) or isinstance(after, Context):
                lanes_changed = True
        homes = self._rehomed(board, touched)
        lacking = [i for i, sticky in touched.items() if _is_lacking(sticky)]
        if any(homes.get(i, self._homes.get(i)) != LOT for i in lacking):
            placing = arranged(board, self._cards)
            board = board.after(placing)
            touched.update({i: board.stickies.get(i) for i in (*touched, *placing.pairs)})
            homes = self._rehomed(board, touched)
        changes = self._changes(board, touched, homes)
        placed = change.placed - touched.keys() if touched else change.placed
        if placed:
            self._place(board, placed, changes)
        return self._with(board, changes, homes, lanes_changed, hold_lanes)

    @cached_property
    def bounds(self) -> Box:
        """The smallest box round all stickies and, from top to bottom, all lanes."""
        bounds = bounds_of(self.boxes.values())
        if not self.lanes:
            return bounds
        top, bottom = self.lanes[0].top, self.lanes[-1].bottom
        return bounds.united(Box(bounds.x, top, bounds.width, bottom - top))

    @cached_property
    def parking(self) -> Box | None:
        """The strip of the parking lot; None where nothing is parked."""
        band = self.boxes.band(LOT)
        if band is None:
            return None
        return bounds_of(band.boxes.values()).moved(0.0, band.top).inflated(MARGIN)

    def lane_at(self, y: float) -> LaneBox | None:
        """Return the lane at a height; None above the first one and below the last one."""
        index = bisect_right(self.lanes, y, key=lambda lane: lane.top) - 1
        if index < 0 or y >= self.lanes[index].bottom:
            return None
        return self.lanes[index]

    def lane(self, context_id: str | None) -> LaneBox | None:
        """Return the lane of a context, or the unnamed one of stickies without."""
        return self._lanes_by_id.get(context_id)

    @property
    def has_parked(self) -> bool:
        """Whether anything stands in the parking lot."""
        return LOT in self._members

    def is_parked(self, sticky_id: str) -> bool:
        """Tell whether a sticky stands in the parking lot."""
        return self._homes.get(sticky_id) == LOT

    @cached_property
    def _lanes_by_id(self) -> dict[str | None, LaneBox]:
        return {lane.context_id: lane for lane in self.lanes}

    def _with(
        self,
        board: Board,
        changes: Mapping[str, Mapping[str, Box | None]],
        homes: Mapping[str, str | None],
        lanes_changed: bool,
        hold_lanes: bool,
    ) -> Arrangement:
        members = dict(self._members)
        shifted: dict[str, Way] = {}
        for home, boxes in changes.items():
            way = _common_way(plain(self._members.get(home, _NOBODY).boxes, boxes), boxes)
            if way is not None:
                shifted[home] = way
            members[home] = members.get(home, _NOBODY).after(boxes)
            if not members[home].boxes:
                del members[home]
        rehomed = revised(self._homes, homes) if homes else self._homes
        lanes = self.lanes
        if not hold_lanes:
            stacked = stacked_lanes(board, members)
            lanes = stacked if lanes_changed or stacked != lanes else lanes
        return Arrangement(board, self._cards, lanes, members, rehomed, changes, shifted)

    def _rehomed(self, board: Board, touched: dict[str, Sticky | None]) -> dict[str, str | None]:
        """Return who has another home now, and add to the touched what goes along, pinned on it."""
        homes: dict[str, str | None] = {}
        old = self._homes
        waiting = list(touched.items())
        for sticky_id, sticky in waiting:
            home = _home(board, sticky) if sticky is not None else None
            is_new = home != old.get(sticky_id)
            if is_new:
                homes[sticky_id] = home
            # One that is parked itself may keep the pins on it from its host's lane, or may not.
            if is_new or home == LOT:
                pins = [pin for pin in board.pinned(sticky_id) if pin.id not in touched]
                touched.update((pin.id, pin) for pin in pins)
                waiting.extend((pin.id, pin) for pin in pins)
        return homes

    def _changes(
        self,
        board: Board,
        touched: Mapping[str, Sticky | None],
        homes: Mapping[str, str | None],
    ) -> defaultdict[str, dict[str, Box | None]]:
        """Return what moved in every lane, None where it left."""
        changes = defaultdict[str, dict[str, Box | None]](dict)
        is_lot_touched = False
        size_of, members = self._cards.size, self._members
        for sticky_id, sticky in touched.items():
            old_home = home = self._homes.get(sticky_id)
            if sticky_id in homes:
                home = homes[sticky_id]
                if old_home is not None:
                    changes[old_home][sticky_id] = None
            if home == LOT or old_home == LOT:
                is_lot_touched = True
            if home is not None and home != LOT and sticky is not None:
                width, height = size_of(sticky)
                box = Box(sticky.x or 0.0, sticky.y or 0.0, width, height)
                if home != old_home or members[home].boxes[sticky_id] != box:
                    changes[home][sticky_id] = box
        if is_lot_touched:
            changes[LOT].update(self._parked(board, homes))
        return changes

    def _place(
        self, board: Board, placed: Set[str], changes: dict[str, dict[str, Box | None]]
    ) -> None:
        """Add where those are now that stay in their lanes and as large as they were."""
        stickies, homes = plain(board.stickies, placed), plain(self._homes, placed)
        ids_of = defaultdict[str, list[str]](list)
        for sticky_id in placed:
            ids_of[homes[sticky_id]].append(sticky_id)
        for home, ids in ids_of.items():
            if home == LOT:
                continue
            boxes, moved = plain(self._members[home].boxes, ids), changes[home]
            for sticky_id in ids:
                sticky, (x, y, width, height) = stickies[sticky_id], boxes[sticky_id]
                to_x, to_y = sticky.x or 0.0, sticky.y or 0.0
                if to_x != x or to_y != y:
                    moved[sticky_id] = boxed((to_x, to_y, width, height))

    def _parked(self, board: Board, homes: Mapping[str, str | None]) -> dict[str, Box]:
        """Return who stands elsewhere in the parking lot than before."""
        old = self._members.get(LOT, _NOBODY).boxes
        ids = {i for i in old if homes.get(i, LOT) == LOT}
        ids.update(i for i, home in homes.items() if home == LOT)
        lot = _parked(board, self._cards, ids)
        return {i: box for i, box in lot.items() if old.get(i) != box}


def _common_way(old: Mapping[str, Box], new: Mapping[str, Box | None]) -> Way | None:
    """Return how far all of a lane went if they are many and went the same way, nearly."""
    if len(new) != len(old) or len(new) < _WORTH_IT:
        return None
    if new.keys() != old.keys():
        return None
    way: Way | None = None
    for sticky_id, box in new.items():
        if box is None:
            return None
        x, y, width, height = old[sticky_id]
        dx, dy = box[0] - x, box[1] - y
        if way is None:
            way = dx, dy
        elif abs(dx - way[0]) > _NEARLY or abs(dy - way[1]) > _NEARLY:
            return None
        if box[2] != width or box[3] != height:
            return None
    return way


def _is_lacking(sticky: Sticky | None) -> bool:
    return sticky is not None and (sticky.at is None or sticky.x is None or sticky.y is None)


def _home(board: Board, sticky: Sticky) -> str:
    """Return the lane or parking lot that a sticky stands in: what is pinned is with its host."""
    host = sticky if sticky.pinned_to is None else host_of(board, sticky)
    if sticky.parked or host.parked:
        return LOT
    return UNNAMED if host.context is None else host.context


def _boxes(
    lanes: tuple[LaneBox, ...], members: Mapping[str, Members], homes: Mapping[str, str]
) -> Boxes:
    bands: list[Band] = []
    above = below = 0.0
    for number, lane in enumerate(lanes):
        boxes, top, bottom = members.get(lane.home, _NOBODY)
        bands.append(Band(lane.home, number, lane.top, lane.collapsed, boxes))
        if not lane.collapsed:
            above, below = max(above, -top), max(below, bottom - lane.height)
    if LOT in members:
        top = (lanes[-1].bottom if lanes else 0.0) + _PARKING_MARGIN
        bands.append(Band(LOT, len(lanes), top, False, members[LOT].boxes))
    return Boxes(tuple(bands), homes, above, below)


def _parked(board: Board, cards: Cards, ids: Iterable[str]) -> dict[str, Box]:
    """Return the parking lot: rows from left to right in the stickies' order, from its top."""
    result: dict[str, Box] = {}
    x, y, row_height = 0.0, 0.0, 0.0
    stickies = sorted((board.stickies[i] for i in ids), key=lambda s: (s.order, s.id))
    for number, sticky in enumerate(stickies):
        if number and number % _PARKED_IN_A_ROW == 0:
            x, y, row_height = 0.0, y + row_height + _PARKED_APART, 0.0
        width, height = cards.size(sticky)
        result[sticky.id] = Box(x, y, width, height)
        x += width + _PARKED_APART
        row_height = max(row_height, height)
    return result

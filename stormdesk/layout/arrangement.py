"""Where every sticky and lane of a board is: one geometry for screen, paper and pictures."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from stormdesk.layout.arrange import MARGIN, arranged
from stormdesk.layout.card import Cards
from stormdesk.layout.geometry import Box, bounds_of
from stormdesk.layout.pins import is_parked, lane_of
from stormdesk.model.board import Board, Change
from stormdesk.model.context import Context
from stormdesk.model.sticky import Sticky

LEAST_HEIGHT = 240.0
"""Height of an empty lane."""

COLLAPSED_HEIGHT = 48.0
"""Height of a collapsed lane; its stickies are thin bars in it."""

_MANY = 4
"""Where more than one in so many changed, arranging all anew is faster."""

_BAR_INSET = 8.0
_PARKED_IN_A_ROW = 12
_PARKED_APART = 32.0
_PARKING_MARGIN = 80.0


class LaneBox(NamedTuple):
    """Where a lane is; it reaches as far left and right as anybody looks. None: no context."""

    context_id: str | None
    name: str
    owner: str | None
    top: float
    height: float
    collapsed: bool = False

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height


class _Members(NamedTuple):
    """The stickies of one lane relative to its top, and how far down they reach."""

    boxes: Mapping[str, Box]
    bottom: float


_EMPTY = _Members({}, 0.0)


class Arrangement:
    """The boxes of all stickies and lanes at one moment, in absolute board units; immutable.

    ``after`` costs what the change costs; a lane that grows only shifts those below it.
    """

    __slots__ = ("__dict__", "_cards", "_members", "_parked", "board", "boxes", "lanes")

    def __init__(
        self,
        board: Board,
        cards: Cards,
        boxes: Mapping[str, Box],
        lanes: tuple[LaneBox, ...],
        members: dict[str | None, _Members],
        parked: frozenset[str],
    ) -> None:
        self.board = board
        self.boxes = boxes
        self.lanes = lanes
        self._cards = cards
        self._members = members
        self._parked = parked

    @classmethod
    def of(cls, board: Board, cards: Cards) -> Arrangement:
        """Return the arrangement of a board; stickies without a place are arranged first."""
        board = board.after(arranged(board, cards))
        empty = cls(Board.of([]), cards, {}, (), {}, frozenset())
        return empty._with(board, board.stickies, True)

    def after(self, board: Board, change: Change, *, hold_lanes: bool = False) -> Arrangement:
        """Return the arrangement of the board that a change led to.

        ``hold_lanes`` keeps every lane as it is, for while stickies are carried over them.
        """
        if not hold_lanes and len(change) * _MANY > len(board.stickies):
            return Arrangement.of(board, self._cards)
        touched = dict.fromkeys(
            record_id
            for record_id, before, after in change
            if isinstance(before, Sticky) or isinstance(after, Sticky)
        )
        lanes = any(
            isinstance(before, Context) or isinstance(after, Context) for _, before, after in change
        )
        waiting = list(touched)
        while waiting:
            for pin in board.pinned(waiting.pop()):
                if pin.id not in touched:
                    touched[pin.id] = None
                    waiting.append(pin.id)
        new = [board.stickies[i] for i in touched if i in board.stickies]
        if any(None in (s.at, s.x, s.y) and not is_parked(board, s) for s in new):
            placing = arranged(board, self._cards)
            board = board.after(placing)
            touched.update(dict.fromkeys(placing.pairs))
        return self._with(board, touched, lanes, hold_lanes)

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
        if not self._parked:
            return None
        return bounds_of(self.boxes[each] for each in self._parked).inflated(MARGIN)

    def lane_at(self, y: float) -> LaneBox | None:
        """Return the lane at a height; None above the first one and below the last one."""
        index = bisect_right(self.lanes, y, key=lambda lane: lane.top) - 1
        if index < 0 or y >= self.lanes[index].bottom:
            return None
        return self.lanes[index]

    def lane(self, context_id: str | None) -> LaneBox | None:
        """Return the lane of a context, or the unnamed one of stickies without."""
        return next((lane for lane in self.lanes if lane.context_id == context_id), None)

    def is_parked(self, sticky_id: str) -> bool:
        """Tell whether a sticky stands in the parking lot."""
        return sticky_id in self._parked

    def _with(
        self, board: Board, touched: Iterable[str], lanes_changed: bool, hold_lanes: bool = False
    ) -> Arrangement:
        members, moved, parked = self._sorted(board, touched)
        lanes = self.lanes if hold_lanes else _stacked(board, members)
        boxes = dict(self.boxes)
        for sticky_id in touched:
            boxes.pop(sticky_id, None)
        before = {lane.context_id: (lane.top, lane.collapsed) for lane in self.lanes}
        for lane in lanes:
            mine = members.get(lane.context_id, _EMPTY).boxes
            if before.get(lane.context_id) == (lane.top, lane.collapsed):
                mine = {i: mine[i] for i in moved.get(lane.context_id, ()) if i in mine}
            boxes.update(_absolute(lane, mine))
        floor = lanes[-1].bottom if lanes else 0.0
        old_floor = self.lanes[-1].bottom if self.lanes else 0.0
        if parked and (
            parked != self._parked or floor != old_floor or not parked.isdisjoint(touched)
        ):
            boxes.update(_parked(board, self._cards, parked, floor + _PARKING_MARGIN))
        if not lanes_changed and lanes == self.lanes:
            lanes = self.lanes
        return Arrangement(board, self._cards, boxes, lanes, members, parked)

    def _sorted(
        self, board: Board, touched: Iterable[str]
    ) -> tuple[dict[str | None, _Members], dict[str | None, list[str]], frozenset[str]]:
        """Return the members of every lane, which of them moved, and who is parked."""
        leaving: dict[str | None, list[str]] = defaultdict(list)
        coming: dict[str | None, dict[str, Box]] = defaultdict(dict)
        parked = set(self._parked)
        for sticky_id in touched:
            old = self.board.stickies.get(sticky_id)
            if old is not None and sticky_id not in parked:
                leaving[lane_of(self.board, old)].append(sticky_id)
            parked.discard(sticky_id)
            new = board.stickies.get(sticky_id)
            if new is not None and is_parked(board, new):
                parked.add(sticky_id)
            elif new is not None:
                box = Box(new.x or 0.0, new.y or 0.0, *self._cards.size(new))
                coming[lane_of(board, new)][sticky_id] = box
        members = dict(self._members)
        for lane in {**leaving, **coming}:
            members[lane] = _revised(members.get(lane, _EMPTY), leaving[lane], coming[lane])
            if not members[lane].boxes:
                del members[lane]
        moved = {lane: list(boxes) for lane, boxes in coming.items()}
        return members, moved, frozenset(parked)


def _revised(old: _Members, leaving: list[str], coming: dict[str, Box]) -> _Members:
    boxes = dict(old.boxes)
    bottom = old.bottom
    lowest_left = False
    for sticky_id in leaving:
        lowest_left |= boxes.pop(sticky_id).bottom >= bottom
    boxes.update(coming)
    lowest = max((box.bottom for box in coming.values()), default=0.0)
    if lowest_left and lowest < bottom:
        bottom = max((box[1] + box[3] for box in boxes.values()), default=0.0)
    return _Members(boxes, max(bottom, lowest))


def _stacked(board: Board, members: Mapping[str | None, _Members]) -> tuple[LaneBox, ...]:
    lanes: list[LaneBox] = []
    top = 0.0
    contexts: list[Context | None] = [*board.in_order(Context)]
    if None in members or not contexts:
        contexts.insert(0, None)
    for context in contexts:
        content = members.get(context.id if context else None, _EMPTY).bottom + MARGIN
        if context is None:
            lane = LaneBox(None, "", None, top, max(content, LEAST_HEIGHT))
        else:
            height = max(content, LEAST_HEIGHT if context.height is None else context.height)
            if context.collapsed:
                height = COLLAPSED_HEIGHT
            lane = LaneBox(context.id, context.name, context.owner, top, height, context.collapsed)
        lanes.append(lane)
        top = lane.bottom
    return tuple(lanes)


def _absolute(lane: LaneBox, members: Mapping[str, Box]) -> dict[str, Box]:
    top = lane.top
    if lane.collapsed:
        y, height = top + _BAR_INSET, COLLAPSED_HEIGHT - 2 * _BAR_INSET
        return {i: Box(box.x, y, box.width, height) for i, box in members.items()}
    return {i: Box(b[0], b[1] + top, b[2], b[3]) for i, b in members.items()}


def _parked(board: Board, cards: Cards, ids: frozenset[str], top: float) -> dict[str, Box]:
    """Return the parking lot: rows from left to right in the stickies' order."""
    result: dict[str, Box] = {}
    x, y, row_height = 0.0, top, 0.0
    stickies = sorted((board.stickies[i] for i in ids), key=lambda s: (s.order, s.id))
    for number, sticky in enumerate(stickies):
        if number and number % _PARKED_IN_A_ROW == 0:
            x, y, row_height = 0.0, y + row_height + _PARKED_APART, 0.0
        width, height = cards.size(sticky)
        result[sticky.id] = Box(x, y, width, height)
        x += width + _PARKED_APART
        row_height = max(row_height, height)
    return result

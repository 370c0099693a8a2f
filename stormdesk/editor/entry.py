"""What comes next while typing: the kind that is expected and the place it goes to."""

from __future__ import annotations

from math import floor

from stormdesk.editor.wall import Wall
from stormdesk.layout.appearance import look_of
from stormdesk.layout.arrange import MARGIN
from stormdesk.layout.geometry import Box
from stormdesk.layout.lanes import LaneBox
from stormdesk.layout.pins import lane_of
from stormdesk.layout.timeline import column_of, column_x
from stormdesk.model.grammar import BESIDE_THE_FLOW, expected_next
from stormdesk.model.level import palette
from stormdesk.model.profile import Level
from stormdesk.model.sticky import Kind, Sticky

PROVISIONAL = "~new"
"""The id of a sticky until its first text is committed; one edit at a time needs only one."""
_GAP = 32.0
_LEAST_GAP = 16.0
_BESIDE = 8.0
_OVER_TOP, _OVER_BOTTOM, _OVER_SIDE = 28.0, 8.0, 64.0
"""How far a pin overlaps its host: the band of the sign above and the inset below, no text."""


def next_kind(sticky: Sticky, level: Level) -> Kind:
    """Return the kind that Enter opens after a sticky."""
    kind = expected_next(sticky.kind, level)
    return kind if kind in palette(level) else Kind.EVENT


def cycled(kind: Kind, kinds: tuple[Kind, ...], step: int) -> Kind:
    """Return the kind that Tab goes to within a palette."""
    place = kinds.index(kind) if kind in kinds else 0
    return kinds[(place + step) % len(kinds)]


def lane_near(wall: Wall, y: float) -> LaneBox | None:
    """Return the lane at a height, or else the first or the last one."""
    lanes = wall.arrangement.lanes
    if not lanes:
        return None
    return wall.lane_at(y) or (lanes[0] if y < lanes[0].top else lanes[-1])


def place_at(wall: Wall, kind: Kind, x: float, y: float) -> Sticky:
    """Return an empty sticky of a kind whose middle is at a point, or below what lies there.

    A hotspot put on another sticky is pinned there.
    """
    look = look_of(kind)
    box = Box(x - look.width / 2, y - look.height / 2, look.width, look.height)
    host = wall.at(box.center) if kind is Kind.HOTSPOT else None
    if host is not None and host.kind is not Kind.HOTSPOT and host.id != PROVISIONAL:
        return pinned_on(wall, host, kind)
    lane = lane_near(wall, y)
    context = lane.context_id if lane is not None else None
    if lane is not None:
        y = box.y
        if context is not None:
            # Within the lane, so that it need not grow and push all lanes below it down.
            y = min(y, lane.bottom - MARGIN - box.height)
        box = box.moved(0, max(y, lane.top + _LEAST_GAP) - box.y)
    box = _free(wall, context, box, 0)
    return _sticky(wall, kind, context, column_of(box.x, wall.columns_in_use(())), box)


def place_next(wall: Wall, sticky: Sticky, kind: Kind) -> Sticky:
    """Return an empty sticky for what is said after another: a remark on it, or what follows."""
    if kind in BESIDE_THE_FLOW and sticky.kind not in BESIDE_THE_FLOW:
        if kind is Kind.HOTSPOT:
            return pinned_on(wall, sticky, kind)
        return _beside(wall, sticky, kind)
    return place_after(wall, sticky, kind)


def place_after(wall: Wall, sticky: Sticky, kind: Kind) -> Sticky:
    """Return an empty sticky of a kind at the next free place to the right of another.

    Where that place is taken, nothing moves: what is one more of the kind that follows already
    stands below it as its alternative, anything else between the two columns, a row below.
    """
    base, look = _box(wall, sticky), look_of(kind)
    here = 1.0 if sticky.at is None else sticky.at
    column = floor(here) + 1.0
    if column_x(column) < base.right + _LEAST_GAP:
        column += 1
    box = Box(column_x(column), base.y, look.width, look.height)
    if _found(wall, sticky.context, box, _BESIDE):
        followers = [wall.board.stickies[f.target] for f in wall.board.outgoing(sticky.id)]
        alike = [s for s in followers if s.kind is kind and s.id != PROVISIONAL]
        if alike and (beside := wall.box(alike[0].id)) and alike[0].context == sticky.context:
            column, box = alike[0].at or column, box.moved(beside.x - box.x, 0)
        else:
            column = (max(here, column - 1) + column) / 2
            box = box.moved(column_x(column) - box.x, base.bottom + _GAP - box.y)
    return _sticky(wall, kind, sticky.context, column, _free(wall, sticky.context, box, _BESIDE))


def place_below(wall: Wall, sticky: Sticky, kind: Kind) -> Sticky:
    """Return an empty sticky for an alternative: the same column, the next free row."""
    base, look = _box(wall, sticky), look_of(kind)
    box = Box(base.x, base.bottom + _GAP, look.width, look.height)
    box = _free(wall, sticky.context, box, _BESIDE)
    return _sticky(wall, kind, sticky.context, sticky.at, box)


def place_in_lane(wall: Wall, context: str, kind: Kind, column: float) -> Sticky:
    """Return an empty sticky of a kind in a column of a lane, in the first free row."""
    lane, look = wall.lane(context), look_of(kind)
    top = lane.top if lane is not None else 0.0
    box = Box(column_x(column), top + MARGIN, look.width, look.height)
    return _sticky(wall, kind, context, column, _free(wall, context, box, _BESIDE))


def pinned_on(wall: Wall, host: Sticky, kind: Kind) -> Sticky:
    """Return an empty sticky pinned on the first free corner of a host, the upper right if none."""
    look, at, lane = look_of(kind), _box(wall, host), lane_of(wall.board, host)
    right = max(at.x, at.right - min(_OVER_SIDE, at.width / 2))
    left = min(at.x + min(_OVER_SIDE, at.width / 2), at.right) - look.width
    above, below = at.y + _OVER_TOP - look.height, at.bottom - _OVER_BOTTOM
    corners = [
        Box(x, y, look.width, look.height)
        for x, y in ((right, above), (right, below), (left, below), (left, above))
    ]
    top = _top(wall, lane)
    free = (box for box in corners if box.y >= top and not _found(wall, lane, box, 0) - {host.id})
    box = next(free, corners[0])
    return _sticky(wall, kind, host.context, host.at, box).revised(pinned_to=host.id)


def _beside(wall: Wall, sticky: Sticky, kind: Kind) -> Sticky:
    """Return an empty sticky for a remark, in the column of what it is on."""
    base, look = _box(wall, sticky), look_of(kind)
    box = Box(base.right + _BESIDE, base.bottom - look.height, look.width, look.height)
    if kind is not Kind.VALUE or _found(wall, sticky.context, box, 0):
        return place_below(wall, sticky, kind)
    return _sticky(wall, kind, sticky.context, sticky.at, box)


def _free(wall: Wall, context: str | None, box: Box, apart: float) -> Box:
    """Return a box, moved down as far as what stands in its lane makes it."""
    while found := _found(wall, context, box, apart):
        lowest = max(b.bottom for i in found if (b := wall.box(i)))
        box = Box(box.x, lowest + _GAP, box.width, box.height)
    return box


def _found(wall: Wall, context: str | None, box: Box, apart: float) -> set[str]:
    """Return what stands in a box; the lanes below give way, so only its own lane counts."""
    board, arrangement = wall.board, wall.arrangement
    return {
        i
        for i in wall.found(box.inflated(apart))
        if i != PROVISIONAL
        and not arrangement.is_parked(i)
        and lane_of(board, board.stickies[i]) == context
    }


def _sticky(wall: Wall, kind: Kind, context: str | None, column: float | None, box: Box) -> Sticky:
    return Sticky(
        id=PROVISIONAL,
        kind=kind,
        text="",
        context=context,
        at=column,
        x=box.x,
        y=box.y - _top(wall, context),
        order=wall.board.next_order(Sticky),
    )


def _top(wall: Wall, context: str | None) -> float:
    lane = wall.lane(context)
    return lane.top if lane is not None else 0.0


def _box(wall: Wall, sticky: Sticky) -> Box:
    box = wall.box(sticky.id)
    if box is None:
        raise ValueError(f"{sticky.id} is nowhere on the wall")
    return box

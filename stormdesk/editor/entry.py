"""What comes next while typing: the kind that is expected and the place it goes to."""

from __future__ import annotations

from math import floor

from stormdesk.editor.wall import Wall
from stormdesk.layout.appearance import look_of
from stormdesk.layout.geometry import Box
from stormdesk.layout.timeline import column_of, column_x
from stormdesk.model.grammar import BESIDE_THE_FLOW, expected_next
from stormdesk.model.level import palette
from stormdesk.model.profile import Level
from stormdesk.model.sticky import Kind, Sticky

PROVISIONAL = "~new"
"""The id of a sticky until its first text is committed; one edit at a time needs only one."""
_GAP = 32
_LEAST_GAP = 16
_ROWS = 6


def next_kind(sticky: Sticky, level: Level) -> Kind:
    """Return the kind that Enter opens after a sticky."""
    kind = expected_next(sticky.kind, level)
    return kind if kind in palette(level) else Kind.EVENT


def cycled(kind: Kind, kinds: tuple[Kind, ...], step: int) -> Kind:
    """Return the kind that Tab goes to within a palette."""
    place = kinds.index(kind) if kind in kinds else 0
    return kinds[(place + step) % len(kinds)]


def place_at(wall: Wall, kind: Kind, x: float, y: float) -> Sticky:
    """Return an empty sticky of a kind whose middle is at a point.

    A hotspot put on another sticky is pinned there.
    """
    look = look_of(kind)
    host = wall.at(Box(x, y, 0, 0).center) if kind is Kind.HOTSPOT else None
    if host is not None and host.kind is not Kind.HOTSPOT:
        return pinned_on(wall, host, kind)
    return _sticky(
        wall, kind, Box(x - look.width / 2, y - look.height / 2, look.width, look.height)
    )


def pinned_on(wall: Wall, host: Sticky, kind: Kind) -> Sticky:
    """Return an empty sticky pinned on the upper right corner of a host."""
    look, at = look_of(kind), wall.box(host.id)
    if at is None:
        raise ValueError(f"{host.id} is nowhere on the wall")
    box = Box(at.right - look.width * 0.3, at.y - look.height * 0.6, look.width, look.height)
    return _sticky(wall, kind, box).revised(
        pinned_to=host.id, context=host.context, at=host.at, y=box.y - _top_of(wall, host)
    )


def place_after(wall: Wall, sticky: Sticky, kind: Kind) -> Sticky:
    """Return an empty sticky of a kind at the next free place to the right of another."""
    base = wall.box(sticky.id)
    if base is None:
        raise ValueError(f"{sticky.id} is nowhere on the wall")
    if kind in BESIDE_THE_FLOW and sticky.pinned_to is not None:
        host = wall.board.stickies[sticky.pinned_to]
        return place_after(wall, host, kind)
    column = floor(sticky.at or 1) + 1
    if column_x(column) < base.right + _LEAST_GAP:
        column += 1
    return _free(wall, sticky, kind, column_x(column), base.y, column)


def place_below(wall: Wall, sticky: Sticky, kind: Kind) -> Sticky:
    """Return an empty sticky for an alternative: the same column, the next free row."""
    base = wall.box(sticky.id)
    if base is None:
        raise ValueError(f"{sticky.id} is nowhere on the wall")
    return _free(wall, sticky, kind, base.x, base.bottom + _GAP, sticky.at)


def _free(
    wall: Wall, beside: Sticky, kind: Kind, x: float, y: float, column: float | None
) -> Sticky:
    look = look_of(kind)
    box = Box(x, y, look.width, look.height)
    for _ in range(_ROWS):
        in_the_way = [b for i in wall.in_box(box.inflated(_GAP / 4)) if (b := wall.box(i))]
        if not in_the_way:
            break
        box = Box(x, max(b.bottom for b in in_the_way) + _GAP, look.width, look.height)
    top = _top_of(wall, beside)
    return Sticky(
        id=PROVISIONAL,
        kind=kind,
        text="",
        context=beside.context,
        at=column,
        x=box.x,
        y=box.y - top,
        order=wall.board.next_order(Sticky),
    )


def _sticky(wall: Wall, kind: Kind, box: Box) -> Sticky:
    lane = wall.lane_at(box.center.y)
    return Sticky(
        id=PROVISIONAL,
        kind=kind,
        text="",
        context=lane.context_id if lane else None,
        at=column_of(box.x, wall.columns_in_use(())),
        x=box.x,
        y=box.y - (lane.top if lane else 0),
        order=wall.board.next_order(Sticky),
    )


def _top_of(wall: Wall, sticky: Sticky) -> float:
    box = wall.box(sticky.id)
    return box.y - (sticky.y or 0) if box is not None else 0.0

"""Where stickies go that belong to another one: pinned on a corner, or a value beside its event."""

from __future__ import annotations

from collections.abc import Iterable

from stormdesk.layout.geometry import Box
from stormdesk.layout.timeline import COLUMN
from stormdesk.model.board import Board
from stormdesk.model.sticky import Kind, Sticky

Size = tuple[float, float]

# A pin covers no text of its host: it overlaps the band of the glyph above, the inset below.
_OVER_TOP = 28.0
_OVER_BOTTOM = 8.0
_OVER_SIDE = 64.0
_OVER_NARROW_SIDE = 16.0
_NARROW = 120.0
_APART = 8.0
_REACH = COLUMN - 32
_HANGING_IN_A_ROW = 3


def host_of(board: Board, sticky: Sticky) -> Sticky:
    """Return the sticky that this one finally is pinned on; itself where it is on none."""
    host, seen = sticky, {sticky.id}
    while host.pinned_to is not None:
        beneath = board.get(host.pinned_to, Sticky)
        if beneath is None:
            break
        if beneath.id in seen:
            return sticky
        seen.add(beneath.id)
        host = beneath
    return host


def lane_of(board: Board, sticky: Sticky) -> str | None:
    """Return the context in whose lane a sticky stands: what is pinned stands in its host's."""
    return host_of(board, sticky).context


def is_parked(board: Board, sticky: Sticky) -> bool:
    """Tell whether a sticky stands in the parking lot, by itself or with its host."""
    return sticky.parked or (sticky.pinned_to is not None and host_of(board, sticky).parked)


def pin_boxes(host: Box, pins: Iterable[tuple[Sticky, Size]]) -> dict[str, Box]:
    """Return where each sticky goes that is pinned on a host, in the host's coordinates.

    Questions and ideas stand out of the upper right corner, one above the other; values stand
    beside the lower right corner; actors, and values without room there, hang below.
    """
    result: dict[str, Box] = {}
    over = _OVER_NARROW_SIDE if host.width < _NARROW else _OVER_SIDE
    ceiling = floor = host.y + _OVER_TOP
    beside = host.right + _APART
    actors: list[tuple[str, Size]] = []
    values: list[tuple[str, Size]] = []
    for pin, (width, height) in pins:
        if pin.kind is Kind.ACTOR:
            actors.append((pin.id, (width, height)))
        elif pin.kind is not Kind.VALUE:
            left = min(host.right - over, host.x + _REACH - width)
            result[pin.id] = Box(left, ceiling - height, width, height)
            ceiling -= height + 2 * _APART
        elif beside + width - host.x <= _REACH:
            # clear of a question over a host that is as low as a value
            top = max(host.bottom - width, floor + _APART)
            result[pin.id] = Box(beside, top, width, height)
            beside += width + _APART
        else:
            values.append((pin.id, (width, height)))
    lowest = max((box.bottom for box in result.values()), default=host.bottom)
    room_under_host = sum(width + _APART for _, (width, _) in actors) <= host.width
    top = host.bottom - _OVER_BOTTOM if room_under_host else max(lowest + _APART, host.bottom)
    result.update(_hanging(actors, host.x + _APART, top))
    lowest = max([host.bottom, *(box.bottom for box in result.values())])
    result.update(_hanging(values, host.x + _APART, lowest + _APART))
    return result


def _hanging(pins: list[tuple[str, Size]], left: float, top: float) -> dict[str, Box]:
    """Return the boxes of pins in short rows below a host."""
    result: dict[str, Box] = {}
    for start in range(0, len(pins), _HANGING_IN_A_ROW):
        x = left
        for pin_id, (width, height) in pins[start : start + _HANGING_IN_A_ROW]:
            result[pin_id] = Box(x, top, width, height)
            x += width + _APART
        top = max(box.bottom for box in result.values()) + _APART
    return result

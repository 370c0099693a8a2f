"""Where contexts and arrows stand on a context map: contexts one below the other, arrows beside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from stormdesk.layout.geometry import Box

Pair = tuple[str, str]
"""Upstream and downstream."""

SHORT: Mapping[str, str] = MappingProxyType(
    {
        "partnership": "P",
        "shared-kernel": "SK",
        "customer-supplier": "C/S",
        "conformist": "CF",
        "anticorruption-layer": "ACL",
        "open-host-service": "OHS",
        "published-language": "PL",
        "separate-ways": "SW",
    }
)
"""The patterns as context maps usually abbreviate them."""

BADGE = (52.0, 22.0)
_EDGE, _GAP = 14.0, 22.0
_LEAST_HEIGHT, _PORT = 48.0, 17.0
_LEAST_WIDTH, _MOST_WIDTH = 104.0, 260.0
_TRACK, _LEAST_TRACK = 60.0, 34.0


@dataclass(frozen=True, slots=True)
class Way:
    """An arrow: where it leaves, the line it runs along beside, where it comes in, its badge."""

    start: tuple[float, float]
    beside: float
    end: tuple[float, float]
    badge: Box


@dataclass(frozen=True, slots=True)
class MapPlan:
    """The boxes of the contexts and the ways of their arrows, in pixels or points."""

    boxes: Mapping[str, Box]
    ways: Mapping[Pair, Way]
    height: float


def planned(contexts: Sequence[str], pairs: Sequence[Pair], width: float) -> MapPlan:
    """Return the plan of a map of some width.

    Each arrow runs in a track of its own beside the contexts that it passes, the short ones
    inside, and no arrow crosses the way of one that leaves or enters the same context.
    """
    place = {context: n for n, context in enumerate(contexts)}
    ports = {context: _ports(context, pairs, place) for context in contexts}
    rows: dict[str, tuple[float, float]] = {}
    heights: dict[tuple[str, Pair], float] = {}
    top = _EDGE
    for context, leading in ports.items():
        height = max(_LEAST_HEIGHT, _PORT * (len(leading) + 1))
        rows[context] = (top, height)
        for n, pair in enumerate(leading, 1):
            heights[context, pair] = top + height * n / (len(leading) + 1)
        top += height + _GAP
    tracks = _tracks({pair: (heights[pair[0], pair], heights[pair[1], pair]) for pair in pairs})
    last = max(tracks.values(), default=0)
    beside = width - 2 * _EDGE - _TRACK / 2 - BADGE[0] / 2
    wide = min(_MOST_WIDTH, max(_LEAST_WIDTH, beside - last * _LEAST_TRACK))
    side = _EDGE + wide
    step = min(_TRACK, (beside - wide) / max(1, last))
    ways: dict[Pair, Way] = {}
    for pair in pairs:
        start, end = (heights[context, pair] for context in pair)
        x = side + _TRACK / 2 + step * tracks[pair]
        badge = _free_badge(x, (start + end) / 2, [way.badge for way in ways.values()])
        ways[pair] = Way((side, start), x, (side, end), badge)
    boxes = {context: Box(_EDGE, y, wide, height) for context, (y, height) in rows.items()}
    return MapPlan(boxes, ways, top - _GAP + _EDGE)


def _ports(context: str, pairs: Sequence[Pair], place: Mapping[str, int]) -> list[Pair]:
    """Return what leaves or enters a context, from the top of its side down."""
    here = place[context]
    above: list[tuple[int, int, Pair]] = []
    below: list[tuple[int, int, Pair]] = []
    for n, pair in enumerate(pairs):
        if context in pair:
            there = place[pair[1] if pair[0] == context else pair[0]]
            # Two arrows between the same contexts lie one within the other.
            if there < here:
                above.append((here - there, n, pair))
            else:
                below.append((here - there, -n, pair))
    return [pair for _, _, pair in [*sorted(above), *sorted(below)]]


def _tracks(spans: Mapping[Pair, tuple[float, float]]) -> dict[Pair, int]:
    """Return the number of the track that each arrow runs in, 0 for the nearest."""
    taken: dict[int, list[tuple[float, float]]] = defaultdict(list)
    result: dict[Pair, int] = {}
    for pair, ends in sorted(spans.items(), key=lambda item: abs(item[1][0] - item[1][1])):
        top, bottom = min(ends), max(ends)
        track = 0
        while any(top < low and high < bottom for high, low in taken[track]):
            track += 1
        taken[track].append((top, bottom))
        result[pair] = track
    return result


def _free_badge(x: float, y: float, taken: Sequence[Box]) -> Box:
    """Return a place for a badge on a track, moved along it off the ones that are there."""
    width, height = BADGE
    for off in (0.0, *(sign * n * height / 2 for n in range(1, 7) for sign in (1, -1))):
        badge = Box(x - width / 2, y + off - height / 2, width, height)
        if not any(badge.inflated(1).intersects(other) for other in taken):
            return badge
    return Box(x - width / 2, y - height / 2, width, height)

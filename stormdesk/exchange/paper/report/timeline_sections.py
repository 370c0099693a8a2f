"""A board cut into parts that each fit on a page; cuts fall between stickies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from stormdesk.exchange.paper.report.style import LEAST_SIZE
from stormdesk.layout.appearance import LOOKS
from stormdesk.layout.arrangement import Arrangement
from stormdesk.layout.card import set_sticky
from stormdesk.layout.fonts import Typefaces
from stormdesk.layout.geometry import Box, bounds_of
from stormdesk.layout.pins import host_of
from stormdesk.layout.tilting import tilt_of, turned_box
from stormdesk.model.sticky import Sticky

_AIR = 18.0  # round stickies, in board units
_LEAST_SCALE, _MOST_SCALE = 0.4, 0.8  # points a board unit
_STEP = 1.05

Size = tuple[float, float]


class Part(NamedTuple):
    """What one page shows: its place among rows and columns, the area, and who stands in it."""

    row: int
    column: int
    view: Box
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sections:
    """All parts in reading order, row by row, and how many points a board unit measures."""

    parts: tuple[Part, ...]
    scale: float

    def of_stickies(self) -> dict[str, int]:
        """Return the number of the part that each sticky stands in."""
        return {i: number for number, part in reversed([*enumerate(self.parts)]) for i in part.ids}


class _Unit(NamedTuple):
    """Stickies that stay together, and the box round them."""

    ids: tuple[str, ...]
    box: Box


class _Window(NamedTuple):
    """A stretch of the timeline, and the units that stand in it, by their ids."""

    left: float
    right: float
    ids: frozenset[tuple[str, ...]]


def place_of(sticky: Sticky) -> str:
    """Return the name of the place where a sticky stands on the timeline."""
    return f"place:{sticky.id}"


def part_anchor(number: int) -> str:
    """Return the name of the page of a part."""
    return f"part:{number}"


def sections_of(arrangement: Arrangement, typefaces: Typefaces, room: Size) -> Sections:
    """Return the parts of a board for pages with so much room, in points.

    The scale is the largest that needs no more parts than the least one, at which no type is
    smaller than may be.
    """
    scale = _least_scale(arrangement, typefaces)
    best = _parts(arrangement, typefaces, room, scale)
    larger = scale * _STEP
    while best and larger <= _MOST_SCALE:
        parts = _parts(arrangement, typefaces, room, larger)
        if len(parts) > len(best) or parts[-1].row > best[-1].row:
            break
        best, scale = parts, larger
        larger *= _STEP
    return Sections(tuple(best), scale)


def _least_scale(arrangement: Arrangement, typefaces: Typefaces) -> float:
    stickies = arrangement.board.stickies.values()
    texts = {(s.kind, s.text): s for s in stickies if s.text.strip()}
    smallest = min((set_sticky(s, typefaces).size for s in texts.values()), default=24.0)
    return max(_LEAST_SCALE, LEAST_SIZE / smallest)


def _parts(arrangement: Arrangement, typefaces: Typefaces, room: Size, scale: float) -> list[Part]:
    width, height = room[0] / scale, room[1] / scale
    units = _units(arrangement, width, height)
    rows = _rows(arrangement, typefaces, units, height)
    windows = _windows([unit for _, members in rows for unit in members], width)
    parts: list[Part] = []
    for row, (reach, members) in enumerate(rows):
        for column, window in enumerate(windows):
            inside = [unit for unit in members if unit.ids in window.ids]
            if inside:
                view = Box(window.left, reach.y, window.right - window.left, reach.height)
                ids = tuple(i for unit in inside for i in unit.ids)
                parts.append(Part(row, column, view, ids))
    return parts


def _units(arrangement: Arrangement, width: float, height: float) -> dict[str, list[_Unit]]:
    """Return the units of every lane: a sticky with what is pinned on it, if that fits a page."""
    board = arrangement.board
    groups: dict[str, list[str]] = defaultdict(list)
    for sticky_id in sorted(arrangement.boxes):
        groups[host_of(board, board.stickies[sticky_id]).id].append(sticky_id)
    result: dict[str, list[_Unit]] = defaultdict(list)
    for host, ids in groups.items():
        boxes = {i: _reach(arrangement, i) for i in ids}
        whole = bounds_of(boxes.values())
        parked = arrangement.is_parked(host)
        home = "" if parked else f"lane:{board.stickies[host].context or ''}"
        if whole.width <= width and whole.height <= height:
            result[home].append(_Unit(tuple(ids), whole))
        else:
            result[home] += [_Unit((i,), box) for i, box in boxes.items()]
    return result


def _reach(arrangement: Arrangement, sticky_id: str) -> Box:
    sticky = arrangement.board.stickies[sticky_id]
    return turned_box(arrangement.boxes[sticky_id], tilt_of(sticky)).inflated(_AIR)


def _rows(
    arrangement: Arrangement,
    typefaces: Typefaces,
    units: dict[str, list[_Unit]],
    height: float,
) -> list[tuple[Box, list[_Unit]]]:
    """Return lanes one below the other as far as a page is high, with who stands in them.

    A lane that is higher than a page is cut between its stickies, and a sticky that is higher
    between its lines.
    """
    rows: list[tuple[Box, list[_Unit]]] = []
    filled: Box | None = None
    for lane in arrangement.lanes:
        members = units.get(f"lane:{lane.context_id or ''}", [])
        own = bounds_of([Box(0, lane.top, 1, lane.height), *(unit.box for unit in members)])
        if filled is not None and own.bottom - filled.y <= height:
            filled = filled.united(own)
            rows[-1] = (filled, [*rows[-1][1], *members])
        elif own.height <= height:
            filled = own
            rows.append((own, members))
        else:
            rows += _cut_lane(arrangement, typefaces, members, height)
            filled = None
    parked = units.get("", [])
    if parked:
        rows += _cut_lane(arrangement, typefaces, parked, height)
    return rows


def _cut_lane(
    arrangement: Arrangement, typefaces: Typefaces, members: Sequence[_Unit], height: float
) -> list[tuple[Box, list[_Unit]]]:
    rows: list[tuple[Box, list[_Unit]]] = []
    for unit in sorted(members, key=lambda each: (each.box.y, each.box.x, each.ids)):
        if unit.box.height > height:
            rows += [(slice_, [unit]) for slice_ in _slices(arrangement, typefaces, unit, height)]
            continue
        if rows and max(rows[-1][0].bottom, unit.box.bottom) - rows[-1][0].y <= height:
            rows[-1] = (rows[-1][0].united(unit.box), [*rows[-1][1], unit])
        else:
            rows.append((unit.box, [unit]))
    return rows


def _slices(
    arrangement: Arrangement, typefaces: Typefaces, unit: _Unit, height: float
) -> list[Box]:
    """Return the stretches of a sticky with more words than a page holds, cut between lines."""
    sticky = arrangement.board.stickies[unit.ids[0]]
    top = arrangement.boxes[sticky.id].y + LOOKS[sticky.kind].insets.top
    setting = set_sticky(sticky, typefaces)
    ends = [top + line.baseline + 0.3 * setting.size for line in setting.lines]
    slices: list[Box] = []
    start = unit.box.y
    while unit.box.bottom - start > height:
        end = max((e for e in ends if start < e <= start + height), default=start + height)
        slices.append(Box(unit.box.x, start, unit.box.width, end - start))
        start = end
    return [*slices, Box(unit.box.x, start, unit.box.width, unit.box.bottom - start)]


def _windows(units: Iterable[_Unit], width: float) -> list[_Window]:
    """Return stretches of the timeline that all units stand in as a whole, from left to right."""
    waiting = sorted(units, key=lambda unit: (unit.box.x, unit.box.right))
    windows: list[_Window] = []
    while waiting:
        left = waiting[0].box.x
        inside = [unit for unit in waiting if unit.box.right <= left + width] or waiting[:1]
        right = max(unit.box.right for unit in inside)
        windows.append(_Window(left, right, frozenset(unit.ids for unit in inside)))
        waiting = [unit for unit in waiting if unit.ids not in windows[-1].ids]
    return windows

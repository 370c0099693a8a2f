"""A board cut into parts that each fit on a page; cuts fall between stickies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from stormdesk.exchange.paper.report.fold import Fold, Stretch, covered
from stormdesk.exchange.paper.report.growing import MOST, grown, least_scales, may_grow
from stormdesk.exchange.paper.report.timeline_part import Frame, Part, Room, Sections
from stormdesk.exchange.paper.report.timeline_rows import Row, Rows, Unit
from stormdesk.layout.arrangement import Arrangement
from stormdesk.layout.fonts import Typefaces
from stormdesk.layout.geometry import Box, bounds_of
from stormdesk.layout.pins import host_of
from stormdesk.layout.tilting import tilt_of, turned_box
from stormdesk.layout.timeline import CATCH
from stormdesk.model.sticky import Sticky

_AIR = 18.0  # round stickies, in board units
_APART = 44.0  # of a free stretch of the timeline, at most
_LEAST_SCALE, _MOST_SCALE = 0.33, 0.7  # points a board unit
_STEP = 1.08
_ENOUGH = 0.6  # of what would fit
_FEWER = 4  # stretches that are tried
_MANY = 1.25  # times as many pages: no larger scale needs fewer again
_ASIDE = 24.0  # between parts beside one another, in points


def sections_of(arrangement: Arrangement, typefaces: Typefaces, room: Room) -> Sections:
    """Return the parts of a board for pages with so much room.

    They are as large as can be on the fewest pages that they fit on at any scale. No type is
    smaller than may be: small stickies grow, and other small type is shown at a larger scale with
    all that is around it.
    """
    cutter = _Cutter(arrangement, typefaces, room)
    scale = _LEAST_SCALE
    best = cutter.sections(scale)
    while best.parts and scale * _STEP <= _MOST_SCALE:
        scale *= _STEP
        larger = cutter.sections(scale)
        if len(larger.pages) > len(best.pages) * _MANY:
            break
        if len(larger.pages) <= len(best.pages):
            best = larger
    return best


class _Window(NamedTuple):
    """A stretch of the timeline with so many units, the scale that it needs, and its rows."""

    taken: int
    scale: float
    rows: tuple[Row, ...]


class _Cutter:
    """Cuts a board for pages with so much room."""

    def __init__(self, arrangement: Arrangement, typefaces: Typefaces, room: Room) -> None:
        self._arrangement = arrangement
        self._typefaces = typefaces
        self._room = room
        self._width = room.width - room.beside
        self._least = least_scales(arrangement, typefaces)
        self._lanes = {lane.context_id or "": n for n, lane in enumerate(arrangement.lanes)}
        board = arrangement.board
        self._groups: dict[str, list[str]] = defaultdict(list)
        for sticky_id in sorted(arrangement.boxes):
            self._groups[host_of(board, board.stickies[sticky_id]).id].append(sticky_id)

    def sections(self, scale: float) -> Sections:
        """Return all parts, at this scale or where type would be too small at a larger one."""
        laned, parked = self._units(scale)

        def in_lanes(units: Sequence[Unit], larger: float) -> list[Row]:
            members: dict[int, list[Unit]] = defaultdict(list)
            for unit in units:
                members[laned[unit]].append(unit)
            return self._rows(larger).of_lanes(members)

        windows = [*self._windows([*laned], scale, in_lanes)]
        windows += self._windows(parked, scale, lambda units, s: self._rows(s).cut(units))
        parts = [part for column, window in enumerate(windows) for part in _parts(window, column)]
        return Sections(tuple(parts), _paged(parts, self._room), self._least)

    def _rows(self, scale: float) -> Rows:
        height = (self._room.height - self._room.head) / scale
        return Rows(self._arrangement, self._typefaces, height, scale)

    def _units(self, scale: float) -> tuple[dict[Unit, int], list[Unit]]:
        """Return units with the lanes that they stand in, and those that are parked.

        A unit is a sticky with what is pinned on it, if that fits a page.
        """
        laned: dict[Unit, int] = {}
        parked: list[Unit] = []
        stickies = self._arrangement.board.stickies
        for host, ids in self._groups.items():
            least = {i: self._readable(stickies[i]) for i in ids}
            larger = max(scale, *least.values())
            boxes = {i: self._reach(stickies[i], larger) for i in ids}
            whole = bounds_of(boxes.values())
            height = self._room.height - self._room.head
            fits = whole.width * larger <= self._width and whole.height * larger <= height
            units = (
                [Unit(tuple(ids), whole, larger)]
                if fits
                else [Unit((i,), box, least[i]) for i, box in boxes.items()]
            )
            if self._arrangement.is_parked(host):
                parked += units
            else:
                laned |= dict.fromkeys(units, self._lanes[stickies[host].context or ""])
        return laned, parked

    def _readable(self, sticky: Sticky) -> float:
        """Return the least scale that a sticky may be drawn at, grown as much as may be."""
        return self._least[sticky.id] / (MOST if may_grow(sticky) else 1.0)

    def _reach(self, sticky: Sticky, scale: float) -> Box:
        box = grown(self._arrangement, sticky.id, max(1.0, self._least[sticky.id] / scale))
        return turned_box(box, tilt_of(sticky)).inflated(_AIR)

    def _windows(
        self,
        units: Sequence[Unit],
        scale: float,
        rows_of: Callable[[Sequence[Unit], float], list[Row]],
    ) -> Iterator[_Window]:
        """Yield what is shown of the timeline from left to right, cut before a column.

        Where a shorter stretch needs fewer rows, so that rows hold more, it is taken.
        """
        waiting = sorted(units, key=lambda unit: (unit.box.x, unit.box.right, unit.ids))
        while waiting:
            fitting: list[_Window] = []
            for count in self._counts(waiting, scale):
                inside = waiting[:count]
                larger = max(scale, *(unit.least for unit in inside))
                fitting.append(_Window(count, larger, tuple(rows_of(inside, larger))))
                if len(fitting[-1].rows) == 1:
                    break
            best = max(fitting, key=lambda window: window.taken / len(window.rows))
            yield best
            waiting = waiting[best.taken :]

    def _counts(self, waiting: Sequence[Unit], scale: float) -> list[int]:
        """Return how many of the first units may be taken: the most, then some columns fewer."""
        most = self._fitting(waiting, scale)
        ends = [
            number
            for number in range(1, most + 1)
            if number == len(waiting) or waiting[number].box.x - waiting[number - 1].box.x > CATCH
        ]
        return [end for end in ends if end > most * _ENOUGH][: -_FEWER - 1 : -1] or [most]

    def _fitting(self, units: Sequence[Unit], scale: float) -> int:
        """Return how many of the first units fit beside one another; one fits in any case."""
        length, end = 0.0, units[0].box.x
        for number, unit in enumerate(units):
            length += min(max(0.0, unit.box.x - end), _APART)
            length += max(0.0, unit.box.right - max(end, unit.box.x))
            end = max(end, unit.box.right)
            scale = max(scale, unit.least)
            if number and length * scale > self._width:
                return number
        return len(units)


def _parts(window: _Window, column: int) -> list[Part]:
    whole = _across([unit for row in window.rows for unit in row.units])
    parts: list[Part] = []
    for number, row in enumerate(window.rows):
        own = _across(row.units)
        ids = tuple(i for unit in row.units for i in unit.ids)
        across = own if own.length < whole.length * _ENOUGH else whole
        parts.append(Part(number, column, across, row.down, window.scale, ids, row.empty))
    return parts


def _across(units: Sequence[Unit]) -> Fold:
    stretches: list[Stretch] = []
    for start, end in covered((unit.box.x, unit.box.right) for unit in units):
        if stretches:
            before = stretches[-1].end
            stretches.append(Stretch(before, start, min(start - before, _APART)))
        stretches.append(Stretch(start, end, end - start))
    return Fold.of(stretches)


def _paged(parts: Sequence[Part], room: Room) -> tuple[tuple[Frame, ...], ...]:
    """Return the parts page by page: beside one another where they are narrow, else below."""
    pages: list[list[Frame]] = []
    shelf = Box(0.0, 0.0, 0.0, 0.0)
    for number, part in enumerate(parts):
        width, height = room.beside + part.size[0], room.head + part.size[1]
        left = shelf.right + _ASIDE
        if pages and left + width <= room.width and shelf.y + height <= room.height:
            before = pages[-1][-1]
            pages[-1][-1] = before._replace(right=shelf.right)
            shelf = Box(0.0, shelf.y, left + width, max(shelf.height, height))
        else:
            left, top = 0.0, shelf.bottom + room.between
            if not pages or top + height > room.height:
                pages.append([])
                top = 0.0
            shelf = Box(0.0, top, width, height)
        box = Box(left + room.beside, shelf.y + room.head, *part.size)
        pages[-1].append(Frame(number, box, room.width))
    return tuple(map(tuple, pages))

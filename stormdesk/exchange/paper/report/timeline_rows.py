"""The stickies of one stretch of the timeline in rows that are each as high as a page at most."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from stormdesk.exchange.paper.report.fold import Fold, Stretch, covered
from stormdesk.layout.appearance import LOOKS
from stormdesk.layout.arrangement import Arrangement
from stormdesk.layout.card import set_sticky
from stormdesk.layout.fonts import Typefaces
from stormdesk.layout.geometry import Box
from stormdesk.layout.lanes import LaneBox

STRIP = 10.0
"""Height of the line that stands for lanes with nothing in them, in points."""

_FREE = 16.0  # of a free stretch in a lane, at most, in board units


class Unit(NamedTuple):
    """Stickies that stay together, the box round them, and the least scale to read them at."""

    ids: tuple[str, ...]
    box: Box
    least: float


class Row(NamedTuple):
    """Units that one part shows, how its height is folded, and the lanes that are lines in it."""

    units: tuple[Unit, ...]
    down: Fold
    empty: frozenset[int] = frozenset()


class Rows:
    """Makes rows that are so many board units high at most, drawn at some scale."""

    def __init__(
        self, arrangement: Arrangement, typefaces: Typefaces, height: float, scale: float
    ) -> None:
        self._arrangement = arrangement
        self._typefaces = typefaces
        self._height = height
        self._strip = STRIP / scale

    def of_lanes(self, members: Mapping[int, Sequence[Unit]]) -> list[Row]:
        """Return the rows of units by the numbers of their lanes; lanes stay whole where they can.

        A lane that is higher than a page is cut between its stickies, and a sticky that is higher
        between its lines.
        """
        rows: list[Row] = []
        taken: list[int] = []
        first, last = 0, len(self._arrangement.lanes) - 1
        for lane in sorted(members):
            grown = self._row([*taken, lane], members, first, lane)
            if grown.down.length <= self._height:
                taken.append(lane)
                continue
            if taken:
                rows.append(self._row(taken, members, first, taken[-1]))
                first = taken[-1] + 1
            taken = [lane]
            if self._row(taken, members, first, lane).down.length > self._height:
                first = lane
            if self._row(taken, members, first, lane).down.length > self._height:
                rows += self.cut(members[lane])
                taken, first = [], lane + 1
        if taken:
            whole = self._row(taken, members, first, last)
            fits = whole.down.length <= self._height
            rows.append(whole if fits else self._row(taken, members, first, taken[-1]))
        return rows

    def cut(self, members: Sequence[Unit]) -> list[Row]:
        """Return the rows of units that no lanes hold together, from top to bottom."""
        rows: list[Row] = []
        held: list[Unit] = []
        for unit in sorted(members, key=lambda each: (each.box.y, each.box.x, each.ids)):
            if unit.box.height > self._height:
                rows += [Row(tuple(held), self._free_fold(held))] if held else []
                held = []
                rows += [
                    Row((unit,), Fold.of([Stretch(top, bottom, bottom - top)]))
                    for top, bottom in self._slices(unit)
                ]
            elif held and self._free_fold([*held, unit]).length > self._height:
                rows.append(Row(tuple(held), self._free_fold(held)))
                held = [unit]
            else:
                held.append(unit)
        return [*rows, Row(tuple(held), self._free_fold(held))] if held else rows

    def _row(
        self, taken: Sequence[int], members: Mapping[int, Sequence[Unit]], first: int, last: int
    ) -> Row:
        units = tuple(unit for lane in taken for unit in members[lane])
        spans = covered((unit.box.y, unit.box.bottom) for unit in units)
        lanes = self._arrangement.lanes
        lengths = self._free_lengths(taken, first, last)
        top, bottom = lanes[first].top, lanes[last].bottom
        place = min(top, spans[0][0])
        stretches: list[Stretch] = []
        for start, end in [*spans, (max(bottom, spans[-1][1]),) * 2]:
            stretches += _between(place, start, [(lanes[n], share) for n, share in lengths])
            stretches.append(Stretch(start, end, end - start))
            place = end
        empty = frozenset(n for n in range(first, last + 1) if n not in taken)
        return Row(units, Fold.of(stretches), empty)

    def _free_lengths(
        self, taken: Sequence[int], first: int, last: int
    ) -> list[tuple[int, float | None]]:
        """Return the height of every lane that is empty: those in a row share a line."""
        result: list[tuple[int, float | None]] = []
        for is_taken, group in groupby(range(first, last + 1), key=lambda n: n in taken):
            run = list(group)
            result += [(n, None if is_taken else self._strip / len(run)) for n in run]
        return result

    def _free_fold(self, units: Sequence[Unit]) -> Fold:
        spans = covered((unit.box.y, unit.box.bottom) for unit in units)
        stretches: list[Stretch] = []
        for start, end in spans:
            if stretches:
                before = stretches[-1].end
                stretches.append(Stretch(before, start, min(start - before, _FREE)))
            stretches.append(Stretch(start, end, end - start))
        return Fold.of(stretches)

    def _slices(self, unit: Unit) -> Iterator[tuple[float, float]]:
        """Yield the stretches of a sticky with more words than a page holds, cut between lines."""
        sticky = self._arrangement.board.stickies[unit.ids[0]]
        top = self._arrangement.boxes[sticky.id].y + LOOKS[sticky.kind].insets.top
        setting = set_sticky(sticky, self._typefaces)
        ends = [top + line.baseline + 0.3 * setting.size for line in setting.lines]
        start = unit.box.y
        while unit.box.bottom - start > self._height:
            farthest = start + self._height
            end = max((e for e in ends if start < e <= farthest), default=farthest)
            yield start, end
            start = end
        yield start, unit.box.bottom


def _between(
    start: float, end: float, lanes: Sequence[tuple[LaneBox, float | None]]
) -> Iterator[Stretch]:
    """Yield what is free between two places, folded up lane by lane."""
    place = start
    for lane, height in lanes:
        bottom = min(lane.bottom, end)
        if bottom <= place:
            continue
        free = bottom - place
        yield Stretch(
            place,
            bottom,
            min(free, _FREE) if height is None else height * min(1.0, free / lane.height),
        )
        place = bottom
    if end > place:
        yield Stretch(place, end, min(end - place, _FREE))

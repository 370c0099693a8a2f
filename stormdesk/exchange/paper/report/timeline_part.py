"""The parts of a board that a report shows page by page, and where their places are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from stormdesk.exchange.paper.report.fold import Fold
from stormdesk.layout.geometry import Box, Point
from stormdesk.model.sticky import Sticky


class Room(NamedTuple):
    """What a page has for parts, in points: each has a head, names beside it, and some space."""

    width: float
    height: float
    head: float
    beside: float
    between: float


class Part(NamedTuple):
    """What is shown in one piece: its place among rows and columns, the area, and who stands in it.

    ``across`` and ``down`` tell where the area is folded up, and ``scale`` how many points a board
    unit measures; the lanes whose numbers are ``empty`` share lines.
    """

    row: int
    column: int
    across: Fold
    down: Fold
    scale: float
    ids: tuple[str, ...]
    empty: frozenset[int]

    @property
    def view(self) -> Box:
        """The area on the board."""
        across, down = self.across, self.down
        return Box(across.start, down.start, across.end - across.start, down.end - down.start)

    @property
    def folded(self) -> Box:
        """The area as it is shown, in board units from its upper left corner."""
        return Box(0.0, 0.0, self.across.length, self.down.length)

    @property
    def size(self) -> tuple[float, float]:
        """How wide and high it is on paper, in points."""
        return self.across.length * self.scale, self.down.length * self.scale

    def at(self, point: Point) -> Point:
        """Return where a point of the board is in the area as it is shown."""
        return Point(self.across.at(point.x), self.down.at(point.y))

    def placed(self, box: Box) -> Box:
        """Return where a sticky is in the area as it is shown."""
        return Box(self.across.at(box.x), self.down.at(box.y), box.width, box.height)


class Frame(NamedTuple):
    """Where a part is on its page, in points from the upper left corner of the room for parts.

    Above it is its head and beside it are names, which the box leaves free.
    """

    number: int
    box: Box
    right: float


@dataclass(frozen=True, slots=True)
class Sections:
    """All parts in the order of time, and where they are page by page.

    ``least`` is by sticky the least scale at which its type is as large as it must be.
    """

    parts: tuple[Part, ...]
    pages: tuple[tuple[Frame, ...], ...]
    least: Mapping[str, float]

    def growth(self, part: Part, sticky_id: str) -> float:
        """Return how many times as large a sticky is drawn as the part that it stands in."""
        return max(1.0, self.least[sticky_id] / part.scale)

    def of_stickies(self) -> dict[str, int]:
        """Return the number of the part that each sticky stands in."""
        return {i: number for number, part in reversed([*enumerate(self.parts)]) for i in part.ids}


def place_of(sticky: Sticky) -> str:
    """Return the name of the place where a sticky stands on the timeline."""
    return f"place:{sticky.id}"


def part_anchor(number: int) -> str:
    """Return the name of the page of a part."""
    return f"part:{number}"

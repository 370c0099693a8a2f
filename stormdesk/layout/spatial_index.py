"""What is near a place: boxes filed by their place and size in grids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import floor

from stormdesk.layout.geometry import Box, Point

_FINEST = 256
_MANY_CELLS = 512

Cell = tuple[int, int]
Boxes = dict[str, Box]


class SpatialIndex:
    """Boxes by id, each filed in one cell; it belongs to one view, which keeps it current.

    There is a grid for each size of boxes, its cells no smaller than they are. So a box is filed
    by its upper left corner alone and reaches no further than the next cells: filing is one
    step, which matters when ten thousand boxes move at once.
    """

    def __init__(self, boxes: Mapping[str, Box] | None = None) -> None:
        self._boxes: Boxes = {}
        self._grids: dict[int, dict[Cell, Boxes]] = {}
        self.after(boxes or {})

    def __len__(self) -> int:
        return len(self._boxes)

    def after(self, boxes: Mapping[str, Box | None]) -> None:
        """Take in where boxes are now; None for one that is gone."""
        for box_id, box in boxes.items():
            old = self._boxes.get(box_id)
            if old is not None:
                if old == box:
                    continue
                self._forget(box_id, old)
            if box is not None:
                self._boxes[box_id] = box
                x, y, width, height = box
                size = _size_of(width, height)
                grid = self._grids.get(size)
                if grid is None:
                    grid = self._grids[size] = {}
                cell = (floor(x / size), floor(y / size))
                filed = grid.get(cell)
                if filed is None:
                    grid[cell] = {box_id: box}
                else:
                    filed[box_id] = box

    def query(self, area: Box) -> list[str]:
        """Return the ids of the boxes that share more than an edge with an area, sorted."""
        return sorted(self.found(area))

    def at(self, point: Point) -> list[str]:
        """Return the ids of the boxes that a point lies in or on the edge of, sorted."""
        near = Box(point.x, point.y, 0, 0).inflated(1)
        return sorted(i for i, box in self.found(near).items() if box.contains(point))

    def found(self, area: Box) -> Boxes:
        """Return the boxes that share more than an edge with an area, in no particular order."""
        x, y = area.x, area.y
        x_end, y_end = x + area.width, y + area.height
        result: Boxes = {}
        for filed in self.near(x, y, x_end, y_end):
            for box_id, box in filed.items():
                bx, by, width, height = box
                if bx < x_end and x < bx + width and by < y_end and y < by + height:
                    result[box_id] = box
        return result

    def near(self, x: float, y: float, x_end: float, y_end: float) -> Iterator[Boxes]:
        """Yield handfuls of boxes, among them all that touch an area."""
        for size, grid in self._grids.items():
            yield from _cells(grid, size, x, y, x_end, y_end)

    def _forget(self, box_id: str, box: Box) -> None:
        del self._boxes[box_id]
        x, y, width, height = box
        size = _size_of(width, height)
        grid = self._grids[size]
        cell = (floor(x / size), floor(y / size))
        filed = grid[cell]
        del filed[box_id]
        if not filed:
            del grid[cell]


def _size_of(width: float, height: float) -> int:
    """Return the size of the cells that boxes so large are filed in."""
    largest = int(max(width, height))
    return _FINEST if largest < _FINEST else 1 << largest.bit_length()


def _cells(
    grid: dict[Cell, Boxes], size: int, x: float, y: float, x_end: float, y_end: float
) -> Iterator[Boxes]:
    left, top = floor(x / size) - 1, floor(y / size) - 1
    right, bottom = floor(x_end / size), floor(y_end / size)
    if (right - left + 1) * (bottom - top + 1) > min(_MANY_CELLS, len(grid)):
        for (column, row), filed in grid.items():
            if left <= column <= right and top <= row <= bottom:
                yield filed
        return
    for column in range(left, right + 1):
        for row in range(top, bottom + 1):
            filed = grid.get((column, row))
            if filed is not None:
                yield filed

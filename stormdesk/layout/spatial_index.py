"""What is near a place: boxes filed by their place and size in grids."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from math import floor

from stormdesk.layout.geometry import Box

_FINEST = 256
_MANY_CELLS = 512

Boxes = dict[str, Box]


class _Grid:
    """Boxes by the cell of their upper left corner, and how far the cells reach."""

    __slots__ = ("bottom", "cells", "left", "right", "size", "top")

    def __init__(self, size: int, boxes: Boxes) -> None:
        self.size = size
        self.cells: dict[tuple[int, int], Boxes] = {}
        cells = self.cells
        for box_id, box in boxes.items():
            cell = floor(box[0] / size), floor(box[1] / size)
            filed = cells.get(cell)
            if filed is None:
                cells[cell] = {box_id: box}
            else:
                filed[box_id] = box
        columns, rows = [column for column, _ in cells], [row for _, row in cells]
        self.left, self.right = min(columns, default=0), max(columns, default=0)
        self.top, self.bottom = min(rows, default=0), max(rows, default=0)

    def put(self, box_id: str, box: Box) -> None:
        cell = column, row = floor(box[0] / self.size), floor(box[1] / self.size)
        filed = self.cells.get(cell)
        if filed is not None:
            filed[box_id] = box
            return
        self.left, self.right = min(self.left, column), max(self.right, column)
        self.top, self.bottom = min(self.top, row), max(self.bottom, row)
        self.cells[cell] = {box_id: box}

    def forget(self, box_id: str, box: Box) -> None:
        cell = floor(box[0] / self.size), floor(box[1] / self.size)
        filed = self.cells[cell]
        del filed[box_id]
        if not filed:
            del self.cells[cell]

    def near(self, x: float, y: float, x_end: float, y_end: float) -> Iterator[Boxes]:
        """Yield handfuls of boxes, among them all that touch an area."""
        size, cells = self.size, self.cells
        # A lane is far longer than high: most cells of an area are beyond it.
        left, right = max(self.left, floor(x / size) - 1), min(self.right, floor(x_end / size))
        top, bottom = max(self.top, floor(y / size) - 1), min(self.bottom, floor(y_end / size))
        if (right - left + 1) * (bottom - top + 1) > min(_MANY_CELLS, len(cells)):
            for (column, row), filed in cells.items():
                if left <= column <= right and top <= row <= bottom:
                    yield filed
            return
        for column in range(left, right + 1):
            for row in range(top, bottom + 1):
                filed = cells.get((column, row))
                if filed is not None:
                    yield filed


class SpatialIndex:
    """Boxes by id, each filed in one cell; it belongs to one view, which keeps it current.

    There is a grid for each size of boxes, its cells no smaller than they are. So a box is filed
    by its upper left corner alone and reaches no further than the next cells: filing is one
    step, which matters when ten thousand boxes move at once.
    """

    def __init__(self, boxes: Mapping[str, Box] | None = None) -> None:
        self._boxes: Boxes = dict(boxes or {})
        by_size = defaultdict[int, Boxes](dict)
        for box_id, box in self._boxes.items():
            by_size[_size_of(box[2], box[3])][box_id] = box
        self._grids = {size: _Grid(size, some) for size, some in by_size.items()}

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
                size = _size_of(box[2], box[3])
                grid = self._grids.get(size)
                if grid is None:
                    self._grids[size] = _Grid(size, {box_id: box})
                else:
                    grid.put(box_id, box)

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
        for grid in self._grids.values():
            yield from grid.near(x, y, x_end, y_end)

    def _forget(self, box_id: str, box: Box) -> None:
        del self._boxes[box_id]
        self._grids[_size_of(box[2], box[3])].forget(box_id, box)


def _size_of(width: float, height: float) -> int:
    """Return the size of the cells that boxes so large are filed in."""
    largest = int(max(width, height))
    return _FINEST if largest < _FINEST else 1 << largest.bit_length()

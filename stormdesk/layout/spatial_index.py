"""Which boxes lie where, found without looking at all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import floor

from stormdesk.layout.geometry import Box, Point

_CELL = 320.0
_MANY_CELLS = 4096

Cell = tuple[int, int]


class SpatialIndex:
    """Boxes by id, filed by the cells of a grid; it belongs to one view, which keeps it current."""

    def __init__(self, boxes: Mapping[str, Box] | None = None) -> None:
        self._boxes: dict[str, Box] = {}
        self._cells: dict[Cell, dict[str, Box]] = {}
        # Boxes over very many cells are looked at every time instead.
        self._wide: dict[str, Box] = {}
        self.after(boxes or {})

    def __len__(self) -> int:
        return len(self._boxes)

    def after(self, boxes: Mapping[str, Box | None]) -> None:
        """Take in where boxes are now; None for one that is gone."""
        for box_id, box in boxes.items():
            old = self._boxes.get(box_id)
            if old == box:
                continue
            if old is not None:
                self._forget(box_id, old)
            if box is not None:
                self._file(box_id, box)

    def query(self, area: Box) -> list[str]:
        """Return the ids of the boxes that share more than an edge with an area, sorted."""
        return sorted(self.found(area))

    def at(self, point: Point) -> list[str]:
        """Return the ids of the boxes that a point lies in or on the edge of, sorted."""
        near = Box(point.x, point.y, 0, 0).inflated(1)
        return sorted(i for i, box in self.found(near).items() if box.contains(point))

    def found(self, area: Box) -> dict[str, Box]:
        """Return the boxes that share more than an edge with an area, in no particular order."""
        left, top, right, bottom = _reach(area)
        x, y, x_end, y_end = area.x, area.y, area.x + area.width, area.y + area.height
        result: dict[str, Box] = {}
        if (right - left + 1) * (bottom - top + 1) > max(_MANY_CELLS, len(self._cells)):
            places: Iterable[dict[str, Box]] = (self._boxes,)
        else:
            places = [
                filed
                for column in range(left, right + 1)
                for row in range(top, bottom + 1)
                if (filed := self._cells.get((column, row)))
            ]
            places.append(self._wide)
        for filed in places:
            for box_id, box in filed.items():
                bx, by, width, height = box
                if bx < x_end and x < bx + width and by < y_end and y < by + height:
                    result[box_id] = box
        return result

    def _file(self, box_id: str, box: Box) -> None:
        self._boxes[box_id] = box
        left, top, right, bottom = _reach(box)
        if (right - left + 1) * (bottom - top + 1) > _MANY_CELLS:
            self._wide[box_id] = box
            return
        for column in range(left, right + 1):
            for row in range(top, bottom + 1):
                filed = self._cells.get((column, row))
                if filed is None:
                    self._cells[column, row] = {box_id: box}
                else:
                    filed[box_id] = box

    def _forget(self, box_id: str, box: Box) -> None:
        del self._boxes[box_id]
        if self._wide.pop(box_id, None) is not None:
            return
        left, top, right, bottom = _reach(box)
        for column in range(left, right + 1):
            for row in range(top, bottom + 1):
                filed = self._cells[column, row]
                del filed[box_id]
                if not filed:
                    del self._cells[column, row]


def _reach(box: Box) -> tuple[int, int, int, int]:
    x, y, width, height = box
    return (
        floor(x / _CELL),
        floor(y / _CELL),
        floor((x + width) / _CELL),
        floor((y + height) / _CELL),
    )

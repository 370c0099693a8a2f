"""Rectangles and lines of the whole board in lists that Qt paints at once."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen

_BAR_HEIGHT = 9.0
_LETTER = 11.0


class Backlog:
    """Ids of what changed and is not filed yet."""

    def __init__(self) -> None:
        self._ids: set[str] = set()

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, ids: Iterable[str]) -> None:
        """Note what changed."""
        self._ids.update(ids)

    def take(self, most: int) -> list[str]:
        """Return some of it, which is then taken for filed."""
        some = list(islice(self._ids, most))
        self._ids.difference_update(some)
        return some


class Rectangles:
    """Rectangles by id, kept in one list without holes, so that they are painted in one call."""

    def __init__(self) -> None:
        self.rects: list[QRectF] = []
        self._ids: list[str] = []
        self._place: dict[str, int] = {}

    def put(self, record_id: str, rect: QRectF) -> None:
        """Add a rectangle, or replace the one of that id."""
        place = self._place.get(record_id)
        if place is None:
            self._place[record_id] = len(self.rects)
            self._ids.append(record_id)
            self.rects.append(rect)
        else:
            self.rects[place] = rect

    def remove(self, record_id: str) -> None:
        """Take a rectangle out; the last one fills its place."""
        place = self._place.pop(record_id, None)
        if place is None:
            return
        last, last_id = self.rects.pop(), self._ids.pop()
        if last_id != record_id:
            self.rects[place], self._ids[place] = last, last_id
            self._place[last_id] = place


class Lines:
    """Straight lines by id, kept in one list without holes."""

    def __init__(self) -> None:
        self.lines: list[QLineF] = []
        self._ids: list[str] = []
        self._place: dict[str, int] = {}

    def put(self, record_id: str, line: QLineF) -> None:
        """Add a line, or replace the one of that id."""
        place = self._place.get(record_id)
        if place is None:
            self._place[record_id] = len(self.lines)
            self._ids.append(record_id)
            self.lines.append(line)
        else:
            self.lines[place] = line

    def remove(self, record_id: str) -> None:
        """Take a line out; the last one fills its place."""
        place = self._place.pop(record_id, None)
        if place is None:
            return
        last, last_id = self.lines.pop(), self._ids.pop()
        if last_id != record_id:
            self.lines[place], self._ids[place] = last, last_id
            self._place[last_id] = place


class ColouredRectangles:
    """Rectangles in one batch a colour."""

    def __init__(self) -> None:
        self._batches: dict[str, Rectangles] = {}
        self._colour: dict[str, str] = {}

    def put(self, record_id: str, colour: str, rect: QRectF) -> None:
        """Add a rectangle in a colour, or replace the one of that id."""
        old = self._colour.get(record_id)
        if old is not None and old != colour:
            self._batches[old].remove(record_id)
        self._colour[record_id] = colour
        if colour not in self._batches:
            self._batches[colour] = Rectangles()
        self._batches[colour].put(record_id, rect)

    def remove(self, record_id: str) -> None:
        """Take a rectangle out."""
        colour = self._colour.pop(record_id, None)
        if colour is not None:
            self._batches[colour].remove(record_id)

    def paint(
        self, painter: QPainter, brushes: dict[str, QBrush], edges: dict[str, QPen] | None = None
    ) -> None:
        """Paint all, one call a colour; with edges, which take longer, where they are given."""
        painter.setPen(Qt.PenStyle.NoPen)
        for colour in sorted(self._batches):
            rects = self._batches[colour].rects
            if rects:
                painter.setBrush(brushes[colour])
                if edges is not None:
                    painter.setPen(edges[colour])
                painter.drawRects(rects)
        painter.setPen(Qt.PenStyle.NoPen)


def bars(
    x: float, y: float, width: float, height: float, letters: int
) -> tuple[QRectF, QRectF | None]:
    """Return the grey bars that stand for a text while it is too small to read.

    There is no second one where the text surely takes one line.
    """
    room = width * 0.72
    length = letters * _LETTER
    middle, top = x + width / 2, y + (height - _BAR_HEIGHT) / 2
    if length <= room:
        length = max(24.0, length)
        return QRectF(middle - length / 2, top, length, _BAR_HEIGHT), None
    rest, gap = min(room, max(18.0, length - room)), _BAR_HEIGHT * 1.6
    return (
        QRectF(middle - room / 2, top - gap, room, _BAR_HEIGHT),
        QRectF(middle - rest / 2, top + gap, rest, _BAR_HEIGHT),
    )

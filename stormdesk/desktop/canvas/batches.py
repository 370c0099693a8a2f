"""Shapes of the whole board in lists that Qt paints at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import islice
from typing import Generic, TypeVar

from PySide6.QtCore import QRectF

from stormdesk.layout.geometry import Box

Shape = TypeVar("Shape")
_Field = tuple[int, int]
_FIELD = 2560.0
"""Side of a field, in board units: eight columns."""
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


class Batch(Generic[Shape]):
    """Shapes by id, kept in one list without holes, so that they are painted in one call."""

    def __init__(self) -> None:
        self.shapes: list[Shape] = []
        self._ids: list[str] = []
        self._place: dict[str, int] = {}

    def put(self, record_id: str, shape: Shape) -> None:
        """Add a shape, or replace the one of that id."""
        place = self._place.get(record_id)
        if place is None:
            self._place[record_id] = len(self.shapes)
            self._ids.append(record_id)
            self.shapes.append(shape)
        else:
            self.shapes[place] = shape

    def remove(self, record_id: str) -> None:
        """Take a shape out; the last one fills its place."""
        place = self._place.pop(record_id)
        last, last_id = self.shapes.pop(), self._ids.pop()
        if last_id != record_id:
            self.shapes[place], self._ids[place] = last, last_id
            self._place[last_id] = place


class Batches(Generic[Shape]):
    """Shapes in one batch for each paint and each field of the board, so that most are skipped.

    A shape belongs to the field that its upper left corner is in; one that may reach farther
    than the next fields is in a batch of its own kind, which is never skipped.
    """

    def __init__(self) -> None:
        self._fields: dict[_Field | None, dict[str, Batch[Shape]]] = {}
        self._filed: dict[str, tuple[_Field | None, str]] = {}

    def put(self, record_id: str, paint: str, shape: Shape, box: Box) -> None:
        """Add a shape, or replace the one of that id; the box is round it."""
        x, y, width, height = box
        key = None if max(width, height) > _FIELD else (int(x // _FIELD), int(y // _FIELD))
        place = key, paint
        old = self._filed.get(record_id)
        if old is not None and old != place:
            self._fields[old[0]][old[1]].remove(record_id)
        self._filed[record_id] = place
        field = self._fields.get(key)
        if field is None:
            field = self._fields[key] = {}
        batch = field.get(paint)
        if batch is None:
            batch = field[paint] = Batch()
        batch.put(record_id, shape)

    def remove(self, record_id: str) -> None:
        """Take a shape out if it is there."""
        place = self._filed.pop(record_id, None)
        if place is not None:
            self._fields[place[0]][place[1]].remove(record_id)

    def in_view(self, view: Box) -> list[tuple[str, list[Shape]]]:
        """Return by paint, in its order, all shapes in view and some around."""
        left, top = view.x // _FIELD - 1, view.y // _FIELD - 1
        right, bottom = view.right // _FIELD, view.bottom // _FIELD
        found = defaultdict[str, list[Shape]](list)
        for key, field in self._fields.items():
            if key is None or (left <= key[0] <= right and top <= key[1] <= bottom):
                for paint, batch in field.items():
                    found[paint] += batch.shapes
        return sorted(found.items())


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

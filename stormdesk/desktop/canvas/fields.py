"""The stickies of a wall in fields, of which what is painted far away is kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from PySide6.QtCore import QRect

from stormdesk.desktop.canvas.bars import bars
from stormdesk.desktop.canvas.paint import Paints
from stormdesk.editor.wall import Wall
from stormdesk.layout.appearance import colour_of
from stormdesk.layout.bands import Band
from stormdesk.layout.geometry import Box

_STRETCH = 4096.0
"""The width of a field in board units; no sticky is wider."""
_MANY = 8
"""Where more than one in so many changed, all are sorted anew: that is faster."""

Blocks = dict[str, list[QRect]]
"""Rectangles by colour."""


class Field:
    """Some stickies of one lane; its shapes are made when somebody first looks at them."""

    __slots__ = ("bars", "blocks", "ids", "top")

    def __init__(self) -> None:
        # In their order, in which they are fetched faster than out of a set.
        self.ids: dict[str, None] = {}
        self.top = 0.0
        self.blocks: Blocks | None = None
        self.bars: list[QRect] | None = None

    def forget(self) -> None:
        """Have the shapes made anew."""
        self.blocks = self.bars = None


def whole(box: Box) -> QRect:
    """Return a box in whole board units: Qt fills such rectangles faster, and nobody sees less."""
    x, y, width, height = box
    return QRect(int(x), int(y), int(width), int(height))


class Fields:
    """A field for each lane and stretch of the timeline; those out of view cost nothing."""

    def __init__(self, wall: Wall, paints: Paints) -> None:
        self._wall = wall
        self._paints = paints
        self._fields: dict[str, defaultdict[int, Field]] = {}
        self._field_of: dict[str, Field] = {}
        self._changed: set[str] = set()
        self._lifted: frozenset[str] = frozenset()
        self._is_sorted = False

    def follow(self, ids: Iterable[str]) -> None:
        """Take note of stickies that changed."""
        if self._is_sorted:
            self._changed.update(ids)

    def lift(self, ids: frozenset[str]) -> None:
        """Leave out these stickies and no others."""
        self.follow(ids ^ self._lifted)
        self._lifted = ids

    def prepare(self) -> None:
        """Make the rectangles of all stickies, so that nobody waits at the first look from afar."""
        self._sort()
        for band in self._wall.arrangement.boxes.bands:
            for field in self._fields.get(band.home, {}).values():
                field.top, field.blocks = band.top, self._blocks(band, field.ids)

    def blocks(self, view: Box) -> list[tuple[str, list[QRect]]]:
        """Return by colour the rectangles of the stickies in view, and of some around."""
        found = defaultdict[str, list[QRect]](list)
        for band, field in self._in_view(view):
            if field.blocks is None:
                field.blocks = self._blocks(band, field.ids)
            for colour, rects in field.blocks.items():
                found[colour] += rects
        return sorted(found.items())

    def bars(self, view: Box) -> list[QRect]:
        """Return the bars that stand for the texts in view, and for some around."""
        found: list[QRect] = []
        for band, field in self._in_view(view):
            if field.bars is None:
                field.bars = self._bars(band, field.ids)
            found += field.bars
        return found

    def _in_view(self, view: Box) -> Iterator[tuple[Band, Field]]:
        self._sort()
        left, right = int(view.x // _STRETCH) - 1, int(view.right // _STRETCH)
        for band in self._wall.arrangement.boxes.bands_in(view):
            for stretch, field in self._fields.get(band.home, {}).items():
                if left <= stretch <= right:
                    if field.top != band.top:
                        field.top = band.top
                        field.forget()
                    yield band, field

    def _blocks(self, band: Band, ids: Iterable[str]) -> Blocks:
        stickies, palette, top = self._wall.board.stickies, self._paints.palette, band.top
        shapes = defaultdict[str, list[tuple[int, int, int, int]]](list)
        lifted, kinds = self._lifted, palette.kinds
        # Written out, because the first sight of a whole board waits for all of them.
        for sticky_id, (x, y, width, height) in band.relative_boxes(ids).items():
            if sticky_id not in lifted:
                sticky = stickies[sticky_id]
                colour = kinds[sticky.kind] if sticky.sign is None else colour_of(sticky, palette)
                shapes[colour].append((int(x), int(y + top), int(width), int(height)))
        # One colour after the other: what lies together in memory Qt takes in twice as fast.
        return {colour: [QRect(*shape) for shape in same] for colour, same in shapes.items()}

    def _bars(self, band: Band, ids: Iterable[str]) -> list[QRect]:
        stickies, top = self._wall.board.stickies, band.top
        result: list[QRect] = []
        for sticky_id, (x, y, width, height) in band.relative_boxes(ids).items():
            if sticky_id not in self._lifted:
                left, above = int(x), int(y + top)
                for dx, dy, wide, high in bars(width, height, len(stickies[sticky_id].text)):
                    result.append(QRect(left + dx, above + dy, wide, high))
        return result

    def _sort(self) -> None:
        if not self._is_sorted or len(self._changed) * _MANY > len(self._field_of):
            self._sort_all()
        boxes = self._wall.arrangement.boxes
        for sticky_id in self._changed:
            old, band = self._field_of.pop(sticky_id, None), boxes.band_of(sticky_id)
            if old is not None:
                old.ids.pop(sticky_id, None)
                old.forget()
            if band is not None and sticky_id in band.boxes:
                self._put(sticky_id, band.home, band.boxes[sticky_id].x).forget()
        self._changed.clear()

    def _sort_all(self) -> None:
        self._is_sorted = True
        self._changed.clear()
        field_of: dict[str, Field] = {}
        self._fields, self._field_of = {}, field_of
        for band in self._wall.arrangement.boxes.bands:
            lane = self._fields[band.home] = defaultdict[int, Field](Field)
            for sticky_id, box in band.boxes.items():
                field = field_of[sticky_id] = lane[int(box[0] // _STRETCH)]
                field.ids[sticky_id] = None

    def _put(self, sticky_id: str, home: str, x: float) -> Field:
        lane = self._fields.setdefault(home, defaultdict(Field))
        field = self._field_of[sticky_id] = lane[int(x // _STRETCH)]
        field.ids[sticky_id] = None
        return field

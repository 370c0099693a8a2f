"""The picture in the map: lanes as bands, stickies as small rectangles of their colours."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from stormdesk.editor.wall import Wall
from stormdesk.layout.appearance import Palette, colour_of
from stormdesk.layout.geometry import Box
from stormdesk.layout.lane_colours import lane_colours
from stormdesk.model.sticky import Kind

_SMALLEST_STICKY = 1.6
_DIMMED = 0.22


class Scale(NamedTuple):
    """What part of the board a map shows, and how many pixels a unit has across and down."""

    bounds: Box
    across: float
    down: float

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of all of it in pixels."""
        return self.bounds.width * self.across, self.bounds.height * self.down

    def rect(self, box: Box, least: float = _SMALLEST_STICKY) -> QRectF:
        """Return where a box lies on the map, with sides of at least so many pixels."""
        return QRectF(
            (box[0] - self.bounds.x) * self.across,
            (box[1] - self.bounds.y) * self.down,
            max(least, box[2] * self.across),
            max(least, box[3] * self.down),
        )


def picture_of(
    wall: Wall, palette: Palette, scale: Scale, lit: frozenset[str] | None, sharp: float
) -> QPixmap:
    """Return the picture of a wall; all but the lit stickies are dimmed, and None dims nothing.

    ``sharp`` is how many dots of the screen a pixel has.
    """
    width, height = scale.size
    picture = QPixmap(max(1, round(width * sharp)), max(1, round(height * sharp)))
    picture.setDevicePixelRatio(sharp)
    picture.fill(QColor(palette.paper))
    painter = QPainter(picture)
    lanes = wall.arrangement.lanes
    for lane, colour in zip(lanes, lane_colours(wall.arrangement, palette), strict=True):
        band = Box(scale.bounds.x, lane.top, scale.bounds.width, lane.height)
        painter.fillRect(scale.rect(band), QColor(colour))
    painter.setPen(Qt.PenStyle.NoPen)
    for is_lit, rects in _gathered(wall, palette, scale, lit).items():
        painter.setOpacity(1.0 if is_lit else _DIMMED)
        for colour, same in rects.items():
            painter.setBrush(QColor(colour))
            painter.drawRects(same)
    painter.end()
    return picture


def _gathered(
    wall: Wall, palette: Palette, scale: Scale, lit: frozenset[str] | None
) -> dict[bool, dict[str, list[QRectF]]]:
    """Return the stickies' rectangles by colour: dimmed ones first, and questions on top."""
    result: dict[bool, dict[str, list[QRectF]]] = {
        False: defaultdict(list),
        True: defaultdict(list),
    }
    boxes, ((left, top, _, _), across, down) = wall.arrangement.boxes, scale
    questions: list[tuple[bool, str, QRectF]] = []
    taken: set[tuple[bool, str, int, int]] = set()
    for sticky in wall.board.stickies.values():
        box = boxes.get(sticky.id)
        if box is None:
            continue
        x, y = (box[0] - left) * across, (box[1] - top) * down
        is_lit, colour = lit is None or sticky.id in lit, colour_of(sticky, palette)
        # On a long board many stickies of a colour share a pixel; one of them is enough.
        spot = (is_lit, colour, int(x), int(y))
        if spot in taken:
            continue
        taken.add(spot)
        if sticky.kind is Kind.HOTSPOT:
            questions.append((is_lit, colour, scale.rect(box)))
        else:
            result[is_lit][colour].append(scale.rect(box))
    for is_lit, colour, rect in questions:
        result[is_lit][colour].append(rect)
    return result

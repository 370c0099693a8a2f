"""Small signs at the stickies that the coach has something to say of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF

from stormdesk.analysis.finding import Level
from stormdesk.desktop.canvas.camera import Camera
from stormdesk.desktop.canvas.sticky_painter import TEXT_FROM
from stormdesk.editor.wall import Wall
from stormdesk.layout.appearance import SIDE

_SIZE = 18.0
_INSET = 1.5
_COLOURS = {Level.ERROR: "#B3261E", Level.WARNING: "#B26A00", Level.ADVICE: "#1D5FD1"}
_TRIANGLE = ((0.0, -6.5), (7.0, 5.5), (-7.0, 5.5))


class FindingMarks:
    """Paints a sign by level at the lower left corner of stickies that are near enough to read.

    They are of the window alone: neither paper nor a projected wall shows them, nor does the
    window while it is shown to a room.
    """

    def __init__(self, wall: Wall, update: Callable[[], object]) -> None:
        self._wall = wall
        self._update = update
        self._levels: Mapping[str, Level] = {}
        self._is_public = False
        self._signs: dict[tuple[Level, float], QPixmap] = {}

    def show(self, levels: Mapping[str, Level]) -> None:
        """Mark these stickies and no others."""
        self._levels = levels
        self._update()

    def go_public(self, *, is_public: bool) -> None:
        """Show no signs while a room looks at the window."""
        self._is_public = is_public
        self._update()

    def paint(self, painter: QPainter, camera: Camera, area: QRectF) -> None:
        """Paint the signs of what lies in an area of the widget, in pixels."""
        if self._is_public or not self._levels or camera.scale * SIDE < TEXT_FROM:
            return
        sharp = painter.device().devicePixelRatioF()
        levels, scale, half = self._levels, camera.scale, _SIZE / 2
        left, top = camera.x * scale + half, camera.y * scale + half
        for sticky_id, (x, y, _, height) in self._wall.found(camera.on_board(area)).items():
            if sticky_id in levels:
                at = QPointF(x * scale - left, (y + height) * scale - top)
                painter.drawPixmap(at, self._sign(levels[sticky_id], sharp))

    def _sign(self, level: Level, sharp: float) -> QPixmap:
        sign = self._signs.get((level, sharp))
        if sign is None:
            sign = self._signs[level, sharp] = _drawn(level, sharp)
        return sign


def _drawn(level: Level, sharp: float) -> QPixmap:
    """Return a disc with a bar, a triangle or a dot: shapes that differ without their colours."""
    pixels = ceil(_SIZE * sharp)
    picture = QPixmap(pixels, pixels)
    picture.setDevicePixelRatio(sharp)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(_SIZE / 2, _SIZE / 2)
    pen = QPen(QColor("#FFFFFF"), _INSET)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(QColor(_COLOURS[level]))
    match level:
        case Level.ERROR:
            painter.drawEllipse(QPointF(0, 0), 7, 7)
            painter.fillRect(QRectF(-3.5, -1.25, 7, 2.5), QColor("#FFFFFF"))
        case Level.WARNING:
            painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in _TRIANGLE]))
        case Level.ADVICE:
            painter.drawEllipse(QPointF(0, 0), 4.5, 4.5)
    painter.end()
    return picture

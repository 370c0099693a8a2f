"""Stickies on their way to where an action has put them, so that the eye can follow."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QPointF, QRectF, Qt, QVariantAnimation
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from stormdesk.desktop.canvas.camera import Camera
from stormdesk.desktop.canvas.sticky_painter import InHand, StickyPainter
from stormdesk.editor.wall import Wall

_DURATION = 200
_FAR = 40.0
_FEWEST, _MOST = 2, 600
_SHADOW = 8.0

Way = tuple[float, float]


class Flight:
    """Paints stickies between their old and new places; the board itself is there already."""

    def __init__(self, wall: Wall, canvas: QWidget) -> None:
        self._wall = wall
        self._canvas = canvas
        self._before = wall.arrangement
        self._ways: dict[str, Way] = {}
        self._camera = Camera()
        self._picture: QPixmap | None = None
        self._run = QVariantAnimation(canvas)
        self._run.setDuration(_DURATION)
        self._run.setStartValue(0.0)
        self._run.setEndValue(1.0)
        self._run.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._run.valueChanged.connect(lambda _: canvas.update())
        self._run.finished.connect(canvas.update)

    def is_under_way(self, camera: Camera) -> bool:
        """Tell whether something flies, and is seen as it was when it set out."""
        return self._run.state() == QVariantAnimation.State.Running and camera == self._camera

    def follow(self, camera: Camera, *, is_wanted: bool) -> None:
        """Set out where a change moved several stickies in view far enough to lose sight of."""
        before, after = self._before.boxes, self._wall.arrangement.boxes
        self._before = self._wall.arrangement
        self._run.stop()
        if not is_wanted or len(self._wall.touched_stickies) < _FEWEST:
            return
        seen = self._wall.found(camera.in_view(self._canvas.width(), self._canvas.height()))
        if len(seen) > _MOST:
            return
        self._ways = {
            i: (before[i].x - box.x, before[i].y - box.y) for i, box in seen.items() if i in before
        }
        far = [way for way in self._ways.values() if abs(way[0]) + abs(way[1]) >= _FAR]
        if len(far) >= _FEWEST and len(before) == len(after):
            self._camera, self._picture = camera, None
            self._run.start()

    def paint(self, painter: QPainter, stickies: StickyPainter) -> None:
        """Paint every sticky in view as far as it has come, in pixels."""
        picture = self._picture
        if picture is None:
            picture = self._picture = self._taken(stickies)
        camera, part = self._camera, 1.0 - float(self._run.currentValue())
        sharp = picture.devicePixelRatio()
        boxes = self._wall.arrangement.boxes
        for sticky_id, (dx, dy) in self._ways.items():
            place = (
                camera.on_screen(boxes[sticky_id].inflated(_SHADOW)) if sticky_id in boxes else None
            )
            if place is None:
                continue
            source = QRectF(place.topLeft() * sharp, place.size() * sharp)
            shift = QPointF(dx, dy) * (part * camera.scale)
            painter.drawPixmap(place.translated(shift), picture, source)

    def _taken(self, stickies: StickyPainter) -> QPixmap:
        """Return a picture of the stickies alone where they are now."""
        canvas, camera = self._canvas, self._camera
        sharp = canvas.devicePixelRatioF()
        picture = QPixmap(canvas.size() * sharp)
        picture.setDevicePixelRatio(sharp)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        stickies.paint(painter, camera, QRectF(canvas.rect()), InHand(), is_part=False)
        painter.end()
        return picture

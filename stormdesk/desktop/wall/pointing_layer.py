"""Where a speaker points, over everything else on the wall."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from stormdesk.desktop.canvas.pointing import Pointing
from stormdesk.desktop.canvas.pointing_painter import PointingPainter
from stormdesk.desktop.wall.wall_view import WallView

_LARGER = 1.75
"""How much larger than on the console, at 1080 pixels of height."""


class PointingLayer(QWidget):
    """Is there only while there is something to show, so that it costs nothing otherwise."""

    def __init__(self, view: WallView, pointing: Pointing) -> None:
        super().__init__(view)
        self._view = view
        self._pointing = pointing
        self._painter = PointingPainter(pointing)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        pointing.changed.connect(self._attend)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint laser, spotlight and pulse where they lie on the board."""
        self._painter.size = self._view.unit * _LARGER
        with QPainter(self) as painter:
            self._painter.paint(painter, self._view.camera, QRectF(self.rect()))

    def _attend(self) -> None:
        self.setVisible(not self._pointing.is_idle)
        if not self._pointing.is_idle:
            # What came up meanwhile came up over it.
            self.raise_()
            self.update()

"""A picture over the board that is drawn once and shown until it says something else."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from PySide6.QtCore import QEasingCurve, QRectF, Qt, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

Draw = Callable[[QPainter, QRectF], None]

_FADE = 500


class Plate(QWidget):
    """Shows one picture at a time, lets the mouse through, and comes and goes without haste."""

    def __init__(self, parent: QWidget, *, is_smooth: bool = True) -> None:
        super().__init__(parent)
        self.is_smooth = is_smooth
        self._key: Hashable = None
        self._picture = QPixmap()
        self._seen = 0.0
        self._is_wanted = False
        self._fade = QVariantAnimation(self)
        self._fade.setDuration(_FADE)
        self._fade.setEasingCurve(QEasingCurve.Type.InOutSine)
        self._fade.valueChanged.connect(self._step)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @property
    def is_wanted(self) -> bool:
        """Whether it is shown, or on its way there."""
        return self._is_wanted

    def lay(self, key: Hashable, draw: Draw, words: str) -> None:
        """Show what a function draws, anew only for another key, size or screen.

        ``words`` are what is read of it by those who do not see it.
        """
        sharp = self.devicePixelRatioF()
        now = (key, self.size().toTuple(), sharp)
        if now != self._key and not self.size().isEmpty():
            self._key = now
            picture = QPixmap(self.size() * sharp)
            picture.setDevicePixelRatio(sharp)
            picture.fill(Qt.GlobalColor.transparent)
            with QPainter(picture) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
                draw(painter, QRectF(self.rect()))
            self._picture = picture
            self.setAccessibleName(words)
            self.update()
        self.want(is_wanted=True)

    def want(self, *, is_wanted: bool) -> None:
        """Come, or go."""
        if is_wanted == self._is_wanted:
            return
        self._is_wanted = is_wanted
        self._fade.stop()
        if is_wanted:
            self.show()
            self.raise_()
        if not self.is_smooth:
            self._step(1.0 if is_wanted else 0.0)
            return
        self._fade.setStartValue(self._seen)
        self._fade.setEndValue(1.0 if is_wanted else 0.0)
        self._fade.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture, as far as it has come."""
        with QPainter(self) as painter:
            painter.setOpacity(self._seen)
            painter.drawPixmap(0, 0, self._picture)

    def _step(self, seen: float) -> None:
        self._seen = seen
        if seen <= 0 and not self._is_wanted:
            self.hide()
        self.update()

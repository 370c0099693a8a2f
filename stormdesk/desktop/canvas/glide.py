"""The short way from one view of the board to another, so that the eye can follow a leap."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation

from stormdesk.desktop.canvas.camera import Camera

_DURATION = 140
_AS_GOOD_AS_EQUAL = 1e-6


class Glide(QObject):
    """Leads the camera to where it shall be; at once where ``is_smooth`` says no."""

    def __init__(self, look: Callable[[Camera], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.is_smooth = False
        self._look = look
        self._start = self._end = Camera()
        self._way = QVariantAnimation(self)
        self._way.setDuration(_DURATION)
        self._way.setStartValue(0.0)
        self._way.setEndValue(1.0)
        self._way.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._way.valueChanged.connect(self._step)

    @property
    def is_under_way(self) -> bool:
        """Whether the camera has not arrived yet."""
        return self._way.state() == QVariantAnimation.State.Running

    def aim(self, here: Camera) -> Camera:
        """Return where the camera will be, which is here when it is not under way."""
        return self._end if self.is_under_way else here

    def to(self, here: Camera, there: Camera) -> None:
        """Lead the camera from here to there."""
        self.stop()
        if not self.is_smooth:
            self._look(there)
            return
        self._start, self._end = here, there
        self._way.start()

    def stop(self) -> None:
        """Leave the camera where it is."""
        if self.is_under_way:
            self._way.stop()

    def _step(self, part: float) -> None:
        self._look(self._end if part >= 1 else between(self._start, self._end, part))


def between(start: Camera, end: Camera, part: float) -> Camera:
    """Return the camera on its way from one to another, with part from 0 to 1.

    The scale grows evenly for the eye, and whatever place both cameras show under the same pixel
    stays under it all the way.
    """
    scale = start.scale * (end.scale / start.scale) ** part
    apart = 1 / end.scale - 1 / start.scale
    share = part
    if abs(end.scale / start.scale - 1) > _AS_GOOD_AS_EQUAL:
        share = (1 / scale - 1 / start.scale) / apart
    return Camera(start.x + (end.x - start.x) * share, start.y + (end.y - start.y) * share, scale)

"""The moments at which what is being typed is kept."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

_PAUSE, _LONGEST = 120, 500


class Pace(QObject):
    """``due`` comes soon after the last key, and twice a second while keys come without a pause."""

    due = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._longest = QTimer(self, singleShot=True, interval=_LONGEST)
        for timer in (self._pause, self._longest):
            timer.timeout.connect(self._come)

    def tick(self) -> None:
        """Note that something was typed just now."""
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()

    def stop(self) -> None:
        """Let nothing come any more."""
        self._pause.stop()
        self._longest.stop()

    def _come(self) -> None:
        self.stop()
        self.due.emit()

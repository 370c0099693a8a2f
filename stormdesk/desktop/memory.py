"""When garbage is looked for, so that it never stalls the hand."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

_NEW, _YOUNG, _OLD = 1_000_000, 20, 50
"""After so many new objects the young are looked through even under the hand, should it never
rest. Moving ten thousand stickies makes 50,000, and to look through them takes 15 ms."""
_MUCH = 20_000
"""From so many new objects on they are looked through when the hand rests."""
_SURVIVED = 5
"""After so many times, those that were looked through before are so again."""
_UNTIL_CALM = 800


class Rest(QTimer):
    """Looks through what is new in memory once nothing has happened for a while."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent, singleShot=True, interval=_UNTIL_CALM)
        self.timeout.connect(self._sweep)

    def put_off(self, *_: object) -> None:
        """Take note that something happened."""
        self.start()

    def _sweep(self) -> None:
        if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self.start()
            return
        new, young, _ = gc.get_count()
        if gc.isenabled() and new >= _MUCH:
            gc.collect(1 if young >= _SURVIVED else 0)


def settle_memory() -> None:
    """Collect what a closed board left, and take what is open now out of later collections.

    A full collection over a large board takes a fifth of a second.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    gc.set_threshold(_NEW, _YOUNG, _OLD)
    gc.enable()

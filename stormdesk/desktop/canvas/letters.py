"""Letters on the canvas: commands to one who means them, never to one who writes a sentence."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from stormdesk.editor.editor import Editor
from stormdesk.layout.appearance import look_of
from stormdesk.model.sticky import Kind

_PAUSE = 800
_HELD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_NEVER_WRITTEN = (Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Delete)


class Letters(QObject):
    """Takes keys before the canvas does; what follows a refused letter counts after a pause only.

    ``refused`` tells the kind whose letter was pressed although the board's level lacks it.
    """

    refused = Signal(str)

    def __init__(self, editor: Editor, canvas: QWidget) -> None:
        super().__init__(canvas)
        self._editor = editor
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._kinds = {look_of(kind).key: kind for kind in Kind}
        canvas.installEventFilter(self)

    def hold_back(self) -> None:
        """Take no letter as a command until none has come for a while."""
        self._pause.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Swallow letters that are not meant as commands."""
        if not isinstance(event, QKeyEvent) or not _is_written(event):
            return False
        if event.type() == QEvent.Type.ShortcutOverride and self._pause.isActive():
            event.accept()
            return True
        if event.type() != QEvent.Type.KeyPress:
            return False
        kind = self._kinds.get(event.text().upper())
        is_held_back = self._pause.isActive()
        is_refused = kind is not None and kind not in self._editor.palette
        if not is_held_back and not (is_refused and self._editor.is_editable):
            return False
        self.hold_back()
        if not is_held_back and kind is not None:
            self.refused.emit(kind)
        return True


def _is_written(event: QKeyEvent) -> bool:
    is_plain = not event.modifiers() & _HELD
    return is_plain and bool(event.text()) and event.key() not in _NEVER_WRITTEN

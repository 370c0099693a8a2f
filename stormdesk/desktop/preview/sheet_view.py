"""One sheet at a time, to be read closely: zoomed, moved and leafed through."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from stormdesk.desktop.preview.sheet_area import SheetArea
from stormdesk.desktop.preview.sheets import Sheets
from stormdesk.desktop.words import tr

_STEP = 1.25


class SheetView(SheetArea):
    """Shows sheets to a hand that has keys, a wheel or a mouse."""

    turned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grip: QPoint | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Preview"))
        self.setAccessibleDescription(tr("Page Down and Page Up leaf, + and - zoom, 0 fits."))
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)

    @property
    def count(self) -> int:
        """How many sheets there are."""
        return len(self._sheets.sizes) if self._sheets is not None else 0

    @property
    def number(self) -> int:
        """Which sheet is shown, from 0."""
        return self._number

    def show_sheets(self, sheets: Sheets | None) -> None:
        """Show others, from the place that was shown of the ones before."""
        last = len(sheets.sizes) - 1 if sheets is not None else 0
        self._show(sheets, min(self._number, last))
        self.turned.emit()

    def turn_to(self, number: int, *, end: bool = False) -> None:
        """Show another sheet from its top, or from its ``end``."""
        if 0 <= number < self.count and number != self._number:
            self._show(self._sheets, number)
            bar = self.verticalScrollBar()
            bar.setValue(bar.maximum() if end else 0)
            self.turned.emit()

    def zoom_in(self) -> None:
        """Show the sheet a step larger."""
        self.zoom_to(self.zoom * _STEP)

    def zoom_out(self) -> None:
        """Show the sheet a step smaller."""
        self.zoom_to(self.zoom / _STEP)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leaf, zoom and move by keys."""
        key, bar = event.key(), self.verticalScrollBar()
        if key in (Qt.Key.Key_PageDown, Qt.Key.Key_Space) and bar.value() == bar.maximum():
            self.turn_to(self.number + 1)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_Backspace) and bar.value() == bar.minimum():
            self.turn_to(self.number - 1, end=True)
        elif key == Qt.Key.Key_Home:
            self.turn_to(0)
        elif key == Qt.Key.Key_End:
            self.turn_to(self.count - 1)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_in()
        elif key == Qt.Key.Key_Minus:
            self.zoom_out()
        elif key == Qt.Key.Key_0:
            self.fit()
        elif key == Qt.Key.Key_1:
            self.zoom_to(1.0)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl; else move, and leaf where there is nothing more to see."""
        turns, bar = event.angleDelta().y(), self.verticalScrollBar()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_to(self.zoom * _STEP ** (turns / 120), event.position().toPoint())
        elif turns < 0 and bar.value() == bar.maximum():
            self.turn_to(self.number + 1)
        elif turns > 0 and bar.value() == bar.minimum():
            self.turn_to(self.number - 1, end=True)
        else:
            super().wheelEvent(event)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the sheet."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._grip = event.position().toPoint()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the sheet with the mouse."""
        if self._grip is not None:
            at = event.position().toPoint()
            moved, self._grip = at - self._grip, at
            across, down = self.horizontalScrollBar(), self.verticalScrollBar()
            across.setValue(across.value() - moved.x())
            down.setValue(down.value() - moved.y())

    def mouseReleaseEvent(self, _: QMouseEvent) -> None:
        """Let the sheet go."""
        self._grip = None
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Look closely at a place, or at the whole again."""
        if self.is_fitted:
            self.zoom_to(max(1.0, self.zoom * 2), event.position().toPoint())
        else:
            self.fit()

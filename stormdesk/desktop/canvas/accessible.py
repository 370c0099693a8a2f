"""The canvas as a screen reader meets it: named after the board, its value what is selected."""

from __future__ import annotations

import weakref

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAccessibleValueChangeEvent
from PySide6.QtWidgets import QAccessibleWidget

from stormdesk.desktop.canvas.view import Canvas
from stormdesk.desktop.spoken import spoken, spoken_selection
from stormdesk.desktop.words import tr


class AccessibleCanvas(QAccessibleWidget):
    """Tells the name of the board, or of the one selected record, and all that is selected."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas, QAccessible.Role.Canvas)
        # A strong one would keep the canvas for ever: Qt holds the interface until it is gone.
        self._canvas = weakref.ref(canvas)

    def text(self, t: QAccessible.Text) -> str:
        """Return what Qt asks for of name, value and description."""
        canvas = self._canvas()
        if canvas is None:
            return ""
        board, selection = canvas.editor.board, canvas.editor.selection
        if t == QAccessible.Text.Name:
            return spoken_selection(board, selection) or spoken(board, board.profile)
        if t == QAccessible.Text.Value:
            return spoken_selection(board, selection)
        if t == QAccessible.Text.Description:
            return tr("Alt and an arrow key walk from sticky to sticky")
        return super().text(t)


def accessible(name: str, described: QObject | None) -> QAccessibleInterface | None:
    """Return how a widget is told to a screen reader, for the canvas only."""
    return AccessibleCanvas(described) if isinstance(described, Canvas) else None


def tell_selection(canvas: Canvas) -> None:
    """Let a screen reader say what is selected now."""
    if QAccessible.isActive():
        value = spoken_selection(canvas.editor.board, canvas.editor.selection)
        QAccessible.updateAccessibility(QAccessibleValueChangeEvent(canvas, value))

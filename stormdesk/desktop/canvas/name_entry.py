"""The line in which a lane or an area is named, where its name stands on the board."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from stormdesk.desktop.canvas.camera import Camera
from stormdesk.desktop.canvas.lane_painter import HEADER, RULER
from stormdesk.desktop.words import tr
from stormdesk.editor.areas import name_tag
from stormdesk.editor.editor import Editor
from stormdesk.editor.tools.name import Name
from stormdesk.model.context import Area

_HEIGHT = 30
_LEAST_WIDTH = 220


class NameEntry(QLineEdit):
    """Shows itself while the hand holds the tool that names, and takes every key to it."""

    def __init__(self, canvas: QWidget, editor: Editor) -> None:
        super().__init__(canvas)
        self._editor = editor
        self._tool: Name | None = None
        self.setAccessibleName(tr("Name"))
        self.setMaxLength(400)
        self.textEdited.connect(self._typed)
        self.returnPressed.connect(self._done)
        self.hide()

    def attend(self, camera: Camera) -> None:
        """Come where a name is being typed, or go where none is any more."""
        tool = self._editor.tool
        # While an area that was just drawn is given up, the tool is still there and it is not.
        if not isinstance(tool, Name) or tool.record_id not in self._editor.board.records:
            if self._tool is not None:
                self._tool = None
                had_focus = self.hasFocus()
                self.hide()
                if had_focus:
                    self.parentWidget().setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.lie(camera, tool)
        if tool is not self._tool:
            self._tool = tool
            self.setText(tool.record(self._editor).name)
            self.selectAll()
            self.show()
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def lie(self, camera: Camera, tool: Name) -> None:
        """Lie where the name stands."""
        record, wall = tool.record(self._editor), self._editor.wall
        canvas = self.parentWidget().rect()
        if isinstance(record, Area):
            tag = name_tag(wall, record, camera.scale)
            place = camera.on_screen(tag) if tag is not None else QRectF(canvas)
            width = max(_LEAST_WIDTH, round(place.width()) + 24)
            rect = QRect(round(place.x()), round(place.center().y()) - _HEIGHT // 2, width, _HEIGHT)
        else:
            lane = wall.lane(record.id)
            top = camera.to_screen(0, lane.top).y() if lane is not None else 0.0
            rect = QRect(8, round(max(top, RULER)) + 4, round(HEADER) + 60, _HEIGHT)
        rect.moveLeft(max(4, min(rect.x(), canvas.width() - rect.width() - 4)))
        rect.moveTop(max(round(RULER) + 2, min(rect.y(), canvas.height() - _HEIGHT - 4)))
        self.setGeometry(rect)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the former name on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self._editor.cancel()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving is being done."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._done()

    def _typed(self, text: str) -> None:
        if self._tool is not None:
            self._tool.type(self._editor, text)

    def _done(self) -> None:
        if self._tool is not None and self._editor.tool is self._tool:
            self._editor.use(self._tool.done(self._editor))

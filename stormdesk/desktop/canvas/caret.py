"""The one text widget, which visits the sticky that is being typed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from stormdesk.editor.telling import lines_in
from stormdesk.layout.appearance import LOOKS
from stormdesk.layout.typesetting import Setting
from stormdesk.model.sticky import Sticky

_LEADING = 1.2


class Caret(QTextEdit):
    """Shows the text where the canvas would paint it, in the type size it will have.

    ``many_pasted`` tells that the clipboard holds more than one line, which is no text for here.
    """

    many_pasted = Signal()

    def __init__(self, parent: QWidget, family: str, keys: Callable[[QKeyEvent], bool]) -> None:
        super().__init__(parent)
        self._family = family
        self._keys = keys
        self._colour = ""
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        option = QTextOption(Qt.AlignmentFlag.AlignHCenter)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDefaultTextOption(option)
        self.setUndoRedoEnabled(True)
        self.setTabChangesFocus(False)
        self.document().setDocumentMargin(0)
        self.setAccessibleName("Text of the sticky")
        self.hide()

    def visit(self, sticky: Sticky) -> None:
        """Open the text of a sticky, with all of it selected if there is any."""
        self._show_text(sticky.text)
        self.selectAll()
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def type_on(self) -> None:
        """Put the cursor behind the text, with nothing selected."""
        self.moveCursor(QTextCursor.MoveOperation.End)

    def leave(self) -> None:
        """Close the text."""
        self.hide()

    def lie(
        self, sticky: Sticky, setting: Setting, rect: QRectF, scale: float, colour: str
    ) -> None:
        """Lie exactly over the text area of a sticky; ``rect`` is the sticky in pixels."""
        insets = LOOKS[sticky.kind].insets
        area = rect.adjusted(
            insets.left * scale, insets.top * scale, -insets.right * scale, -insets.bottom * scale
        )
        self.setGeometry(area.toAlignedRect())
        font = QFont(self._family)
        font.setPixelSize(max(6, round(setting.size * scale)))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        if self.font() != font:
            self.setFont(font)
        if colour != self._colour:
            self._colour = colour
            self.setStyleSheet(f"QTextEdit {{ background: {colour}; color: #1A1A1A; padding: 0; }}")
        if self.isVisible() and self.toPlainText() != _as_shown(sticky.text):
            self._take(sticky.text)
        self._center(setting, scale, area)

    def event(self, event: QEvent) -> bool:
        """Keep every key for the text while it is open; shortcuts with Ctrl still pass."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
            if not held or held == Qt.KeyboardModifier.KeypadModifier:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Offer a key to the canvas first: Enter, Tab and Escape are not for the text."""
        if not self._keys(event):
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take one line into the text; many lines are many stickies."""
        text = source.text()
        if lines_in(text) > 1:
            self.many_pasted.emit()
        else:
            self.insertPlainText(text.strip("\r\n"))

    def _take(self, text: str) -> None:
        """Show what the editor made of the text; the caret stays as far from its end."""
        behind = self.document().characterCount() - self.textCursor().position()
        self._show_text(text)
        cursor = self.textCursor()
        cursor.setPosition(max(0, self.document().characterCount() - behind))
        self.setTextCursor(cursor)

    def _show_text(self, text: str) -> None:
        self.blockSignals(True)
        self.setPlainText(text)
        self.blockSignals(False)

    def _center(self, setting: Setting, scale: float, area: QRectF) -> None:
        used = self.document().size().height() or setting.size * scale * _LEADING
        room = max(0, int((area.height() - used) / 2))
        self.setViewportMargins(0, room, 0, 0)


def _as_shown(text: str) -> str:
    """Return a text as Qt gives it back: it knows one line break and one blank."""
    for told in ("\r\n", "\r", "\u2028", "\u2029"):
        text = text.replace(told, "\n")
    return text.replace("\u00a0", " ")

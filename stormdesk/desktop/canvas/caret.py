"""The one text widget, which visits the sticky that is being typed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QFont, QKeyEvent, QTextOption
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from stormdesk.layout.appearance import LOOKS
from stormdesk.layout.typesetting import Setting
from stormdesk.model.sticky import Sticky

_LEADING = 1.2


class Caret(QTextEdit):
    """Shows the text where the canvas would paint it, in the type size it will have."""

    def __init__(self, parent: QWidget, family: str, keys: Callable[[QKeyEvent], bool]) -> None:
        super().__init__(parent)
        self._family = family
        self._keys = keys
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
        self.blockSignals(True)
        self.setPlainText(sticky.text)
        self.blockSignals(False)
        self.selectAll()
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

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
        self.setStyleSheet(f"QTextEdit {{ background: {colour}; color: #1A1A1A; padding: 0; }}")
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

    def _center(self, setting: Setting, scale: float, area: QRectF) -> None:
        used = self.document().size().height() or setting.size * scale * _LEADING
        room = max(0, int((area.height() - used) / 2))
        self.setViewportMargins(0, room, 0, 0)

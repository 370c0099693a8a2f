"""The one text widget, which visits the sticky that is being typed."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPalette, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from stormdesk.desktop.canvas.set_lines import SetLines
from stormdesk.editor.telling import lines_in
from stormdesk.layout.appearance import LOOKS, Palette, colour_of
from stormdesk.layout.typesetting import Setting
from stormdesk.model.sticky import Sticky

_NO_LIGATURES = QFont.Tag("liga")


class Caret(QTextEdit):
    """Shows the text where the canvas would paint it, in the lines and type it will have.

    ``many_pasted`` tells that the clipboard holds more than one line, which is no text for here.
    """

    many_pasted = Signal()

    def __init__(self, parent: QWidget, family: str, keys: Callable[[QKeyEvent], bool]) -> None:
        super().__init__(parent)
        self._keys = keys
        self._family = family
        self._type = QFont(family)
        self._type.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        # Typesetting puts letters side by side.
        self._type.setKerning(False)
        self._type.setFeature(_NO_LIGATURES, 0)
        self._told: tuple[float, tuple[str, ...]] | None = None
        self._colours: tuple[str, str] | None = None
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLineWrapMode(QTextEdit.LineWrapMode.NoWrap)
        self._lines = SetLines(self.document())
        self.document().setDocumentLayout(self._lines)
        self.setUndoRedoEnabled(True)
        self.setTabChangesFocus(False)
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
        self, sticky: Sticky, setting: Setting, rect: QRectF, scale: float, palette: Palette
    ) -> None:
        """Lie exactly over the text area of a sticky; ``rect`` is the sticky in pixels.

        In a collapsed lane that is where the text area would be.
        """
        insets = LOOKS[sticky.kind].insets
        corner = rect.topLeft() + QPointF(insets.left, insets.top) * scale
        area = QRectF(corner, QSizeF(setting.width, setting.height) * scale)
        whole = area.toAlignedRect()
        if whole != self.geometry():
            self.setGeometry(whole)
        self._use_colours(colour_of(sticky, palette), palette.ink)
        self._use_type(setting, scale)
        if self.isVisible() and self.toPlainText() != _as_shown(sticky.text):
            self._take(sticky.text)
        corner -= whole.topLeft().toPointF()
        self._lines.follow(setting, scale, corner, QSizeF(whole.size()))

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

    def _use_type(self, setting: Setting, scale: float) -> None:
        runs = chain.from_iterable(line.runs for line in setting.lines)
        families = (self._family, *sorted({run.font.family for run in runs} - {self._family}))
        told = (setting.size * scale, families)
        if told != self._told:
            self._told = told
            # Qt has whole sizes only, so the letters stand as far apart as they would in this one.
            pixels = max(1, round(told[0]))
            self._type.setFamilies(families)
            self._type.setPixelSize(pixels)
            self._type.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 100 * told[0] / pixels)
            self.setFont(self._type)

    def _use_colours(self, ground: str, ink: str) -> None:
        if (ground, ink) != self._colours:
            self._colours = (ground, ink)
            self._lines.ink = QColor(ink)
            palette = self.palette()
            palette.setColor(QPalette.ColorRole.Base, QColor(ground))
            self.viewport().setPalette(palette)


def _as_shown(text: str) -> str:
    """Return a text as Qt gives it back: it knows one line break and one blank."""
    for told in ("\r\n", "\r", "\u2028", "\u2029"):
        text = text.replace(told, "\n")
    return text.replace("\u00a0", " ")

"""The slim line below the canvas that takes an outline, one line after another."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from stormdesk.desktop.elided import Elided
from stormdesk.desktop.icons import draw, kind_icon
from stormdesk.desktop.words import tr
from stormdesk.editor import typing
from stormdesk.editor.editor import Editor
from stormdesk.editor.quick_entry import Promise, promised, take
from stormdesk.editor.telling import lines_in
from stormdesk.layout.appearance import DEFAULT_PALETTE, Palette, label_of
from stormdesk.model.problem import BadInput

_CHIP = 22
_NAME_WIDTH = 104


class QuickEntry(QFrame):
    """Shows what a line will become while it is typed; Enter adds it and waits for the next."""

    added = Signal()
    pasting = Signal()
    closing = Signal()

    def __init__(
        self, editor: Editor, palette: Palette = DEFAULT_PALETTE, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("quick")
        self.setAccessibleName(tr("Quick entry"))
        self._editor = editor
        self._palette = palette
        self._chip = QLabel()
        self._chip.setFixedSize(_CHIP, _CHIP)
        self.name = QLabel()
        self.name.setProperty("role", "field")
        self.name.setFixedWidth(_NAME_WIDTH)
        self.entry = _Line(self)
        self.entry.setPlaceholderText(
            tr("c: Place order   e!: Order placed   | alternative   # Lane   -> Order paid")
        )
        self.entry.setAccessibleName(tr("Quick entry"))
        self.entry.textChanged.connect(self._look)
        self.hint = Elided()
        self.hint.setProperty("role", "faint")
        close = QToolButton()
        draw(close, "close")
        close.setToolTip(tr("Close the quick entry (Esc)"))
        close.setAccessibleName(tr("Close the quick entry"))
        close.clicked.connect(self.closing)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 5, 8, 5)
        layout.setSpacing(8)
        layout.addWidget(self._chip)
        layout.addWidget(self.name)
        layout.addWidget(self.entry, 3)
        layout.addWidget(self.hint, 2)
        layout.addWidget(close)
        self.setFocusProxy(self.entry)
        self.hide()

    def use_palette(self, palette: Palette) -> None:
        """Show kinds in other colours from now on."""
        self._palette = palette
        self._look()

    def open(self) -> None:
        """Show the line, ready to be typed in."""
        typing.finish(self._editor)
        self.show()
        self._look()
        self.entry.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.entry.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter to add the line, and Escape to close."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._add()
        elif event.key() == Qt.Key.Key_Escape:
            self.closing.emit()
        else:
            super().keyPressEvent(event)

    def _add(self) -> None:
        line = self.entry.text()
        if not line.strip() or self._editor.document.open_edit is not None:
            return
        try:
            take(self._editor, line)
        except BadInput as problem:
            self._tell(f"{problem.why[:1].upper()}{problem.why[1:]}", is_wrong=True)
            return
        self.entry.clear()
        self.added.emit()

    def _look(self) -> None:
        promise = promised(self._editor, self.entry.text())
        kind = promise.kind if promise is not None else None
        if kind is None:
            self._chip.clear()
        else:
            drawn = kind_icon(kind, self._palette).pixmap(QSize(_CHIP, _CHIP))
            self._chip.setPixmap(drawn)
        self.name.setText(self._named(promise))
        self._tell(tr("Enter adds · Esc closes"), is_wrong=False)

    def _named(self, promise: Promise | None) -> str:
        if promise is None:
            return tr("Quick entry")
        if promise.kind is None:
            return tr(promise.words)
        name = label_of(promise.kind, self._editor.board.profile)
        return tr("{kind}, pivotal", kind=name) if promise.pivotal else name

    def _tell(self, text: str, *, is_wrong: bool) -> None:
        self.hint.setText(text)
        self.entry.setAccessibleDescription(text if is_wrong else self.name.text())
        for widget, name, told in (
            (self.hint, "role", "wrong" if is_wrong else "faint"),
            (self.entry, "wrong", is_wrong),
        ):
            if widget.property(name) != told:
                widget.setProperty(name, told)
                widget.style().unpolish(widget)
                widget.style().polish(widget)


class _Line(QLineEdit):
    """Hands many pasted lines on; a line edit would make one of them."""

    def __init__(self, quick: QuickEntry) -> None:
        super().__init__()
        self._quick = quick

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that paste."""
        if event.matches(QKeySequence.StandardKey.Paste) and (
            lines_in(QGuiApplication.clipboard().text()) > 1
        ):
            self._quick.pasting.emit()
        else:
            super().keyPressEvent(event)

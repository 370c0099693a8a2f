"""Entries for text, which say when a person is done with changing it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QPlainTextEdit

from stormdesk.desktop.panels.mixed import Mixed
from stormdesk.desktop.words import tr

_MOST_LINES = 12
"""A longer text scrolls within its entry."""


class LineEntry(QLineEdit):
    """One line of text; Enter or leaving commits, Escape goes back."""

    committed = Signal()
    entered = Signal()
    typed = Signal()

    def __init__(self, suggestions: Sequence[str] = (), hint: str = "") -> None:
        super().__init__()
        self._shown = ""
        self._hint = hint
        self.setPlaceholderText(hint)
        if suggestions:
            completer = QCompleter(list(suggestions), self)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            self.setCompleter(completer)
        self.editingFinished.connect(self.commit)
        self.textEdited.connect(lambda _: self.typed.emit())

    @property
    def is_dirty(self) -> bool:
        """Whether something was typed that is not committed."""
        return self.text() != self._shown

    def value(self) -> str:
        """Return what is typed."""
        return self.text().strip()

    def show_value(self, value: object) -> None:
        """Show what the board holds."""
        self._shown = "" if isinstance(value, Mixed) or value is None else str(value)
        self.setPlaceholderText(tr("several") if isinstance(value, Mixed) else self._hint)
        if self.text() != self._shown:
            self.setText(self._shown)
            self.setCursorPosition(0)

    def commit(self) -> None:
        """Say that the value is to be taken, if it was changed."""
        if self.is_dirty:
            self.committed.emit()

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the board where nothing is being typed."""
        if not self.is_dirty and _is_undo(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to what the board holds on Escape; where that is shown, out of the panel."""
        if event.key() == Qt.Key.Key_Escape and not self.is_dirty:
            event.ignore()
        elif event.key() == Qt.Key.Key_Escape:
            self.setText(self._shown)
            self.typed.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that a person came here."""
        super().focusInEvent(event)
        self.entered.emit()


class AreaEntry(QPlainTextEdit):
    """Lines of text, growing with them; leaving or Ctrl+Enter commits, Escape goes back."""

    committed = Signal()
    entered = Signal()
    typed = Signal()

    def __init__(self, lines: int = 3, hint: str = "") -> None:
        super().__init__()
        self._shown = ""
        self._hint = hint
        self.setTabChangesFocus(True)
        self.setPlaceholderText(hint)
        self._fewest = lines
        self._fit()
        self.textChanged.connect(self._fit)
        self.textChanged.connect(self.typed)

    @property
    def is_dirty(self) -> bool:
        """Whether something was typed that is not committed."""
        return self.toPlainText() != self._shown

    def value(self) -> str:
        """Return what is typed."""
        return self.toPlainText().strip()

    def show_value(self, value: object) -> None:
        """Show what the board holds."""
        self._shown = "" if isinstance(value, Mixed) or value is None else str(value)
        self.setPlaceholderText(tr("several") if isinstance(value, Mixed) else self._hint)
        if self.toPlainText() != self._shown:
            self.setPlainText(self._shown)

    def commit(self) -> None:
        """Say that the value is to be taken, if it was changed."""
        if self.is_dirty:
            self.committed.emit()

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the board where nothing is being typed."""
        if not self.is_dirty and _is_undo(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Commit on Ctrl+Enter, go back on Escape; where nothing is typed, out of the panel."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape and not self.is_dirty:
            event.ignore()
        elif event.key() == Qt.Key.Key_Escape:
            self.setPlainText(self._shown)
        elif is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.commit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that a person came here."""
        super().focusInEvent(event)
        self.entered.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew, and be as high as they are then."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        lines = round(self.document().size().height())
        height = self.fontMetrics().lineSpacing() * min(max(lines, self._fewest), _MOST_LINES) + 24
        if height != self.height():
            self.setFixedHeight(height)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Commit on leaving."""
        super().focusOutEvent(event)
        self.commit()


class LinesEntry(AreaEntry):
    """Several texts, one a line."""

    def value(self) -> tuple[str, ...]:  # type: ignore[override]  # one line is one of many values
        """Return the lines that say something."""
        lines = (line.strip() for line in self.toPlainText().splitlines())
        return tuple(line for line in lines if line)

    def show_value(self, value: object) -> None:
        """Show what the board holds."""
        super().show_value("\n".join(value) if isinstance(value, tuple) else value)


def _is_undo(event: QEvent) -> bool:
    is_asked = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
    keys = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
    return is_asked and any(event.matches(key) for key in keys)

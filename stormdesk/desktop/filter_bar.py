"""The bar above the canvas that chooses which stickies stay lit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from stormdesk.desktop.icons import draw, kind_icon
from stormdesk.desktop.words import counted, tr
from stormdesk.editor.editor import Editor
from stormdesk.editor.filters import NO_LANE, Filter, choices
from stormdesk.layout.appearance import DEFAULT_PALETTE, Palette, label_of
from stormdesk.model.sticky import Kind

_QUESTIONS = {
    "kinds": "Kind",
    "tags": "Tag",
    "lanes": "Lane",
    "owners": "Owner",
    "statuses": "Hotspot",
}
_LONGEST = 20
_NARROW = 860
"""Pixels below which the bar names no choices but only counts them."""


class FilterBar(QFrame):
    """One menu a question; several choices may be ticked before the menu is left."""

    changed = Signal()
    closing = Signal()

    def __init__(
        self, editor: Editor, palette: Palette = DEFAULT_PALETTE, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._palette = palette
        self.setObjectName("filter")
        self.setAccessibleName(tr("Filter"))
        self._editor = editor
        self.value = Filter()
        self._is_narrow = False
        self._buttons: dict[str, QToolButton] = {}
        self.menus: dict[str, QMenu] = {}
        self._count = QLabel()
        self._count.setProperty("role", "faint")
        self._clear = QPushButton(tr("Show all"))
        self._clear.setProperty("link", True)
        self._clear.clicked.connect(lambda: self.choose(Filter()))
        self._close = QToolButton()
        draw(self._close, "close")
        self._close.setToolTip(tr("Close the filter and light everything"))
        self._close.setAccessibleName(tr("Close the filter"))
        self._close.clicked.connect(self.closing)
        self._title = QLabel(tr("Light only"))
        self._title.setProperty("role", "section")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 5, 8, 5)
        layout.setSpacing(5)
        layout.addWidget(self._title)
        for name in _QUESTIONS:
            layout.addWidget(self._button(name))
        layout.addStretch(1)
        layout.addWidget(self._count)
        layout.addWidget(self._clear)
        layout.addWidget(self._close)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.hide()

    def open(self) -> None:
        """Show the bar, with the keyboard in the first question."""
        self.show()
        self.choose(self.value)
        buttons = (button for button in self._buttons.values() if button.isEnabled())
        next(buttons, self._close).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def choose(self, value: Filter) -> None:
        """Light by another filter."""
        self.value = value
        given = choices(self._editor.board)
        for name, button in self._buttons.items():
            chosen = getattr(value, name)
            names = [self._label(name, i, n) for i, n in given[name].items() if i in chosen]
            text, told = tr(_QUESTIONS[name]), ", ".join(names)
            short = str(len(names)) if self._is_narrow else _short(told)
            button.setText(f"{text}: {short}" if chosen else text)
            button.setToolTip(told)
            button.setAccessibleName(f"{tr('Filter by')} {text}: {told or tr('all')}")
            button.setProperty("chosen", bool(chosen))
            button.setProperty("narrow", self._is_narrow)
            button.style().unpolish(button)
            button.style().polish(button)
            button.setEnabled(bool(given[name]) or bool(chosen))
        self._clear.setVisible(bool(value) and not self._is_narrow)
        self.changed.emit()

    def refresh(self) -> None:
        """Offer what the board has to choose from now."""
        given = choices(self._editor.board)
        for name, button in self._buttons.items():
            button.setEnabled(bool(given[name]) or bool(getattr(self.value, name)))

    def show_count(self, lit: int) -> None:
        """Tell how many stickies are lit."""
        total = len(self._editor.board.stickies)
        several = counted(total, "sticky", "stickies")
        told = tr("{lit} of {total}", lit=f"{lit:,}", total=several)
        self._count.setText(told if self.value else several)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say it shorter where there is little room."""
        super().resizeEvent(event)
        if self._is_narrow is not (self.width() < _NARROW):
            self._is_narrow = not self._is_narrow
            self._title.setVisible(not self._is_narrow)
            self._count.setVisible(not self._is_narrow)
            self.choose(self.value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.closing.emit()
        else:
            super().keyPressEvent(event)

    def _button(self, name: str) -> QToolButton:
        button = QToolButton()
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setProperty("question", True)
        menu = _Ticks(button)
        menu.aboutToShow.connect(partial(self._fill, name, menu))
        button.setMenu(menu)
        self.menus[name] = menu
        self._buttons[name] = button
        return button

    def use_palette(self, palette: Palette) -> None:
        """Show kinds in other colours from now on."""
        self._palette = palette

    def _fill(self, name: str, menu: QMenu) -> None:
        menu.clear()
        given: Mapping[str, str] = choices(self._editor.board)[name]
        for value, label in given.items():
            action = menu.addAction(self._label(name, value, label).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(value in getattr(self.value, name))
            if name == "kinds":
                action.setIcon(kind_icon(Kind(value), self._palette))
                action.setIconVisibleInMenu(True)
            action.toggled.connect(lambda on, value=value: self._tick(name, value, on))

    def _tick(self, name: str, value: str, on: bool) -> None:
        chosen: frozenset[str] = getattr(self.value, name)
        self.choose(replace(self.value, **{name: chosen | {value} if on else chosen - {value}}))

    def _label(self, name: str, value: str, label: str) -> str:
        if name == "kinds":
            return label_of(Kind(value), self._editor.board.profile)
        if name == "lanes" and value == NO_LANE:
            return tr("No lane")
        return tr(label.capitalize()) if name == "statuses" else label


class _Ticks(QMenu):
    """A menu that stays open while its choices are ticked."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.installEventFilter(self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick, and stay."""
        if not self._ticked(self.actionAt(event.position().toPoint())):
            super().mouseReleaseEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Space tick and stay, as a click does; Enter ticks and leaves."""
        is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if is_key and event.key() == Qt.Key.Key_Space and self._ticked(self.activeAction()):
            return True
        return super().eventFilter(watched, event)

    @staticmethod
    def _ticked(action: QAction | None) -> bool:
        if action is None or not action.isCheckable():
            return False
        action.toggle()
        return True


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"

"""Everything that can be done, found by a few letters of its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from stormdesk.desktop import look
from stormdesk.desktop.icons import faint_icon
from stormdesk.desktop.menus import Bound, key_names
from stormdesk.desktop.words import tr
from stormdesk.editor.ranking import rank
from stormdesk.editor.search import folded

_WIDTH, _HEIGHT, _ROW = 580, 430, 36
_COMMAND = Qt.ItemDataRole.UserRole
_OTHER_WORDS, _ANOTHER_MENU = 2.5, 6.0
_MOVES = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}


@dataclass(frozen=True, slots=True)
class Command:
    """One action as the palette lists it."""

    label: str
    menu: str
    words: str
    keys: str
    is_enabled: bool
    icon: QIcon
    run: Callable[[], None]


def commands_of(bounds: Sequence[Bound]) -> list[Command]:
    """Return all actions of some tables, as they can be done now."""
    found: list[Command] = []
    for bound in bounds:
        bound.refresh()
        for row in bound.rows.values():
            action = bound.actions[row.name]
            run = action.trigger
            menu = " › ".join(tr(part) for part in row.menu.split("/"))
            found.append(
                Command(
                    tr(row.label),
                    menu,
                    tr(row.words),
                    key_names(row),
                    action.isEnabled(),
                    action.icon(),
                    run,
                )
            )
    return found


def best_first(commands: Sequence[Command], query: str) -> list[Command]:
    """Return the commands that fit what is typed, the best first; what cannot be done comes last.

    Letters may stand in the name alone, or begin in the name of its menu; or they begin words that
    mean the same.
    """
    fitting: list[tuple[bool, float, int, Command]] = []
    for number, command in enumerate(commands):
        ranks = (
            rank(query, command.label),
            (found := rank(query, f"{command.menu} {command.label}")) and found + _ANOTHER_MENU,
            _OTHER_WORDS if _is_meant(query, command) else None,
        )
        fits = [each for each in ranks if each is not None]
        if fits:
            order = min(fits) if query.strip() else 0.0
            fitting.append((not command.is_enabled, order, number, command))
    return [command for *_, command in sorted(fitting, key=lambda each: each[:3])]


def _is_meant(query: str, command: Command) -> bool:
    """Tell whether each word that is typed begins one by which people look for a command."""
    words = folded(f"{command.label} {command.menu} {command.words}").split()
    return all(any(word.startswith(typed) for word in words) for typed in folded(query).split())


class CommandPalette(QDialog):
    """Takes letters, lists what fits, and does what is chosen once it is closed."""

    def __init__(self, commands: Sequence[Command], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowFlags(Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("palette")
        self.setWindowTitle(tr("Commands"))
        self.setAccessibleName(tr("Commands"))
        self._commands = commands
        self.entry = QLineEdit()
        self.entry.setPlaceholderText(tr("What shall be done?"))
        self.entry.setAccessibleName(tr("Command"))
        self.entry.textChanged.connect(self._list)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Commands"))
        self.list.setItemDelegate(_Line(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.itemClicked.connect(lambda _: self.choose())
        self.list.currentItemChanged.connect(self._tell)
        self.nothing = QLabel(tr("Nothing is called so"))
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setEnabled(False)
        sign = QLabel()
        sign.setPixmap(faint_icon("find").pixmap(20, 20))
        head = QHBoxLayout()
        head.setContentsMargins(14, 6, 12, 4)
        head.setSpacing(8)
        head.addWidget(sign)
        head.addWidget(self.entry, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.nothing, 1)
        layout.addWidget(self.list, 1)
        self.resize(min(_WIDTH, parent.width() - 40), min(_HEIGHT, parent.height() - 80))
        middle = parent.rect().center().x() - self.width() // 2
        self.move(parent.mapToGlobal(QPoint(middle, 72)))
        self._list("")
        self.entry.setFocus(Qt.FocusReason.PopupFocusReason)

    @property
    def listed(self) -> list[Command]:
        """What is listed, from top to bottom."""
        return [self.list.item(row).data(_COMMAND) for row in range(self.list.count())]

    def choose(self) -> None:
        """Do what is marked, if it can be done now, and close."""
        item = self.list.currentItem()
        command: Command | None = item.data(_COMMAND) if item is not None else None
        if command is not None and command.is_enabled:
            self.accept()
            # Once the window has the keyboard again: what is done may want to give it to somebody.
            QTimer.singleShot(0, command.run)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter, Escape, and the keys that walk through the list."""
        move = _MOVES.get(Qt.Key(event.key()))
        if move is not None:
            last = self.list.count() - 1
            self.list.setCurrentRow(max(0, min(last, self.list.currentRow() + move)))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose()
        else:
            super().keyPressEvent(event)

    def _list(self, query: str) -> None:
        self.list.clear()
        for command in best_first(self._commands, query):
            item = QListWidgetItem(command.label)
            item.setData(_COMMAND, command)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, _spoken(command))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        is_empty = self.list.count() == 0
        self.nothing.setVisible(is_empty)
        self.list.setVisible(not is_empty)

    def _tell(self, item: QListWidgetItem | None) -> None:
        told = item.data(Qt.ItemDataRole.AccessibleTextRole) if item is not None else None
        self.entry.setAccessibleDescription(told or self.nothing.text())


def _spoken(command: Command) -> str:
    words = [command.label, command.menu, command.keys]
    if not command.is_enabled:
        words.append(tr("not possible now"))
    return ", ".join(word for word in words if word)


class _Line(QStyledItemDelegate):
    """Draws a command: its icon and name, then its menu, and its keys at the right."""

    _margin, _sign = 12, 20

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(200, _ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        command: Command = index.data(_COMMAND)
        shades = look.shades_of(QGuiApplication.palette())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_current = option.state & QStyle.StateFlag.State_Selected
        if is_current or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(shades.wash if is_current else shades.hover))
            painter.drawRoundedRect(option.rect, 7, 7)
        inner = option.rect.adjusted(self._margin, 0, -self._margin, 0)
        mode = QIcon.Mode.Normal if command.is_enabled else QIcon.Mode.Disabled
        place = QRect(inner.x(), inner.center().y() - self._sign // 2, self._sign, self._sign)
        command.icon.paint(painter, place, mode=mode)
        enabled, disabled = QPalette.ColorGroup.Active, QPalette.ColorGroup.Disabled
        group = enabled if command.is_enabled else disabled
        text = inner.adjusted(self._sign + self._margin, 0, 0, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(option.font)
        painter.setPen(option.palette.color(group, QPalette.ColorRole.Text))
        used = painter.boundingRect(text, middle, command.label)
        painter.drawText(text, middle, command.label)
        small = QFont(option.font)
        small.setPixelSize(12)
        painter.setFont(small)
        painter.setPen(QColor(shades.faint if command.is_enabled else shades.disabled))
        painter.drawText(text.adjusted(used.width() + 12, 1, 0, 1), middle, command.menu)
        painter.drawText(text, middle | Qt.AlignmentFlag.AlignRight, command.keys)
        painter.restore()

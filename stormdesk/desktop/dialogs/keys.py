"""All keys on one sheet, from the tables of actions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from stormdesk.desktop.menus import ORDER
from stormdesk.desktop.words import tr
from stormdesk.editor.action import Action

_BY_HAND = (
    (("Enter",), "Next sticky, while typing"),
    (("Tab",), "Another kind, while typing"),
    (("Shift + Enter",), "New line, while typing"),
    (("Esc",), "End typing; let go"),
)
_WITH_MOUSE = (
    (("Double-click",), "Change a text, rename a lane"),
    (("Drag a handle",), "Connect two stickies"),
    (("Drag",), "Move; on the wall: select"),
    (("Alt + drag",), "Move without coming in line"),
    (("Ctrl + drag",), "On the wall: insert space"),
    (("Shift + click",), "Select more"),
    (("Drag a lane's name",), "Order of the lanes"),
    (("Drag a lane's edge",), "Height of the lane"),
    (("Middle drag", "Space + drag"), "Move the board"),
    (("Ctrl + wheel",), "Zoom to the pointer"),
)
_HAND, _MOUSE = "By hand", "Mouse"
_COLUMNS = 4
_HEADING = 2
"""A heading with the room above it takes as much as so many keys."""
_NATIVE = QKeySequence.SequenceFormat.NativeText

Keys = Sequence[tuple[Sequence[str], str]]


class KeysDialog(QDialog):
    """Shows every action that has a key, by menu, side by side."""

    def __init__(self, rows: Sequence[Action], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keys"))
        sheet = QWidget()
        sheet.setObjectName("sheet")
        columns = QHBoxLayout(sheet)
        columns.setContentsMargins(28, 18, 28, 8)
        columns.setSpacing(32)
        groups = groups_of(rows)
        for titles in in_columns(groups, _COLUMNS):
            column = QVBoxLayout()
            column.setSpacing(14)
            for title in titles:
                column.addLayout(_group(title, groups[title]))
            column.addStretch(1)
            columns.addLayout(column)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        area.setWidget(sheet)
        close = QPushButton(tr("Close"))
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setContentsMargins(28, 10, 28, 18)
        hint = QLabel(tr("Ctrl+K finds any of these by a few letters of its name."))
        hint.setProperty("role", "faint")
        foot.addWidget(hint, 1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(area, 1)
        layout.addLayout(foot)
        wanted, room = sheet.sizeHint(), QApplication.primaryScreen().availableSize()
        self.resize(
            min(wanted.width() + 16, room.width() - 60),
            min(wanted.height() + 76, room.height() - 80),
        )


def groups_of(rows: Sequence[Action]) -> Mapping[str, Keys]:
    """Return the keys of all rows that have any, with what they do, by menu."""
    groups: dict[str, list[tuple[Sequence[str], str]]] = {title: [] for title in ORDER}
    for row in rows:
        if row.keys:
            top, _, inner = row.menu.partition("/")
            label = f"{tr(inner)}: {tr(row.label).lower()}" if inner else tr(row.label)
            keys = [QKeySequence(key).toString(_NATIVE) for key in row.keys]
            groups.setdefault(top, []).append((keys, label))
    for title, table in ((_HAND, _BY_HAND), (_MOUSE, _WITH_MOUSE)):
        groups[title] = [([tr(key) for key in keys], tr(text)) for keys, text in table]
    return {title: keys for title, keys in groups.items() if keys}


def in_columns(groups: Mapping[str, Keys], columns: int) -> list[list[str]]:
    """Return the titles in columns of about the same height; within one they keep their order."""
    order = list(groups)
    heights = {title: len(keys) + _HEADING for title, keys in groups.items()}
    result: list[list[str]] = [[] for _ in range(columns)]
    for title in sorted(order, key=lambda title: -heights[title]):
        min(result, key=lambda column: sum(heights[each] for each in column)).append(title)
    ordered = [sorted(column, key=order.index) for column in result if column]
    return sorted(ordered, key=lambda column: order.index(column[0]))


def _group(title: str, keys: Keys) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(2)
    heading = QLabel(tr(title))
    heading.setProperty("role", "section")
    grid.addWidget(heading, 0, 0, 1, 2)
    for number, (names, text) in enumerate(keys, 1):
        caps = QHBoxLayout()
        caps.setSpacing(4)
        for name in names:
            cap = QLabel(name)
            cap.setProperty("role", "key")
            caps.addWidget(cap)
        caps.addStretch(1)
        grid.addLayout(caps, number, 0)
        told = QLabel(text)
        told.setAccessibleName(f"{text}: {', '.join(names)}")
        grid.addWidget(told, number, 1)
    grid.setColumnStretch(1, 1)
    return grid

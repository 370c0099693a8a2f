"""All keys on one sheet, from the tables of actions."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from stormdesk.desktop.menus import ORDER, key_names
from stormdesk.desktop.words import tr
from stormdesk.editor.actions import Action

_BY_HAND = (
    ("Enter", "Next sticky, while typing"),
    ("Tab", "Another kind, while typing"),
    ("Esc", "End typing; let go"),
    ("Space + drag", "Move the board"),
    ("Ctrl + wheel", "Zoom to the pointer"),
    ("Shift + click", "Select more"),
)


_COLUMNS = (("Edit",), ("Insert", "Sticky"), ("By hand", "File", "Help"), ("View", "Lane"))


class KeysDialog(QDialog):
    """Shows every action that has a key, by menu, side by side."""

    def __init__(self, rows: Sequence[Action], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keys"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 20)
        layout.setSpacing(20)
        columns = QHBoxLayout()
        columns.setSpacing(48)
        groups = _groups(rows)
        for titles in _COLUMNS:
            column = QVBoxLayout()
            column.setSpacing(18)
            for title in titles:
                if groups.get(title):
                    column.addLayout(_group(title, groups[title]))
            column.addStretch(1)
            columns.addLayout(column)
        layout.addLayout(columns)
        close = QPushButton(tr("Close"))
        close.clicked.connect(self.reject)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)


def _groups(rows: Sequence[Action]) -> dict[str, list[tuple[str, str]]]:
    groups: dict[str, list[tuple[str, str]]] = {title: [] for title in ORDER}
    for row in rows:
        if row.keys:
            top, _, inner = row.menu.partition("/")
            label = f"{tr(inner)} {tr(row.label).lower()}" if inner else tr(row.label)
            groups[top].append((key_names(row), label))
    groups["By hand"] = [(key, tr(text)) for key, text in _BY_HAND]
    return groups


def _group(title: str, keys: Sequence[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(20)
    grid.setVerticalSpacing(5)
    heading = QLabel(tr(title))
    heading.setProperty("role", "section")
    grid.addWidget(heading, 0, 0, 1, 2)
    for number, (key, text) in enumerate(keys, 1):
        name = QLabel(key)
        name.setStyleSheet("font-weight: 500;")
        grid.addWidget(name, number, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(QLabel(text), number, 1)
    grid.setColumnStretch(1, 1)
    return grid

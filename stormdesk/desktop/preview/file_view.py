"""Files that are texts: their first lines, and which there are where they fill a folder."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from stormdesk.desktop.words import counted, tr

_MOST_LINES = 400
_MOST_BYTES = 60_000
_MOST_FILES = 2_000


class FileView(QWidget):
    """Shows the beginning of a file, and a list to choose it from where there are several."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._files: Mapping[str, bytes] = {}
        self.heading = QLabel()
        self.heading.setProperty("role", "field")
        self.names = QListWidget()
        self.names.setObjectName("files")
        self.names.setAccessibleName(tr("Files"))
        self.names.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.names.currentItemChanged.connect(self._show_chosen)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setObjectName("excerpt")
        self.text.setAccessibleName(tr("First lines"))
        self.text.setTabChangesFocus(True)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(12)
        self.text.setFont(font)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.names)
        parts.addWidget(self.text)
        parts.setStretchFactor(0, 2)
        parts.setStretchFactor(1, 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.heading)
        layout.addWidget(parts, 1)

    def show_files(self, files: Mapping[str, bytes], *, is_folder: bool) -> None:
        """Show these, and of them the one that was shown before if it is there again."""
        item = self.names.currentItem()
        before = item.data(Qt.ItemDataRole.UserRole) if item is not None else ""
        self._files = files
        self.names.blockSignals(True)
        self.names.clear()
        for name in sorted(files)[:_MOST_FILES]:
            row = QListWidgetItem(name)
            row.setData(Qt.ItemDataRole.UserRole, name)
            row.setToolTip(name)
            self.names.addItem(row)
            if name == before:
                self.names.setCurrentItem(row)
        if self.names.currentItem() is None:
            self.names.setCurrentRow(0)
        self.names.blockSignals(False)
        self.names.setVisible(is_folder)
        self.heading.setVisible(is_folder)
        told = counted(len(files), "file", "files")
        if len(files) > _MOST_FILES:
            told = tr("{files}, the first {n} of them", files=told, n=_MOST_FILES)
        self.heading.setText(told)
        self._show_chosen()

    def _show_chosen(self) -> None:
        item = self.names.currentItem()
        name = item.data(Qt.ItemDataRole.UserRole) if item is not None else ""
        self.text.setPlainText(excerpt(self._files.get(name, b"")))


def excerpt(data: bytes) -> str:
    """Return the first lines of a text, and what of it is left; or that it is none."""
    if b"\0" in data[:_MOST_BYTES]:
        return tr("This file is no text.")
    start = data[:_MOST_BYTES].decode("utf-8", "ignore")
    lines = start.splitlines()
    if len(lines) <= _MOST_LINES and len(data) <= _MOST_BYTES:
        return start
    return "\n".join([*lines[:_MOST_LINES], "", tr("… and more, in the file.")])

"""What an export will look like: its sheets, its text or its files."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from stormdesk.desktop.preview.file_view import FileView
from stormdesk.desktop.preview.leafing import Leafing
from stormdesk.desktop.preview.sheet_view import SheetView
from stormdesk.desktop.preview.sheets import Sheets
from stormdesk.desktop.words import tr
from stormdesk.exchange.format import Files


class Preview(QWidget):
    """Shows the last that was made until the next one is there, and why one cannot be made."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheets = SheetView()
        self.leafing = Leafing(self.sheets)
        self.files = FileView()
        self.message = QLabel()
        self.message.setProperty("role", "faint")
        self.message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.message.setWordWrap(True)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.making = QProgressBar()
        self.making.setRange(0, 0)
        self.making.setTextVisible(False)
        self.making.setAccessibleName(tr("Drawing the preview"))
        keep = self.making.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self.making.setSizePolicy(keep)
        self.making.hide()
        self._stack = QStackedWidget()
        for page in (self.message, self.sheets, self.files):
            self._stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.leafing)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.making)
        self.show_message("")

    @property
    def shown(self) -> QWidget:
        """What is shown: the sheets, the files or the message."""
        return self._stack.currentWidget()

    def show_files(self, files: Files, sheets: Sheets | None, *, is_folder: bool) -> None:
        """Show what was made."""
        self.leafing.setVisible(sheets is not None)
        self._stack.setCurrentWidget(self.sheets if sheets is not None else self.files)
        self.sheets.show_sheets(sheets)
        if sheets is None:
            self.files.show_files(files, is_folder=is_folder)
        self.show_making(False)

    def show_message(self, text: str) -> None:
        """Show a text in place of anything that was made."""
        self.message.setText(text)
        self.sheets.show_sheets(None)
        self.leafing.hide()
        self._stack.setCurrentWidget(self.message)
        self.show_making(False)

    def show_making(self, is_making: bool) -> None:
        """Tell whether something newer is being made."""
        self.making.setVisible(is_making)
        if is_making and self.shown is self.message:
            self.message.setText(tr("Drawing…"))

    def leave(self) -> None:
        """Draw nothing more."""
        self.sheets.leave()

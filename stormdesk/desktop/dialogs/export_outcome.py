"""What becomes of an export: that it is under way, what went wrong, where it is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from stormdesk.desktop.dialogs.exported import Exported
from stormdesk.desktop.words import tr

_SECOND = 1000


class ExportOutcome(QWidget):
    """One thing at a time; ``cancelled`` tells that nobody waits any more."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._since = QElapsedTimer()
        self._clock = QTimer(self, interval=_SECOND)
        self._clock.timeout.connect(self._show_time)
        self.wrong, self.told = QLabel(), QLabel()
        self.wrong.setProperty("role", "wrong")
        for label in (self.wrong, self.told):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.open = _button(tr("Open"))
        self.open.clicked.connect(lambda: self._path and show_file(self._path))
        self.show_folder = _button(tr("Show in folder"))
        self.show_folder.clicked.connect(lambda: self._path and show_folder(self._path))
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.setAccessibleName(tr("Exporting"))
        self._time = QLabel()
        self._time.setProperty("role", "faint")
        self.cancel = _button(tr("Cancel"))
        self.cancel.clicked.connect(self.cancelled)
        waiting = QHBoxLayout()
        waiting.addWidget(self.busy, 1)
        waiting.addWidget(self._time)
        waiting.addWidget(self.cancel)
        done = QHBoxLayout()
        done.addWidget(self.told, 1)
        done.addWidget(self.open)
        done.addWidget(self.show_folder)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.wrong)
        layout.addLayout(done)
        layout.addLayout(waiting)
        self.clear()
        self.show_busy(False)

    def clear(self) -> None:
        """Tell nothing more of what has been."""
        self._path = None
        self.told.clear()
        self.wrong.clear()
        for widget in (self.told, self.wrong, self.open, self.show_folder):
            widget.hide()

    def show_busy(self, is_busy: bool) -> None:
        """Tell whether something is under way."""
        for widget in (self.busy, self._time, self.cancel):
            widget.setVisible(is_busy)
        if is_busy:
            self.clear()
            self._since.start()
            self._clock.start()
            self._show_time()
        else:
            self._clock.stop()

    def show_done(self, done: Exported) -> None:
        """Tell what was written, and offer to look at it."""
        self.clear()
        self._path = done.path
        self.told.setText(done.remark)
        for widget in (self.told, self.open, self.show_folder):
            widget.show()

    def say(self, text: str) -> None:
        """Tell something that needs no looking at."""
        self.clear()
        self.told.setText(text)
        self.told.show()

    def show_wrong(self, why: str) -> None:
        """Tell what went wrong, and what to do."""
        self.clear()
        self.wrong.setText(f"{why[:1].upper()}{why[1:]}")
        self.wrong.show()

    def _show_time(self) -> None:
        seconds = self._since.elapsed() // _SECOND
        self._time.setText(tr("Exporting… {n} s", n=seconds) if seconds else tr("Exporting…"))


def show_file(path: Path) -> None:
    """Open what was written with the program that the system has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def show_folder(path: Path) -> None:
    """Open the folder that was written, or that a file was written into."""
    show_file(path if path.is_dir() else path.parent)


def _button(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    return button

"""Choosing a format, its options and where it goes, and writing it beside the window's work."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from stormdesk.desktop.dialogs.export_target import ExportTarget
from stormdesk.desktop.dialogs.exported import Exported, exported
from stormdesk.desktop.dialogs.options_form import OptionsForm
from stormdesk.desktop.settings import SettingsFile
from stormdesk.desktop.tasks import Task
from stormdesk.desktop.words import tr
from stormdesk.exchange.format import Format, Options
from stormdesk.exchange.formats import FORMATS
from stormdesk.exchange.redaction import REDACTIONS, Redaction, redacted
from stormdesk.model.board import Board

_ROW = 38
_LEFT_OUT: dict[Redaction, str] = {
    "people": "People: participants, authors, voters",
    "personal": "Examples of personal data",
    "notes": "Notes and answers",
    "owners": "Owners and teams",
}


class ExportDialog(QDialog):
    """Writes one board, as it is when the dialog opens, in as many formats as one likes."""

    def __init__(
        self,
        board: Board,
        path: Path | None,
        settings: SettingsFile,
        parent: QWidget | None = None,
        formats: Iterable[Format] = tuple(FORMATS.values()),
    ) -> None:
        super().__init__(parent)
        self._board = board
        self._settings = settings
        self._formats = [each for each in formats if each.writer is not None]
        self._task = Task(self)
        self.finished.connect(self._task.close)
        self._task.busy.connect(self._show_busy)
        self._done: Exported | None = None
        self.setWindowTitle(tr("Export"))
        self.resize(820, 700)
        self.target = ExportTarget(self._formats[0], board, path, settings.value.export_folder)
        self._make_widgets()
        self._lay_out()
        names = [each.name for each in self._formats]
        last = settings.value.export_format
        self.list.setCurrentRow(names.index(last) if last in names else 0)

    @property
    def form(self) -> Format:
        """The format that is chosen."""
        return self._formats[self.list.currentRow()]

    def export(self) -> None:
        """Write the board where it was told to go."""
        options = self._options.options()
        path = self.target.path
        if options is None:
            return
        if path is None:
            self._show_wrong(tr("Name a file to write to."))
            return
        form, board = self.form, self._board
        left_out = [what for what, box in self.left_out.items() if box.isChecked()]
        force = self.target.may_replace(path)
        if force is None:
            return
        self._settings.change(export_folder=str(path.parent), export_format=form.name)
        self._show_wrong("")
        self._task.run(
            lambda: exported(form, redacted(board, left_out), options, path, force=force),
            self._show_done,
            lambda error: self._show_wrong(_why(error)),
        )

    def _make_widgets(self) -> None:
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Formats"))
        for each in self._formats:
            item = QListWidgetItem(tr(each.label))
            item.setSizeHint(QSize(0, _ROW))
            self.list.addItem(item)
        self.list.currentRowChanged.connect(lambda _: self._show_format())
        self.list.setObjectName("formats")
        self.list.setFixedWidth(208)
        self._about = QLabel()
        self._about.setProperty("role", "title")
        self._options = OptionsForm(Options)
        self.left_out = {what: QCheckBox(tr(_LEFT_OUT[what])) for what in REDACTIONS}
        self._room = QScrollArea()
        self._room.setWidgetResizable(True)
        self.wrong, self.told = QLabel(), QLabel()
        self.wrong.setProperty("role", "wrong")
        for label in (self.wrong, self.told):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.show_folder = QPushButton(tr("Show in folder"))
        self.show_folder.setAutoDefault(False)
        self.show_folder.clicked.connect(self._open_folder)
        self.show_folder.hide()
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.setAccessibleName(tr("Exporting"))
        self.busy.hide()
        self.button = QPushButton(tr("Export"))
        self.button.setDefault(True)
        self.button.clicked.connect(self.export)

    def _lay_out(self) -> None:
        close = QPushButton(tr("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addWidget(self.show_folder)
        buttons.addStretch(1)
        buttons.addWidget(close)
        buttons.addWidget(self.button)
        right = QVBoxLayout()
        right.setContentsMargins(26, 22, 26, 20)
        right.setSpacing(10)
        right.addWidget(self._about)
        right.addWidget(self._room, 1)
        right.addLayout(self._redaction())
        right.addWidget(self.target)
        right.addWidget(self.wrong)
        right.addWidget(self.told)
        right.addWidget(self.busy)
        right.addLayout(buttons)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.list)
        layout.addLayout(right, 1)

    def _redaction(self) -> QLayout:
        layout = QGridLayout()
        layout.setHorizontalSpacing(20)
        layout.setVerticalSpacing(2)
        label = QLabel(tr("Leave out"))
        label.setProperty("role", "field")
        layout.addWidget(label, 0, 0, 1, 2)
        for number, box in enumerate(self.left_out.values()):
            box.setAccessibleName(tr("Leave out {what}", what=box.text()))
            layout.addWidget(box, 1 + number // 2, number % 2)
        layout.setColumnStretch(1, 1)
        return layout

    def _show_format(self) -> None:
        form = self.form
        self._about.setText(tr(form.label))
        self._options = OptionsForm(form.options)
        self._room.setWidget(self._options)
        self.target.offer(form)
        self._show_wrong("")
        self.told.clear()
        self.show_folder.hide()

    def _show_busy(self, is_busy: bool) -> None:
        self.busy.setVisible(is_busy)
        self.button.setEnabled(not is_busy)
        self.list.setEnabled(not is_busy)

    def _show_done(self, done: Exported) -> None:
        self._done = done
        self.told.setText(done.remark)
        self.show_folder.show()

    def _show_wrong(self, why: str) -> None:
        self.wrong.setText(why)
        self.wrong.setVisible(bool(why))
        if why:
            self.told.clear()

    def _open_folder(self) -> None:
        if self._done is not None:
            path = self._done.path
            folder = path if path.is_dir() else path.parent
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _why(error: Exception) -> str:
    text = str(error)
    return f"{text[:1].upper()}{text[1:]}"

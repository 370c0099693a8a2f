"""Choosing a format, its options and where it goes, and writing it beside the window's work."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from stormdesk.desktop.dialogs.ask import ask
from stormdesk.desktop.dialogs.options_form import OptionsForm
from stormdesk.desktop.elided import Elided
from stormdesk.desktop.settings import SettingsFile
from stormdesk.desktop.tasks import Task
from stormdesk.desktop.words import counted, tr
from stormdesk.exchange.delivery import MANIFEST, deliver_file, deliver_folder, refuse_boards
from stormdesk.exchange.format import Format, Options, write
from stormdesk.exchange.formats import FORMATS
from stormdesk.exchange.redaction import REDACTIONS, Redaction, redacted
from stormdesk.model.board import Board
from stormdesk.model.naming import slug

_ROW = 38
_LEFT_OUT: dict[Redaction, str] = {
    "people": "People: participants, authors, voters",
    "personal": "Examples of personal data",
    "notes": "Notes and answers",
    "owners": "Owners and teams",
}


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export left on the disk, and what it says to that."""

    path: Path
    remark: str


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
        self._folder = _folder(path, settings)
        self._name = path.stem if path is not None else slug(board.profile.title, "board")
        self._formats = [each for each in formats if each.writer is not None]
        self._task = Task(self)
        self._task.busy.connect(self._show_busy)
        self._done: Exported | None = None
        self.setWindowTitle(tr("Export"))
        self.resize(800, 620)
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
        told = self.target.text().strip()
        if options is None:
            return
        if not told:
            self._show_wrong(tr("Name a file to write to."))
            return
        path = Path(told).expanduser()
        form, board = self.form, self._board
        left_out = [what for what, box in self.left_out.items() if box.isChecked()]
        force = self._may_replace(form, path)
        if force is None:
            return
        self._settings.change(export_folder=str(path.parent), export_format=form.name)
        self._show_wrong("")
        self._task.run(
            lambda: _exported(form, redacted(board, left_out), options, path, force=force),
            self._show_done,
            lambda error: self._show_wrong(_why(error)),
        )

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let an export that is under way come to its end."""
        self._task.close()
        super().closeEvent(event)

    def done(self, result: int) -> None:
        """Let an export that is under way come to its end."""
        self._task.close()
        super().done(result)

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
        self.target = QLineEdit()
        self.target.setAccessibleName(tr("Write to"))
        self.target.textChanged.connect(self._show_folder_name)
        self.folder = Elided(Qt.TextElideMode.ElideMiddle)
        self.folder.setProperty("role", "faint")
        self._choose = QPushButton(tr("Choose…"))
        self._choose.setAutoDefault(False)
        self._choose.clicked.connect(self._ask_target)
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
        where = QHBoxLayout()
        where.addWidget(self.target, 1)
        where.addWidget(self._choose)
        label = QLabel(tr("Write to"))
        label.setProperty("role", "field")
        label.setBuddy(self.target)
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
        right.addWidget(label)
        right.addLayout(where)
        right.addWidget(self.folder)
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

    def _show_folder_name(self, told: str) -> None:
        path = Path(told.strip()).expanduser()
        self.target.setToolTip(str(path))
        self.folder.setText(tr("In the folder {folder}", folder=path.parent) if told else "")

    def _show_format(self) -> None:
        form = self.form
        self._about.setText(tr(form.label))
        self._options = OptionsForm(form.options)
        self._room.setWidget(self._options)
        self.target.setText(str(self._folder / _file_name(form, self._name)))
        self._show_wrong("")
        self.told.clear()
        self.show_folder.hide()

    def _ask_target(self) -> None:
        form, start = self.form, self.target.text()
        if form.folder:
            told = QFileDialog.getExistingDirectory(self, tr("Write to"), str(Path(start).parent))
        else:
            told, _ = QFileDialog.getSaveFileName(
                self,
                tr("Write to"),
                start,
                f"{tr(form.label)} (*{form.suffix})",
                options=QFileDialog.Option.DontConfirmOverwrite,
            )
        if told:
            self.target.setText(told)

    def _may_replace(self, form: Format, path: Path) -> bool | None:
        """Return whether existing files are to be replaced; None to write nothing."""
        if form.folder:
            # A folder that holds our manifest knows itself what may be replaced in it.
            is_strange = path.is_dir() and any(path.iterdir()) and not (path / MANIFEST).exists()
            title = tr("{name} holds other files", name=path.name)
            text = tr("Those of the same names as exported ones are replaced, the others stay.")
        else:
            is_strange = path.is_file()
            title = tr("Replace {name}?", name=path.name)
            text = tr("It will hold this board then, and nothing of what it holds now.")
        if not is_strange:
            return False
        yes, no = tr("Replace"), tr("Cancel")
        return True if ask(self, title, text, [yes, no], danger=yes) == yes else None

    def _show_busy(self, is_busy: bool) -> None:
        self.busy.setVisible(is_busy)
        self.button.setEnabled(not is_busy)
        self.list.setEnabled(not is_busy)

    def _show_done(self, exported: Exported) -> None:
        self._done = exported
        self.told.setText(exported.remark)
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


def _exported(form: Format, board: Board, options: Options, path: Path, *, force: bool) -> Exported:
    files = write(form, board, options)
    refuse_boards(path, files if form.folder else (), None)
    if not form.folder:
        path.parent.mkdir(parents=True, exist_ok=True)
        deliver_file(path, next(iter(files.values())), force=force)
        return Exported(path, tr("Written: {path}", path=path))
    delivery = deliver_folder(path, files, force=force)
    remarks = [tr("{what} written to {path}", what=_files(len(delivery.written)), path=path)]
    if delivery.changed:
        remarks.append(
            tr(
                "{what} left alone, because somebody changed them",
                what=_files(len(delivery.changed)),
            )
        )
    if delivery.orphans:
        remarks.append(tr("{what} no longer needed", what=_files(len(delivery.orphans))))
    return Exported(path, "; ".join(remarks) + ".")


def _files(number: int) -> str:
    return counted(number, "file", "files")


def _file_name(form: Format, name: str) -> str:
    return f"{name}-{form.name}" if form.folder else f"{name}{form.suffix}"


def _folder(path: Path | None, settings: SettingsFile) -> Path:
    candidates: list[Callable[[], Path | None]] = [
        lambda: path.parent if path is not None else None,
        lambda: Path(settings.value.export_folder) if settings.value.export_folder else None,
    ]
    for candidate in candidates:
        folder = candidate()
        if folder is not None and folder.is_dir():
            return folder
    return Path.home()


def _why(error: Exception) -> str:
    text = str(error)
    return f"{text[:1].upper()}{text[1:]}"

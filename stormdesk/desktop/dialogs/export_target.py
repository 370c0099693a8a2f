"""Where an export goes, and whether it may replace what is there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from stormdesk.desktop.dialogs.ask import ask
from stormdesk.desktop.elided import Elided
from stormdesk.desktop.words import tr
from stormdesk.exchange.file_list import MANIFEST
from stormdesk.exchange.format import Format
from stormdesk.model.board import Board
from stormdesk.model.naming import slug


class ExportTarget(QWidget):
    """The file or folder that a format writes to; beside the board is what it offers.

    A board without a ``path`` goes where the last export went, ``last_folder``.
    """

    def __init__(
        self,
        form: Format,
        board: Board,
        path: Path | None,
        last_folder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._usual = _folder(path, last_folder)
        self._name = path.stem if path is not None else slug(board.profile.title, "board")
        self.line = QLineEdit()
        self.line.setAccessibleName(tr("Write to"))
        self.line.textChanged.connect(self._show_folder)
        self.folder = Elided(Qt.TextElideMode.ElideMiddle)
        self.folder.setProperty("role", "faint")
        label = QLabel(tr("Write to"))
        label.setProperty("role", "field")
        label.setBuddy(self.line)
        choose = QPushButton(tr("Choose…"))
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose)
        where = QHBoxLayout()
        where.addWidget(self.line, 1)
        where.addWidget(choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(label)
        layout.addLayout(where)
        layout.addWidget(self.folder)
        self.offer(form)

    @property
    def path(self) -> Path | None:
        """What is named; None where nothing is."""
        told = self.line.text().strip()
        return Path(told).expanduser() if told else None

    def offer(self, form: Format) -> None:
        """Offer the usual name for what another format writes."""
        self._form = form
        self._ending = form.suffix
        name = f"{self._name}-{form.name}" if form.folder else f"{self._name}{form.suffix}"
        self.line.setText(str(self._usual / name))

    def use_ending(self, ending: str) -> None:
        """End the name as the kind of file does that options make."""
        told = self.line.text()
        if ending != self._ending and told.endswith(self._ending):
            self.line.setText(told.removesuffix(self._ending) + ending)
        self._ending = ending

    def may_replace(self, path: Path) -> bool | None:
        """Return whether existing files are to be replaced; None to write nothing."""
        if self._form.folder:
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

    def _show_folder(self, told: str) -> None:
        path = Path(told.strip()).expanduser()
        self.line.setToolTip(str(path))
        self.folder.setText(tr("In the folder {folder}", folder=path.parent) if told else "")

    def _choose(self) -> None:
        form, start = self._form, self.line.text()
        if form.folder:
            told = QFileDialog.getExistingDirectory(self, tr("Write to"), str(Path(start).parent))
        else:
            told, _ = QFileDialog.getSaveFileName(
                self,
                tr("Write to"),
                start,
                f"{tr(form.label)} (*{self._ending})",
                options=QFileDialog.Option.DontConfirmOverwrite,
            )
        if told:
            self.line.setText(told)


def _folder(path: Path | None, last_folder: str) -> Path:
    candidates = [path.parent] if path is not None else []
    candidates += [Path(last_folder)] if last_folder else []
    return next((folder for folder in candidates if folder.is_dir()), Path.home())

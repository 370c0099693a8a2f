"""Choosing a format, its options and where it goes, seeing what comes of it, and writing it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from stormdesk.desktop.dialogs.export_choices import ExportChoices
from stormdesk.desktop.dialogs.export_formats import FormatList
from stormdesk.desktop.dialogs.export_notes import ExportNotes
from stormdesk.desktop.dialogs.export_outcome import ExportOutcome, show_file
from stormdesk.desktop.dialogs.export_places import places_of
from stormdesk.desktop.dialogs.export_target import ExportTarget
from stormdesk.desktop.dialogs.export_work import ExportWork, Wish
from stormdesk.desktop.dialogs.exported import Exported
from stormdesk.desktop.dialogs.rendition import Rendition
from stormdesk.desktop.failure import why
from stormdesk.desktop.preview.preview import Preview
from stormdesk.desktop.settings import LastExport, SettingsFile
from stormdesk.desktop.words import tr
from stormdesk.exchange.format import Format
from stormdesk.exchange.formats import FORMATS
from stormdesk.exchange.presets import Choice, Preset, choice_of
from stormdesk.late import resolved
from stormdesk.model.board import Board

_SIZE = QSize(1280, 840)
_AROUND = QSize(40, 60)
_CHOOSING = 416
_NARROW = 980
"""Pixels below which there is no room for a preview."""
_PAUSE = 200
PRINTED = "stormdesk.desktop.printing:print_sheets"


class ExportDialog(QDialog):
    """Writes one board, as it is when the dialog opens, in as many formats as one likes.

    ``selection`` are the ids of stickies that a picture may be of. With ``printing`` it prints, and
    writes nothing.
    """

    def __init__(
        self,
        board: Board,
        path: Path | None,
        settings: SettingsFile,
        parent: QWidget | None = None,
        formats: Iterable[Format] = tuple(FORMATS.values()),
        *,
        selection: tuple[str, ...] = (),
        printing: bool = False,
    ) -> None:
        super().__init__(parent)
        self._board = board
        self._folder = path.parent if path is not None else None
        self._settings = settings
        self._is_printing = printing
        written = (each for each in formats if each.writer is not None)
        self.formats = FormatList(e for e in written if not printing or e.suffix.endswith(".pdf"))
        self.choices = ExportChoices(settings, places_of(board, selection))
        self.target = ExportTarget(self.form, board, path, settings.value.export_folder)
        self.preview = Preview()
        self.work = ExportWork(self)
        self.outcome = ExportOutcome()
        self._below = ExportNotes()
        self.notes = self._below.text
        self._due = QTimer(self, singleShot=True, interval=_PAUSE)
        self._due.timeout.connect(self._draw)
        self.setWindowTitle(tr("Print") if printing else tr("Export"))
        self._make_widgets()
        self._lay_out()
        self._connect()
        room = self.screen().availableSize() - _AROUND
        self.resize(_SIZE.boundedTo(room))
        self.formats.choose(settings.value.export_format)
        self._show_format()
        self.formats.list.setFocus()

    @property
    def form(self) -> Format:
        """The format that is chosen."""
        return self.formats.form

    def export(self) -> None:
        """Write the board where it was told to go."""
        wish, path = self._wish(), self.target.path
        if wish is None:
            self.choices.options.options()
            return
        if path is None:
            self.outcome.show_wrong(tr("Name a file to write to."))
            return
        force = self.target.may_replace(path)
        if force is None:
            return
        self._remember(export_folder=str(path.parent))
        self.outcome.show_busy(True)
        self.work.write(wish, path, force=force)
        self._show_ready()

    def print_sheets(self) -> None:
        """Print what the preview shows, once a printer is chosen."""
        rendition = self.work.rendition
        if rendition is not None and rendition.sheets is not None:
            self._remember()
            actual = self.actual_size.isChecked()
            self._settings.change(print_actual_size=actual)
            told = resolved(PRINTED)(
                self, rendition.sheets, self._board.profile.title, is_actual_size=actual
            )
            if told:
                self.outcome.say(told)

    def reject(self) -> None:
        """Write nothing after all; or close, where nothing is being written."""
        if self.work.is_due:
            self.work.cancel()
        else:
            super().reject()

    def leave(self) -> None:
        """End what runs beside, without waiting for it."""
        self._due.stop()
        self.work.leave()
        self.preview.leave()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give up the preview where there is no room for it; what is to be known stays."""
        super().resizeEvent(event)
        is_wide = self.width() >= _NARROW
        if self._right.isHidden() == is_wide:
            self._right.setVisible(is_wide)
            (self._seeing if is_wide else self._narrow).addWidget(self._below)

    def _make_widgets(self) -> None:
        self._about = QLabel()
        self._about.setProperty("role", "title")
        self.opens = QCheckBox(tr("Open when done"))
        self.opens.setChecked(self._settings.value.export_opens)
        self.actual_size = QCheckBox(tr("Print at actual size"))
        self.actual_size.setChecked(self._settings.value.print_actual_size)
        self.close_button = QPushButton(tr("Close"))
        self.close_button.setAutoDefault(False)
        self.printer = QPushButton(tr("Print…"))
        self.printer.setAutoDefault(False)
        self.button = QPushButton(tr("Export"))
        (self.printer if self._is_printing else self.button).setDefault(True)

    def _lay_out(self) -> None:
        choosing = QVBoxLayout()
        choosing.setSpacing(12)
        choosing.addWidget(self._about)
        choosing.addWidget(self.choices, 1)
        choosing.addWidget(self.target)
        left = QWidget()
        left.setFixedWidth(_CHOOSING)
        choosing.setContentsMargins(0, 0, 0, 0)
        left.setLayout(choosing)
        self._right = QWidget()
        self._narrow = QVBoxLayout()
        self._seeing = QVBoxLayout(self._right)
        self._seeing.setContentsMargins(0, 0, 0, 0)
        self._seeing.setSpacing(6)
        self._seeing.addWidget(self.preview, 1)
        self._seeing.addWidget(self._below)
        columns = QHBoxLayout()
        columns.setSpacing(22)
        columns.addWidget(left)
        columns.addWidget(self._right, 1000)
        columns.addStretch(1)  # all of it where there is no room for a preview
        buttons = QHBoxLayout()
        buttons.addWidget(self.opens)
        buttons.addWidget(self.actual_size)
        buttons.addStretch(1)
        for button in (self.close_button, self.printer, self.button):
            buttons.addWidget(button)
        work = QVBoxLayout()
        work.setContentsMargins(22, 18, 22, 16)
        work.setSpacing(12)
        work.addLayout(columns, 1)
        work.addLayout(self._narrow)
        work.addWidget(self.outcome)
        work.addLayout(buttons)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.formats)
        layout.addLayout(work, 1)
        for widget in (self.target, self.opens, self.button):
            widget.setHidden(self._is_printing)

    def _connect(self) -> None:
        self.formats.chosen.connect(self._show_format)
        self.choices.changed.connect(self._wait)
        self.choices.taken.connect(self._turn_to)
        self.work.drawn.connect(self._show_drawn)
        self.work.failed.connect(lambda error: self._show_undrawn(why(error)))
        self.work.written.connect(self._show_done)
        self.work.refused.connect(lambda error: self.outcome.show_wrong(why(error)))
        self.work.ended.connect(self._show_ended)
        self.outcome.cancelled.connect(self.work.cancel)
        self.opens.toggled.connect(lambda on: self._settings.change(export_opens=on))
        self.close_button.clicked.connect(self.reject)
        self.printer.clicked.connect(self.print_sheets)
        self.button.clicked.connect(self.export)
        self.finished.connect(self.leave)
        QShortcut(QKeySequence.StandardKey.Find, self, self.formats.entry.setFocus)

    def _show_format(self) -> None:
        form = self.form
        self._about.setText(tr(form.label))
        self.target.offer(form)
        self.outcome.clear()
        self.preview.show_message("")
        self._below.show_notes(())
        self.choices.offer(form)
        is_pdf = form.suffix.endswith(".pdf")
        self.printer.setVisible(is_pdf)
        self.actual_size.setVisible(is_pdf)
        self._show_ready()
        self._draw()

    def _turn_to(self, choice: Choice) -> None:
        if isinstance(choice, Preset):
            self.formats.choose(choice.format)

    def _wish(self) -> Wish | None:
        options = self.choices.options.chosen()
        if options is None:
            return None
        return Wish(self._board, self.form, options, self.choices.redactions, self._folder)

    def _wait(self) -> None:
        self.outcome.clear()
        self.printer.setEnabled(False)
        self.preview.show_making(True)
        self._due.start()

    def _draw(self) -> None:
        self._due.stop()
        wish = self._wish()
        if wish is None:
            self._show_undrawn(tr("What is chosen cannot be taken yet."))
            return
        self.target.use_ending(wish.options.ending(self.form.suffix))
        self.preview.show_making(True)
        self.work.draw(wish)
        if self.work.rendition is not None:
            self._show_drawn(self.work.rendition)

    def _show_drawn(self, rendition: Rendition) -> None:
        self.preview.show_files(rendition.files, rendition.sheets, is_folder=rendition.form.folder)
        self._below.show_notes(rendition.notes)
        self._show_ready()

    def _show_undrawn(self, told: str) -> None:
        self.preview.show_message(told)
        self._below.show_notes(())
        self._show_ready()

    def _show_ready(self) -> None:
        is_due = self.work.is_due
        self.button.setEnabled(not is_due)
        self.formats.setEnabled(not is_due)
        self.choices.setEnabled(not is_due)
        rendition = self.work.rendition
        self.printer.setEnabled(rendition is not None and rendition.sheets is not None)

    def _show_ended(self) -> None:
        self.outcome.show_busy(False)
        self._show_ready()

    def _show_done(self, done: Exported) -> None:
        self.outcome.show_done(done)
        wish = self._wish()
        if wish is not None:
            choice = choice_of(wish.options, wish.left_out)
            last = LastExport(
                **choice.model_dump(),
                format=self.form.name,
                path=str(done.path),
                sha256=done.sha256,
            )
            self._settings.note_export(self._board.profile.id, last)
        if self.opens.isChecked():
            show_file(done.path)
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remember(self, **more: str) -> None:
        """Remember what is chosen for the next time."""
        chosen = self.choices.general()
        if chosen is not None:
            choices = {**self._settings.value.choices, self.form.name: chosen}
            self._settings.change(export_format=self.form.name, choices=choices, **more)

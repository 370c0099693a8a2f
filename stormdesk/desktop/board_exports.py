"""What leaves an open board: exports, prints, and pictures for the clipboard."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from stormdesk.desktop.banner import Banner, Offer, Tone
from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.dialogs.ask import ask
from stormdesk.desktop.dialogs.export_dialog import ExportDialog
from stormdesk.desktop.dialogs.export_outcome import show_file, show_folder
from stormdesk.desktop.dialogs.export_work import ExportWork, Wish
from stormdesk.desktop.dialogs.exported import Exported
from stormdesk.desktop.failure import why
from stormdesk.desktop.settings import LastExport, SettingsFile
from stormdesk.desktop.tasks import Task
from stormdesk.desktop.words import counted, tr
from stormdesk.exchange.file_list import sha256
from stormdesk.exchange.format import only_file, write
from stormdesk.exchange.formats import FORMATS, format_named
from stormdesk.exchange.presets import chosen_options
from stormdesk.model.board import Board
from stormdesk.model.problem import BadInput

_DRAWING = "image/svg+xml"


class BoardExports(QObject):
    """Serves the window that shows a board; what is made beside it is told above the canvas."""

    def __init__(self, view: BoardView, settings: SettingsFile) -> None:
        super().__init__(view)
        self._view = view
        self._settings = settings
        self._work = ExportWork(self)
        self._work.written.connect(self._tell_written)
        self._work.refused.connect(self._tell_refused)
        self._last: LastExport | None = None
        self._copying = Task(self)
        self._banner: Banner | None = None
        view.leaving.connect(self.leave)

    def choose(self, window: QWidget, *, printing: bool = False) -> None:
        """Ask for a format and write the board in it, or print it."""
        view = self._view
        with view.draft.set_aside():
            dialog = ExportDialog(
                view.editor.board,
                view.opened.path,
                self._settings,
                window,
                selection=_in_order(view),
                printing=printing,
            )
            dialog.exec()
            dialog.leave()
            dialog.deleteLater()

    def repeat(self, window: QWidget) -> None:
        """Export the board as it was exported last, to the same place; ask where it never was."""
        self._view.finish_typing()
        board = self._view.editor.board
        last = self._settings.value.exports.get(board.profile.id)
        if last is None or last.format not in FORMATS:
            self.choose(window)
            return
        path = Path(last.path)
        try:
            form = format_named(last.format)
            options = chosen_options(form, last, tr("of the last export"))
        except BadInput as problem:
            self._tell_refused(problem)
            return
        is_ours = form.folder or not path.exists() or _digest(path) == last.sha256
        if not is_ours and not _may_replace(window, path):
            return
        self._last = last
        told = tr("Exporting {what} to {path}…", what=tr(form.label), path=path)
        self._tell(told, "calm", (tr("Cancel"), self._cancel))
        own = self._view.opened.path
        wish = Wish(board, form, options, last.leave_out, own.parent if own is not None else None)
        self._work.write(wish, path, force=not form.folder)

    def copy_picture(self) -> None:
        """Put a picture of the selection, or of the whole board, on the clipboard."""
        self._view.finish_typing()
        chosen = _in_order(self._view)
        what = counted(len(chosen), "sticky", "stickies") if chosen else tr("the whole board")
        self._view.status.say(tr("Drawing {what}…", what=what))
        of = f"selection {','.join(chosen)}" if chosen else "whole"
        self._copying.run(
            partial(_pictures, self._view.editor.board, of),
            partial(self._put, what),
            self._tell_refused,
        )

    def leave(self) -> None:
        """End what is under way; nothing of it is written."""
        self._work.leave()
        self._copying.leave()

    def _cancel(self) -> None:
        self._work.cancel()
        self._close_banner()
        self._view.status.say(tr("Nothing was written."))

    def _tell_written(self, done: Exported) -> None:
        if self._last is not None:
            board_id = self._view.editor.board.profile.id
            last = self._last.model_copy(update={"sha256": done.sha256})
            self._settings.note_export(board_id, last)
        path = done.path
        text = " ".join([done.remark.replace("\n", " "), *done.notes])
        self._tell(
            text,
            "warning" if done.notes else "calm",
            (tr("Open"), lambda: show_file(path)),
            (tr("Show in folder"), lambda: show_folder(path)),
        )

    def _tell_refused(self, error: Exception) -> None:
        self._tell(why(error), "error")

    def _put(self, what: str, pictures: tuple[bytes, bytes]) -> None:
        drawing, picture = pictures
        clip = QMimeData()
        image = QImage.fromData(picture)
        clip.setImageData(image)
        clip.setData("image/png", picture)
        clip.setData(_DRAWING, drawing)
        QGuiApplication.clipboard().setMimeData(clip)
        size = f"{image.width():,} × {image.height():,}"
        self._view.status.say(
            tr("Copied {what} as a picture, {size} pixels.", what=what, size=size)
        )

    def _tell(self, text: str, tone: Tone, *offers: Offer) -> None:
        self._close_banner()
        self._view.tell(text, tone, *offers, passing=True)
        self._banner = self._view.banners[-1]

    def _close_banner(self) -> None:
        if self._banner is not None and self._banner in self._view.banners:
            self._banner.close_for_good()
        self._banner = None


def _in_order(view: BoardView) -> tuple[str, ...]:
    """Return the selected stickies, sorted so that the same ones are always told the same way."""
    return tuple(sorted(sticky.id for sticky in view.editor.selected_stickies))


def _pictures(board: Board, of: str) -> tuple[bytes, bytes]:
    """Return a drawing and a picture made of pixels."""
    drawing, picture = FORMATS["svg"], FORMATS["png"]
    return (
        only_file(write(drawing, board, drawing.options.model_validate({"of": of})))[1],
        only_file(write(picture, board, picture.options.model_validate({"of": of})))[1],
    )


def _digest(path: Path) -> str:
    try:
        return sha256(path.read_bytes())
    except OSError:
        return ""


def _may_replace(window: QWidget, path: Path) -> bool:
    yes = tr("Replace")
    title = tr("Replace {name}?", name=path.name)
    text = tr("It was changed since it was exported. It will hold this board then.")
    return ask(window, title, text, [yes, tr("Cancel")], danger=yes) == yes

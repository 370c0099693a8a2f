"""The work of an export dialog, done beside it: drawing what is chosen, and writing it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from stormdesk.desktop.dialogs.exported import Exported, delivered
from stormdesk.desktop.dialogs.rendition import Rendition, rendered
from stormdesk.desktop.tasks import Task
from stormdesk.exchange.format import Format, Options
from stormdesk.exchange.redaction import Redaction
from stormdesk.model.board import Board


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to have: a board, which lies in a folder, in a format with options."""

    board: Board
    form: Format
    options: Options
    left_out: tuple[Redaction, ...] = ()
    folder: Path | None = None


class ExportWork(QObject):
    """Draws one wish at a time, the latest; what is drawn already is not drawn to be written.

    Nothing is on the disk before all of it is made, so that a ``cancel`` leaves nothing there.
    """

    drawn = Signal(object)
    failed = Signal(object)
    written = Signal(object)
    refused = Signal(object)
    ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rendition: Rendition | None = None
        self._wish: Wish | None = None
        self._target: tuple[Path, bool] | None = None
        self._is_delivering = False
        self._drawing, self._writing = Task(self), Task(self)

    @property
    def is_due(self) -> bool:
        """Whether something is still to be written."""
        return self._target is not None

    def draw(self, wish: Wish) -> None:
        """Make what is wished for, unless it is made already."""
        if wish == self._wish:
            return
        self._wish, self.rendition = wish, None
        made = partial(rendered, wish.form, wish.board, wish.options, wish.left_out, wish.folder)
        self._drawing.run(made, self._take, self._fail)

    def write(self, wish: Wish, path: Path, *, force: bool) -> None:
        """Write what is wished for as soon as it is made."""
        self.draw(wish)
        self._target = (path, force)
        if self.rendition is not None:
            self._deliver(self.rendition, path, force=force)

    def cancel(self) -> None:
        """Write nothing after all; what is on its way to the disk gets there."""
        if self._target is not None and not self._is_delivering:
            self._end()

    def leave(self) -> None:
        """Do nothing more, and wait for nothing."""
        self._target = None
        self._drawing.leave()
        self._writing.leave()

    def _take(self, rendition: Rendition) -> None:
        self.rendition = rendition
        self.drawn.emit(rendition)
        if self._target is not None:
            path, force = self._target
            self._deliver(rendition, path, force=force)

    def _fail(self, error: Exception) -> None:
        self._wish = None
        self.failed.emit(error)
        if self._target is not None:
            self._end()
            self.refused.emit(error)

    def _deliver(self, rendition: Rendition, path: Path, *, force: bool) -> None:
        self._is_delivering = True
        work = partial(delivered, rendition, path, force=force)
        self._writing.run(work, self._tell, self._refuse)

    def _tell(self, done: Exported) -> None:
        self._end()
        self.written.emit(done)

    def _refuse(self, error: Exception) -> None:
        self._end()
        self.refused.emit(error)

    def _end(self) -> None:
        self._target, self._is_delivering = None, False
        self.ended.emit()

"""Silent phases at the console: what is typed there waits in the inbox, unseen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, Signal

from stormdesk.desktop.facilitation import Facilitation
from stormdesk.desktop.inbox import Inbox
from stormdesk.desktop.words import counted, tr
from stormdesk.document.inbox import Waiting
from stormdesk.editor.editor import Editor
from stormdesk.editor.unseen import Unseen
from stormdesk.model.problem import BadInput


class Collecting(QObject):
    """Is on by itself in silent phases; ``turned`` tells that it is on or off now.

    ``told`` hands on a line about where a sticky went, and ``taken_back`` what was taken out again.
    """

    turned = Signal(bool)
    told = Signal(str)
    taken_back = Signal(tuple)

    def __init__(
        self,
        editor: Editor,
        inbox: Inbox,
        facilitation: Facilitation,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self._inbox = inbox
        self._facilitation = facilitation
        self._was_silent = False
        facilitation.turned.connect(self._attend)
        self._attend()

    @property
    def is_on(self) -> bool:
        """Whether new stickies go into the inbox."""
        return self._editor.unseen is not None

    def turn(self, *, is_on: bool) -> None:
        """Let new stickies go into the inbox from now on, or onto the board."""
        if is_on == self.is_on or not self._editor.is_editable:
            return
        document = self._editor.document
        self._editor.unseen = Unseen(document, self._put, self._take_out) if is_on else None
        self.turned.emit(is_on)
        self.told.emit(
            tr("New stickies wait unseen in the inbox. To put them on the board, turn off “Collect"
               " unseen” there.")
            if is_on else tr("New stickies go onto the board again.")
        )  # fmt: skip

    def forget(self) -> None:
        """Take nothing back any more of what is revealed now."""
        if self._editor.unseen is not None:
            self._editor.unseen.forget()

    def _attend(self) -> None:
        led, phase = self._facilitation, self._facilitation.phase
        is_silent = phase is not None and phase.silent and not led.is_left_over
        if is_silent != self._was_silent:
            self._was_silent = is_silent
            self.turn(is_on=is_silent)

    def _put(self, more: Sequence[Waiting]) -> bool:
        try:
            self._inbox.put_in(more)
        except BadInput as problem:
            self.told.emit(tr("On the board: the inbox {why}.", why=problem.why))
            return False
        except OSError as error:
            why = error.strerror or error
            self.told.emit(tr("On the board: not kept in the inbox: {why}.", why=why))
            return False
        number = len(self._inbox.waiting)
        waiting = counted(number, "sticky waits", "stickies wait")
        self.told.emit(
            tr(
                "{waiting} unseen. Ctrl+Z takes back; untick “Collect unseen” for the board.",
                waiting=waiting,
            )
        )
        return True

    def _take_out(self, gone: Iterable[Waiting]) -> None:
        batch = tuple(gone)
        try:
            self._inbox.take_out(batch)
        except OSError as error:
            self.told.emit(tr("Not kept: {why}.", why=error.strerror or error))
            return
        self.taken_back.emit(batch)
        self.told.emit(tr("Taken back; the text is in the inbox, to be written otherwise."))

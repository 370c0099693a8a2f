"""The verdict on the message that the inspector shows, while somebody edits it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QScrollArea

from stormdesk.desktop.bundles import named_bundle, readable_bundle
from stormdesk.desktop.panels.drafted import drafted
from stormdesk.desktop.panels.pinned_verdict import PinnedVerdict
from stormdesk.desktop.panels.verdict_box import VerdictBox
from stormdesk.desktop.settings import SettingsFile
from stormdesk.desktop.tasks import Task
from stormdesk.editor.editor import Editor
from stormdesk.late import resolved
from stormdesk.model.board import Board, Change
from stormdesk.model.problem import BadInput
from stormdesk.model.record import Record

if TYPE_CHECKING:
    from stormdesk.exchange.contracts.compatibility.standing import Standing

STANDING = "stormdesk.exchange.contracts.compatibility.standing:standing_of"
"""Found when a message is first shown: nobody who opens a board has to wait for Avro."""

_PAUSE = 10


class LiveVerdict(QObject):
    """Judges one message beside the window's work; ``draft`` returns what is being typed.

    While its box in the form is out of sight, one line of it stands at the bottom of ``area``.
    """

    def __init__(
        self,
        editor: Editor,
        draft: Callable[[], Sequence[Record]],
        settings: SettingsFile,
        area: QScrollArea,
    ) -> None:
        super().__init__(area)
        self._pinned = PinnedVerdict(area)
        self._editor = editor
        self._draft = draft
        self._settings = settings
        self._box: VerdictBox | None = None
        self._sticky = ""
        self._last: tuple[Standing, str] | None = None
        self._task = Task(self)
        self._due = QTimer(self, singleShot=True, interval=_PAUSE)
        self._due.timeout.connect(self.judge)
        editor.document.follow(self._follow)

    def show_in(self, box: VerdictBox | None, sticky_id: str) -> None:
        """Tell about a sticky in a box from now on; None where none is shown."""
        if box is None or sticky_id != self._sticky:
            self._last = None
        elif self._box is not None:
            box.take_over(self._box)
        self._box, self._sticky = box, sticky_id
        self._pinned.follow(box)
        if box is not None and self._last is not None:
            box.show_standing(*self._last)
        self.look_soon()

    def look_soon(self) -> None:
        """Judge anew in a moment."""
        if self._box is not None:
            self._due.start()

    def judge(self) -> None:
        """Judge the message as it is now, with what is being typed."""
        if self._box is None:
            return
        board, draft, sticky_id = self._editor.board, self._draft(), self._sticky
        folder = named_bundle(self._settings, board)
        self._task.run(
            lambda: _verdict(board, draft, sticky_id, folder), self._show, self._show_error
        )

    def close_task(self) -> None:
        """End the worker, and judge no more."""
        self._due.stop()
        self._box = None
        self._pinned.follow(None)
        self._task.close()

    def _show(self, found: tuple[Standing | None, str]) -> None:
        standing, remark = found
        self._last = (standing, remark) if standing is not None else None
        if self._box is None:
            return
        if standing is not None:
            self._box.show_standing(standing, remark)
        else:
            self._box.clear()
        self._pinned.look_soon()

    def _show_error(self, error: Exception) -> None:
        self._last = None
        if self._box is not None:
            told = f"{error.where}: {error.why}." if isinstance(error, BadInput) else str(error)
            self._box.show_trouble(told)
            self._pinned.look_soon()

    def _follow(self, change: Change) -> None:
        # A drag changes places only, many times a second.
        if change.others:
            self.look_soon()


def _verdict(
    board: Board, draft: Sequence[Record], sticky_id: str, folder: str
) -> tuple[Standing | None, str]:
    """Return the verdict on a message, and why a bundle that is named could not count."""
    bundle, remark = readable_bundle(folder)
    return resolved(STANDING)(drafted(board, draft), [sticky_id], bundle).get(sticky_id), remark

"""Work that would keep the window waiting, done in a thread beside it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

T = TypeVar("T")


class Task(QObject):
    """One kind of work of which only the latest order counts; answers come in the main thread."""

    busy = Signal(bool)
    _ended = Signal(int, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="stormdesk")
        self._order = 0
        self._done: Callable[[Any], None] = _nothing
        self._failed: Callable[[Exception], None] = _nothing
        self._ended.connect(self._take)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Do the work beside and hand over its result; an earlier order is answered no more."""
        self._order += 1
        self._done, self._failed = done, failed
        self.busy.emit(True)
        self._pool.submit(self._work, self._order, work)

    def drop(self) -> None:
        """Want no answer to what is under way."""
        self._order += 1
        self.busy.emit(False)

    def close(self) -> None:
        """End the thread once its present work is done; nothing is answered any more."""
        self._order += 1
        self._pool.shutdown(wait=True, cancel_futures=True)

    def leave(self) -> None:
        """Want no answer and wait for none; the thread ends once its present work is done."""
        self._order += 1
        # Whoever made the task may be gone by then; the work itself keeps it alive.
        self.setParent(None)
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _work(self, order: int, work: Callable[[], object]) -> None:
        if order != self._order:
            return
        result: object = None
        error: Exception | None = None
        try:
            result = work()
        except Exception as raised:  # told in the main thread, whatever it is
            error = raised
        if order != self._order:
            return
        # The window may be gone by now, and with it whoever wanted to know.
        with suppress(RuntimeError):
            self._ended.emit(order, result, error)

    def _take(self, order: int, result: object, error: Exception | None) -> None:
        if order != self._order:
            return
        self.busy.emit(False)
        if error is not None:
            self._failed(error)
        else:
            self._done(result)


def _nothing(_: object) -> None:
    pass

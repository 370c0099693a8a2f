"""An open board: the only place where one board becomes the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal, Protocol

from stormdesk.document.edit import Edit, removal
from stormdesk.document.history import Entry, History
from stormdesk.model.board import Board, Change
from stormdesk.model.layered import plain
from stormdesk.model.record import Record

Follower = Callable[[Change], None]
EntryKind = Literal["edit", "undo", "redo", "log"]


class Keeper(Protocol):
    """What makes committed changes durable."""

    def append(self, change: Change, label: str, kind: EntryKind) -> None:
        """Make a change durable before returning."""
        ...

    def checkpoint_text(self, record_id: str, text: str) -> None:
        """Keep the text being typed, in place of the one kept before."""
        ...


class Document:
    """A board with its history; whoever follows is told every change, and nothing else is."""

    def __init__(
        self, board: Board, keeper: Keeper | None = None, *, history: History | None = None
    ) -> None:
        self.keeper = keeper
        self.is_read_only = False
        self._board = board
        self._saved: Board | None = board
        self._history = history or History()
        # The step at which the file was saved; a tuple, because before the first step is one too.
        self._saved_step: tuple[Entry | None] | None = (self._history.last,)
        self._edit: Edit | None = None
        self._followers: list[Follower] = []

    @property
    def board(self) -> Board:
        """The board as it is now."""
        return self._board

    @property
    def is_modified(self) -> bool:
        """Whether the board differs from the saved one."""
        return self._board is not self._saved

    @property
    def open_edit(self) -> Edit | None:
        """The step that is under way."""
        return self._edit

    @property
    def undo_label(self) -> str | None:
        """What undo would take back."""
        last = self._history.last
        return last.label if last else None

    @property
    def last_step(self) -> Change | None:
        """The very step that undo would take back."""
        last = self._history.last
        return last.change if last else None

    @property
    def redo_label(self) -> str | None:
        """What redo would bring again."""
        following = self._history.next
        return following.label if following else None

    def follow(self, follower: Follower) -> None:
        """Tell the follower every change from now on."""
        self._followers.append(follower)

    def dismiss(self) -> None:
        """Tell nobody any more who has followed so far."""
        self._followers.clear()

    def edit(self, label: str) -> Edit:
        """Open the one step that may change the board until it is committed or cancelled."""
        if self.is_read_only:
            raise PermissionError("the board is open for reading only")
        if self._edit is not None:
            raise RuntimeError(f"the edit {self._edit.label!r} is still open")
        self._edit = Edit(label, lambda: self._board, self._apply, self._close)
        return self._edit

    def undo(self) -> bool:
        """Take the last step back; return whether there was one."""
        entry = self._history.last
        if entry is None or self._edit is not None or self.is_read_only:
            return False
        change = self._restoring(entry.change.reversed())
        self._apply(change)
        self._history.undone(change.reversed())
        self._keep(change, entry.label, "undo")
        self._recognise_saved()
        return True

    def redo(self) -> bool:
        """Bring the step again that was taken back last; return whether there was one."""
        entry = self._history.next
        if entry is None or self._edit is not None or self.is_read_only:
            return False
        change = self._restoring(entry.change)
        self._apply(change)
        self._history.redone(change)
        self._keep(change, entry.label, "redo")
        self._recognise_saved()
        return True

    def log(self, *records: Record, gone: Iterable[str] = ()) -> None:
        """Put records that undo does not touch, or take them away: votes, clock, session log."""
        if self.is_read_only:
            raise PermissionError("the board is open for reading only")
        change = removal(self._board, gone)
        change = change.then(Change({r.id: (self._board.records.get(r.id), r) for r in records}))
        if not change:
            return
        self._apply(change)
        self._keep(change, "", "log")
        self._saved_step = None

    def checkpoint(self, record_id: str, text: str) -> None:
        """Keep the text being typed, so that a crash costs a second of it at most."""
        if self.keeper is not None:
            self.keeper.checkpoint_text(record_id, text)

    def show(self, board: Board) -> None:
        """Show another board to those who follow, where nobody edits; nothing of it is kept."""
        change = Change.between(self._board, board)
        if change:
            self._apply(change)

    def mark_saved(self, board: Board) -> None:
        """Note that this board is what the file holds."""
        self._saved = board
        self._saved_step = (self._history.last,) if board is self._board else None

    def mark_unsaved(self) -> None:
        """Note that no file holds the board as it is."""
        self._saved = None

    def _apply(self, change: Change) -> None:
        self._board = self._board.after(change)
        for follower in tuple(self._followers):
            follower(change)

    def _close(self, edit: Edit, change: Change) -> None:
        self._edit = None
        if change:
            self._history.add(edit.label, change)
            self._keep(change, edit.label, "edit")
        else:
            self._recognise_saved()

    def _keep(self, change: Change, label: str, kind: EntryKind) -> None:
        if self.keeper is not None:
            self.keeper.append(change, label, kind)

    def _restoring(self, change: Change) -> Change:
        """Return the change with whatever would be left dangling by it, such as later votes."""
        gone = [record_id for record_id, _, after in change if after is None]
        extra = removal(self._board, gone).pairs if gone else {}
        # What was logged since may have changed these records too, so before is what is there.
        records = plain(self._board.records, change.pairs)
        if not extra and all(records.get(i) is before for i, (before, _) in change.pairs.items()):
            return change
        pairs = {**extra, **{i: (records.get(i), after) for i, _, after in change}}
        # A vote that was taken back meanwhile need not go again.
        return Change({i: pair for i, pair in pairs.items() if pair != (None, None)})

    def _recognise_saved(self) -> None:
        # Back at the saved step the content is the saved board's, so the title may say so again.
        step = self._saved_step
        if self._saved is not None and step is not None and self._history.last is step[0]:
            self._board = self._saved

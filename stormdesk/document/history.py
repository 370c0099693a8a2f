"""What was done to a board, and what was taken back."""

from __future__ import annotations

from dataclasses import dataclass

from stormdesk.model.board import Change


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One undoable step; told apart by identity, so that equal steps stay two."""

    label: str
    change: Change


class History:
    """Two stacks of steps: those that stand and those that were taken back."""

    def __init__(self) -> None:
        self._done: list[Entry] = []
        self._undone: list[Entry] = []

    @property
    def last(self) -> Entry | None:
        """The step that undo would take back."""
        return self._done[-1] if self._done else None

    @property
    def next(self) -> Entry | None:
        """The step that redo would bring again."""
        return self._undone[-1] if self._undone else None

    def add(self, label: str, change: Change) -> None:
        """Add a new step; what was taken back before it is gone."""
        self._done.append(Entry(label, change))
        self._undone.clear()

    def undone(self, forward: Change) -> None:
        """Note that the last step was taken back; ``forward`` brings it again."""
        self._move(self._done, self._undone, forward)

    def redone(self, forward: Change) -> None:
        """Note that the next step was brought again; ``forward`` is what it did."""
        self._move(self._undone, self._done, forward)

    @staticmethod
    def _move(source: list[Entry], target: list[Entry], forward: Change) -> None:
        entry = source.pop()
        # The very entry moves where nothing was added to it, so a saved step is known again.
        target.append(entry if entry.change == forward else Entry(entry.label, forward))

"""What is being typed, on the board or in the inspector: it is kept before it is taken."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from PySide6.QtCore import QObject

from stormdesk.desktop.canvas.letters import Letters
from stormdesk.desktop.canvas.view import Canvas
from stormdesk.desktop.pace import Pace
from stormdesk.desktop.panels.inspector import Inspector
from stormdesk.document.opening import OpenBoard
from stormdesk.editor import typing
from stormdesk.editor.tools.name import Name
from stormdesk.editor.tools.tool import Tool
from stormdesk.model.record import Record


class Draft(QObject):
    """Makes typed text durable a moment after each key, so that a crash costs next to nothing."""

    def __init__(
        self,
        opened: OpenBoard,
        canvas: Canvas,
        inspector: Inspector,
        letters: Letters,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._opened = opened
        self._editor = canvas.editor
        self._canvas = canvas
        self._inspector = inspector
        self._letters = letters
        self._tool: Tool = self._editor.tool
        self._pace = Pace(self)
        self._pace.due.connect(self.keep)
        inspector.typed.connect(self._pace.tick)
        self._editor.watch(self._watch)
        opened.document.follow(lambda _: self._pace.tick())

    def keep(self) -> None:
        """Make durable what is typed, or note that nothing is any more."""
        records = self._records()
        if records:
            self._opened.checkpoint(records)
        else:
            self._opened.typing_ended()

    def finish(self) -> None:
        """Commit whatever text is open."""
        if isinstance(self._editor.tool, typing.Type | Name):
            self._editor.use(self._editor.idle())
        self._inspector.flush()
        self.keep()

    @contextmanager
    def set_aside(self) -> Generator[None]:
        """Commit the open text for something else; afterwards it is open again, to type on."""
        tool = self._editor.tool
        self.finish()
        yield
        if not isinstance(tool, typing.Type) or self._opened.is_read_only:
            return
        if tool.committed in self._editor.board.stickies:
            typing.open_text(self._editor, tool.committed)
            self._canvas.type_on()
        else:
            # The sticky had no text yet and is gone; what comes now was meant for it.
            self._letters.hold_back()

    def let_go(self) -> None:
        """Keep nothing any more."""
        self._pace.stop()

    def _records(self) -> list[Record]:
        tool = self._editor.tool
        if self._editor.document.open_edit is not None:
            if isinstance(tool, typing.Type):
                return [tool.sticky(self._editor)]
            if isinstance(tool, Name):
                return [tool.record(self._editor)]
        return self._inspector.draft() if self._editor.is_editable else []

    def _watch(self) -> None:
        if self._editor.tool is not self._tool:
            self._tool = self._editor.tool
            self._pace.tick()

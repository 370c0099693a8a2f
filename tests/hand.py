"""A hand for tests: it presses, drags, releases and types, with no window."""

from __future__ import annotations

from dataclasses import replace
from typing import Self

from stormdesk.document.document import Document
from stormdesk.editor import typing
from stormdesk.editor.actions import ACTIONS
from stormdesk.editor.editor import Editor
from stormdesk.editor.pointer import Pointer
from stormdesk.editor.tools.type import Type
from stormdesk.layout.arrange import arranged
from stormdesk.layout.card import Cards
from stormdesk.layout.fonts import Typefaces
from stormdesk.model.board import Board
from stormdesk.model.profile import Level, Profile
from stormdesk.model.record import Record
from stormdesk.model.sticky import Kind, Sticky

_ACTIONS = {action.name: action for action in ACTIONS}


def empty_board(level: Level | None = None) -> Board:
    """Return a board with nothing on it."""
    return Board.of([Profile(id="board-under-test", title="Under test").revised(level=level)])


class Hand:
    """Drives an editor as a person would; every call returns the hand, so calls read as a story."""

    def __init__(self, board: Board | None = None, document: Document | None = None) -> None:
        cards = Cards(Typefaces.bundled_only())
        if document is None:
            board = board or empty_board()
            document = Document(board.after(arranged(board, cards)))
        self.editor = Editor(document, cards)
        self._pointer = Pointer(0, 0)
        self._down = False

    @property
    def board(self) -> Board:
        return self.editor.board

    @property
    def texts(self) -> list[str]:
        return [s.text for s in self.board.in_order(Sticky)]

    def sticky(self, text: str) -> Sticky:
        return next(s for s in self.board.stickies.values() if s.text == text)

    def record(self, record_id: str) -> Record:
        return self.board.records[record_id]

    def at(self, x: float, y: float) -> Self:
        self._pointer = replace(self._pointer, x=x, y=y)
        self.editor.move(self._pointer, pressed=self._down)
        return self

    def over(self, text: str, dx: float = 0, dy: float = 0) -> Self:
        box = self.editor.wall.box(self.sticky(text).id)
        assert box is not None
        return self.at(box.center.x + dx, box.center.y + dy)

    def holding(self, *, shift: bool = False, ctrl: bool = False, alt: bool = False) -> Self:
        self._pointer = replace(self._pointer, shift=shift, ctrl=ctrl, alt=alt)
        return self

    def press(self) -> Self:
        self._down = True
        self.editor.press(self._pointer)
        return self

    def release(self) -> Self:
        self._down = False
        self.editor.release(self._pointer)
        return self

    def click(self) -> Self:
        return self.press().release()

    def double_click(self) -> Self:
        self.click()
        self.editor.double_click(self._pointer)
        return self

    def drag_to(self, x: float, y: float, steps: int = 4) -> Self:
        start = self._pointer
        self.press()
        for step in range(1, steps + 1):
            part = step / steps
            self.at(start.x + (x - start.x) * part, start.y + (y - start.y) * part)
        return self

    def drag(self, dx: float, dy: float) -> Self:
        return self.drag_to(self._pointer.x + dx, self._pointer.y + dy).release()

    def key(self, kind: Kind) -> Self:
        typing.place(self.editor, kind)
        return self

    def type(self, text: str) -> Self:
        tool = self.editor.tool
        assert isinstance(tool, Type), "no text is open"
        typed = tool.sticky(self.editor).text
        for letter in text:
            typed += letter
            tool.type(self.editor, typed)
        return self

    def enter(self) -> Self:
        typing.enter(self.editor)
        return self

    def alternative(self) -> Self:
        typing.enter_alternative(self.editor)
        return self

    def escape(self) -> Self:
        self.editor.cancel()
        return self

    def do(self, name: str) -> Self:
        action = _ACTIONS[name]
        assert action.enabled(self.editor), f"{name} is not possible now"
        action.run(self.editor)
        return self

    def undo(self) -> Self:
        self.editor.document.undo()
        return self

    def redo(self) -> Self:
        self.editor.document.redo()
        return self

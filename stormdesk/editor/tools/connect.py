"""The tool that draws a flow from one sticky to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stormdesk.editor.flows import connect
from stormdesk.editor.pointer import NOTHING, Overlay, Pointer
from stormdesk.editor.tools.tool import Tool
from stormdesk.layout.geometry import Point

if TYPE_CHECKING:
    from stormdesk.editor.editor import Editor


class Connect(Tool):
    """A line from a handle to the pointer; released on a sticky it becomes a flow."""

    hint = "Release on a sticky to connect · Esc: cancel"
    cursor = "cross"

    def __init__(self, source: str, idle: Tool) -> None:
        self._source = source
        self._idle = idle
        self._end: Point | None = None
        self._target: str | None = None

    def drag(self, editor: Editor, pointer: Pointer) -> Tool:
        """Lead the line to the pointer."""
        self._end = pointer.point
        under = editor.wall.at(pointer.point)
        self._target = under.id if under is not None and under.id != self._source else None
        return self

    def release(self, editor: Editor, pointer: Pointer) -> Tool:
        """Join the two stickies."""
        if self._target is not None:
            connect(editor, self._source, self._target)
        return self._idle

    def cancel(self, editor: Editor) -> Tool:
        """Give up."""
        return self._idle

    def overlay(self, editor: Editor) -> Overlay:
        """Return the line and the sticky it would join."""
        box = editor.wall.box(self._source)
        if self._end is None or box is None:
            return NOTHING
        return Overlay(arrow=(box.center, self._end), target=self._target)

"""The tool that selects what a frame touches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stormdesk.editor.pointer import Overlay, Pointer
from stormdesk.editor.tools.tool import Tool
from stormdesk.layout.geometry import Box

if TYPE_CHECKING:
    from stormdesk.editor.editor import Editor


class Marquee(Tool):
    """A frame from the press to the pointer; a press without a drag selects nothing."""

    hint = "Release: select what the frame touches · Shift: add"

    def __init__(self, start: Pointer, idle: Tool, kept: frozenset[str]) -> None:
        self._start = start
        self._idle = idle
        self._kept = kept
        self._before: frozenset[str] | None = None
        self._box: Box | None = None

    def drag(self, editor: Editor, pointer: Pointer) -> Tool:
        """Stretch the frame."""
        if self._before is None:
            self._before = editor.selection
        if self._box is not None or pointer.has_left(self._start):
            x, y = min(self._start.x, pointer.x), min(self._start.y, pointer.y)
            self._box = Box(x, y, abs(pointer.x - self._start.x), abs(pointer.y - self._start.y))
            editor.select(self._kept | editor.wall.in_box(self._box))
        return self

    def release(self, editor: Editor, pointer: Pointer) -> Tool:
        """Keep what the frame holds."""
        if self._box is None:
            editor.select(self._kept)
        return self._idle

    def cancel(self, editor: Editor) -> Tool:
        """Select again what was selected before."""
        if self._before is not None:
            editor.select(self._before)
        return self._idle

    def overlay(self, editor: Editor) -> Overlay:
        """Return the frame."""
        return Overlay(marquee=self._box)

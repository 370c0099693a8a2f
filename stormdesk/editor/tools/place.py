"""The tool that puts a sticky of one kind where the next press is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stormdesk.editor.pointer import NOTHING, Overlay, Pointer
from stormdesk.editor.tools.tool import Tool
from stormdesk.editor.typing import placing
from stormdesk.layout.appearance import look_of
from stormdesk.layout.geometry import Box
from stormdesk.model.sticky import Kind

if TYPE_CHECKING:
    from stormdesk.editor.editor import Editor


class Place(Tool):
    """Shows the sticky to be at the pointer; a press puts it and opens its text."""

    hint = "Click where the sticky goes · Esc: cancel"
    cursor = "cross"
    follows_pointer = True

    def __init__(self, kind: Kind) -> None:
        self.kind = kind

    def press(self, editor: Editor, pointer: Pointer) -> Tool:
        """Put the sticky."""
        return placing(editor, self.kind)

    def cancel(self, editor: Editor) -> Tool:
        """Put nothing."""
        return editor.idle()

    def overlay(self, editor: Editor) -> Overlay:
        """Return where the sticky would be."""
        look, pointer = look_of(self.kind), editor.pointer
        if pointer.x == 0 and pointer.y == 0:
            return NOTHING
        x, y = pointer.x - look.width / 2, pointer.y - look.height / 2
        return Overlay(ghost=Box(x, y, look.width, look.height))

"""What every tool can be told; a handler returns the tool that takes over."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from stormdesk.editor.pointer import NOTHING, Overlay, Pointer

if TYPE_CHECKING:
    from stormdesk.editor.editor import Editor


class Tool:
    """The state of the hand; what a tool does not care about leaves it as it is."""

    hint: ClassVar[str] = ""
    cursor: ClassVar[str] = "arrow"
    follows_pointer: ClassVar[bool] = False
    """Whether what it draws moves with the pointer even while nothing is pressed."""

    def hint_for(self, editor: Editor) -> str:
        """Return what the hand can do now, in one line."""
        return self.hint

    def press(self, editor: Editor, pointer: Pointer) -> Tool:
        """Take the button going down."""
        return self

    def drag(self, editor: Editor, pointer: Pointer) -> Tool:
        """Take a movement with the button down."""
        return self

    def release(self, editor: Editor, pointer: Pointer) -> Tool:
        """Take the button going up."""
        return self

    def double_click(self, editor: Editor, pointer: Pointer) -> Tool:
        """Take a second press soon after the first."""
        return self

    def cancel(self, editor: Editor) -> Tool:
        """Take Escape: give up and leave everything as it was."""
        return self

    def finish(self, editor: Editor) -> None:
        """Bring to an end what is under way, because something else begins."""

    def overlay(self, editor: Editor) -> Overlay:
        """Return what to draw over the board."""
        return NOTHING

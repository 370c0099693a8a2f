"""The tool that is there when nothing is under way: it selects, and begins everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stormdesk.editor.areas import area_at
from stormdesk.editor.handles import connect_handle_at
from stormdesk.editor.pointer import Pointer
from stormdesk.editor.tools.connect import Connect
from stormdesk.editor.tools.drag import Drag
from stormdesk.editor.tools.insert_space import InsertSpace
from stormdesk.editor.tools.lane import ResizeLane
from stormdesk.editor.tools.marquee import Marquee
from stormdesk.editor.tools.name import naming
from stormdesk.editor.tools.tool import Tool
from stormdesk.editor.typing import opening
from stormdesk.layout.appearance import look_of
from stormdesk.model.sticky import Kind

if TYPE_CHECKING:
    from stormdesk.editor.editor import Editor

_FLOW_REACH = 6
_BORDER_REACH = 5


class Select(Tool):
    """Chooses by what is under the pointer: handle, sticky, flow, lane border or nothing."""

    hint = "Double-click: text · drag from an edge: connect · Ctrl+drag: insert space"

    def __init__(self) -> None:
        self._pressed: Pointer | None = None
        self._on: str | None = None
        self._was_selected = False

    def hint_for(self, editor: Editor) -> str:
        """Return the letters of the level, and what the mouse does."""
        letters = " ".join(look_of(kind).key for kind in Kind if kind in editor.palette)
        return f"{letters}: new sticky · {self.hint}"

    def press(self, editor: Editor, pointer: Pointer) -> Tool:
        """Select what is under the pointer."""
        may_change = editor.is_editable
        source = connect_handle_at(editor, pointer)
        if source is not None and may_change:
            return Connect(source, self)
        sticky = editor.wall.at(pointer.point)
        if sticky is not None:
            self._pressed, self._on = pointer, sticky.id
            self._was_selected = sticky.id in editor.selection
            if pointer.shift or pointer.ctrl:
                editor.select(editor.selection ^ {sticky.id})
            elif not self._was_selected:
                editor.select([sticky.id])
            return self
        border = editor.wall.lane_border_at(pointer.y, pointer.reach(_BORDER_REACH))
        if border is not None and may_change:
            return ResizeLane(border, pointer, self)
        flow = editor.wall.flow_at(pointer.point, pointer.reach(_FLOW_REACH))
        if flow is not None:
            editor.select(editor.selection ^ {flow.id} if pointer.shift else [flow.id])
            return self
        area = area_at(editor.wall, pointer.point, pointer.scale)
        if area is not None:
            editor.select(editor.selection ^ {area.id} if pointer.shift else [area.id])
            return self
        if pointer.ctrl and may_change:
            return InsertSpace(pointer)
        return Marquee(pointer, self, editor.selection if pointer.shift else frozenset())

    def drag(self, editor: Editor, pointer: Pointer) -> Tool:
        """Begin to move the selected stickies once the press has travelled."""
        if self._pressed is None or not pointer.has_left(self._pressed):
            return self
        start, on = self._pressed, self._on
        self._pressed = None
        if not editor.is_editable or on not in editor.selection:
            return self
        return Drag.begin(editor, start, on, self).drag(editor, pointer)

    def release(self, editor: Editor, pointer: Pointer) -> Tool:
        """Take a click: one of several selected becomes the only one."""
        is_click = self._pressed is not None and not (pointer.shift or pointer.ctrl)
        if is_click and self._on is not None and self._was_selected:
            editor.select([self._on])
        self._pressed = None
        return self

    def double_click(self, editor: Editor, pointer: Pointer) -> Tool:
        """Open the text under the pointer."""
        if not editor.is_editable:
            return self
        sticky = editor.wall.at(pointer.point)
        if sticky is not None:
            return opening(editor, sticky.id)
        area = area_at(editor.wall, pointer.point, pointer.scale)
        if area is not None:
            return naming(editor, area.id)
        return self

    def cancel(self, editor: Editor) -> Tool:
        """Take Escape: nothing is selected."""
        editor.select([])
        return self

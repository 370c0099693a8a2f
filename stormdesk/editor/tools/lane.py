"""The tools that change lanes: their height, and their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stormdesk.editor.lanes import move_lane, resize_lane
from stormdesk.editor.pointer import NOTHING, Overlay, Pointer
from stormdesk.editor.tools.tool import Tool
from stormdesk.layout.geometry import Point

if TYPE_CHECKING:
    from stormdesk.editor.editor import Editor


_BORDER_REACH = 5


class ResizeLane(Tool):
    """Draws the lower border of a lane up or down."""

    hint = "Drag: height of the lane · Esc: as it was"
    cursor = "vertical"

    def __init__(self, lane: str, start: Pointer, idle: Tool) -> None:
        self._lane = lane
        self._start = start
        self._idle = idle
        self._end: Pointer | None = None

    def drag(self, editor: Editor, pointer: Pointer) -> Tool:
        """Show where the border would be."""
        if self._end is not None or pointer.has_left(self._start):
            self._end = pointer
        return self

    def release(self, editor: Editor, pointer: Pointer) -> Tool:
        """Set the height."""
        lane = editor.wall.lane(self._lane)
        if self._end is not None and lane is not None:
            resize_lane(editor, self._lane, pointer.y - lane.top)
        return self._idle

    def cancel(self, editor: Editor) -> Tool:
        """Leave the lane as it was."""
        return self._idle

    def overlay(self, editor: Editor) -> Overlay:
        """Return the border to be."""
        return _line(editor, self._end.y) if self._end is not None else NOTHING


class MoveLane(Tool):
    """Carries a lane, held by its header, between two others."""

    hint = "Drag up or down: order of the lanes · Esc: as it was"
    cursor = "closed-hand"

    def __init__(self, lane: str, start: Pointer, idle: Tool) -> None:
        self._lane = lane
        self._start = start
        self._idle = idle
        self._place: int | None = None

    def drag(self, editor: Editor, pointer: Pointer) -> Tool:
        """Show between which lanes it would stand."""
        if self._place is not None or pointer.has_left(self._start):
            self._place = editor.wall.lane_gap_at(pointer.y)
        return self

    def release(self, editor: Editor, pointer: Pointer) -> Tool:
        """Put the lane there."""
        if self._place is not None:
            move_lane(editor, self._lane, self._place)
        return self._idle

    def cancel(self, editor: Editor) -> Tool:
        """Leave the lane where it was."""
        return self._idle

    def overlay(self, editor: Editor) -> Overlay:
        """Return the line between the two lanes."""
        if self._place is None:
            return NOTHING
        return _line(editor, editor.wall.lane_gap(self._place))


def press_header(editor: Editor, pointer: Pointer) -> bool:
    """Take a press on the header of a lane: select the lane, and hold it or its lower border.

    Return whether there is a lane with a header at all. Shift or Ctrl adds to the selection.
    """
    lane = editor.wall.lane_at(pointer.y)
    if lane is None or lane.context_id is None:
        return False
    idle = editor.idle()
    editor.use(idle)
    adding = pointer.shift or pointer.ctrl
    editor.select(editor.selection ^ {lane.context_id} if adding else [lane.context_id])
    if editor.is_editable and not adding:
        border = editor.wall.lane_border_at(pointer.y, pointer.reach(_BORDER_REACH))
        if border is not None:
            editor.use(ResizeLane(border, pointer, idle))
        elif not editor.board.contexts[lane.context_id].locked:
            editor.use(MoveLane(lane.context_id, pointer, idle))
    return True


def _line(editor: Editor, y: float) -> Overlay:
    bounds = editor.wall.arrangement.bounds
    return Overlay(guides=((Point(bounds.x, y), Point(bounds.right, y)),))

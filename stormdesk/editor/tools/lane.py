"""The tools that change lanes: their height, and their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stormdesk.editor.lanes import move_lane, resize_lane
from stormdesk.editor.pointer import NOTHING, Overlay, Pointer
from stormdesk.editor.tools.tool import Tool
from stormdesk.layout.geometry import Point

if TYPE_CHECKING:
    from stormdesk.editor.editor import Editor


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


def _line(editor: Editor, y: float) -> Overlay:
    bounds = editor.wall.arrangement.bounds
    return Overlay(guides=((Point(bounds.x, y), Point(bounds.right, y)),))

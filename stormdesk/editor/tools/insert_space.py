"""The tool that makes room on the timeline, or closes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stormdesk.document.edit import Edit
from stormdesk.editor.carrying import nearest_lane
from stormdesk.editor.pointer import NOTHING, Overlay, Pointer
from stormdesk.editor.spacing import Space
from stormdesk.editor.tools.tool import Tool
from stormdesk.layout.geometry import Box, Point

if TYPE_CHECKING:
    from stormdesk.editor.editor import Editor


class InsertSpace(Tool):
    """Pushes everything right of the press, in its lane or, with Shift, in all lanes."""

    hint = (
        "Drag right: make room in this lane · left: close it · Shift: in all lanes"
        " · Alt: without steps · Esc: as it was"
    )
    cursor = "horizontal"
    follows_pointer = True

    def __init__(self, start: Pointer | None = None) -> None:
        self._start = start
        self._edit: Edit | None = None
        self._spaces: dict[bool, Space] = {}
        self._distance = 0.0
        self._everywhere = False

    def press(self, editor: Editor, pointer: Pointer) -> Tool:
        """Say from where on everything is pushed."""
        if editor.is_editable:
            self._start = pointer
        return self

    def drag(self, editor: Editor, pointer: Pointer) -> Tool:
        """Push it as far as the hand goes."""
        start = self._start
        if start is None or (self._edit is None and not pointer.has_left(start)):
            return self
        if self._edit is None:
            self._edit = editor.document.edit("Insert space")
        space = self._space(editor, start, everywhere=pointer.shift)
        self._everywhere = pointer.shift
        self._distance = space.distance(pointer.x - start.x, snapping=not pointer.alt)
        other = self._spaces.get(not pointer.shift)
        back = other.moving.values() if other is not None else ()
        self._edit.put(*back, *space.pushed(self._distance))
        return self

    def release(self, editor: Editor, pointer: Pointer) -> Tool:
        """Leave it there; a click changes nothing."""
        self.finish(editor)
        return editor.idle()

    def cancel(self, editor: Editor) -> Tool:
        """Put everything back exactly."""
        if self._edit is not None and self._edit.is_open:
            self._edit.cancel()
        return editor.idle()

    def finish(self, editor: Editor) -> None:
        """Leave everything where it is."""
        if self._edit is not None and self._edit.is_open:
            self._edit.commit()

    def overlay(self, editor: Editor) -> Overlay:
        """Return the line from which on everything is pushed, and the room that is made."""
        at = self._start or editor.pointer
        lanes = editor.wall.arrangement.lanes
        if not lanes:
            return NOTHING
        lane = nearest_lane(editor.wall, at.y)
        everywhere = self._everywhere if self._edit is not None else editor.pointer.shift
        top, bottom = (lanes[0].top, lanes[-1].bottom) if everywhere else (lane.top, lane.bottom)
        line = Point(at.x, top), Point(at.x, bottom)
        x, width = min(at.x, at.x + self._distance), abs(self._distance)
        space = Box(x, top, width, bottom - top) if self._edit is not None else None
        return Overlay(guides=(line,), space=space)

    def _space(self, editor: Editor, start: Pointer, *, everywhere: bool) -> Space:
        if everywhere not in self._spaces:
            other = self._spaces.get(not everywhere)
            if other is not None and self._edit is not None:
                # Who stands right of the line is asked of the wall as it was at the press.
                self._edit.put(*other.moving.values())
            lane = nearest_lane(editor.wall, start.y)
            lanes = [each.context_id for each in editor.wall.arrangement.lanes]
            self._spaces[everywhere] = Space(
                editor.wall, start.x, lanes if everywhere else [lane.context_id]
            )
        return self._spaces[everywhere]

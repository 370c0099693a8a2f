"""The tool that moves the selected stickies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stormdesk.document.edit import Edit
from stormdesk.editor.pointer import Overlay, Pointer
from stormdesk.editor.snapping import snap_reach, snapped
from stormdesk.editor.tools.tool import Tool
from stormdesk.layout.geometry import Box, Point
from stormdesk.layout.timeline import column_of
from stormdesk.model.sticky import Sticky

if TYPE_CHECKING:
    from stormdesk.editor.editor import Editor


class Drag(Tool):
    """Carries stickies and what is pinned on them; lanes keep their place until the release."""

    hint = "Alt: without snapping · Esc: put everything back"
    cursor = "closed-hand"

    def __init__(
        self, edit: Edit, start: Pointer, lead: str, boxes: dict[str, Box], idle: Tool
    ) -> None:
        self._edit = edit
        self._start = start
        self._lead = lead
        self._boxes = boxes
        self._moving = frozenset(boxes)
        self._idle = idle
        self._columns: set[float] = set()
        self._distance = (0.0, 0.0)
        self._guides: tuple[tuple[Point, Point], ...] = ()

    @classmethod
    def begin(cls, editor: Editor, start: Pointer, lead: str, idle: Tool) -> Tool:
        """Take up the selected stickies that may move; locked ones stay."""
        carried = movable(editor)
        boxes = {s.id: box for s in carried if (box := editor.wall.box(s.id))}
        if lead not in boxes:
            return idle
        editor.wall.hold_lanes()
        drag = cls(editor.document.edit("Move"), start, lead, boxes, idle)
        drag._columns = editor.wall.columns_in_use(boxes)
        return drag

    def drag(self, editor: Editor, pointer: Pointer) -> Tool:
        """Carry them to the pointer."""
        dx, dy = pointer.x - self._start.x, pointer.y - self._start.y
        self._guides = ()
        if not pointer.alt:
            lead = self._boxes[self._lead].moved(dx, dy)
            snap = snapped(editor.wall, lead, self._moving, snap_reach(pointer.scale))
            dx, dy, self._guides = dx + snap.dx, dy + snap.dy, snap.guides
        self._carry(editor, dx, dy)
        return self

    def release(self, editor: Editor, pointer: Pointer) -> Tool:
        """Leave them there."""
        editor.wall.release_lanes()
        self._carry(editor, *self._distance)
        self._edit.commit()
        return self._idle

    def cancel(self, editor: Editor) -> Tool:
        """Put everything back exactly."""
        editor.wall.release_lanes()
        self._edit.cancel()
        return self._idle

    def finish(self, editor: Editor) -> None:
        """Leave them where they are."""
        if self._edit.is_open:
            self.release(editor, editor.pointer)

    def overlay(self, editor: Editor) -> Overlay:
        """Return the guides."""
        return Overlay(guides=self._guides)

    def _carry(self, editor: Editor, dx: float, dy: float) -> None:
        self._distance = (dx, dy)
        self._edit.put(*(self._moved(editor, i, b.moved(dx, dy)) for i, b in self._boxes.items()))

    def _moved(self, editor: Editor, sticky_id: str, box: Box) -> Sticky:
        sticky = editor.board.stickies[sticky_id]
        lane = editor.wall.lane_at(box.center.y) or editor.wall.lane(sticky.context)
        if lane is None:
            return sticky.placed(x=box.x, y=box.y, at=column_of(box.x, self._columns))
        return sticky.placed(
            x=box.x,
            y=max(0.0, box.y - lane.top),
            at=column_of(box.x, self._columns),
            context=lane.context_id,
        )


def movable(editor: Editor) -> list[Sticky]:
    """Return the selected stickies, and those pinned on them, that are not locked."""
    found: dict[str, Sticky] = {}
    waiting = list(editor.selected_stickies)
    while waiting:
        sticky = waiting.pop(0)
        lane = editor.board.contexts.get(sticky.context or "")
        if sticky.id in found or sticky.locked or (lane is not None and lane.locked):
            continue
        found[sticky.id] = sticky
        waiting.extend(editor.board.pinned(sticky.id))
    return list(found.values())

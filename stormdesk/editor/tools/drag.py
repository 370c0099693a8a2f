"""The tool that moves the selected stickies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stormdesk.editor.areas import Membership
from stormdesk.editor.carrying import Load, movable
from stormdesk.editor.parking import zone
from stormdesk.editor.pointer import Overlay, Pointer
from stormdesk.editor.snapping import snap_reach, snapped
from stormdesk.editor.strips import Joint, flows_of, joint
from stormdesk.editor.tools.tool import Tool
from stormdesk.layout.geometry import Point
from stormdesk.model.sticky import Kind, Sticky

if TYPE_CHECKING:
    from stormdesk.editor.editor import Editor

_NEAR_THE_LOT = 60.0
_FEW = 24
"""Of a larger load only the sticky under the hand joins."""


class Drag(Tool):
    """Carries stickies and what is pinned on them; lanes keep their place until the release."""

    hint = "Edge to edge: joined by a flow · Alt: without snapping · Esc: put everything back"
    cursor = "closed-hand"

    def __init__(self, editor: Editor, start: Pointer, lead: str, load: Load, idle: Tool) -> None:
        self._edit = editor.document.edit("Move")
        self._start = start
        self._lead = lead
        self._load = load
        self._moving = frozenset(load.boxes)
        self._areas = Membership(editor.wall, load)
        self._lot = zone(editor.wall)
        self._idle = idle
        self._distance = (0.0, 0.0)
        self._guides: tuple[tuple[Point, Point], ...] = ()
        self._joint: Joint | None = None

    @classmethod
    def begin(cls, editor: Editor, start: Pointer, lead: str, idle: Tool) -> Tool:
        """Take up the selected stickies that may move; locked ones stay."""
        load = Load(editor.wall, movable(editor))
        if lead not in load.boxes:
            return idle
        editor.wall.hold_lanes()
        return cls(editor, start, lead, load, idle)

    def drag(self, editor: Editor, pointer: Pointer) -> Tool:
        """Carry them to the pointer."""
        # A tenth of a unit is finer than anybody sees, and files stay readable.
        dx, dy = round(pointer.x - self._start.x, 1), round(pointer.y - self._start.y, 1)
        self._guides, self._joint = (), None
        if editor.snaps and not pointer.alt and not self._is_over_the_lot(dy):
            self._joint = self._near_joint(editor, pointer, dx, dy)
            if self._joint is not None:
                dx, dy = dx + self._joint.dx, dy + self._joint.dy
            else:
                lead = self._load.boxes[self._lead].moved(dx, dy)
                snap = snapped(editor.wall, lead, self._moving, snap_reach(pointer.scale))
                dx, dy, self._guides = dx + snap.dx, dy + snap.dy, snap.guides
        self._carry(editor, dx, dy)
        return self

    def release(self, editor: Editor, pointer: Pointer) -> Tool:
        """Leave them there: in a lane, in the parking lot, joined to a neighbour, or pinned."""
        editor.wall.release_lanes()
        if self._is_over_the_lot(self._distance[1]):
            self._park()
        else:
            self._carry(editor, *self._distance)
            if self._joint is not None:
                self._edit.put(*flows_of(editor.wall, self._joint))
            self._pin(editor)
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
        """Return the guides, the edge that joins, and the parking lot once the load is near."""
        lead = self._load.boxes[self._lead].moved(*self._distance)
        near = lead.bottom > self._lot.y - _NEAR_THE_LOT
        return Overlay(
            guides=self._guides,
            joint=self._joint.edge if self._joint is not None else None,
            lot=self._lot if near else None,
            is_over_lot=near and self._is_over_the_lot(self._distance[1]),
        )

    def _near_joint(self, editor: Editor, pointer: Pointer, dx: float, dy: float) -> Joint | None:
        if editor.level == "big-picture":
            return None
        joining = self._load.free if len(self._load.free) <= _FEW else [self._lead]
        load = {i: self._load.boxes[i].moved(dx, dy) for i in joining}
        return joint(editor.wall, load, self._moving, pointer)

    def _carry(self, editor: Editor, dx: float, dy: float) -> None:
        self._distance = (dx, dy)
        areas = self._areas.after(editor.board, dx, dy)
        wall, beside = editor.wall, self._joint.beside if self._joint is not None else None
        neighbour = wall.board.stickies.get(beside or "")
        lane = wall.lane(neighbour.context) if neighbour is not None else None
        places, taken_out = self._load.moved(dx, dy, lane)
        self._edit.place(places, *taken_out, *areas)

    def _is_over_the_lot(self, dy: float) -> bool:
        return self._load.boxes[self._lead].center.y + dy > self._lot.y

    def _park(self) -> None:
        """Set them aside; they remember where they came from."""
        originals, free = self._load.originals, set(self._load.free)
        self._edit.put(
            *(s.revised(parked=True) if i in free and not s.parked else s
              for i, s in originals.items()),
            *self._areas.before(),
        )  # fmt: skip

    def _pin(self, editor: Editor) -> None:
        """Pin a question that is carried alone on what it is put on, or take it off its host."""
        if len(self._moving) != 1:
            return
        sticky, wall = editor.board.stickies[self._lead], editor.wall
        box = wall.box(sticky.id)
        if sticky.kind is not Kind.HOTSPOT or box is None:
            return
        under = [
            s for i in wall.found(box) if i != sticky.id and _holds(s := wall.board.stickies[i])
        ]
        if any(s.id == sticky.pinned_to for s in under):
            return
        host = next((s for s in under if wall.arrangement.boxes[s.id].contains(box.center)), None)
        if host is None and sticky.pinned_to is None:
            return
        there = sticky.revised(pinned_to=host.id if host is not None else None)
        lane = wall.lane(host.context) if host is not None else wall.lane_at(box.center.y)
        if lane is not None:
            there = there.placed(context=lane.context_id, y=box.y - lane.top)
        self._edit.put(there)


def _holds(sticky: Sticky) -> bool:
    return sticky.kind is not Kind.HOTSPOT and sticky.pinned_to is None and not sticky.parked

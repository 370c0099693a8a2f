"""The four handles round a sticky from which flows are drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stormdesk.editor.pointer import Pointer
from stormdesk.layout.geometry import Box, Point

if TYPE_CHECKING:
    from stormdesk.editor.editor import Editor

OFFSET = 14
"""Pixels from the edge of a sticky to the middle of a handle."""
RADIUS = 7
_SMALLEST = 48


def handles(box: Box, pointer: Pointer) -> tuple[Point, ...]:
    """Return the middles of the handles; none where the sticky is too small on the screen."""
    if min(box.width, box.height) * pointer.scale < _SMALLEST:
        return ()
    off, middle = pointer.reach(OFFSET), box.center
    return (
        Point(box.right + off, middle.y),
        Point(box.x - off, middle.y),
        Point(middle.x, box.y - off),
        Point(middle.x, box.bottom + off),
    )


def connect_handle_at(editor: Editor, pointer: Pointer) -> str | None:
    """Return the sticky whose handle is under the pointer."""
    box = editor.wall.box(editor.hovered) if editor.hovered is not None else None
    if box is None:
        return None
    reach = pointer.reach(RADIUS + 3)
    for x, y in handles(box, pointer):
        if (x - pointer.x) ** 2 + (y - pointer.y) ** 2 <= reach * reach:
            return editor.hovered
    return None

"""The tool that draws a line round stickies: a context that emerges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stormdesk.editor.areas import draw
from stormdesk.editor.pointer import Overlay, Pointer
from stormdesk.editor.tools.name import Name
from stormdesk.editor.tools.tool import Tool
from stormdesk.layout.geometry import Box, Point, bounds_of

if TYPE_CHECKING:
    from stormdesk.editor.editor import Editor

_STEP = 4
_MISSED = "That line went round no sticky: draw one round stickies · Esc: cancel"


class Lasso(Tool):
    """A free line from the press on; what it goes round becomes an area, which is then named."""

    hint = "Draw a line round stickies: they become an area · Esc: cancel"
    cursor = "cross"

    def __init__(self) -> None:
        self._start: Pointer | None = None
        self._line: list[Point] = []
        self._missed = False

    def hint_for(self, editor: Editor) -> str:
        """Return what to do, or that the last line went round nothing."""
        return _MISSED if self._missed else self.hint

    def press(self, editor: Editor, pointer: Pointer) -> Tool:
        """Begin the line."""
        if editor.is_editable:
            self._start = pointer
            self._line = [pointer.point]
        return self

    def drag(self, editor: Editor, pointer: Pointer) -> Tool:
        """Lead the line on, and select what it goes round."""
        if self._start is not None and (len(self._line) > 1 or pointer.has_left(self._start)):
            last, step = self._line[-1], pointer.reach(_STEP)
            if abs(last.x - pointer.x) + abs(last.y - pointer.y) >= step:
                self._line.append(pointer.point)
                editor.select(self._inside(editor))
        return self

    def release(self, editor: Editor, pointer: Pointer) -> Tool:
        """Close the line; round nothing it leaves no trace, and another one can be drawn."""
        if len(self._line) <= 2:
            return editor.idle()
        inside = self._inside(editor)
        if not inside:
            self._start, self._line, self._missed = None, [], True
            return self
        edit = editor.document.edit("Draw area")
        return Name(draw(editor, inside, edit), edit)

    def cancel(self, editor: Editor) -> Tool:
        """Draw nothing."""
        return editor.idle()

    def overlay(self, editor: Editor) -> Overlay:
        """Return the line."""
        return Overlay(line=tuple(self._line))

    def _inside(self, editor: Editor) -> list[str]:
        bounds = bounds_of(Box(*point, 0, 0) for point in self._line)
        found = editor.wall.found(bounds).items()
        return sorted(i for i, box in found if goes_round(self._line, box.center))


def goes_round(line: list[Point], point: Point) -> bool:
    """Tell whether a closed line, however it winds, goes round a point an odd number of times."""
    result = False
    for one, other in zip(line, [*line[1:], line[0]], strict=True):
        if (one.y > point.y) != (other.y > point.y):
            crossing = one.x + (point.y - one.y) * (other.x - one.x) / (other.y - one.y)
            result ^= point.x < crossing
    return result

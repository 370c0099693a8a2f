"""Areas: contexts that emerge as lines drawn round stickies, and what becomes of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from stormdesk.document.edit import Edit
from stormdesk.editor.action import Aside
from stormdesk.editor.carrying import Load, is_locked
from stormdesk.editor.minting import minted_id
from stormdesk.editor.spacing import closed_up
from stormdesk.editor.wall import Wall
from stormdesk.layout.arrange import MARGIN
from stormdesk.layout.geometry import Box, Point, bounds_of
from stormdesk.layout.hull import contains, hull_of
from stormdesk.layout.pins import host_of, is_parked
from stormdesk.layout.typesetting import set_line
from stormdesk.model.board import Board
from stormdesk.model.context import Area, Context
from stormdesk.model.record import Record
from stormdesk.model.sticky import Sticky

if TYPE_CHECKING:
    from stormdesk.editor.editor import Editor

NAME_SIZE = 14
NAME_HEIGHT = 24
"""Of the tag with the name on it, in pixels."""
_NAME_PADDING = 20


def draw(editor: Editor, ids: Iterable[str], edit: Edit) -> Area:
    """Put an area round some stickies, under a name that is free."""
    board = editor.board
    names = {area.name for area in board.of_type(Area).values()}
    number = next(n for n in range(1, len(names) + 2) if f"Context {n}" not in names)
    name = f"Context {number}"
    chosen = tuple(s.id for s in board.in_order(Sticky) if s.id in set(ids))
    area = Area(id=minted_id(name, board), name=name, order=board.next_order(Area), stickies=chosen)
    edit.put(area)
    editor.select([area.id])
    return area


def name_tag(wall: Wall, area: Area, scale: float) -> Box | None:
    """Return where the name of an area stands; it keeps its size on the screen."""
    line = hull_of(wall.arrangement, area.stickies)
    if not line:
        return None
    bounds = bounds_of(Box(*each, 0, 0) for each in line)
    top_left = min(line, key=lambda each: (each.y, each.x))
    text = set_line(area.name, NAME_SIZE, wall.cards.typefaces, bold=True)
    width, height = (text.width + _NAME_PADDING) / scale, NAME_HEIGHT / scale
    return Box(max(top_left.x, bounds.x), top_left.y - height / 2, width, height)


def area_at(wall: Wall, point: Point, scale: float) -> Area | None:
    """Return the area whose name is at a point."""
    for area in reversed(wall.board.in_order(Area)):
        tag = name_tag(wall, area, scale)
        if tag is not None and tag.contains(point):
            return area
    return None


def with_members(board: Board, ids: Iterable[str]) -> list[str]:
    """Return ids with those of the stickies in the areas among them."""
    areas = board.of_type(Area)
    return [each for i in ids for each in (i, *(areas[i].stickies if i in areas else ()))]


class Membership:
    """Who belongs to which area while stickies are carried in and out of the lines."""

    def __init__(self, wall: Wall, load: Load) -> None:
        carried = load.boxes.keys()
        self._load = load
        self._areas = [
            (area, hull_of(wall.arrangement, area.stickies))
            for area in wall.board.in_order(Area)
            if not carried >= set(area.stickies)
        ]

    def before(self) -> list[Area]:
        """Return the areas as they were when the load was taken up."""
        return [area for area, _ in self._areas]

    def after(self, board: Board, dx: float, dy: float) -> list[Area]:
        """Return the areas as they become once the load is that far away."""
        result: list[Area] = []
        boxes, free = self._load.boxes, set(self._load.free)
        for area, line in self._areas:
            inside = {i for i, box in boxes.items() if contains(line, box.moved(dx, dy).center)}
            kept = [i for i in area.stickies if i not in boxes or i in inside]
            new = [i for i in sorted(inside & free) if i not in area.stickies]
            members = tuple(kept + new)
            now = board.get(area.id, Area)
            if now is not None and now.stickies != members:
                result.append(area if members == area.stickies else area.revised(stickies=members))
        return result


def selected_areas(editor: Editor) -> list[Area]:
    """Return the selected areas, or all where none is selected, from top to bottom."""
    areas = editor.board.of_type(Area)
    chosen = [a for i in editor.selection if (a := areas.get(i))] or list(areas.values())

    def place(area: Area) -> tuple[float, float, int]:
        bounds = editor.wall.bounds_of(area.stickies) or Box(0, 0, 0, 0)
        return bounds.y, bounds.x, area.order

    return sorted(chosen, key=place)


def into_lanes(editor: Editor) -> Aside | None:
    """Make a lane of each area: its stickies become members and keep how they stand together."""
    areas, board = selected_areas(editor), editor.board
    if not areas:
        return Aside("There is no area on the board yet: draw one round stickies with L.")
    taken: set[str] = set()
    lanes: list[Record] = []
    moved: list[Sticky] = []
    for number, area in enumerate(areas):
        lane = Context(
            id=minted_id(area.name, board),
            name=area.name,
            order=board.next_order(Context) + number,
        )
        lanes.append(lane)
        members = [s for s in _with_pins(board, area.stickies) if s.id not in taken]
        taken.update(s.id for s in members)
        moved += _settled(editor.wall, members, lane.id)
    with editor.document.edit("Turn areas into lanes") as edit:
        edit.put(*lanes, *moved)
        edit.remove(*(area.id for area in areas))
    editor.select(lane.id for lane in lanes)
    return None


def _with_pins(board: Board, ids: Sequence[str]) -> list[Sticky]:
    found: dict[str, Sticky] = {}
    waiting = [host_of(board, board.stickies[i]) for i in ids]
    while waiting:
        sticky = waiting.pop(0)
        if sticky.id not in found and not is_locked(board, sticky):
            found[sticky.id] = sticky
            waiting += board.pinned(sticky.id)
    return list(found.values())


def _settled(wall: Wall, members: list[Sticky], lane: str) -> list[Sticky]:
    """Return the stickies as members of a new lane, without rows that nothing stands in."""
    boxes = {s.id: wall.arrangement.boxes[s.id] for s in members if not is_parked(wall.board, s)}
    shifts = closed_up(boxes, MARGIN)
    return [
        s.placed(context=lane, y=boxes[s.id].y + shifts[s.id])
        if s.id in boxes
        else s.placed(context=lane)
        for s in members
    ]

"""Putting selected stickies in line: aligned, or the same distance apart."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from stormdesk.editor.carrying import movable
from stormdesk.editor.spacing import by_lane
from stormdesk.layout.geometry import Box, bounds_of
from stormdesk.layout.pins import host_of, is_parked
from stormdesk.layout.timeline import column_of
from stormdesk.model.sticky import Sticky

if TYPE_CHECKING:
    from stormdesk.editor.editor import Editor

Edge = Literal["left", "center", "right", "top", "middle", "bottom"]
Axis = Literal["horizontally", "vertically"]
Way = tuple[float, float]

_ALIGNED: dict[Edge, Callable[[Box, Box], Way]] = {
    "left": lambda box, bounds: (bounds.x - box.x, 0.0),
    "center": lambda box, bounds: (bounds.center.x - box.center.x, 0.0),
    "right": lambda box, bounds: (bounds.right - box.right, 0.0),
    "top": lambda box, bounds: (0.0, bounds.y - box.y),
    "middle": lambda box, bounds: (0.0, bounds.center.y - box.center.y),
    "bottom": lambda box, bounds: (0.0, bounds.bottom - box.bottom),
}


def align(editor: Editor, edge: Edge) -> None:
    """Bring the selected stickies in line; up and down, those of each lane by themselves."""
    ways: dict[str, Way] = {}
    for boxes in _groups(editor, per_lane=edge in ("top", "middle", "bottom")):
        bounds = bounds_of(boxes.values())
        ways |= {i: _ALIGNED[edge](box, bounds) for i, box in boxes.items()}
    _move(editor, f"Align {edge}", ways)


def distribute(editor: Editor, axis: Axis) -> None:
    """Make the gaps between the selected stickies equal; the outermost stay where they are."""
    ways: dict[str, Way] = {}
    level = axis == "horizontally"
    for boxes in _groups(editor, per_lane=not level):
        spans = {i: (b.x, b.width) if level else (b.y, b.height) for i, b in boxes.items()}
        for sticky_id, distance in _evenly(spans).items():
            ways[sticky_id] = (distance, 0.0) if level else (0.0, distance)
    _move(editor, f"Distribute {axis}", ways)


def hosts(editor: Editor) -> list[Sticky]:
    """Return the selected stickies that stand on their own and may be moved."""
    chosen = {s.id: s for s in movable(editor)}
    board = editor.board
    return [
        s
        for s in chosen.values()
        if not is_parked(board, s) and (s.pinned_to is None or host_of(board, s).id not in chosen)
    ]


def _groups(editor: Editor, *, per_lane: bool) -> list[dict[str, Box]]:
    chosen = hosts(editor)
    groups = list(by_lane(editor.wall, chosen).values()) if per_lane else [chosen]
    return [{s.id: editor.wall.arrangement.boxes[s.id] for s in group} for group in groups]


def _evenly(spans: Mapping[str, tuple[float, float]]) -> dict[str, float]:
    """Return how far spans, given by start and length, move so that gaps are equal."""
    order = sorted(spans, key=lambda i: (spans[i][0] + spans[i][1] / 2, i))
    if len(order) < 3:
        return {}
    ends = max(start + length for start, length in spans.values())
    room = ends - spans[order[0]][0] - sum(length for _, length in spans.values())
    gap, place = room / (len(order) - 1), spans[order[0]][0]
    result: dict[str, float] = {order[0]: 0.0}
    for before, after in pairwise(order):
        place += spans[before][1] + gap
        result[after] = place - spans[after][0]
    return result


def _move(editor: Editor, label: str, ways: Mapping[str, Way]) -> None:
    columns = editor.wall.columns_in_use(ways)
    board, moved = editor.board, list[Sticky]()
    for sticky in movable(editor):
        dx, dy = ways.get(sticky.id) or ways.get(host_of(board, sticky).id, (0.0, 0.0))
        if abs(dx) > 0.001 or abs(dy) > 0.001:
            x, y = (sticky.x or 0.0) + dx, (sticky.y or 0.0) + dy
            moved.append(sticky.placed(x=x, y=y, at=column_of(x, columns) if dx else sticky.at))
    if moved:
        with editor.document.edit(label) as edit:
            edit.put(*moved)

"""The hot path: how one sticky leads to another, marked so that everybody sees it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from stormdesk.layout.marks import HOT, SECURE
from stormdesk.model.board import Board
from stormdesk.model.sticky import Sticky

if TYPE_CHECKING:
    from stormdesk.editor.editor import Editor

WATCHED = "trace"


def path_between(board: Board, one: str, other: str) -> list[str]:
    """Return the shortest way over flows between two stickies; empty where there is none.

    Either of them may come first; only where no flow leads on, flows are also gone backwards.
    """

    def onwards(sticky_id: str) -> Iterable[str]:
        return (flow.target for flow in board.outgoing(sticky_id))

    def both_ways(sticky_id: str) -> Iterable[str]:
        yield from onwards(sticky_id)
        yield from (flow.source for flow in board.incoming(sticky_id))

    ways = [_search(one, other, onwards), _search(other, one, onwards)]
    return min(filter(None, ways), key=len, default=[]) or _search(one, other, both_ways)


def mark_path(editor: Editor) -> None:
    """Make the path between the two selected stickies hot, or cool where all of it is hot.

    With other numbers selected, or where no flow joins the two, it is these stickies themselves.
    """
    board = editor.board
    chosen = [s.id for s in editor.selected_stickies]
    path = path_between(board, chosen[0], chosen[1]) if len(chosen) == 2 else []
    stickies = [board.stickies[i] for i in path or chosen]
    _toggle_tag(editor, stickies, HOT, "Mark path")


def toggle_security(editor: Editor) -> None:
    """Put a security lock on the selected stickies, or take it off if all have one."""
    _toggle_tag(editor, editor.selected_stickies, SECURE, "Security")


def toggle_watched(editor: Editor) -> None:
    """Put an observability eye on the selected stickies, or take it off if all have one."""
    stickies = editor.selected_stickies
    wanted = not all(s.observability for s in stickies)
    changed = [
        s.revised(observability=(WATCHED,) if wanted else ())
        for s in stickies
        if bool(s.observability) != wanted
    ]
    if changed:
        with editor.document.edit("Observability") as edit:
            edit.put(*changed)


def _toggle_tag(editor: Editor, stickies: list[Sticky], tag: str, label: str) -> None:
    wanted = not all(tag in s.tags for s in stickies)
    changed = [
        s.revised(tags=(*s.tags, tag) if wanted else tuple(t for t in s.tags if t != tag))
        for s in stickies
        if (tag in s.tags) != wanted
    ]
    if changed:
        with editor.document.edit(label) as edit:
            edit.put(*changed)


def _search(start: str, goal: str, onwards: Callable[[str], Iterable[str]]) -> list[str]:
    came_from: dict[str, str | None] = {start: None}
    waiting = deque([start])
    while waiting and goal not in came_from:
        each = waiting.popleft()
        for following in onwards(each):
            if following not in came_from:
                came_from[following] = each
                waiting.append(following)
    path: list[str] = []
    step: str | None = goal if goal in came_from else None
    while step is not None:
        path.append(step)
        step = came_from[step]
    return path[::-1]

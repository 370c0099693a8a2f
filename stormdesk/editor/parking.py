"""The parking lot below the lanes, where stickies are set aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stormdesk.editor.action import Aside
from stormdesk.editor.carrying import is_locked, nearest_lane
from stormdesk.editor.wall import Wall
from stormdesk.layout.arrange import MARGIN
from stormdesk.layout.geometry import Box
from stormdesk.layout.pins import host_of, is_parked
from stormdesk.layout.timeline import column_of
from stormdesk.model.sticky import Sticky

if TYPE_CHECKING:
    from stormdesk.editor.editor import Editor

_SET_ASIDE = Aside("Set aside in the parking lot below the lanes; X puts it back.")
_HEIGHT = 240.0
_LEAST_WIDTH = 960.0


def zone(wall: Wall) -> Box:
    """Return where the parking lot is, or would be if something were parked."""
    arrangement = wall.arrangement
    top = arrangement.lanes[-1].bottom + MARGIN if arrangement.lanes else MARGIN
    right = max(_LEAST_WIDTH, max((b.right for b in arrangement.boxes.values()), default=0.0))
    lot = Box(-MARGIN, top, right + 2 * MARGIN, _HEIGHT)
    parked = arrangement.parking
    return lot if parked is None else lot.united(parked)


def toggle_parked(editor: Editor) -> Aside | None:
    """Set the selected stickies aside, or put them back where they were if all are parked.

    What is pinned on a sticky comes along; locked ones stay. The lot may be far out of view, so
    what was set aside is told.
    """
    hosts = _hosts(editor)
    wanted = not all(s.parked for s in hosts)
    chosen = [s for s in hosts if s.parked != wanted]
    if chosen:
        with editor.document.edit("Park" if wanted else "Take out of the parking lot") as edit:
            edit.put(*(s.revised(parked=wanted) for s in chosen))
    return _SET_ASIDE if chosen and wanted else None


def fetch(editor: Editor) -> None:
    """Take the selected parked stickies out of the parking lot, to where the pointer is."""
    parked = [s for s in _hosts(editor) if s.parked]
    lane = nearest_lane(editor.wall, editor.pointer.y)
    columns = editor.wall.columns_in_use(s.id for s in parked)
    x, fetched = editor.pointer.x, list[Sticky]()
    for sticky in parked:
        width, height = editor.wall.cards.size(sticky)
        if not fetched:
            x -= width / 2
        y = max(0.0, editor.pointer.y - height / 2 - lane.top)
        out = sticky.revised(parked=False)
        at, context = column_of(x, columns), lane.context_id
        fetched.append(out.placed(x=x, y=y, at=at, context=context))
        dx, dy = x - (sticky.x or 0.0), y - (sticky.y or 0.0)
        for pin in editor.board.pinned(sticky.id):
            there = (pin.x or 0.0) + dx
            fetched.append(
                pin.placed(
                    x=there, y=(pin.y or 0.0) + dy, at=column_of(there, columns), context=context
                )
            )
        x += width + 32
    if fetched:
        with editor.document.edit("Take out of the parking lot") as edit:
            edit.put(*fetched)


def any_parked(editor: Editor) -> bool:
    """Tell whether a selected sticky stands in the parking lot."""
    return editor.is_editable and any(is_parked(editor.board, s) for s in editor.selected_stickies)


def _hosts(editor: Editor) -> list[Sticky]:
    """Return what the selection stands for: of a pin in the parking lot, the host it went with."""
    board, found = editor.board, dict[str, Sticky]()
    for sticky in editor.selected_stickies:
        host = host_of(board, sticky)
        each = host if host.parked and not sticky.parked else sticky
        if not is_locked(board, each):
            found[each.id] = each
    return list(found.values())

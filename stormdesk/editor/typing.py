"""Opening a sticky's text, from the keyboard or at the pointer."""

from __future__ import annotations

from functools import partial
from math import floor
from typing import TYPE_CHECKING

from stormdesk.editor.entry import (
    cycled,
    next_kind,
    place_at,
    place_below,
    place_in_lane,
    place_next,
)
from stormdesk.editor.lanes import add_lane
from stormdesk.editor.tools.type import Place, Type
from stormdesk.exchange.outline_line import parse_lane
from stormdesk.model.board import Board
from stormdesk.model.context import Context
from stormdesk.model.grammar import BESIDE_THE_FLOW
from stormdesk.model.sticky import Kind, Sticky

if TYPE_CHECKING:
    from stormdesk.editor.editor import Editor


def placing(editor: Editor, kind: Kind) -> Type:
    """Put a sticky of a kind at the pointer and return the tool that types its text."""
    pointer, wall = editor.pointer, editor.wall
    return _opening_new(editor, kind, lambda k: place_at(wall, k, pointer.x, pointer.y))


def opening(editor: Editor, sticky_id: str) -> Type:
    """Return the tool that types the text of a sticky; a repetition opens its original."""
    sticky = editor.board.stickies[sticky_id]
    if sticky.again is not None:
        sticky = editor.board.stickies[sticky.again]
    editor.select([sticky.id])
    return Type(sticky, editor.document.edit("Change text"))


def place(editor: Editor, kind: Kind) -> None:
    """Put a sticky of a kind at the pointer and open its text."""
    if editor.is_editable:
        finish(editor)
        editor.use(placing(editor, kind))


def open_text(editor: Editor, sticky_id: str) -> None:
    """Open the text of a sticky that is there."""
    if editor.is_editable:
        finish(editor)
        editor.use(opening(editor, sticky_id))


def finish(editor: Editor) -> None:
    """Commit the text that is open, if one is."""
    if isinstance(editor.tool, Type):
        editor.use(editor.tool.finished(editor))


def enter(editor: Editor) -> None:
    """Commit the open text and open the sticky that is expected next.

    On an empty text nothing follows: two Enters end the typing. With no text open, the next
    sticky after the selected one opens. A new text ``# Name`` goes on in the lane of that name.
    """
    tool = editor.tool
    if isinstance(tool, Type) and _enters_lane(editor, tool):
        return
    sticky = _committed(editor)
    if isinstance(tool, Type) and _goes_on_unseen(editor, tool):
        return
    if sticky is not None and editor.is_editable:
        previous = tool.previous if isinstance(tool, Type) else None
        base = going_on_from(editor.board, sticky, previous)
        spot = partial(place_next, editor.wall, base)
        kind = next_kind(base, editor.level)
        editor.use(_opening_new(editor, kind, spot, base, inserts=True))


def enter_alternative(editor: Editor) -> None:
    """Commit the open text and open an alternative of the same kind in the same column."""
    tool = editor.tool
    sticky = _committed(editor)
    if isinstance(tool, Type) and _goes_on_unseen(editor, tool):
        return
    if sticky is not None and editor.is_editable:
        incoming = editor.board.incoming(sticky.id)
        previous = editor.board.stickies[incoming[0].source] if len(incoming) == 1 else None
        spot = partial(place_below, editor.wall, sticky)
        editor.use(_opening_new(editor, sticky.kind, spot, previous))


def cycle_kind(editor: Editor, step: int) -> None:
    """Give the sticky being typed the next kind of the level's palette."""
    if isinstance(editor.tool, Type):
        kind = editor.tool.sticky(editor).kind
        editor.tool.become(editor, cycled(kind, editor.palette, step))


def going_on_from(board: Board, sticky: Sticky, previous: Sticky | None = None) -> Sticky:
    """Return what Enter goes on from after a sticky: after a remark, what it is on."""
    host = board.get(sticky.pinned_to, Sticky)
    if host is not None:
        return host
    if sticky.kind in BESIDE_THE_FLOW and previous and previous.kind not in BESIDE_THE_FLOW:
        return board.stickies.get(previous.id, sticky)
    return sticky


def lane_named(editor: Editor, name: str) -> str:
    """Return the id of the lane of a name, a new one where there is none."""
    for lane in editor.board.in_order(Context):
        if lane.name.casefold() == name.casefold():
            return lane.id
    return add_lane(editor, name)


def _committed(editor: Editor) -> Sticky | None:
    tool = editor.tool
    if isinstance(tool, Type):
        editor.use(tool.finished(editor))
        return editor.board.get(tool.committed, Sticky)
    return editor.selected_sticky


def _goes_on_unseen(editor: Editor, tool: Type) -> bool:
    """Open another sticky where the one was that went into the inbox."""
    if tool.taken_unseen is None or tool.place is None:
        return False
    editor.use(_opening_new(editor, tool.taken_unseen, tool.place, tool.previous))
    return True


def _enters_lane(editor: Editor, tool: Type) -> bool:
    sticky, previous = tool.sticky(editor), tool.previous
    lane = parse_lane(sticky.text.strip()) if tool.is_new else None
    if lane is None or lane.name is None:
        return False
    tool.drop(editor)
    editor.use(editor.idle())
    context = lane_named(editor, lane.name)
    column = 1.0 if previous is None else floor(previous.at or 0) + 1.0
    spot = partial(place_in_lane, editor.wall, context, column=column)
    editor.use(_opening_new(editor, sticky.kind, spot, previous))
    return True


def _opening_new(
    editor: Editor,
    kind: Kind,
    spot: Place,
    previous: Sticky | None = None,
    *,
    inserts: bool = False,
) -> Type:
    sticky = spot(kind)
    edit = editor.document.edit(f"Add {kind.value.replace('-', ' ')}")
    edit.put(sticky)
    editor.select([sticky.id])
    return Type(sticky, edit, place=spot, previous=previous, inserts=inserts)

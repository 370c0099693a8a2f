"""What lies under the hand: what a menu is about, and what a finger may carry."""

from __future__ import annotations

from stormdesk.editor.areas import area_at
from stormdesk.editor.editor import Editor
from stormdesk.editor.handles import connect_handle_at
from stormdesk.editor.pointer import Pointer
from stormdesk.editor.tools.select import Select
from stormdesk.editor.tools.type import Type

_FLOW_REACH = 6


def select_under(editor: Editor, pointer: Pointer, *, in_header: bool) -> None:
    """Select what a menu at the pointer is about: lane, sticky, flow, or the board itself.

    What is part of a selection keeps all of it selected.
    """
    editor.pointer = pointer
    found = _under(editor, pointer, in_header=in_header)
    if found is None:
        editor.select([])
    elif found not in editor.selection:
        editor.select([found])


def may_carry(editor: Editor, pointer: Pointer, *, in_header: bool) -> bool:
    """Tell whether a finger here works on something; otherwise it pans the board.

    That is what is selected, a handle, or anything once a tool is taken up.
    """
    if isinstance(editor.tool, Type):
        return False
    if not isinstance(editor.tool, Select) or connect_handle_at(editor, pointer) is not None:
        return editor.is_editable
    found = _under(editor, pointer, in_header=in_header)
    return found in editor.selection and editor.is_editable


def _under(editor: Editor, pointer: Pointer, *, in_header: bool) -> str | None:
    if in_header:
        lane = editor.wall.lane_at(pointer.y)
        return lane.context_id if lane is not None else None
    sticky = editor.wall.at(pointer.point)
    if sticky is not None:
        return sticky.id
    flow = editor.wall.flow_at(pointer.point, pointer.reach(_FLOW_REACH))
    area = area_at(editor.wall, pointer.point, pointer.scale)
    found = flow or area
    return found.id if found is not None else None

"""The table of what can be done to a board; menus, keys and toolbar come from it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from stormdesk.editor import clipboard, flows, lanes, stickies, typing
from stormdesk.editor.action import Action
from stormdesk.editor.editor import Editor
from stormdesk.editor.level_actions import LEVEL_ACTIONS
from stormdesk.editor.scaffold_actions import SCAFFOLD_ACTIONS
from stormdesk.editor.structure_actions import STRUCTURE_ACTIONS, named_alone
from stormdesk.editor.tools.name import rename
from stormdesk.layout.appearance import look_of
from stormdesk.model.context import Context, Flow
from stormdesk.model.sticky import Kind, Sticky

__all__ = ["ACTIONS", "Action"]

STEP, BIG_STEP = 16.0, 160.0


def _any_sticky(editor: Editor) -> bool:
    return editor.is_editable and any(i in editor.board.stickies for i in editor.selection)


def _one_sticky(editor: Editor) -> bool:
    return editor.is_editable and editor.selected_sticky is not None


def _any_event(editor: Editor) -> bool:
    found = (editor.board.stickies.get(i) for i in editor.selection)
    return editor.is_editable and any(s is not None and s.kind is Kind.EVENT for s in found)


def _any_flow(editor: Editor) -> bool:
    return editor.is_editable and any(i in editor.board.flows for i in editor.selection)


def _anything(editor: Editor) -> bool:
    return editor.is_editable and bool(editor.selection)


def _a_lane(editor: Editor) -> bool:
    return editor.is_editable and selected_lane(editor) is not None


def _a_free_lane(editor: Editor) -> bool:
    lane = selected_lane(editor)
    return editor.is_editable and lane is not None and not lane.locked


def _lockable(editor: Editor) -> bool:
    return _any_sticky(editor) or _a_lane(editor)


def _has_text(editor: Editor) -> bool:
    return _one_sticky(editor) or (editor.is_editable and named_alone(editor) is not None)


def _fits(kind: Kind, editor: Editor) -> bool:
    return editor.is_editable and kind in editor.palette


def selected_lane(editor: Editor) -> Context | None:
    """Return the lane that is selected alone."""
    chosen = list(editor.selection)
    return editor.board.get(chosen[0], Context) if len(chosen) == 1 else None


def _with_lane(verb: Callable[[Editor, str], None], editor: Editor) -> None:
    lane = selected_lane(editor)
    if lane is not None:
        verb(editor, lane.id)


def _shift_lane(step: int, editor: Editor) -> None:
    lane = selected_lane(editor)
    if lane is None:
        return
    ids = [each.id for each in editor.board.in_order(Context)]
    place = ids.index(lane.id)
    gap = place - 1 if step < 0 else place + 2
    if 0 <= gap <= len(ids):
        lanes.move_lane(editor, lane.id, gap)


def _open_selected(editor: Editor) -> None:
    named = named_alone(editor)
    if editor.selected_sticky is not None:
        typing.open_text(editor, editor.selected_sticky.id)
    elif named is not None:
        rename(editor, named)


def _select_all(editor: Editor) -> None:
    editor.select([*editor.board.of_type(Sticky), *editor.board.of_type(Flow)])


def _remove(editor: Editor) -> None:
    lane = selected_lane(editor)
    if lane is not None:
        lanes.remove_lane(editor, lane.id)
    else:
        stickies.remove_selected(editor)


def _nudge(dx: float, dy: float) -> Callable[[Editor], None]:
    def run(editor: Editor) -> None:
        stickies.nudge(editor, dx, dy)

    return run


def _placing(kind: Kind) -> Action[Editor]:
    look = look_of(kind)
    return Action(
        f"place-{kind}",
        look.label,
        "Insert",
        lambda editor: typing.place(editor, kind),
        (look.key,),
        partial(_fits, kind),
        icon=kind.value,
    )


def _is_taken_unseen(editor: Editor) -> bool:
    return editor.unseen is not None and editor.unseen.can_take_back


def _undo(editor: Editor) -> None:
    if editor.unseen is not None and editor.unseen.can_take_back:
        editor.unseen.take_back()
    else:
        editor.document.undo()


ACTIONS: tuple[Action[Editor], ...] = (
    Action(
        "undo",
        "Undo",
        "Edit",
        _undo,
        ("Ctrl+Z",),
        lambda editor: (
            editor.is_editable
            and (editor.document.undo_label is not None or _is_taken_unseen(editor))
        ),
        icon="undo",
    ),
    Action(
        "redo",
        "Redo",
        "Edit",
        lambda editor: editor.document.redo(),
        ("Ctrl+Shift+Z", "Ctrl+Y"),
        lambda editor: editor.is_editable and editor.document.redo_label is not None,
        icon="redo",
    ),
    Action("copy", "Copy", "Edit", clipboard.copy, ("Ctrl+C",), _any_sticky, separated=True),
    Action("cut", "Cut", "Edit", clipboard.cut, ("Ctrl+X",), _any_sticky),
    Action(
        "paste",
        "Paste",
        "Edit",
        clipboard.paste,
        ("Ctrl+V",),
        lambda e: e.is_editable,
        words="insert clipboard import lines",
    ),
    Action(
        "duplicate",
        "Duplicate",
        "Edit",
        stickies.duplicate,
        ("Ctrl+D",),
        _any_sticky,
        words="clone",
    ),
    Action(
        "remove",
        "Delete",
        "Edit",
        _remove,
        ("Del", "Backspace"),
        _anything,
        words="erase remove trash",
    ),
    Action(
        "select-all",
        "Select all",
        "Edit",
        _select_all,
        ("Ctrl+A",),
        separated=True,
        words="everything",
    ),
    Action(
        "open-text",
        "Change text",
        "Edit",
        _open_selected,
        ("F2",),
        _has_text,
        words="edit rename reword write type",
    ),
    Action("next", "Next sticky", "Edit", typing.enter, ("Return", "Enter"), _one_sticky),
    Action(
        "alternative",
        "Alternative below",
        "Edit",
        typing.enter_alternative,
        ("Ctrl+Return",),
        _one_sticky,
        words="parallel branch or below",
    ),
    Action("nudge-left", "Left", "Edit/Nudge", _nudge(-STEP, 0), ("Left",), _any_sticky),
    Action("nudge-right", "Right", "Edit/Nudge", _nudge(STEP, 0), ("Right",), _any_sticky),
    Action("nudge-up", "Up", "Edit/Nudge", _nudge(0, -STEP), ("Up",), _any_sticky),
    Action("nudge-down", "Down", "Edit/Nudge", _nudge(0, STEP), ("Down",), _any_sticky),
    Action(
        "far-left", "Far left", "Edit/Nudge", _nudge(-BIG_STEP, 0), ("Shift+Left",), _any_sticky
    ),
    Action(
        "far-right", "Far right", "Edit/Nudge", _nudge(BIG_STEP, 0), ("Shift+Right",), _any_sticky
    ),
    Action("far-up", "Far up", "Edit/Nudge", _nudge(0, -BIG_STEP), ("Shift+Up",), _any_sticky),
    Action("far-down", "Far down", "Edit/Nudge", _nudge(0, BIG_STEP), ("Shift+Down",), _any_sticky),
    *(_placing(kind) for kind in Kind),
    Action(
        "pivotal",
        "Pivotal event",
        "Sticky",
        stickies.toggle_pivotal,
        ("Ctrl+P",),
        _any_event,
        words="boundary milestone phase key",
    ),
    Action(
        "lock",
        "Lock position",
        "Sticky",
        stickies.toggle_locked,
        ("Ctrl+L",),
        _lockable,
        words="pin freeze fixed",
    ),
    Action(
        "reverse",
        "Reverse flow",
        "Sticky",
        flows.reverse,
        (),
        _any_flow,
        words="turn swap direction arrow",
    ),
    Action(
        "add-lane",
        "Add lane",
        "Lane",
        lambda editor: lanes.add_lane(editor, "New context", for_all=True),
        ("Ctrl+Shift+L",),
        lambda editor: editor.is_editable,
        icon="lane",
        words="swimlane context department row new",
    ),
    Action(
        "lane-up",
        "Move lane up",
        "Lane",
        partial(_shift_lane, -1),
        ("Ctrl+Shift+Up",),
        _a_free_lane,
        separated=True,
    ),
    Action(
        "lane-down",
        "Move lane down",
        "Lane",
        partial(_shift_lane, 1),
        ("Ctrl+Shift+Down",),
        _a_free_lane,
    ),
    Action(
        "fit-lane",
        "Fit lane height",
        "Lane",
        partial(_with_lane, lanes.fit_lane),
        (),
        _a_free_lane,
        words="shrink resize swimlane",
    ),
    Action(
        "remove-lane",
        "Remove lane",
        "Lane",
        partial(_with_lane, lanes.remove_lane),
        (),
        _a_lane,
        words="delete swimlane context",
    ),
    *STRUCTURE_ACTIONS,
    *SCAFFOLD_ACTIONS,
    *LEVEL_ACTIONS,
)

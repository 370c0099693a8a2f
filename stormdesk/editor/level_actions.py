"""The rows of the action table about service levels: taking what is suggested, opening it again."""

from __future__ import annotations

from stormdesk.editor import levels
from stormdesk.editor.action import Action, Aside
from stormdesk.editor.editor import Editor
from stormdesk.model.sticky import Kind

_MENU = "Sticky/Service levels"
_READ_ONLY = Aside("This board cannot be changed.")
_UNSELECTED = Aside("Select the events that should promise something.")


def has_event(editor: Editor) -> bool:
    """Tell whether an event is selected that may be given levels."""
    found = (editor.board.stickies.get(i) for i in editor.selection)
    return editor.is_editable and any(s is not None and s.kind is Kind.EVENT for s in found)


def _why_no_event(editor: Editor) -> Aside:
    return _UNSELECTED if editor.is_editable else _READ_ONLY


LEVEL_ACTIONS: tuple[Action[Editor], ...] = (
    Action("take-levels", "Take suggested levels of the selection", _MENU,
           levels.take_of_selected, ("Shift+L",), has_event, obstacle=_why_no_event,
           words="service level objective slo sli target starting suggest"),
    Action("take-all-levels", "Take suggested levels of the whole board", _MENU,
           levels.take_all, (), lambda e: e.is_editable and bool(e.board.stickies),
           words="service level objective slo sli targets starting suggest every"),
    Action("open-levels", "Open agreed levels again", _MENU,
           levels.open_selected, (), has_event, separated=True,
           words="service level unconfirm assumed doubt take back"),
)  # fmt: skip

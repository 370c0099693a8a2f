"""The rows of the action table that coach: what event storming asks for next, and tilting."""

from __future__ import annotations

from functools import partial

from stormdesk.editor import promotion, scaffolding, tilting
from stormdesk.editor.action import Action
from stormdesk.editor.editor import Editor
from stormdesk.model.sticky import Kind

_MENU = "Sticky/Scaffold"


def _any(kinds: frozenset[Kind], added: Kind, editor: Editor) -> bool:
    """Tell whether something of these kinds is selected, at a level that holds what is added."""
    if not editor.is_editable or added not in editor.palette:
        return False
    found = (editor.board.stickies.get(i) for i in editor.selection)
    if any(s is not None and s.kind in kinds for s in found):
        return True
    return len(kinds) > 1 and any(i in editor.board.flows for i in editor.selection)


_EVENT = frozenset({Kind.EVENT})
_JOINED = frozenset({Kind.EVENT, Kind.COMMAND})

SCAFFOLD_ACTIONS: tuple[Action[Editor], ...] = (
    Action("tilt", "Tilt what is badly worded", "Sticky", tilting.toggle_tilt, ("T",),
           partial(_any, _EVENT, Kind.EVENT)),
    Action("add-commands", "Commands for events", _MENU, scaffolding.add_commands, ("Shift+C",),
           partial(_any, _EVENT, Kind.COMMAND), separated=True),
    Action("add-policies", "Policies before commands", _MENU,
           scaffolding.add_policies, ("Shift+P",), partial(_any, _JOINED, Kind.POLICY)),
    Action("add-aggregates", "Aggregates before events", _MENU,
           scaffolding.add_aggregates, ("Shift+G",), partial(_any, _JOINED, Kind.AGGREGATE)),
    Action("add-looks", "What actors look at", _MENU, scaffolding.add_looks, ("Shift+R",),
           partial(_any, frozenset({Kind.ACTOR}), Kind.READ_MODEL)),
    Action("add-failures", "What if not? Opposites and failures", _MENU,
           scaffolding.add_failures, ("Shift+E",), partial(_any, _EVENT, Kind.EVENT)),
    Action("promote", "Promote board to the next level", _MENU, promotion.promote,
           ("Ctrl+Shift+U",),
           lambda e: e.is_editable and promotion.next_level(e.level) is not None,
           separated=True),
)  # fmt: skip

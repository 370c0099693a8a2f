"""The rows of the action table that coach: what event storming asks for next, and tilting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from stormdesk.editor import promotion, scaffolding, tilting
from stormdesk.editor.action import READ_ONLY, Action, Aside
from stormdesk.editor.editor import Editor
from stormdesk.model.level import lowest_level
from stormdesk.model.sticky import Kind

_MENU = "Sticky/Scaffold"
_LAST_LEVEL = Aside("The board is at the last level already, software design.")


@dataclass(frozen=True, slots=True)
class _Step:
    """What a scaffolding row adds to which kinds, and what is told where it adds nothing."""

    kinds: frozenset[Kind]
    added: Kind
    unselected: str
    nothing: str
    add: Callable[[Editor], Aside | None]

    def is_possible(self, editor: Editor) -> bool:
        """Tell whether such a thing is selected, at a level that holds what is added."""
        if not editor.is_editable or self.added not in editor.palette:
            return False
        found = (editor.board.stickies.get(i) for i in editor.selection)
        if any(s is not None and s.kind in self.kinds for s in found):
            return True
        return len(self.kinds) > 1 and any(i in editor.board.flows for i in editor.selection)

    def obstacle(self, editor: Editor) -> Aside:
        """Return why it is not possible."""
        if not editor.is_editable:
            return READ_ONLY
        if self.added not in editor.palette:
            return Aside(
                "This belongs to the {level} level: promote the board with Ctrl+Shift+U.",
                {"level": lowest_level(self.added).replace("-", " ")},
            )
        return Aside(self.unselected)

    def run(self, editor: Editor) -> Aside | None:
        """Add it, and return what is to be said of it."""
        before = editor.board
        said = self.add(editor)
        return Aside(self.nothing) if said is None and editor.board is before else said


def _why_not_promoted(editor: Editor) -> Aside:
    return _LAST_LEVEL if editor.is_editable else READ_ONLY


def _row(
    name: str, label: str, menu: str, key: str, step: _Step, words: str, *, separated: bool = False
) -> Action[Editor]:
    return Action(
        name,
        label,
        menu,
        step.run,
        (key,),
        step.is_possible,
        separated=separated,
        obstacle=step.obstacle,
        words=words,
    )


_EVENT = frozenset({Kind.EVENT})
_JOINED = frozenset({Kind.EVENT, Kind.COMMAND})
_ACTOR = frozenset({Kind.ACTOR})
_TILT = _Step(
    _EVENT, Kind.EVENT, "Select an event to tilt.", "Nothing to tilt here.", tilting.toggle_tilt
)
_COMMANDS = _Step(
    _EVENT,
    Kind.COMMAND,
    "Select the events that want a command.",
    "Nothing to add: each of these events has a command, a cause or a trigger.",
    scaffolding.add_commands,
)
_POLICIES = _Step(
    _JOINED,
    Kind.POLICY,
    "Select the commands, or the flows to them, that want a policy.",
    "Nothing to add: no event leads straight to one of these commands, or stands before it.",
    scaffolding.add_policies,
)
_AGGREGATES = _Step(
    _JOINED,
    Kind.AGGREGATE,
    "Select the commands, or the flows from them, that want an aggregate.",
    "Nothing to add: none of these commands leads straight to an event.",
    scaffolding.add_aggregates,
)
_LOOKS = _Step(
    _ACTOR,
    Kind.READ_MODEL,
    "Select the actors who look at something.",
    "Nothing to add: each of these actors looks at something already.",
    scaffolding.add_looks,
)
_FAILURES = _Step(
    _EVENT,
    Kind.EVENT,
    "Select the events that may not happen.",
    "Nothing to add: what happens instead of these events stands there already.",
    scaffolding.add_failures,
)

SCAFFOLD_ACTIONS: tuple[Action[Editor], ...] = (
    _row("tilt", "Tilt what is badly worded", "Sticky", "T", _TILT, "askew rotate 45 wording"),
    _row("add-commands", "Commands for events", _MENU, "Shift+C", _COMMANDS,
         "scaffold cause add generate blue", separated=True),
    _row("add-policies", "Policies before commands", _MENU, "Shift+P", _POLICIES,
         "scaffold whenever reaction rule add generate lilac"),
    _row("add-aggregates", "Aggregates before events", _MENU, "Shift+G", _AGGREGATES,
         "scaffold constraint business rule add generate yellow"),
    _row("add-looks", "What actors look at", _MENU, "Shift+R", _LOOKS,
         "scaffold read model screen view add generate green"),
    _row("add-failures", "What if not? Opposites and failures", _MENU, "Shift+E", _FAILURES,
         "scaffold error exception unhappy path alternative add generate"),
    Action("promote", "Promote board to the next level", _MENU, promotion.promote,
           ("Ctrl+Shift+U",),
           lambda e: e.is_editable and promotion.next_level(e.level) is not None,
           separated=True, obstacle=_why_not_promoted,
           words="level up process software design raise upgrade phase big picture"),
)  # fmt: skip

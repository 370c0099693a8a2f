"""The table of what follows the flows; menus, keys and the palette come from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stormdesk.desktop.trace_bar import Question
from stormdesk.desktop.words import tr
from stormdesk.editor.action import Action
from stormdesk.model.context import Context

if TYPE_CHECKING:
    from stormdesk.desktop.window import Window


def _has_board(window: Window) -> bool:
    return window.view is not None


def _has_sticky(window: Window) -> bool:
    return window.view is not None and window.view.editor.selected_sticky is not None


def _stoppable(window: Window) -> str | None:
    """Return the lane or the sticky that is selected alone."""
    editor = window.view.editor if window.view is not None else None
    if editor is None or len(editor.selection) != 1:
        return None
    chosen = next(iter(editor.selection))
    is_one = chosen in editor.board.stickies or editor.board.get(chosen, Context) is not None
    return chosen if is_one else None


def _trace(window: Window) -> None:
    view = window.view
    if view is not None and view.editor.selected_sticky is not None:
        view.stage.trace(Question("around", view.editor.selected_sticky.id))


def _stop(window: Window) -> None:
    view, chosen = window.view, _stoppable(window)
    if view is not None and chosen is not None:
        view.stage.trace(Question("stops", chosen))


def _trace_flag(window: Window) -> None:
    """Follow the flag of the selected sticky, or else the next one of the board by name."""
    view = window.view
    if view is None:
        return
    shown = view.stage.traced
    flags = sorted({s.flag for s in view.editor.board.stickies.values() if s.flag is not None})
    chosen = view.editor.selected_sticky
    if not flags:
        view.status.say(tr("No sticky names a feature flag: set it in the inspector."))
    elif chosen is not None and chosen.flag is not None:
        view.stage.trace(Question("flag", chosen.flag))
    elif shown is not None and shown.about in flags[:-1]:
        view.stage.trace(Question("flag", flags[flags.index(shown.about) + 1]))
    else:
        view.stage.trace(Question("flag", flags[0]))


TRACES: tuple[Action[Window], ...] = (
    Action(
        "trace", "What leads here, what follows", "Go", _trace, ("F",), _has_sticky,
        icon="trace", separated=True, words="dependencies impact upstream downstream lineage light",
    ),
    Action(
        "trace-stop", "What if this stops?", "Go", _stop, ("W",),
        lambda w: _stoppable(w) is not None, words="failure outage impact downstream",
    ),
    Action("trace-flag", "What does the flag touch?", "Go", _trace_flag, ("Shift+F",), _has_board,
           words="feature toggle"),
    Action(
        "context-map", "Context map", "View",
        lambda w: w.view and w.view.turn_to("context-map"), ("Ctrl+Shift+M",), _has_board,
        words="coupling relations bounded diagram teams",
    ),
)  # fmt: skip

"""The table of walks along the board; menus, keys and the palette come from it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from stormdesk.desktop.words import tr
from stormdesk.editor.action import Action
from stormdesk.model.problem import BadInput
from stormdesk.model.session import WalkMode

if TYPE_CHECKING:
    from stormdesk.desktop.window import Window


def _can_walk(window: Window) -> bool:
    return window.view is not None and window.view.editor.is_editable


def _has_past(window: Window) -> bool:
    return window.view is not None and not window.view.opened.is_read_only


def _turn_replay(window: Window) -> None:
    view = window.view
    if view is not None:
        try:
            view.workshop.replay_bar.toggle()
        except BadInput as problem:
            view.status.say(f"{tr(problem.why[:1].upper() + problem.why[1:])}.")


def _walk(mode: WalkMode) -> Callable[[Window], object]:
    return lambda w: w.view and w.view.workshop.walk_bar.toggle(mode)


def _walks(mode: WalkMode) -> Callable[[Window], bool]:
    def told(window: Window) -> bool:
        turn = window.view.workshop.walk_bar.turn if window.view is not None else None
        return turn is not None and turn.mode == mode

    return told


WALK_ACTIONS: tuple[Action[Window], ...] = (
    Action("walk-through", "Walk-through", "Workshop", _walk("forward"), ("Ctrl+Alt+L",), _can_walk,
           separated=True, checked=_walks("forward"), words="tell story narrate narrator step"),
    Action("reverse-narrative", "Reverse narrative", "Workshop", _walk("backward"),
           ("Ctrl+Alt+K",), _can_walk, checked=_walks("backward"),
           words="backwards tell story narrate walk what happened before"),
    Action("replay", "How the board came about", "Workshop",
           _turn_replay, ("Ctrl+Alt+M",), _has_past,
           checked=lambda w: w.view is not None and w.view.workshop.replay_bar.is_on,
           words="replay film history play past movie"),
)  # fmt: skip

"""The table of what leads a workshop; menus, keys and the palette come from it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from stormdesk.desktop.facilitation import Facilitation
from stormdesk.desktop.panels.session_time import EXTRA
from stormdesk.editor.action import Action, Aside

if TYPE_CHECKING:
    from stormdesk.desktop.window import Window

_NO_SESSION = Aside("No workshop runs; begin one in the panel Workshop (Ctrl+Shift+W).")


def _has_board(window: Window) -> bool:
    return window.view is not None


def _led(is_so: Callable[[Facilitation], object]) -> Callable[[Window], bool]:
    def told(window: Window) -> bool:
        view = window.view
        if view is None or not view.editor.is_editable:
            return False
        facilitation = view.workshop.facilitation
        return facilitation.session is not None and bool(is_so(facilitation))

    return told


def _lead(verb: Callable[[Facilitation], object]) -> Callable[[Window], object]:
    def run(window: Window) -> None:
        if window.view is not None:
            window.view.finish_typing()
            verb(window.view.workshop.facilitation)

    return run


def _obstacle(last: str) -> Callable[[Window], Aside]:
    def told(window: Window) -> Aside:
        view = window.view
        runs = view is not None and view.workshop.facilitation.session is not None
        return Aside(last) if runs else _NO_SESSION

    return told


SESSION_ACTIONS: tuple[Action[Window], ...] = (
    Action("session", "Workshop", "Workshop", lambda w: w.view and w.view.turn_to("session"),
           ("Ctrl+Shift+W",), _has_board, icon="panel-session",
           words="session agenda facilitate facilitator phases timer begin"),
    Action("inbox", "Inbox", "Workshop", lambda w: w.view and w.view.turn_to("inbox"),
           ("Ctrl+Alt+I",), _has_board,
           words="silent write alone unseen reveal brainstorm duplicates merge"),
    Action("next-phase", "Next phase", "Workshop", _lead(lambda f: f.enter(f.following)), ("F6",),
           _led(lambda f: f.following), separated=True,
           obstacle=_obstacle("There is no phase after this one."), words="agenda go on"),
    Action("previous-phase", "Phase before", "Workshop", _lead(lambda f: f.enter(f.preceding)),
           ("Shift+F6",), _led(lambda f: f.preceding),
           obstacle=_obstacle("There is no phase before this one."), words="agenda go back"),
    Action("break", "Break, or go on", "Workshop", _lead(lambda f: f.turn_rest()), ("F10",),
           _led(lambda f: True), obstacle=_obstacle(""), words="pause rest coffee resume"),
    Action("pause", "Stop the clock, or go on", "Workshop", _lead(lambda f: f.turn_pause()),
           ("Shift+F10",), _led(lambda f: True), obstacle=_obstacle(""), words="pause timer hold"),
    Action("more-time", "Five minutes more", "Workshop", _lead(lambda f: f.extend(EXTRA)), ("F12",),
           _led(lambda f: True), obstacle=_obstacle(""), words="extend timer longer"),
    Action("less-time", "Five minutes fewer", "Workshop", _lead(lambda f: f.extend(-EXTRA)),
           ("Shift+F12",), _led(lambda f: True), obstacle=_obstacle(""), words="shorten timer"),
    Action("end-session", "End the workshop", "Workshop", _lead(lambda f: f.finish()), (),
           _led(lambda f: True), words="close finish session"),
)  # fmt: skip

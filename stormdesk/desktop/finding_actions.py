"""The table of what is done about findings; menus, keys and the palette come from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stormdesk.editor.action import Action

if TYPE_CHECKING:
    from stormdesk.desktop.window import Window


def _speaks(window: Window) -> bool:
    return window.view is not None and not window.view.findings.is_silent


def _can_fix(window: Window) -> bool:
    return window.view is not None and window.view.findings.can_fix


def _can_accept(window: Window) -> bool:
    return window.view is not None and window.view.findings.can_accept


def _step(window: Window, step: int) -> None:
    if window.view is not None:
        window.view.panes.turn_to("findings")
        window.view.findings.step(step)


def _accept(window: Window) -> None:
    if window.view is not None:
        window.view.panes.turn_to("findings")
        window.view.findings.help.ask_reason()


def _hush(window: Window) -> None:
    if window.view is not None:
        findings = window.view.findings
        findings.hush(is_silent=not findings.is_silent)


FINDING_ACTIONS: tuple[Action[Window], ...] = (
    Action("next-finding", "Next finding", "Go", lambda w: _step(w, 1), ("F7",), _speaks,
           icon="advice", separated=True, words="problem issue warning"),
    Action("previous-finding", "Previous finding", "Go", lambda w: _step(w, -1), ("Shift+F7",),
           _speaks, words="problem issue warning"),
    Action("fix-finding", "Fix the finding", "Go", lambda w: w.view and w.view.findings.fix(),
           ("Ctrl+.",), _can_fix, words="repair mend solve"),
    Action("accept-finding", "Accept the finding…", "Go", _accept, ("Ctrl+Shift+A",), _can_accept,
           words="suppress ignore dismiss reason"),
    Action("hush", "Silent coach", "View", _hush, ("Ctrl+Shift+H",),
           lambda w: w.view is not None,
           checked=lambda w: w.view is not None and w.view.findings.is_silent,
           words="mute quiet nagging chaotic"),
)  # fmt: skip

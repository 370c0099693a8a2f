"""The table of what is done about running the model; menus, keys and the palette come from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stormdesk.editor.action import Action
from stormdesk.editor.level_actions import has_event

if TYPE_CHECKING:
    from stormdesk.desktop.window import Window


def _has_board(window: Window) -> bool:
    return window.view is not None


def _has_event(window: Window) -> bool:
    return window.view is not None and has_event(window.view.editor)


def _confirm(window: Window) -> None:
    view = window.view
    if view is not None:
        view.finish_typing()
        view.panes.turn_to("service-levels")
        view.service_levels.confirm_selected()


def _has_simulation(window: Window) -> bool:
    return window.view is not None and window.view.runs.last is not None


def _is_simulating(window: Window) -> bool:
    return window.view is not None and window.view.simulation_bar.is_on


def _is_observing(window: Window) -> bool:
    return window.view is not None and window.view.observability.is_on


OPERATION_ACTIONS: tuple[Action[Window], ...] = (
    Action("service-levels", "Service levels", "View",
           lambda w: w.view and w.view.turn_to("service-levels"), ("Ctrl+Shift+E",), _has_board,
           words="slo sli objectives targets assumed agreed burn down promise"),
    Action("observability", "What is observed", "View",
           lambda w: w.view and w.view.observability.toggle(), ("Shift+Y",), _has_board,
           checked=_is_observing,
           words="trace metric log audit overlay telemetry monitoring glyphs instrumented"),
    Action("simulation", "Simulation", "View",
           lambda w: w.view and w.view.turn_to("simulation"), ("Ctrl+Shift+Y",), _has_board,
           words="simulate load peak queue lag what if scenario outage capacity"),
    Action("simulated-time", "Simulated time on the board", "View",
           lambda w: w.view and w.view.simulation_bar.toggle(), ("Shift+U",), _has_simulation,
           checked=_is_simulating, words="simulation overlay scrubber queue lag backlog"),
    Action("confirm-levels", "Agree to assumed levels…", "Sticky/Service levels", _confirm, (),
           _has_event, words="service level confirm slo number assumed"),
)  # fmt: skip

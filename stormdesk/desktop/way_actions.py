"""The table of what finds one's way over a board; menus, keys and the palette come from it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from stormdesk.desktop.stage import Stage
from stormdesk.editor.action import Action
from stormdesk.editor.repetition import is_repetition
from stormdesk.model.hotspot import is_open
from stormdesk.model.repetition import original_of

if TYPE_CHECKING:
    from stormdesk.desktop.window import Window


def _on_stage(verb: Callable[[Stage], object]) -> Callable[[Window], object]:
    return lambda window: window.view and verb(window.view.stage)


def _has_board(window: Window) -> bool:
    return window.view is not None


def _has_stickies(window: Window) -> bool:
    return window.view is not None and bool(window.view.editor.board.stickies)


def _has_open_hotspots(window: Window) -> bool:
    view = window.view
    return view is not None and any(map(is_open, view.editor.board.stickies.values()))


def _go_to_original(window: Window) -> None:
    view = window.view
    if view is not None and view.editor.selected_sticky is not None:
        view.canvas.reveal(original_of(view.editor.board, view.editor.selected_sticky).id)


_ARROWS = ("walk-right", "walk-left", "walk-up", "walk-down")

WAYS: tuple[Action[Window], ...] = (
    Action(
        "zoom-lane",
        "Lane of the selection",
        "View",
        _on_stage(lambda stage: stage.zoom_to_lane()),
        ("3",),
        lambda w: w.view is not None and w.view.stage.has_lane(),
    ),
    Action(
        "minimap",
        "Map of the board",
        "View",
        _on_stage(lambda stage: stage.toggle_map()),
        ("Ctrl+M",),
        _has_board,
        icon="map",
        separated=True,
        checked=lambda w: w.opening.settings.value.minimap,
        words="overview navigator",
    ),
    Action(
        "outline",
        "Outline",
        "View",
        lambda w: w.view and w.view.turn_to("outline"),
        ("Ctrl+Shift+O",),
        _has_board,
        words="list tree text",
    ),
    Action(
        "find",
        "Find…",
        "Go",
        _on_stage(lambda stage: stage.find()),
        ("Ctrl+F",),
        _has_board,
        icon="find",
        words="search look",
    ),
    Action(
        "find-next",
        "Next match",
        "Go",
        _on_stage(lambda stage: stage.step(1)),
        ("F3",),
        _has_board,
    ),
    Action(
        "find-previous",
        "Previous match",
        "Go",
        _on_stage(lambda stage: stage.step(-1)),
        ("Shift+F3",),
        _has_board,
    ),
    Action(
        "filter",
        "Filter",
        "Go",
        _on_stage(lambda stage: stage.toggle_filter()),
        ("F4",),
        _has_board,
        icon="filter",
        checked=lambda w: w.view is not None and w.view.stage.filter.isVisible(),
        words="dim hide only tag owner",
    ),
    Action(
        "next-hotspot",
        "Next hotspot",
        "Go",
        _on_stage(lambda stage: stage.go_to_hotspot(1)),
        ("F8",),
        _has_open_hotspots,
        icon="hotspot",
        separated=True,
        words="question risk open",
    ),
    Action(
        "previous-hotspot",
        "Previous hotspot",
        "Go",
        _on_stage(lambda stage: stage.go_to_hotspot(-1)),
        ("Shift+F8",),
        _has_open_hotspots,
        words="question risk open",
    ),
    Action(
        "original",
        "Original of the repetition",
        "Go",
        _go_to_original,
        ("Ctrl+Shift+R",),
        lambda w: w.view is not None and is_repetition(w.view.editor),
        words="loop again",
    ),
    Action(
        "walk-right",
        "Along the flow",
        "Go/Neighbour",
        _on_stage(lambda stage: stage.walk("right")),
        ("Alt+Right",),
        _has_stickies,
    ),
    Action(
        "walk-left",
        "Against the flow",
        "Go/Neighbour",
        _on_stage(lambda stage: stage.walk("left")),
        ("Alt+Left",),
        _has_stickies,
    ),
    Action(
        "walk-up",
        "Above",
        "Go/Neighbour",
        _on_stage(lambda stage: stage.walk("up")),
        ("Alt+Up",),
        _has_stickies,
    ),
    Action(
        "walk-down",
        "Below",
        "Go/Neighbour",
        _on_stage(lambda stage: stage.walk("down")),
        ("Alt+Down",),
        _has_stickies,
    ),
    Action(
        "back",
        "Back",
        "Go",
        _on_stage(lambda stage: stage.go_back()),
        ("Ctrl+[", "Alt+PgUp"),
        lambda w: w.view is not None and w.view.canvas.places.can_go_back,
        icon="back",
        separated=True,
        words="place visited",
    ),
    Action(
        "forward",
        "Forward",
        "Go",
        _on_stage(lambda stage: stage.go_forward()),
        ("Ctrl+]", "Alt+PgDown"),
        lambda w: w.view is not None and w.view.canvas.places.can_go_forward,
        icon="forward",
        words="place visited",
    ),
    Action(
        "palette",
        "Commands…",
        "Help",
        lambda w: w.show_palette(),
        ("Ctrl+K",),
        icon="find",
        words="search actions",
    ),
)


def is_everywhere(row: Action[Window]) -> bool:
    """Tell whether a key works outside the canvas too; the keys that walk would leave a text."""
    return row.name not in _ARROWS

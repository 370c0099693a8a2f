"""The table of what can be done to the window; menus, keys and toolbar come from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stormdesk.editor.actions import Action

if TYPE_CHECKING:
    from stormdesk.desktop.window import Window


def _has_board(window: Window) -> bool:
    return window.view is not None


def _can_save(window: Window) -> bool:
    return window.view is not None and (
        window.view.opened.path is None or window.view.opened.is_unsaved
    )


def _has_selection(window: Window) -> bool:
    return window.view is not None and bool(window.view.editor.selection)


WINDOW_ACTIONS: tuple[Action[Window], ...] = (
    Action("new", "New", "File", lambda w: w.new("big-picture"), ("Ctrl+N",), icon="new"),
    Action("new-from", "New from template", "File", lambda w: w.show_start(), icon="template"),
    Action("open", "Open…", "File", lambda w: w.open(), ("Ctrl+O",), icon="open"),
    Action("open-recent", "Open recent", "File", lambda w: w.show_start(), icon="recover"),
    Action("start", "Start screen", "File", lambda w: w.show_start(), icon="home"),
    Action(
        "save",
        "Save",
        "File",
        lambda w: w.save(),
        ("Ctrl+S",),
        _can_save,
        icon="save",
        separated=True,
    ),
    Action("save-as", "Save as…", "File", lambda w: w.save_as(), ("Ctrl+Shift+S",), _has_board),
    Action(
        "export", "Export…", "File", lambda w: w.export(), ("Ctrl+E",), _has_board, icon="export"
    ),
    Action(
        "forget", "Forget this board…", "File", lambda w: w.forget(), (), _has_board, separated=True
    ),
    Action("close", "Close", "File", lambda w: w.close_board(), ("Ctrl+W",), _has_board),
    Action("quit", "Quit", "File", lambda w: w.close(), ("Ctrl+Q",)),
    Action(
        "zoom-in",
        "Zoom in",
        "View",
        lambda w: w.view and w.view.canvas.zoom_in(),
        ("+", "="),
        _has_board,
        icon="zoom-in",
    ),
    Action(
        "zoom-out",
        "Zoom out",
        "View",
        lambda w: w.view and w.view.canvas.zoom_out(),
        ("-",),
        _has_board,
        icon="zoom-out",
    ),
    Action(
        "zoom-actual",
        "100 %",
        "View",
        lambda w: w.view and w.view.canvas.zoom_to_actual(),
        ("1",),
        _has_board,
    ),
    Action(
        "zoom-fit",
        "Whole board",
        "View",
        lambda w: w.view and w.view.canvas.zoom_to_fit(),
        ("0",),
        _has_board,
        icon="zoom-fit",
    ),
    Action(
        "zoom-selection",
        "Selection",
        "View",
        lambda w: w.view and w.view.zoom_to_selection(),
        ("2",),
        _has_selection,
    ),
    Action(
        "side",
        "Show or hide the side",
        "View",
        lambda w: w.view and w.view.toggle_side(),
        ("F9",),
        _has_board,
        icon="panel",
        separated=True,
    ),
    Action(
        "inspector",
        "Inspector",
        "View",
        lambda w: w.view and w.view.turn_to("inspector"),
        ("Ctrl+I",),
        _has_board,
    ),
    Action(
        "findings",
        "Findings",
        "View",
        lambda w: w.view and w.view.turn_to("findings"),
        ("Ctrl+Shift+F",),
        _has_board,
    ),
    Action(
        "full-screen", "Full screen", "View", lambda w: w.toggle_full_screen(), ("F11",),
        separated=True,
    ),
    Action("shortcuts", "Keys", "Help", lambda w: w.show_keys(), ("F1",), icon="help"),
    Action("about", "About stormdesk", "Help", lambda w: w.show_about()),
)  # fmt: skip

TOOL_BAR = (
    *("start", "open", "save", "|", "undo", "redo", "|", "add-lane", "|"),
    *("zoom-out", "zoom-in", "zoom-fit", "|", "side"),
)

CONTEXT_MENU = (
    *("open-text", "next", "alternative", "|", "pivotal", "lock", "reverse", "|"),
    *("cut", "copy", "paste", "duplicate", "|"),
    *("lane-up", "lane-down", "fit-lane", "|", "remove"),
)

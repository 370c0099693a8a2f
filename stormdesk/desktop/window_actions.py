"""The table of what can be done to the window; menus, keys and toolbar come from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stormdesk.desktop.contract_actions import CONTRACT_ACTIONS
from stormdesk.desktop.export_actions import EXPORT_ACTIONS
from stormdesk.desktop.finding_actions import FINDING_ACTIONS
from stormdesk.desktop.inbox_actions import INBOX_ACTIONS
from stormdesk.desktop.operation_actions import OPERATION_ACTIONS
from stormdesk.desktop.preferences import ask_settings, change_settings
from stormdesk.desktop.session_actions import SESSION_ACTIONS
from stormdesk.desktop.trace_actions import TRACES
from stormdesk.desktop.version_actions import VERSION_ACTIONS
from stormdesk.desktop.vote_actions import VOTE_ACTIONS
from stormdesk.desktop.walk_actions import WALK_ACTIONS
from stormdesk.desktop.wall_actions import WALL_ACTIONS
from stormdesk.desktop.way_actions import WAYS
from stormdesk.editor.actions import Action
from stormdesk.layout.themes import THEMES, TITLES, ThemeName
from stormdesk.model.sticky import Kind

if TYPE_CHECKING:
    from stormdesk.desktop.window import Window


def _has_board(window: Window) -> bool:
    return window.view is not None


def _can_edit(window: Window) -> bool:
    return window.view is not None and window.view.editor.is_editable


def _can_save(window: Window) -> bool:
    return window.view is not None and (window.view.opened.path is None or window.view.is_unsaved)


def _has_selection(window: Window) -> bool:
    return window.view is not None and bool(window.view.editor.selection)


def _has_message(window: Window) -> bool:
    sticky = window.view.editor.selected_sticky if window.view is not None else None
    return sticky is not None and sticky.kind in (Kind.EVENT, Kind.COMMAND)


def _theme(name: ThemeName) -> Action[Window]:
    return Action(
        f"theme-{name}",
        TITLES[name],
        "View/Theme",
        lambda w: change_settings(w, theme=name),
        checked=lambda w: w.opening.settings.value.theme == name,
    )


def _switch(name: str, label: str, field: str) -> Action[Window]:
    def run(window: Window) -> None:
        change_settings(window, **{field: not getattr(window.opening.settings.value, field)})

    return Action(
        name,
        label,
        "View",
        run,
        checked=lambda w: bool(getattr(w.opening.settings.value, field)),
    )


WINDOW_ACTIONS: tuple[Action[Window], ...] = (
    Action("new", "New", "File", lambda w: w.new("big-picture"), ("Ctrl+N",), icon="new"),
    Action("new-from", "New from template", "File", lambda w: w.show_start(), icon="template",
           words="example sample"),
    Action("open", "Open…", "File", lambda w: w.open(), ("Ctrl+O",), icon="open"),
    Action("open-recent", "Open recent", "File", lambda w: w.show_start(), icon="recover"),
    Action("start", "Start screen", "File", lambda w: w.show_start(), icon="home",
           words="home welcome recent"),
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
    *EXPORT_ACTIONS,
    Action(
        "forget", "Forget this board…", "File", lambda w: w.forget(), (), _has_board,
        separated=True, words="delete purge erase privacy",
    ),
    Action("settings", "Settings…", "File", ask_settings, ("Ctrl+,",),
           words="preferences options configuration language"),
    Action("close", "Close", "File", lambda w: w.close_board(), ("Ctrl+W",), _has_board),
    Action("quit", "Quit", "File", lambda w: w.close(), ("Ctrl+Q",), words="exit"),
    Action(
        "quick-entry",
        "Quick entry",
        "Insert",
        lambda w: w.view and w.view.quick.open(),
        ("/",),
        _can_edit,
        separated=True, words="add type line outline fast",
    ),
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
        _has_board, words="reset original size",
    ),
    Action(
        "zoom-fit",
        "Whole board",
        "View",
        lambda w: w.view and w.view.canvas.zoom_to_fit(),
        ("0",),
        _has_board,
        icon="zoom-fit", words="all everything overview fit",
    ),
    Action(
        "zoom-selection",
        "Selection",
        "View",
        lambda w: w.view and w.view.zoom_to_selection(),
        ("2",),
        _has_selection, words="zoom selected",
    ),
    Action(
        "side",
        "Show or hide the side",
        "View",
        lambda w: w.view and w.view.panes.toggle_side(),
        ("F9",),
        _has_board,
        icon="panel",
        separated=True, words="sidebar panel",
    ),
    Action(
        "inspector",
        "Inspector",
        "View",
        lambda w: w.view and w.view.turn_to("inspector"),
        ("Ctrl+I",),
        _has_board, words="properties details form attributes",
    ),
    Action(
        "message",
        "Fields of the message",
        "View",
        lambda w: w.view and w.view.show_message(),
        ("Ctrl+Shift+I",),
        _has_message, words="schema payload attributes contract",
    ),
    Action(
        "findings",
        "Findings",
        "View",
        lambda w: w.view and w.view.turn_to("findings"),
        ("Ctrl+Shift+F",),
        _has_board, words="problems rules lint check warnings errors coach",
    ),
    Action(
        "readiness",
        "Readiness",
        "View",
        lambda w: w.view and w.view.turn_to("readiness"),
        ("Ctrl+Shift+K",),
        _has_board, words="checklist maturity production score prepare",
    ),
    Action(
        "glossary",
        "Glossary",
        "View",
        lambda w: w.view and w.view.turn_to("glossary"),
        ("Ctrl+Shift+G",),
        _has_board, words="terms dictionary definitions words vocabulary",
    ),
    *(_theme(name) for name in THEMES),
    _switch("snapping", "Snap to neighbours", "snapping"),
    _switch("back-row", "Watch the back row", "back_row"),
    Action(
        "full-screen", "Full screen", "View", lambda w: w.toggle_full_screen(), ("F11",),
        separated=True, words="present presentation",
    ),
    *WAYS,
    *TRACES,
    *FINDING_ACTIONS,
    *CONTRACT_ACTIONS,
    *OPERATION_ACTIONS,
    *SESSION_ACTIONS,
    *INBOX_ACTIONS,
    *WALK_ACTIONS,
    *VOTE_ACTIONS,
    *VERSION_ACTIONS,
    *WALL_ACTIONS,
    Action("shortcuts", "Keys", "Help", lambda w: w.show_keys(), ("F1",), icon="help",
           words="help keyboard hotkeys shortcuts"),
    Action("about", "About stormdesk", "Help", lambda w: w.show_about()),
)  # fmt: skip

TOOL_BAR = (
    *("start", "open", "save", "|", "undo", "redo", "|", "add-lane", "lasso", "insert-space", "|"),
    *("zoom-out", "zoom-in", "zoom-fit", "|", "side"),
)

CONTEXT_MENU = (
    *("open-text", "next", "alternative", "|", "pivotal", "lock", "reverse", "|"),
    *("repeat", "park", "fetch", "mark-path", "security", "watched", "|"),
    *("add-commands", "add-policies", "add-aggregates", "add-looks", "add-failures", "tilt", "|"),
    *("align-left", "align-top", "distribute-horizontally", "areas-into-lanes", "|"),
    *("cut", "copy", "paste", "duplicate", "|"),
    *("lane-up", "lane-down", "fit-lane", "collapse-lane", "|"),
    *("select-all", "add-lane", "|", "remove"),
)

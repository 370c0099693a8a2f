"""The settings put into force in a window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication

from stormdesk.desktop.dialogs.settings_dialog import SettingsDialog
from stormdesk.desktop.look import colour
from stormdesk.layout.themes import is_dark

if TYPE_CHECKING:
    from stormdesk.desktop.window import Window


def change_settings(window: Window, **changes: Any) -> None:
    """Remember other settings, and look and behave as they say."""
    settings, view = window.opening.settings, window.view
    was_dark = is_dark(settings.value.theme)
    settings.change(**changes)
    dark = is_dark(settings.value.theme)
    app = QApplication.instance()
    if isinstance(app, QApplication) and dark is not was_dark:
        colour(app, is_dark=dark)
        window.bound.redraw()
        if view is not None:
            view.bound.redraw()
            window.bars.fill()
    if view is not None:
        view.take_settings()
    elif window.start is not None:
        window.show_start()


def ask_settings(window: Window) -> None:
    """Show the settings, and what the board says of itself, and take what is chosen."""
    view = window.view
    if view is not None:
        view.finish_typing()
    editor = view.editor if view is not None else None
    dialog = SettingsDialog(window.opening.settings.value, editor, window)
    if dialog.exec():
        change_settings(window, **dialog.changes)
    dialog.deleteLater()

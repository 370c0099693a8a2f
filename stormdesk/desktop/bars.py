"""The menus and the toolbar of a window."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolBar, QWidget

from stormdesk.desktop.icons import icon
from stormdesk.desktop.look import shades_of
from stormdesk.desktop.menus import fill_menu_bar, fill_tool_bar
from stormdesk.desktop.templates import template_files, title_of
from stormdesk.desktop.wall_actions import living_menus
from stormdesk.desktop.window_actions import TOOL_BAR
from stormdesk.desktop.words import tr
from stormdesk.document import file

if TYPE_CHECKING:
    from stormdesk.desktop.window import Window

_MOST_RECENT = 9


class Bars:
    """Offers what can be done in a window; the toolbar is there only with a board."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._tools = QToolBar(tr("Toolbar"))
        self._tools.setMovable(False)
        self._tools.setIconSize(QSize(20, 20))
        window.addToolBar(self._tools)

    def fill(self) -> None:
        """Make both anew for what the window shows."""
        window = self._window
        bounds = [window.bound]
        if window.view is not None:
            bounds.append(window.view.bound)
        living = {"open-recent": self._recent, "new-from": self._templates, **living_menus(window)}
        fill_menu_bar(window.menuBar(), bounds, living)
        fill_tool_bar(self._tools, bounds, TOOL_BAR)
        self._tools.setVisible(window.view is not None)
        if window.view is not None:
            self._add_export_button()

    def _add_export_button(self) -> None:
        window = self._window
        room = QWidget()
        room.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        button = QPushButton(icon("export", shades_of(window.palette()).on_primary), tr("Export"))
        button.setProperty("primary", True)
        button.setToolTip(window.bound.actions["export"].toolTip())
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(window.export)
        self._tools.addWidget(room)
        self._tools.addWidget(button)

    def _recent(self) -> Iterable[tuple[str, str, Callable[[], object]]]:
        for name in self._window.opening.settings.value.recent[:_MOST_RECENT]:
            path = Path(name)
            title = file.title_of(path)
            label = f"{title} — {path.name}" if title else path.name
            yield label, name, lambda path=path: self._window.open_path(path)

    def _templates(self) -> Iterable[tuple[str, str, Callable[[], object]]]:
        for path in template_files():
            yield title_of(path), "", lambda path=path: self._window.open_template(path)

"""The canvas and the side next to it, in the widths somebody gave them."""

from __future__ import annotations

import base64
from collections.abc import Mapping

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QSplitter, QWidget

from stormdesk.desktop.panels.side import Side
from stormdesk.desktop.settings import SettingsFile

_SIDE_WIDTH = 330


class Panes(QSplitter):
    """What the board is worked on with, and panels by their page and label; all is remembered."""

    def __init__(
        self,
        stage: QWidget,
        panels: Mapping[str, tuple[str, QWidget]],
        settings: SettingsFile,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._settings = settings
        self._panels = {page: panel for page, (_, panel) in panels.items()}
        self.side = Side()
        for page, (label, panel) in panels.items():
            self.side.add(page, label, panel)
        self.side.turn_to(settings.value.side_page)
        self.side.setVisible(settings.value.side_panel)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.addWidget(stage)
        self.addWidget(self.side)
        self.setStretchFactor(0, 1)
        widths = QByteArray(base64.b64decode(settings.value.panes))
        if widths.isEmpty() or not self.restoreState(widths):
            self.setSizes([10_000, _SIDE_WIDTH])
        self.side.turned.connect(lambda _: self.remember())

    def turn_to(self, page: str) -> QWidget:
        """Show a panel of the side, and return it."""
        self.side.show()
        self.side.turn_to(page)
        self.remember()
        return self._panels[page]

    def toggle_side(self) -> None:
        """Show or hide the side."""
        self.side.setVisible(not self.side.isVisible())
        self.remember()

    def show_number(self, page: str, number: int) -> None:
        """Show how much a panel holds beside its label."""
        self.side.show_number(page, number)

    def remember(self) -> None:
        """Keep widths and page for the next time."""
        self._settings.change(
            side_panel=not self.side.isHidden(),
            side_page=self.side.page,
            panes=base64.b64encode(self.saveState().data()).decode(),
        )

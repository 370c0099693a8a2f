"""The canvas and what is read below it, in the heights somebody gave them."""

from __future__ import annotations

import base64

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QSplitter, QWidget

from stormdesk.desktop.settings import SettingsFile

_BELOW = 0.44
"""How much of the height the lower one takes until somebody says otherwise."""


class Desk(QSplitter):
    """Shows one widget, and below it another one or not; both is remembered."""

    def __init__(
        self, above: QWidget, below: QWidget, settings: SettingsFile, parent: QWidget | None = None
    ) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._settings = settings
        self._below = below
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.addWidget(above)
        self.addWidget(below)
        self.setStretchFactor(0, 1)
        below.setVisible(settings.value.contracts)
        heights = QByteArray(base64.b64decode(settings.value.desk))
        self._is_set = not heights.isEmpty() and self.restoreState(heights)

    def toggle(self) -> None:
        """Show what is below, or hide it."""
        self._below.setVisible(self._below.isHidden())
        if not self._is_set:
            height = self.height()
            self.setSizes([round(height * (1 - _BELOW)), round(height * _BELOW)])
            self._is_set = True
        self.remember()

    def remember(self) -> None:
        """Keep heights and what is shown for the next time."""
        heights = base64.b64encode(self.saveState().data()).decode() if self._is_set else ""
        self._settings.change(contracts=not self._below.isHidden(), desk=heights)

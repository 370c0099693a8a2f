"""The tree of service levels: what a press or a key on a row means."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QTreeWidgetItem, QWidget

from stormdesk.desktop.panels.told_rows import ToldRows
from stormdesk.desktop.words import tr

_CHEVRON = 24


class ServiceLevelTree(ToldRows):
    """Asks for what a row's box or button does, by a press or by Space; Enter leads to it."""

    acted = Signal(QTreeWidgetItem)
    chosen = Signal(QTreeWidgetItem)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Service levels"), parent)
        self.itemClicked.connect(self.chosen)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take presses on boxes, buttons and chevrons, which choose no row."""
        at = event.position().toPoint()
        item = self.itemAt(at)
        if item is not None and (self.is_on_sign(item, at.x()) or self.is_on_deed(item, at)):
            self.setCurrentItem(item)
            self.acted.emit(item)
        elif item is not None and item.parent() is None and at.x() < _CHEVRON:
            item.setExpanded(not item.isExpanded())
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do by Space what a press on a box or button does, and lead to the sticky by Enter."""
        item = self.currentItem()
        if item is not None and event.key() == Qt.Key.Key_Space:
            self.acted.emit(item)
        elif item is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(item)
        else:
            super().keyPressEvent(event)

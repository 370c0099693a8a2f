"""One line of the verdict that stays in sight while what it is about is edited further up."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout

from stormdesk.desktop.panels.verdict_box import VerdictBox, in_tone
from stormdesk.desktop.words import tr


class PinnedVerdict(QFrame):
    """Stands at the bottom of a form while the verdict there is out of sight; leads to it."""

    def __init__(self, area: QScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self._box: VerdictBox | None = None
        self.setObjectName("verdict")
        self.setAccessibleName(tr("Compatibility"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.headline = QLabel()
        self.headline.setProperty("role", "verdict")
        self.headline.setWordWrap(True)
        self.headline.setTextFormat(Qt.TextFormat.PlainText)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 6, 10, 6)
        layout.addWidget(self.headline)
        self._due = QTimer(self, singleShot=True, interval=0)
        self._due.timeout.connect(self._catch_up)
        area.verticalScrollBar().valueChanged.connect(lambda _: self._due.start())
        area.verticalScrollBar().rangeChanged.connect(lambda *_: self._due.start())
        area.installEventFilter(self)
        self.hide()

    def follow(self, box: VerdictBox | None) -> None:
        """Stand for this box from now on; for none where None."""
        self._box = box
        self._due.start()

    def look_soon(self) -> None:
        """Say what the box says now."""
        self._due.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the bottom of what is shown."""
        if watched is self._area and event.type() == QEvent.Type.Resize:
            self._due.start()
        return super().eventFilter(watched, event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lead to the verdict."""
        if self._box is not None and self.rect().contains(event.position().toPoint()):
            self._area.ensureWidgetVisible(self._box)

    def _catch_up(self) -> None:
        box = self._box
        if box is None or box.isHidden() or self._is_in_sight(box):
            self.hide()
            return
        in_tone(self, self.headline, str(box.property("tone")))
        self.headline.setText(box.headline.text())
        self.setAccessibleDescription(box.headline.text())
        width = self._area.viewport().width()
        height = self.heightForWidth(width)
        self.setGeometry(0, self._area.height() - height, width, height)
        self.show()
        self.raise_()

    def _is_in_sight(self, box: VerdictBox) -> bool:
        top = box.mapTo(self._area, QPoint(0, 0)).y()
        bottom = top + box.headline.geometry().bottom()
        return top < self._area.height() and bottom <= self._area.height() and bottom > 0

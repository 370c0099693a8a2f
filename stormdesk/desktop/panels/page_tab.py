"""The small button that leads to a panel of the side."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter

from stormdesk.desktop import look
from stormdesk.desktop.icons import draw
from stormdesk.desktop.words import tr

_NARROWEST, _USUAL, _HIGH, _ICON = 22, 32, 32, 18
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_MOST = 100
"""From here on the panel itself tells how many there are."""


class PageTab(QPushButton):
    """Shows a drawing, and how much the panel holds; its name is what it says and is hovered."""

    def __init__(self, page: str, label: str) -> None:
        super().__init__(label)
        self._label = label
        self._number = ""
        draw(self, f"panel-{page}")
        self.setProperty("page", True)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setIconSize(QSize(_ICON, _ICON))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_number(0)

    @property
    def title(self) -> str:
        """The name of the panel, and how much there is in it."""
        return f"{self._label}  {self._number}".rstrip()

    def show_number(self, number: int) -> None:
        """Show how much there is in the panel; nothing of nothing."""
        self._number = "" if not number else str(number) if number < _MOST else f"{_MOST - 1}+"
        self.setText(self.title)
        named = tr("{name}, {n}", name=self._label, n=self._number) if number else self._label
        self.setToolTip(named)
        self.setAccessibleName(named)
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for room for the drawing alone."""
        return QSize(_USUAL, _HIGH)

    def minimumSizeHint(self) -> QSize:
        """Get along with less, so that all fit into one row of a narrow side."""
        return QSize(_NARROWEST, _HIGH)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go along the row with the arrows."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        row = self.group().buttons()
        after = row[(row.index(self) + step) % len(row)]
        after.setFocus(Qt.FocusReason.TabFocusReason)
        after.click()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the drawing without the name, and the number over its corner."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text, option.icon = "", QIcon()
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        left, top = (self.width() - _ICON) // 2, (self.height() - _ICON) // 2
        self.icon().paint(painter, left, top, _ICON, _ICON)
        if self._number:
            self._paint_number(painter)
        painter.end()

    def _paint_number(self, painter: QPainter) -> None:
        shades = look.shades_of(self.palette())
        font = QFont(self.font())
        font.setPixelSize(9)
        font.setWeight(QFont.Weight.Bold)
        painter.setFont(font)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = max(12, painter.fontMetrics().horizontalAdvance(self._number) + 6)
        pill = QRectF(self.width() - wide - 0.5, 0.5, wide, 12)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(shades.primary))
        painter.drawRoundedRect(pill, 6, 6)
        painter.setPen(QColor(shades.on_primary))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, self._number)

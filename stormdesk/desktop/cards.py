"""Cards of the start screen: something to begin with, that can be clicked."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QIcon, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from stormdesk.desktop import look
from stormdesk.desktop.templates import Template
from stormdesk.layout.appearance import Palette, colour_of

_ROUND = 10.0


class Card(QAbstractButton):
    """A raised sheet that is a button as a whole; what lies on it is laid out by ``layout``."""

    def __init__(self, name: str, description: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(name)
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        """Ask for the room of what lies on it."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else QSize(200, 80)

    def minimumSizeHint(self) -> QSize:
        """Ask for the least room of what lies on it."""
        layout = self.layout()
        return layout.minimumSize() if layout is not None else QSize(120, 60)

    def hasHeightForWidth(self) -> bool:
        """Tell that words wrap."""
        layout = self.layout()
        return layout is not None and layout.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        """Return the height that the words need at a width."""
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout is not None else -1

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sheet with its edge, and a ring where the keyboard is."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shades = look.shades_of(self.palette())
        edge, width = shades.edge, 1.0
        if self.hasFocus():
            edge, width = shades.accent, 2.0
        elif self.underMouse():
            edge = shades.hot_edge
        inset = width / 2 + 0.5
        sheet = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.setPen(QPen(QColor(edge), width))
        painter.setBrush(QColor(shades.wash if self.isDown() else shades.paper))
        painter.drawRoundedRect(sheet, _ROUND, _ROUND)
        painter.end()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be clicked."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Look as before."""
        super().leaveEvent(event)
        self.update()


class Strip(QWidget):
    """A board from afar: its stickies as small squares of their colours."""

    def __init__(self, template: Template, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._template = template
        self._palette = palette
        self.setFixedHeight(96)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint one square a sticky, in its lane and column."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        template, palette = self._template, self._palette
        painter.setBrush(QColor(palette.paper))
        painter.drawRoundedRect(area, 7, 7)
        if not template.strip:
            return
        lane = area.height() / template.lanes
        for number in range(template.lanes):
            if number % 2 == 0:
                painter.setBrush(QColor(palette.lanes[0]))
                painter.drawRoundedRect(QRectF(0, number * lane, area.width(), lane), 4, 4)
        first = min(at for _, at, _ in template.strip)
        last = max(at for _, at, _ in template.strip)
        step = (area.width() - 16) / (last - first + 1)
        # Several stickies share lane and column; they are stacked a little.
        stacked: dict[tuple[int, float], int] = {}
        side = max(3.0, min(step * 0.8, lane * 0.42, 12.0))
        for row, at, sticky in template.strip:
            depth = stacked.get((row, at), 0)
            stacked[row, at] = depth + 1
            x = 8 + (at - first) * step + (depth // 2) * side * 0.4
            y = row * lane + lane * 0.08 + (depth % 2) * (side + 1)
            painter.setBrush(QColor(colour_of(sticky, palette)))
            painter.setPen(QPen(QColor(0, 0, 0, 40), 0.6))
            painter.drawRoundedRect(QRectF(x, y, side, side), 1.2, 1.2)
        painter.end()


def template_card(template: Template, remark: str, palette: Palette) -> Card:
    """Return the card of a template, its board in the colours of a palette."""
    card = Card(template.title, template.scope)
    layout = QVBoxLayout(card)
    layout.setContentsMargins(12, 12, 12, 14)
    layout.setSpacing(8)
    layout.addWidget(Strip(template, palette))
    layout.addWidget(_label(template.title, "font-size: 15px; font-weight: 500;"))
    scope = _label(template.scope, "font-size: 13px;", faint=True)
    layout.addWidget(scope, 1)
    layout.addWidget(_label(remark, "font-size: 12px;", faint=True))
    return card


def choice_card(picture: QIcon, title: str, text: str) -> Card:
    """Return a card with a picture on the left and two lines beside it."""
    card = Card(title, text)
    layout = QHBoxLayout(card)
    layout.setContentsMargins(14, 12, 14, 12)
    layout.setSpacing(14)
    sign = QLabel()
    sign.setPixmap(picture.pixmap(QSize(32, 32)))
    sign.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    layout.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(_label(title, "font-size: 15px; font-weight: 500;"))
    words.addWidget(_label(text, "font-size: 13px;", faint=True))
    layout.addLayout(words, 1)
    return card


def _label(text: str, style: str, *, faint: bool = False) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "faint" if faint else "")
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setStyleSheet(style)
    label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    return label

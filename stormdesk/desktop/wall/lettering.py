"""Letters for a room: as large as its picture allows, and never beyond their place."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from stormdesk.layout.legibility import COMFORTABLE_ANGLE, Room

_HEIGHT = 1080
_SMALLER = 0.92
_MORE = "…"

TEXT = 32.0
"""Type size of the smallest letters at 1080 pixels of height: 20 mm capitals on a wall 2 m wide."""

CENTRED = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
START = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def unit(height: float) -> float:
    """Return how large a picture of a height is, where 1 is one of 1080 pixels."""
    return max(0.4, height / _HEIGHT)


def is_legible(size: float, width: float) -> bool:
    """Tell whether type of a size reads without effort from 6 m on a picture 2 m wide."""
    return Room(2.0, 6.0, width).angle(size) >= COMFORTABLE_ANGLE


def font_of(size: float, *, bold: bool = False) -> QFont:
    """Return the window's typeface in a size in pixels; its figures are all of one width."""
    font = QFont("Roboto")
    font.setPixelSize(max(1, round(size)))
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a line is."""
    return QFontMetricsF(font_of(size, bold=bold)).horizontalAdvance(text)


def paint_text(
    painter: QPainter,
    place: QRectF,
    text: str,
    sizes: tuple[float, float],
    colour: QColor,
    align: Qt.AlignmentFlag = CENTRED,
    *,
    bold: bool = False,
) -> QRectF:
    """Paint a text in its place, in the largest type between two sizes in which all of it fits.

    Where none does it is cut short. Returns the room that it took.
    """
    largest, smallest = sizes
    flags = align | Qt.TextFlag.TextWordWrap
    size = largest
    while size > smallest and not _fits(text, place, font_of(size, bold=bold), flags):
        size = max(smallest, size * _SMALLER)
    font = font_of(size, bold=bold)
    shown = text if _fits(text, place, font, flags) else _shortened(text, place, font, flags)
    painter.setFont(font)
    painter.setPen(colour)
    return painter.drawText(place, flags, shown)


def _fits(text: str, place: QRectF, font: QFont, flags: Qt.AlignmentFlag) -> bool:
    taken = QFontMetricsF(font).boundingRect(place, int(flags), text)
    return taken.width() <= place.width() + 1 and taken.height() <= place.height() + 1


def _shortened(text: str, place: QRectF, font: QFont, flags: Qt.AlignmentFlag) -> str:
    least, most = 0, len(text)
    while least < most:
        middle = (least + most + 1) // 2
        if _fits(text[:middle].rstrip() + _MORE, place, font, flags):
            least = middle
        else:
            most = middle - 1
    return text[:least].rstrip() + _MORE

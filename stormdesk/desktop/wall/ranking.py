"""The result of a ballot on the wall: what was voted for, most votes first."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from stormdesk.analysis.votes import Ranked
from stormdesk.desktop.canvas.paint import with_alpha
from stormdesk.desktop.wall.lettering import CENTRED, START, paint_text
from stormdesk.desktop.wall.moment import Result
from stormdesk.desktop.wall.plate import Plate
from stormdesk.desktop.words import tr
from stormdesk.layout.appearance import Palette, colour_of

_MOST = 7
_ROW, _HEAD, _FOOT = 112.0, 120.0, 64.0


def show_ranking(plate: Plate, result: Result | None, palette: Palette, unit: float) -> None:
    """Show a result, or none."""
    if result is None:
        plate.want(is_wanted=False)
        return

    def draw(painter: QPainter, area: QRectF) -> None:
        _draw(painter, area, result, palette, unit)

    told = (f"{r.place}. {r.sticky.text}: {r.votes}" for r in result.ranked[:_MOST])
    plate.lay((result, palette.paper), draw, f"{result.ballot}. {'. '.join(told)}")


def height_of(result: Result | None, unit: float) -> float:
    """Return how high a plate has to be for a result, in pixels."""
    number = len(result.ranked) if result is not None else 0
    more = _FOOT if number > _MOST else _FOOT / 2
    return (_HEAD + _ROW * min(number, _MOST) + more) * unit


def _draw(painter: QPainter, area: QRectF, result: Result, palette: Palette, unit: float) -> None:
    painter.setPen(QPen(QColor(palette.lane_edge), 2))
    painter.setBrush(with_alpha(palette.paper, 247))
    painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 18 * unit, 18 * unit)
    inner = area.adjusted(44 * unit, 0, -44 * unit, 0)
    title = QRectF(inner.x(), inner.y() + 20 * unit, inner.width(), 88 * unit)
    ink, faint = QColor(palette.outer_ink), QColor(palette.faint_ink)
    paint_text(painter, title, result.ballot, (52 * unit, 34 * unit), ink, START, bold=True)
    shown = result.ranked[:_MOST]
    height = min(_ROW * unit, (area.height() - (_HEAD + _FOOT / 2) * unit) / max(1, len(shown)))
    y = inner.y() + _HEAD * unit
    for ranked in shown:
        row = QRectF(inner.x(), y, inner.width(), height)
        _paint_row(painter, row, ranked, shown[0].votes, palette, unit)
        y += height
    more = len(result.ranked) - len(shown)
    if more:
        place = QRectF(inner.x(), y, inner.width(), 48 * unit)
        sizes = (32 * unit, 32 * unit)
        paint_text(painter, place, tr("and {n} more", n=more), sizes, faint, START)


def _paint_row(
    painter: QPainter, row: QRectF, ranked: Ranked, most: int, palette: Palette, unit: float
) -> None:
    ink = QColor(palette.outer_ink)
    number = QRectF(row.x(), row.y(), 64 * unit, row.height())
    sizes = (44 * unit, 32 * unit)
    paint_text(painter, number, str(ranked.place), sizes, QColor(palette.faint_ink), bold=True)
    votes = QRectF(row.right() - 96 * unit, row.y(), 96 * unit, row.height())
    paint_text(painter, votes, str(ranked.votes), (56 * unit, 32 * unit), ink, CENTRED, bold=True)
    inner = row.adjusted(76 * unit, 0, -108 * unit, 0)
    bar = QRectF(inner.x(), inner.bottom() - 18 * unit, inner.width(), 10 * unit)
    painter.fillRect(bar, QColor(palette.lane_edge))
    bar.setWidth(bar.width() * ranked.votes / max(1, most))
    colour = QColor(colour_of(ranked.sticky, palette))
    painter.fillRect(bar, colour)
    text = inner.adjusted(0, 4 * unit, 0, -22 * unit)
    paint_text(painter, text, ranked.sticky.text, (38 * unit, 32 * unit), ink, START)

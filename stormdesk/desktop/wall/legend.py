"""The legend on the wall: a small likeness of each mark beside its name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from stormdesk.desktop.canvas.paint import painter_path, round_pen
from stormdesk.desktop.wall.lettering import START, TEXT, paint_text, width_of
from stormdesk.desktop.words import tr
from stormdesk.exchange.agenda import Mark
from stormdesk.layout.appearance import SIDE, Palette, label_of, look_of
from stormdesk.layout.glyphs import GRID, STROKE, glyph_of
from stormdesk.layout.marks import VOTE_GROUND
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Kind

ROW = 54.0
"""Height of a row at 1080 pixels of height."""
_SIDE, _GAP, _BETWEEN = 42.0, 14.0, 38.0
_LIKENESS = 0.62
"""How much of a likeness its sign takes up."""
_LONGEST = 420.0
_EXTRAS = {"pivotal": "Pivotal event", "lane": "Lane", "vote": "Vote"}


class Entry(NamedTuple):
    """A mark, what it is called, and where it stands."""

    mark: Mark
    label: str
    place: QRectF


def name_of(mark: Mark, profile: Profile) -> str:
    """Return what a board calls a mark."""
    return label_of(mark, profile) if isinstance(mark, Kind) else tr(_EXTRAS[mark])


def entries(
    marks: Sequence[Mark], profile: Profile, width: float, unit: float
) -> tuple[list[Entry], float]:
    """Return the entries laid out in rows of a width, and the height of all rows."""
    found: list[Entry] = []
    x = y = 0.0
    for mark in marks:
        label = name_of(mark, profile)
        text = min(width_of(label, TEXT * unit), _LONGEST * unit)
        wide = (_width(mark) + _GAP) * unit + text
        if x > 0 and x + wide > width:
            x, y = 0.0, y + ROW * unit
        found.append(Entry(mark, label, QRectF(x, y, wide, ROW * unit)))
        x += wide + _BETWEEN * unit
    return found, y + ROW * unit if found else 0.0


def paint_entry(painter: QPainter, entry: Entry, palette: Palette, unit: float) -> None:
    """Paint one entry where it stands."""
    place, wide = entry.place, _width(entry.mark) * unit
    side = _SIDE * unit
    sample = QRectF(place.x(), place.center().y() - side / 2, wide, side)
    if isinstance(entry.mark, Kind):
        _paint_kind(painter, entry.mark, sample, palette)
    else:
        _paint_extra(painter, entry.mark, sample, palette, unit)
    text = place.adjusted(wide + _GAP * unit, 0, 2, 0)
    sizes = (TEXT * unit, TEXT * unit)
    paint_text(painter, text, entry.label, sizes, QColor(palette.outer_ink), START)


def _width(mark: Mark) -> float:
    if not isinstance(mark, Kind):
        return _SIDE
    return min(look_of(mark).width / SIDE, 1.5) * _SIDE if mark is not Kind.ACTOR else _SIDE * 0.72


def _paint_kind(painter: QPainter, kind: Kind, place: QRectF, palette: Palette) -> None:
    colour = QColor(palette.kinds[kind])
    painter.setPen(QPen(colour.darker(palette.edge_depth), 1))
    painter.setBrush(colour)
    if kind is Kind.VALUE:
        place = place.adjusted(place.width() * 0.1, place.height() * 0.3, 0, -place.height() * 0.1)
    painter.drawRect(place)
    side = min(place.width(), place.height()) * _LIKENESS
    painter.save()
    painter.translate(place.center() - QPointF(side / 2, side / 2))
    painter.scale(side / GRID, side / GRID)
    glyph = glyph_of(kind)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(round_pen(QColor(palette.ink), STROKE))
    painter.drawPath(painter_path(glyph.lines))
    painter.fillPath(painter_path(glyph.solid), QColor(palette.ink))
    painter.restore()


def _paint_extra(
    painter: QPainter, mark: Mark, place: QRectF, palette: Palette, unit: float
) -> None:
    middle = place.center()
    match mark:
        case "pivotal":
            pen = QPen(QColor(palette.pivotal), 4 * unit, Qt.PenStyle.DashLine)
            painter.setPen(pen)
            top, bottom = QPointF(middle.x(), place.top()), QPointF(middle.x(), place.bottom())
            painter.drawLine(top, bottom)
        case "lane":
            painter.setPen(QPen(QColor(palette.faint_ink), 1.5 * unit))
            painter.setBrush(QColor(palette.lanes[0]))
            painter.drawRect(place.adjusted(0, place.height() * 0.2, 0, -place.height() * 0.2))
            third = place.adjusted(place.width() / 3, place.height() * 0.2, 0, 0)
            painter.drawLine(third.topLeft(), third.topLeft() + QPointF(0, place.height() * 0.6))
        case _:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(VOTE_GROUND))
            inner = place.adjusted(6 * unit, 6 * unit, -6 * unit, -6 * unit)
            painter.drawRect(inner)
            painter.setPen(round_pen(QColor("#FFFFFF"), 3.5 * unit))
            left, right = inner.left() + 6 * unit, inner.right() - 6 * unit
            painter.drawLine(QPointF(left, middle.y()), QPointF(right, middle.y()))
            head = [QPointF(right - 7 * unit, middle.y() + dy * unit) for dy in (-7, 7)]
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(QPolygonF([head[0], QPointF(right, middle.y()), head[1]]))

"""The wall during a break: how long it still takes, and when the room goes on."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from stormdesk.desktop.countdown import countdown
from stormdesk.desktop.wall.lettering import paint_text
from stormdesk.desktop.wall.moment import Moment
from stormdesk.desktop.wall.plate import Plate
from stormdesk.desktop.words import tr
from stormdesk.layout.appearance import Palette

_BAR = 10.0


def show_break(plate: Plate, moment: Moment, palette: Palette, unit: float) -> None:
    """Show the break that a moment lies in, or nothing of it."""
    left, back_at = moment.reading.rest_left, moment.back_at
    if left is None or back_at is None:
        plate.want(is_wanted=False)
        return
    lines = _lines(moment, left)

    def draw(painter: QPainter, area: QRectF) -> None:
        _draw(painter, area, lines, left, moment.reading.rest, palette, unit)

    plate.lay((lines, left, palette.paper, palette.accent), draw, ". ".join(filter(None, lines)))


def _lines(moment: Moment, left: int) -> tuple[str, str, str, str]:
    back_at, following = moment.back_at, moment.reading.phase
    if left > 0 and back_at is not None:
        when = tr("We go on at {time}", time=f"{back_at:%H:%M}")
    else:
        when = tr("We go on now")
    # A phase that a break parts goes on behind it, and only one that is over is followed.
    has_rest = moment.phase is not None and moment.phase.rest > 0
    if moment.following is not None and (has_rest or moment.reading.left <= 0):
        following = moment.following.name
    then = tr("Then: {phase}", phase=following) if following else ""
    return tr("Break"), countdown(max(0, left)), when, then


def _draw(
    painter: QPainter,
    area: QRectF,
    lines: tuple[str, str, str, str],
    left: int,
    planned: int,
    palette: Palette,
    unit: float,
) -> None:
    word, time, when, then = lines
    ink, faint = QColor(palette.outer_ink), QColor(palette.faint_ink)
    painter.fillRect(area, QColor(palette.paper))
    middle, wide = area.center().y(), area.adjusted(60 * unit, 0, -60 * unit, 0)

    def band(top: float, height: float) -> QRectF:
        return QRectF(wide.x(), middle + top * unit, wide.width(), height * unit)

    paint_text(painter, band(-330, 90), word, (64 * unit, 40 * unit), faint)
    paint_text(painter, band(-240, 320), time, (300 * unit, 120 * unit), ink, bold=True)
    paint_text(painter, band(120, 110), when, (76 * unit, 40 * unit), ink)
    paint_text(painter, band(240, 120), then, (44 * unit, 32 * unit), faint)
    track = QRectF(area.center().x() - 420 * unit, middle + 96 * unit, 840 * unit, _BAR * unit)
    painter.fillRect(track, QColor(palette.lane_edge))
    share = max(0.0, min(1.0, left / planned)) if planned > 0 else 0.0
    track.setWidth(track.width() * share)
    painter.fillRect(track, QColor(palette.accent))

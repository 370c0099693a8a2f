"""The card that opens a phase: its name and what it is for, shown for a moment."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF, QTimer
from PySide6.QtGui import QColor, QPainter, QPen

from stormdesk.desktop.canvas.paint import with_alpha
from stormdesk.desktop.wall.lettering import paint_text
from stormdesk.desktop.wall.moment import Moment
from stormdesk.desktop.wall.plate import Plate
from stormdesk.layout.appearance import Palette

_SHOWN = 9_000
"""Milliseconds: time to read forty words aloud."""


class PhaseCard(QObject):
    """Puts the card on a plate when a phase is entered, and takes it away again."""

    def __init__(self, plate: Plate) -> None:
        super().__init__(plate)
        self.plate = plate
        self._entered: tuple[str, int] | None = None
        self._until = QTimer(self, singleShot=True, interval=_SHOWN)
        self._until.timeout.connect(self.put_away)

    def show_moment(self, moment: Moment, palette: Palette, unit: float) -> None:
        """Show the card of a phase that was just entered; not what was entered before.

        A walk and a ballot begin with what they show themselves.
        """
        before, self._entered = self._entered, moment.entered
        if moment.told is not None or moment.turnout is not None:
            self.put_away()
            return
        if before is None or moment.entered == before or not moment.entered[0]:
            return
        if moment.reading.state != "work":
            return
        goal = moment.phase.goal if moment.phase is not None else ""
        name = moment.entered[0]

        def draw(painter: QPainter, area: QRectF) -> None:
            _draw(painter, area, name, goal, palette, unit)

        self.plate.lay((moment.entered, palette.paper), draw, f"{name}. {goal}".strip())
        self._until.start()

    def put_away(self) -> None:
        """Take the card away."""
        self._until.stop()
        self.plate.want(is_wanted=False)


def _draw(
    painter: QPainter, area: QRectF, name: str, goal: str, palette: Palette, unit: float
) -> None:
    card = area.adjusted(1, 1, -1, -1)
    painter.setPen(QPen(QColor(palette.lane_edge), 2))
    painter.setBrush(with_alpha(palette.paper, 247))
    painter.drawRoundedRect(card, 18 * unit, 18 * unit)
    inner = card.adjusted(56 * unit, 44 * unit, -56 * unit, -44 * unit)
    half = inner.height() * (0.46 if goal else 1.0)
    title = QRectF(inner.x(), inner.y(), inner.width(), half)
    ink = QColor(palette.outer_ink)
    paint_text(painter, title, name, (84 * unit, 40 * unit), ink, bold=True)
    rest = inner.adjusted(0, half, 0, 0)
    paint_text(painter, rest, goal, (46 * unit, 32 * unit), QColor(palette.faint_ink))

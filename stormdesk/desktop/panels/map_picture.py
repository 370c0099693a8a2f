"""The drawing of a context map: who feeds whom, through how many events, by which pattern."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from stormdesk.desktop.canvas.paint import round_pen
from stormdesk.layout.appearance import DEFAULT_PALETTE, Palette
from stormdesk.layout.geometry import Box, Point
from stormdesk.layout.map_plan import SHORT, MapPlan, Pair, Way, planned
from stormdesk.model.context import Context
from stormdesk.model.sticky import Kind

if TYPE_CHECKING:
    from stormdesk.analysis.coupling import Coupling

_ROUND, _HEAD = 9.0, 6.0


class MapPicture(QWidget):
    """Paints contexts and arrows; ``chosen`` is clicked, ``pointed`` is under the pointer."""

    choosing = Signal(object)
    entering = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = DEFAULT_PALETTE
        self._contexts: Sequence[tuple[Context, str]] = ()
        self._couplings: Mapping[Pair, Coupling] = {}
        self._plan = MapPlan({}, {}, 0)
        self._chosen: Pair | None = None
        self._pointed: Pair | str | None = None
        self.setMouseTracking(True)

    def use_palette(self, palette: Palette) -> None:
        """Paint in other colours from now on."""
        self._palette = palette
        self.update()

    def show_map(
        self, contexts: Sequence[tuple[Context, str]], couplings: Sequence[Coupling]
    ) -> None:
        """Show contexts, each with its colour, and what leads from one to another."""
        self._contexts = contexts
        self._couplings = {(each.upstream, each.downstream): each for each in couplings}
        self._plan_anew()

    def choose(self, pair: Pair | None) -> None:
        """Make one arrow stand out."""
        self._chosen = pair
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the room."""
        super().resizeEvent(event)
        self._plan_anew()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Make what is under the pointer stand out, and tell its name."""
        pointed = self._under(event.position())
        if pointed != self._pointed:
            self._pointed = pointed
            self.setCursor(
                Qt.CursorShape.ArrowCursor if pointed is None else Qt.CursorShape.PointingHandCursor
            )
            self.setToolTip(self._name(pointed))
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer any more."""
        self._pointed = None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose an arrow, or go to a context."""
        under = self._under(event.position())
        if isinstance(under, str):
            self.entering.emit(under)
        elif under is not None:
            self.choosing.emit(under)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint contexts, arrows and badges, what stands out last."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for context, colour in self._contexts:
            self._paint_context(painter, context, colour, self._plan.boxes[context.id])
        out = (self._chosen, self._pointed)
        pairs = sorted(self._plan.ways, key=lambda pair: pair in out)
        for pair in pairs:
            self._paint_way(painter, pair, stands_out=pair in out)
        for pair in pairs:
            self._paint_badge(painter, pair, stands_out=pair in out)
        painter.end()

    def _plan_anew(self) -> None:
        ids = [context.id for context, _ in self._contexts]
        self._plan = planned(ids, list(self._couplings), self.width())
        self.setFixedHeight(round(self._plan.height) if ids else 0)
        self.update()

    def _paint_context(self, painter: QPainter, context: Context, colour: str, box: Box) -> None:
        is_hot = self._pointed == context.id
        edge = self._palette.accent if is_hot else self._palette.lane_edge
        painter.setPen(QPen(QColor(edge), 1.5))
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(QRectF(*box), _ROUND, _ROUND)
        painter.setPen(QColor(self._palette.outer_ink))
        font = self._font(13, QFont.Weight.Medium)
        painter.setFont(font)
        inside = QRectF(*box).adjusted(10, 4, -10, -4)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        name = " ".join(context.name.split())
        metrics = QFontMetricsF(font)
        words = _two_lines(name, metrics, inside.width())
        painter.drawText(inside, flags, words)

    def _paint_way(self, painter: QPainter, pair: Pair, *, stands_out: bool) -> None:
        way = self._plan.ways[pair]
        colour = QColor(self._palette.accent if stands_out else self._palette.flow)
        has_flows = bool(self._couplings[pair].flows)
        style = Qt.PenStyle.SolidLine if has_flows else Qt.PenStyle.DashLine
        painter.setPen(round_pen(colour, 2.4 if stands_out else 1.6, style))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(_path(way))
        x, y = way.end
        head = QPolygonF(
            [
                QPointF(x + 1, y),
                QPointF(x + 1 + 1.5 * _HEAD, y - _HEAD * 0.8),
                QPointF(x + 1 + 1.5 * _HEAD, y + _HEAD * 0.8),
            ]
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(head)

    def _paint_badge(self, painter: QPainter, pair: Pair, *, stands_out: bool) -> None:
        coupling, palette = self._couplings[pair], self._palette
        rect = QRectF(*self._plan.ways[pair].badge)
        number = f"{len(coupling.events):,}"
        pattern = SHORT.get(coupling.pattern or "", "")
        painter.setPen(QPen(QColor(palette.accent if stands_out else palette.flow), 1))
        painter.setBrush(QColor(palette.ruler))
        painter.drawRoundedRect(rect, 6, 6)
        # The number stands on an event's colour, as it counts events.
        chip = QRectF(rect)
        if pattern:
            chip.setWidth(20)
        path = QPainterPath()
        path.addRoundedRect(rect, 6, 6)
        painter.save()
        painter.setClipPath(path)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.kinds[Kind.EVENT] if coupling.events else palette.paper))
        painter.drawRect(chip)
        painter.restore()
        painter.setFont(self._font(11, QFont.Weight.Medium))
        painter.setPen(QColor(palette.ink if coupling.events else palette.faint_ink))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, number)
        painter.setPen(QColor(palette.outer_ink))
        painter.drawText(rect.adjusted(20, 0, 0, 0), Qt.AlignmentFlag.AlignCenter, pattern)

    def _font(self, pixels: int, weight: QFont.Weight) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(pixels)
        font.setWeight(weight)
        return font

    def _under(self, at: QPointF) -> Pair | str | None:
        point = Point(at.x(), at.y())
        for pair, way in self._plan.ways.items():
            if way.badge.contains(point):
                return pair
        for context_id, box in self._plan.boxes.items():
            if box.contains(point):
                return context_id
        near = QRectF(at.x() - 4, at.y() - 4, 8, 8)
        found = (pair for pair, way in self._plan.ways.items() if _is_on(way, near))
        return next(found, None)

    def _name(self, pointed: Pair | str | None) -> str:
        names = {context.id: context.name for context, _ in self._contexts}
        if pointed is None or isinstance(pointed, str):
            return names.get(pointed or "", "")
        return f"{names[pointed[0]]} → {names[pointed[1]]}"


def _path(way: Way) -> QPainterPath:
    """Return the line of an arrow, its corners rounded."""
    (x, y), (left, bottom) = way.start, way.end
    down = 1 if bottom > y else -1
    turn = min(10.0, abs(bottom - y) / 2, way.beside - max(x, left))
    path = QPainterPath(QPointF(x, y))
    path.lineTo(way.beside - turn, y)
    path.quadTo(way.beside, y, way.beside, y + down * turn)
    path.lineTo(way.beside, bottom - down * turn)
    path.quadTo(way.beside, bottom, way.beside - turn, bottom)
    path.lineTo(left + 1.5 * _HEAD, bottom)
    return path


def _is_on(way: Way, near: QRectF) -> bool:
    (x, y), (left, bottom) = way.start, way.end
    legs = (
        QRectF(x, y - 0.5, way.beside - x, 1),
        QRectF(way.beside - 0.5, min(y, bottom), 1, abs(bottom - y)),
        QRectF(left, bottom - 0.5, way.beside - left, 1),
    )
    return any(leg.intersects(near) for leg in legs)


def _two_lines(name: str, metrics: QFontMetricsF, width: float) -> str:
    """Return a name in two lines at most, cut where there is no room for more."""
    if metrics.horizontalAdvance(name) <= width:
        return name
    words = name.split(" ")
    first = words.pop(0)
    while words and metrics.horizontalAdvance(f"{first} {words[0]}") <= width:
        first = f"{first} {words.pop(0)}"
    lines = [first, " ".join(words)]
    cut = (metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in lines if line)
    return "\n".join(cut)

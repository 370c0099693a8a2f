"""Flows: straight lines far away, routed arrows near."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF

from stormdesk.desktop.canvas.batches import Backlog, Lines
from stormdesk.desktop.canvas.paint import Paints, painter_path, round_pen
from stormdesk.editor.wall import Wall
from stormdesk.layout.geometry import Box, Point
from stormdesk.layout.routes import Route
from stormdesk.model.context import Flow

ROUTED_FROM = 0.22
"""Pixels a board unit from which arrows are routed and not straight."""
_THINNEST = 0.8
_FEW = 400
"""So many flows are routed at any distance: nobody waits for that."""


class FlowPainter:
    """Paints the flows of a wall and follows its changes."""

    def __init__(self, wall: Wall, paints: Paints) -> None:
        self._wall = wall
        self._paints = paints
        self._straight = Lines()
        self._paths: dict[str, tuple[Route, QPainterPath, QPolygonF]] = {}
        self._backlog = Backlog()
        self._file(wall.board.flows)

    def follow(self, touched: Iterable[str]) -> None:
        """Take note of what changed on the wall."""
        self._backlog.add(touched)

    def catch_up(self, most: int) -> bool:
        """File some of what changed, while nobody waits; return whether there is more."""
        self._file(self._backlog.take(most))
        return len(self._backlog) > 0

    def paint(self, painter: QPainter, view: Box, scale: float, selected: frozenset[str]) -> None:
        """Paint what is in view, in board units."""
        if scale < ROUTED_FROM and len(self._straight.lines) > _FEW:
            self.catch_up(len(self._backlog))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            painter.setPen(self._paints.far_flow)
            painter.drawLines(self._straight.lines)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        plain, loop = QPen(self._paints.flow), QPen(self._paints.loop)
        for pen in (plain, loop):
            pen.setWidthF(max(pen.widthF(), _THINNEST / scale))
        for flow, route in self._wall.flows_in(view):
            _, path, head = self._path(flow, route)
            pen = loop if flow.loop else plain
            if flow.id in selected:
                wide = round_pen(self._paints.accent, max(4.0, 3 / scale))
                pen = wide
            painter.strokePath(path, pen)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(pen.color())
            painter.drawPolygon(head)

    def _file(self, ids: Iterable[str]) -> None:
        for flow_id in ids:
            flow = self._wall.board.flows.get(flow_id)
            ends = self._ends(flow) if flow is not None else None
            if ends is None:
                self._paths.pop(flow_id, None)
                self._straight.remove(flow_id)
            else:
                self._straight.put(flow_id, QLineF(*ends[0], *ends[1]))

    def _path(self, flow: Flow, route: Route) -> tuple[Route, QPainterPath, QPolygonF]:
        found = self._paths.get(flow.id)
        if found is None or found[0] is not route:
            found = self._paths[flow.id] = route, painter_path(route.path), polygon(route.head)
        return found

    def _ends(self, flow: Flow) -> tuple[Point, Point] | None:
        source, target = self._wall.box(flow.source), self._wall.box(flow.target)
        return (source.center, target.center) if source and target else None


def polygon(points: tuple[Point, ...]) -> QPolygonF:
    """Return the shape with these corners."""
    return QPolygonF([QPointF(*point) for point in points])

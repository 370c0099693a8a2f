"""Flows: straight lines far away, routed arrows near."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF

from stormdesk.desktop.canvas.batches import Backlog, Batches
from stormdesk.desktop.canvas.camera import Camera
from stormdesk.desktop.canvas.paint import Paints, painter_path, round_pen
from stormdesk.editor.wall import Wall
from stormdesk.layout.geometry import Box, Point
from stormdesk.layout.routes import HEAD_WIDTH, Route, is_parted
from stormdesk.model.context import Flow

ROUTED_FROM = 0.22
"""Pixels a board unit from which arrows are routed and not straight."""
_THINNEST = 0.8
_DASH, _GAP = 12.0, 8.0
"""Of a loop's line, in board units."""
_FEW = 400
"""So many flows are routed at any distance: nobody waits for that."""


class FlowPainter:
    """Paints the flows of a wall and follows its changes."""

    def __init__(self, wall: Wall, paints: Paints) -> None:
        self._wall = wall
        self._paints = paints
        self._straight = Batches[QLineF]()
        self._paths: dict[str, tuple[Route, QPainterPath, QPainterPath]] = {}
        self._backlog = Backlog()
        self._lifted: frozenset[str] = frozenset()
        self._file(wall.board.flows)

    def follow(self, touched: Iterable[str]) -> None:
        """Take note of what changed on the wall."""
        self._backlog.add(touched)

    def catch_up(self, most: int) -> bool:
        """File some of what changed, while nobody waits; return whether there is more."""
        self._file(self._backlog.take(most))
        return len(self._backlog) > 0

    def lift(self, ids: frozenset[str]) -> None:
        """Leave out these flows, which somebody else paints, and no others."""
        if ids != self._lifted:
            self._backlog.add(ids ^ self._lifted)
            self._lifted = ids

    def is_far(self, scale: float) -> bool:
        """Tell whether flows are mere lines from there."""
        return scale < ROUTED_FROM and len(self._wall.board.flows) > _FEW

    def paint(
        self, painter: QPainter, camera: Camera, area: QRectF, selected: frozenset[str]
    ) -> None:
        """Paint what lies in an area of the widget, under the stickies."""
        if self.is_far(camera.scale):
            self.catch_up(len(self._backlog))
            for _, lines in self._straight.in_view(camera.on_board(area)):
                self._paint_lines(painter, camera, lines)
            return
        found = self._wall.flows_in(camera.on_board(area))
        ways = (pair for pair in found if pair[0].id not in self._lifted)
        self._paint_ways(painter, camera, ways, selected)

    def paint_these(
        self, painter: QPainter, camera: Camera, ids: Iterable[str], selected: frozenset[str]
    ) -> None:
        """Paint some flows wherever they are."""
        flows = [flow for i in ids if (flow := self._wall.board.flows.get(i)) is not None]
        if self.is_far(camera.scale):
            ends = (self._ends(flow) for flow in flows)
            lines = [QLineF(*pair[0], *pair[1]) for pair in ends if pair is not None]
            self._paint_lines(painter, camera, lines)
            return
        found = ((flow, self._wall.route_of(flow)) for flow in flows)
        ways = ((flow, route) for flow, route in found if route is not None)
        self._paint_ways(painter, camera, ways, selected)

    def _paint_lines(self, painter: QPainter, camera: Camera, lines: list[QLineF]) -> None:
        painter.save()
        painter.setTransform(camera.transform, combine=True)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(self._paints.far_flow)
        painter.drawLines(lines)
        painter.restore()

    def _paint_ways(
        self,
        painter: QPainter,
        camera: Camera,
        ways: Iterable[tuple[Flow, Route]],
        selected: frozenset[str],
    ) -> None:
        """Paint routed arrows, all of a pen in one path."""
        lines: dict[str, QPainterPath] = {}
        heads: dict[str, QPainterPath] = {}
        for flow, route in ways:
            _, path, head = self._path(flow, route)
            pen = "selected" if flow.id in selected else "loop" if flow.loop else "plain"
            if pen not in lines:
                lines[pen], heads[pen] = QPainterPath(), QPainterPath()
            lines[pen].addPath(path)
            heads[pen].addPath(head)
        if not lines:
            return
        painter.save()
        painter.setTransform(camera.transform, combine=True)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        for name in sorted(lines):
            pen = self._pen(name, camera.scale)
            painter.strokePath(lines[name], pen)
            painter.fillPath(heads[name], pen.color())
            if self._paints.palette.line_width > 1:
                wider = HEAD_WIDTH * (self._paints.palette.line_width - 1)
                painter.strokePath(heads[name], round_pen(pen.color(), wider))
        painter.restore()

    def _pen(self, name: str, scale: float) -> QPen:
        if name == "selected":
            return round_pen(self._paints.accent, max(4.0, 3 / scale))
        pen = QPen(self._paints.loop if name == "loop" else self._paints.flow)
        pen.setWidthF(max(pen.widthF(), _THINNEST / scale))
        return pen

    def _file(self, ids: Iterable[str]) -> None:
        for flow_id in ids:
            flow = self._wall.board.flows.get(flow_id)
            ends = self._ends(flow) if flow is not None else None
            if ends is None or flow_id in self._lifted:
                self._paths.pop(flow_id, None)
                self._straight.remove(flow_id)
            else:
                line = QLineF(*ends[0], *ends[1])
                self._straight.put(
                    flow_id, "line", line, Box(*ends[0], 0, 0).united(Box(*ends[1], 0, 0))
                )

    def _path(self, flow: Flow, route: Route) -> tuple[Route, QPainterPath, QPainterPath]:
        found = self._paths.get(flow.id)
        if found is None or found[0] is not route:
            head = QPainterPath()
            head.addPolygon(polygon(route.head))
            head.closeSubpath()
            head.setFillRule(Qt.FillRule.WindingFill)
            path = painter_path(route.path)
            found = self._paths[flow.id] = route, _dashed(path) if flow.loop else path, head
        return found

    def _ends(self, flow: Flow) -> tuple[Point, Point] | None:
        if is_parted(flow, self._wall.arrangement):
            return None
        source, target = self._wall.box(flow.source), self._wall.box(flow.target)
        return (source.center, target.center) if source and target else None


def _dashed(path: QPainterPath) -> QPainterPath:
    """Return a line cut into dashes, which keep their places whatever part of it is painted."""
    result, left, is_dash = QPainterPath(), _DASH, True
    for corners in path.toSubpathPolygons():
        result.moveTo(corners[0])
        for start, end in pairwise(corners):
            line = QLineF(start, end)
            length = line.length()
            gone = 0.0
            while length - gone > left:
                gone += left
                (result.lineTo if is_dash else result.moveTo)(line.pointAt(gone / length))
                is_dash = not is_dash
                left = _DASH if is_dash else _GAP
            left -= length - gone
            (result.lineTo if is_dash else result.moveTo)(end)
    return result


def polygon(points: tuple[Point, ...]) -> QPolygonF:
    """Return the shape with these corners."""
    return QPolygonF([QPointF(*point) for point in points])

"""Flows: straight lines far away, routed arrows near."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF

from stormdesk.desktop.canvas.camera import Camera
from stormdesk.desktop.canvas.paint import Paints, painter_path, round_pen
from stormdesk.editor.wall import Wall
from stormdesk.layout.geometry import Box, Point
from stormdesk.layout.routes import Route, is_parted
from stormdesk.model.context import Flow

ROUTED_FROM = 0.28
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
        self._lines: dict[str, QLineF] = {}
        self._paths: dict[str, tuple[Route, QPainterPath, QPainterPath]] = {}
        self._lifted: frozenset[str] = frozenset()
        # None says that all may have changed.
        self._changed: set[str] | None = None

    def prepare(self) -> None:
        """Make ready what is seen from afar."""
        if len(self._wall.board.flows) > _FEW:
            self._draw_changed()

    def follow(self, touched: Iterable[str]) -> None:
        """Take note of what changed on the wall."""
        if self._changed is not None:
            self._changed.update(touched)

    def follow_all(self) -> None:
        """Take note that lanes moved, and with them what is in them."""
        self._changed = None

    def lift(self, ids: frozenset[str]) -> None:
        """Leave out these flows, which somebody else paints, and no others."""
        self.follow(ids ^ self._lifted)
        self._lifted = ids

    def is_far(self, scale: float) -> bool:
        """Tell whether flows are mere lines from there."""
        return scale < ROUTED_FROM and len(self._wall.board.flows) > _FEW

    def paint(
        self,
        painter: QPainter,
        camera: Camera,
        area: QRectF,
        selected: frozenset[str],
        *,
        is_part: bool,
        among: frozenset[str] | None = None,
    ) -> None:
        """Paint what lies in an area of the widget; a part is found by place, the whole at once.

        ``among`` leaves only the flows from one of these stickies to another.
        """
        view = camera.on_board(area)
        if self.is_far(camera.scale):
            self._draw_changed()
            lines = self._lines
            if is_part or among is not None:
                ids = self._wall.flows_over(view.inflated(1 / camera.scale)) if is_part else lines
                flows = self._wall.board.flows
                if among is not None:
                    ids = [i for i in ids if i in flows and _is_among(flows[i], among)]
                lines = {i: lines[i] for i in ids if i in lines}
            self._paint_lines(painter, camera, list(lines.values()))
            return
        found = self._wall.flows_in(view)
        ways = (
            (flow, route)
            for flow, route in found
            if flow.id not in self._lifted and (among is None or _is_among(flow, among))
        )
        self._paint_ways(painter, camera, ways, selected)

    def paint_these(
        self, painter: QPainter, camera: Camera, ids: Iterable[str], selected: frozenset[str]
    ) -> None:
        """Paint some flows wherever they are."""
        flows = [flow for i in ids if (flow := self._wall.board.flows.get(i)) is not None]
        if self.is_far(camera.scale):
            arrangement = self._wall.arrangement
            self._paint_lines(
                painter,
                camera,
                [
                    _line(arrangement.boxes[flow.source], arrangement.boxes[flow.target])
                    for flow in flows
                    if not is_parted(flow, arrangement)
                ],
            )
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
        painter.restore()

    def _pen(self, name: str, scale: float) -> QPen:
        if name == "selected":
            return round_pen(self._paints.accent, max(4.0, 3 / scale))
        pen = QPen(self._paints.loop if name == "loop" else self._paints.flow)
        pen.setWidthF(max(pen.widthF(), _THINNEST / scale))
        return pen

    def _draw_changed(self) -> None:
        """Draw the lines of flows that changed since somebody looked from far away."""
        flows, boxes = self._wall.board.flows, self._wall.arrangement.boxes
        changed: Iterable[str] = self._changed or ()
        there: Mapping[str, Box] = boxes
        if self._changed is None:
            # Looked up in one dict, because every sticky is asked for.
            changed, there, self._lines = flows, dict(boxes.items()), {}
            self._paths = {i: path for i, path in self._paths.items() if i in flows}
        lifted, arrangement, lines = self._lifted, self._wall.arrangement, self._lines
        has_parked = arrangement.has_parked
        for flow_id in changed:
            flow = flows.get(flow_id)
            if flow is None:
                self._paths.pop(flow_id, None)
                lines.pop(flow_id, None)
                continue
            one, other = there.get(flow.source), there.get(flow.target)
            is_parted_now = has_parked and is_parted(flow, arrangement)
            if one is None or other is None or is_parted_now or flow_id in lifted:
                lines.pop(flow_id, None)
            else:
                lines[flow_id] = _line(one, other)
        self._changed = set()

    def _path(self, flow: Flow, route: Route) -> tuple[Route, QPainterPath, QPainterPath]:
        found = self._paths.get(flow.id)
        if found is None or found[0] is not route:
            head = QPainterPath()
            head.addPolygon(self._enlarged(route.head))
            head.closeSubpath()
            head.setFillRule(Qt.FillRule.WindingFill)
            path = painter_path(route.path)
            found = self._paths[flow.id] = route, _dashed(path) if flow.loop else path, head
        return found

    def _enlarged(self, head: tuple[Point, Point, Point]) -> QPolygonF:
        """Return a head as large as its line is thick; its tip stays where it is."""
        tip, factor = head[0], self._paints.palette.line_width
        return QPolygonF([QPointF(*_from(tip, point, factor)) for point in head])


def _from(start: Point, point: Point, factor: float) -> Point:
    return start.moved((point.x - start.x) * factor, (point.y - start.y) * factor)


def _is_among(flow: Flow, ids: frozenset[str]) -> bool:
    return flow.source in ids and flow.target in ids


def _line(source: Box, target: Box) -> QLineF:
    (x, y, width, height), (to_x, to_y, to_width, to_height) = source, target
    return QLineF(x + width / 2, y + height / 2, to_x + to_width / 2, to_y + to_height / 2)


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

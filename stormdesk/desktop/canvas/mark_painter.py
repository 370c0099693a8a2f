"""What is marked on the wall: the hot path, what is secured, watched, or rests on assumptions."""

from __future__ import annotations

from collections.abc import Iterable, Set

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from stormdesk.desktop.canvas.badges import paint_eye, paint_lock, paint_roughly
from stormdesk.desktop.canvas.camera import Camera
from stormdesk.desktop.canvas.paint import Paints, painter_path, round_pen
from stormdesk.editor.editor import Editor
from stormdesk.editor.paths import HOT, SECURE
from stormdesk.editor.wall import Wall
from stormdesk.layout.geometry import Box
from stormdesk.layout.tilting import tilt_of
from stormdesk.model.board import Change
from stormdesk.model.context import Flow
from stormdesk.model.sticky import Sticky

_WIDE = 7.0
_FLOW_WIDE = 9.0
_THINNEST = 2.0
_BADGE, _SMALL_BADGE = 14.0, 10.0
_BADGES_FROM = 0.25
_LOWEST = 56.0


class MarkPainter:
    """Knows which stickies are marked and paints their marks; follows the changes of a wall."""

    def __init__(self, wall: Wall, paints: Paints) -> None:
        self._wall = wall
        self._paints = paints
        self._heat = QColor(paints.palette.heat)
        self._hot: set[str] = set()
        self._secure: set[str] = set()
        self._watched: set[str] = set()
        self._assumed: set[str] = set()
        self._lifted: frozenset[str] = frozenset()
        for sticky in wall.board.stickies.values():
            self._note(sticky.id, sticky)

    def follow(self, change: Change) -> None:
        """Take over what changed."""
        for record_id, (before, after) in change.others.items():
            if not isinstance(before, Sticky):
                if isinstance(after, Sticky):
                    self._note(record_id, after)
            elif not isinstance(after, Sticky):
                self._note(record_id, None)
            elif _marks_of(before) != _marks_of(after):
                self._note(record_id, after)

    def lift(self, ids: frozenset[str]) -> None:
        """Leave out these stickies, which are painted apart, and no others."""
        self._lifted = ids

    def paint_under(self, painter: QPainter, view: Box, scale: float) -> None:
        """Paint the hot path, its flows and a rim round its stickies, in board units.

        The rim lies under the stickies, so that it covers no word of what is pinned on them.
        """
        self._paint_heat(painter, view, scale, self._hot - self._lifted, self._hot - self._lifted)

    def paint_lifted_under(
        self, painter: QPainter, view: Box, scale: float, *, with_outer: bool
    ) -> None:
        """Paint the same for what is held up; with the flows that hold it back, or without."""
        held = self._hot & self._lifted
        self._paint_heat(painter, view, scale, held, self._hot if with_outer else held)

    def paint(self, painter: QPainter, view: Box, scale: float) -> None:
        """Paint signs over the stickies, in board units."""
        self._paint_signs(painter, view, scale, self._badged - self._lifted)

    def paint_lifted(self, painter: QPainter, view: Box, scale: float) -> None:
        """Paint the signs of what is held up."""
        self._paint_signs(painter, view, scale, self._badged & self._lifted)

    @property
    def _badged(self) -> set[str]:
        return self._secure | self._watched | self._assumed

    def _paint_heat(
        self, painter: QPainter, view: Box, scale: float, hot: Set[str], ends: Set[str]
    ) -> None:
        if not hot:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        thick = _FLOW_WIDE * self._paints.palette.line_width
        pen = round_pen(self._heat, max(thick, _THINNEST / scale))
        board = self._wall.board
        flows = {f.id: f for i in hot for f in board.referrers(i, Flow)}
        for flow in flows.values():
            is_hot = flow.source in ends and flow.target in ends
            route = self._wall.route_of(flow) if is_hot else None
            if route is not None and route.bounds.inflated(thick).intersects(view):
                painter.strokePath(painter_path(route.path), pen)
                painter.setPen(pen)
                painter.setBrush(self._heat)
                painter.drawPolygon(QPolygonF([QPointF(*point) for point in route.head]))
        wide = max(_WIDE, _THINNEST / scale)
        for sticky, box in self._in_view(hot, view):
            painter.save()
            painter.translate(*box.center)
            painter.rotate(tilt_of(sticky))
            rim = QRectF(-box.width / 2, -box.height / 2, box.width, box.height)
            painter.fillRect(rim.adjusted(-wide, -wide, wide, wide), self._heat)
            painter.restore()

    def _paint_signs(self, painter: QPainter, view: Box, scale: float, ids: Set[str]) -> None:
        if scale < _BADGES_FROM or not ids:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        for sticky, box in self._in_view(ids, view):
            if box.height >= _LOWEST:
                self._paint_badges(painter, sticky, box)

    def _paint_badges(self, painter: QPainter, sticky: Sticky, box: Box) -> None:
        radius = _BADGE if box.width > 100 else _SMALL_BADGE
        x, y = box.right - radius - 4, box.bottom + 3
        badges = (
            (self._watched, paint_eye),
            (self._secure, paint_lock),
            (self._assumed, paint_roughly),
        )
        for ids, paint in badges:
            if sticky.id in ids:
                painter.setPen(QPen(self._paints.ink, 1.5))
                painter.setBrush(QColor("#FFFFFF"))
                painter.drawEllipse(QPointF(x, y), radius, radius)
                painter.save()
                painter.translate(x, y)
                painter.scale(radius / 12, radius / 12)
                paint(painter, self._paints.ink)
                painter.restore()
                x -= 2 * radius + 3

    def _in_view(self, ids: Iterable[str], view: Box) -> list[tuple[Sticky, Box]]:
        around = view.inflated(24)
        found = [(i, box) for i in ids if (box := self._wall.box(i)) and box.intersects(around)]
        return [(self._wall.board.stickies[i], box) for i, box in sorted(found)]

    def _note(self, sticky_id: str, sticky: Sticky | None) -> None:
        _keep(self._hot, sticky_id, sticky is not None and HOT in sticky.tags)
        _keep(self._secure, sticky_id, sticky is not None and SECURE in sticky.tags)
        _keep(self._watched, sticky_id, sticky is not None and bool(sticky.observability))
        _keep(self._assumed, sticky_id, sticky is not None and has_assumed(sticky))


def paint_hints(painter: QPainter, editor: Editor, camera: Camera, paints: Paints) -> None:
    """Paint what a tool is about to do: join, make room, go round; in pixels."""
    overlay = editor.overlay
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
    if overlay.space is not None:
        rect = camera.on_screen(overlay.space)
        painter.fillRect(rect, paints.accent_wash)
        painter.setPen(QPen(paints.accent, 1.5))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.topLeft(), rect.bottomLeft())
    if overlay.joint is not None:
        start, end = (camera.to_screen(*point) for point in overlay.joint)
        painter.setPen(round_pen(paints.paper, 11))
        painter.drawLine(start, end)
        painter.setPen(round_pen(paints.accent, 6))
        painter.drawLine(start, end)
    if len(overlay.line) > 1:
        line = QPolygonF([camera.to_screen(*point) for point in overlay.line])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(paints.accent_wash)
        painter.drawPolygon(line)
        painter.setPen(round_pen(paints.accent, 2.5))
        painter.drawPolyline(line)


def has_assumed(sticky: Sticky) -> bool:
    """Tell whether a sticky promises a number to which nobody has agreed."""
    return bool(sticky.service_levels) and any(v.assumed for v in sticky.service_levels)


def _marks_of(sticky: Sticky) -> tuple[object, ...]:
    return (sticky.tags, sticky.observability, sticky.service_levels)


def _keep(ids: set[str], sticky_id: str, wanted: bool) -> None:
    if wanted:
        ids.add(sticky_id)
    else:
        ids.discard(sticky_id)

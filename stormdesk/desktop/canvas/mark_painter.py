"""What is marked on the wall: the hot path, what is secured, watched, or rests on assumptions."""

from __future__ import annotations

from collections.abc import Iterable, Set

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from stormdesk.analysis.votes import shown_votes
from stormdesk.desktop.canvas.badges import paint_badge, paint_votes
from stormdesk.desktop.canvas.camera import Camera
from stormdesk.desktop.canvas.paint import Paints, painter_path, round_pen
from stormdesk.editor.editor import Editor
from stormdesk.editor.wall import Wall
from stormdesk.layout.geometry import Box
from stormdesk.layout.marks import HOT_FLOW, HOT_RIM, Badge, badge_places, badges_of, is_hot
from stormdesk.layout.tilting import tilt_of
from stormdesk.model.board import Change
from stormdesk.model.context import Flow
from stormdesk.model.session import Session, Vote
from stormdesk.model.sticky import Sticky

_THINNEST = 2.0
_BADGES_FROM = 0.25


class MarkPainter:
    """Knows which stickies are marked and paints their marks; follows the changes of a wall."""

    def __init__(self, wall: Wall, paints: Paints) -> None:
        self._wall = wall
        self._paints = paints
        self._heat = QColor(paints.palette.heat)
        self._hot: set[str] = set()
        self._badges: dict[str, list[Badge]] = {}
        self._lifted: frozenset[str] = frozenset()
        self._votes = shown_votes(wall.board)
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

    def recount(self, change: Change) -> frozenset[str]:
        """Count anew what was voted for; return the stickies whose number is another one now."""
        pairs = change.others.values()
        if not any(isinstance(each, Vote | Session) for pair in pairs for each in pair):
            return frozenset()
        before, self._votes = self._votes, shown_votes(self._wall.board)
        return frozenset(i for i, _ in before.items() ^ self._votes.items())

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
        self._paint_signs(painter, view, scale, self._badges.keys() - self._lifted)
        self._paint_votes(painter, view, scale, self._votes.keys() - self._lifted)

    def paint_lifted(self, painter: QPainter, view: Box, scale: float) -> None:
        """Paint the signs of what is held up."""
        self._paint_signs(painter, view, scale, self._badges.keys() & self._lifted)
        self._paint_votes(painter, view, scale, self._votes.keys() & self._lifted)

    def _paint_heat(
        self, painter: QPainter, view: Box, scale: float, hot: Set[str], ends: Set[str]
    ) -> None:
        if not hot:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        thick = HOT_FLOW * self._paints.palette.line_width
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
        wide = max(HOT_RIM, _THINNEST / scale)
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
            badges = self._badges[sticky.id]
            middles, radius = badge_places(box, len(badges))
            for badge, middle in zip(badges, middles, strict=False):
                paint_badge(painter, badge, middle, radius, self._paints.ink)

    def _paint_votes(self, painter: QPainter, view: Box, scale: float, ids: Set[str]) -> None:
        if scale < _BADGES_FROM or not ids:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        there = [i for i in ids if i in self._wall.board.stickies]
        for sticky, box in self._in_view(there, view):
            paint_votes(painter, box, self._votes[sticky.id])

    def _in_view(self, ids: Iterable[str], view: Box) -> list[tuple[Sticky, Box]]:
        around = view.inflated(24)
        found = [(i, box) for i in ids if (box := self._wall.box(i)) and box.intersects(around)]
        return [(self._wall.board.stickies[i], box) for i, box in sorted(found)]

    def _note(self, sticky_id: str, sticky: Sticky | None) -> None:
        if sticky is not None and is_hot(sticky):
            self._hot.add(sticky_id)
        else:
            self._hot.discard(sticky_id)
        badges = badges_of(sticky) if sticky is not None else []
        if badges:
            self._badges[sticky_id] = badges
        else:
            self._badges.pop(sticky_id, None)


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


def _marks_of(sticky: Sticky) -> tuple[object, ...]:
    return (sticky.tags, sticky.observability, sticky.service_levels)

"""Lanes with their headers, the timeline ruler and the boundaries of pivotal events."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from stormdesk.desktop.canvas.camera import Camera
from stormdesk.desktop.canvas.glyph_text import GlyphText, Runs
from stormdesk.desktop.canvas.paint import Paints, round_pen, with_alpha
from stormdesk.editor.wall import Wall
from stormdesk.layout.geometry import Box
from stormdesk.layout.lane_colours import lane_colours
from stormdesk.layout.lanes import LaneBox
from stormdesk.layout.timeline import COLUMN, column_x
from stormdesk.layout.typesetting import set_line, set_text
from stormdesk.model.people import Team
from stormdesk.model.sticky import Sticky

RULER = 30.0
"""Height of the ruler, in pixels."""
HEADER = 150.0
"""Width of the lane headers, in pixels."""
_DASH = 6.0
"""Length of a dash and the gap behind it, in widths of the line."""
_DARK = 127
_CLOSEST_LABELS = 46.0
_NAME_SIZE, _OWNER_SIZE, _LEADING = 14.0, 12.0, 1.3
_LEAST_NAME_SIZE = 8.0
"""Of a lane so thin that its name would not go into it otherwise."""
_MARGIN = 6.0
_ROOM_FOR_TWO = 34.0
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000)


class LanePainter:
    """Paints what lies under the stickies and the frame round them."""

    def __init__(self, wall: Wall, paints: Paints, texts: GlyphText, font: QFont) -> None:
        self._texts = texts
        self._wall = wall
        self._paints = paints
        self._small = QFont(font)
        self._small.setPixelSize(12)
        self._set: dict[tuple[str, float, bool], list[tuple[Runs, float]]] = {}

    def paint_bands(self, painter: QPainter, camera: Camera, area: QRectF) -> None:
        """Paint the lanes over the whole width of an area, and paper beyond them, in pixels."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(Qt.PenStyle.NoPen)
        lanes, paper = self._wall.arrangement.lanes, self._paints.paper
        ends = [camera.to_screen(0, y).y() for y in (lanes[0].top, lanes[-1].bottom)]
        # No pixel is filled twice but where two meet, because that takes as long as all else here.
        for top, bottom in ((area.top(), ends[0] + 1), (ends[1] - 1, area.bottom())):
            if top < bottom:
                painter.fillRect(QRectF(area.x(), top, area.width(), bottom - top) & area, paper)
        edges: list[QRectF] = []
        for lane, ground in self._grounds():
            top = camera.to_screen(0, lane.top).y()
            height = lane.height * camera.scale
            if top + height < area.top() or top > area.bottom():
                continue
            band = QRectF(area.x(), top, area.width(), height)
            lap = 0 if lane is lanes[-1] else 1
            painter.fillRect(band.adjusted(0, 0, 0, lap), QColor(ground))
            edges.append(QRectF(area.x(), band.bottom() - 1, area.width(), 1))
        # After all fills, because the next lane's would cover part of them.
        for edge in edges:
            painter.fillRect(edge, QColor(self._paints.palette.lane_edge))

    def paint_columns(self, painter: QPainter, camera: Camera, area: QRectF) -> None:
        """Paint the faint lines of the columns in an area, in pixels."""
        if self._step(camera) > 1:
            return
        left, right = (camera.to_board(corner).x for corner in (area.topLeft(), area.topRight()))
        columns = range(floor(left / COLUMN) + 1, ceil(right / COLUMN) + 2)
        lines = [camera.to_screen(column_x(column), 0).x() for column in columns]
        # Each lane's own shade instead of one that lets it through: that is slow upright.
        for lane, ground in self._grounds():
            top = max(area.top(), camera.to_screen(0, lane.top).y())
            bottom = min(area.bottom(), camera.to_screen(0, lane.bottom).y())
            if bottom <= top:
                continue
            painter.setBrush(_shade(ground, 105, 122))
            painter.drawRects([QRectF(x, top, 1, bottom - top) for x in lines])

    def paint_pivotal(self, painter: QPainter, camera: Camera, area: QRectF) -> None:
        """Paint a boundary through all lanes for each pivotal event in an area, in pixels."""
        events = pivotal_events(self._wall, camera.on_board(area.adjusted(-4, 0, 4, 0)))
        if not events:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        lanes = self._wall.arrangement.lanes
        ends = [camera.to_screen(0, y).y() for y in (lanes[0].top, lanes[-1].bottom)]
        through = QRectF(area.x(), ends[0], area.width(), ends[1] - ends[0])
        painter.setClipRect(through, Qt.ClipOperation.IntersectClip)
        colour = QColor(self._paints.palette.pivotal)
        width = 2 * self._paints.palette.line_width
        painter.setPen(round_pen(with_alpha(colour.name(), 150), width, Qt.PenStyle.DashLine))
        # The dashes lie on the board, so that they do not crawl while it is panned.
        dash = _DASH * width
        first = camera.to_screen(0, 0).y() % dash
        top = first + dash * floor((area.top() - first) / dash)
        for event in events:
            box = self._wall.box(event.id)
            if box is not None:
                x = camera.to_screen(box.center.x, 0).x()
                painter.drawLine(QPointF(x, top), QPointF(x, area.bottom() + dash))
        painter.restore()

    def paint_ruler(
        self,
        painter: QPainter,
        camera: Camera,
        width: float,
        height: float,
        *,
        has_columns: bool = True,
    ) -> None:
        """Paint pivotal labels along the upper edge, and columns if wanted, in pixels."""
        events = pivotal_events(self._wall, camera.in_view(width, height))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        painter.fillRect(QRectF(0, 0, width, RULER), QColor(self._paints.palette.ruler))
        painter.setPen(QPen(QColor(self._paints.palette.lane_edge), 1))
        painter.drawLine(QPointF(0, RULER - 0.5), QPointF(width, RULER - 0.5))
        painter.setFont(self._small)
        taken = self._paint_labels(painter, camera, events, width)
        if not has_columns:
            return
        painter.setPen(self._paints.faint)
        step, view = self._step(camera), camera.in_view(width, height)
        metrics = QFontMetricsF(self._small)
        first = floor(view.x / COLUMN / step) * step
        for column in range(first, ceil(view.right / COLUMN) + 2, step):
            x = camera.to_screen(column_x(column) + 80, 0).x()
            place = QRectF(x - 24, 0, 48, RULER)
            is_whole = x > HEADER and x + metrics.horizontalAdvance(str(column)) / 2 <= width
            if is_whole and column >= 1 and not any(place.intersects(t) for t in taken):
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(column))

    def paint_headers(
        self,
        painter: QPainter,
        camera: Camera,
        selected: frozenset[str],
        height: float,
        ruler: float = RULER,
    ) -> None:
        """Paint names and owners along the left edge, below a ruler of that height, in pixels."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        for lane, ground in self._grounds():
            rect = self.header_rect(lane, camera)
            if rect.bottom() < ruler or rect.top() > height or lane.context_id is None:
                continue
            painter.fillRect(rect, QColor(ground).darker(106))
            painter.fillRect(QRectF(0, rect.top(), 5, rect.height()), _shade(ground, 150, 190))
            if lane.context_id in selected:
                painter.setPen(QPen(self._paints.accent, 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(rect.adjusted(1, 1, -1, -1))
            painter.setPen(QPen(QColor(self._paints.palette.lane_edge), 1))
            painter.drawLine(rect.topRight(), rect.bottomRight())
            self._paint_header_text(painter, lane, rect, height, ruler)
        painter.fillRect(QRectF(0, 0, HEADER, ruler), QColor(self._paints.palette.ruler))

    def header_rect(self, lane: LaneBox, camera: Camera) -> QRectF:
        """Return where the header of a lane is, in pixels."""
        top = camera.to_screen(0, lane.top).y()
        return QRectF(0, top, HEADER, lane.height * camera.scale)

    def _paint_header_text(
        self, painter: QPainter, lane: LaneBox, rect: QRectF, height: float, ruler: float
    ) -> None:
        # The name stays in sight while any of its lane is.
        top = max(rect.top(), ruler)
        room = min(rect.bottom(), height) - top
        name_size = min(_NAME_SIZE, floor(rect.height() / _LEADING))
        spare = room - name_size * _LEADING
        if name_size < _LEAST_NAME_SIZE or spare < 0:
            return
        margin = min(_MARGIN, spare / 2)
        seen = QRectF(14, top + margin, HEADER - 22, room - 2 * margin)
        short = seen.height() < _ROOM_FOR_TWO
        lines = self._lines(lane.name, name_size, bold=True, one_line=short)
        owner = self._owner(lane)
        if owner and not short:
            lines = [*lines, *self._lines(owner, _OWNER_SIZE, bold=False, one_line=False)]
        y = seen.y()
        for line, size in lines:
            y += size * _LEADING
            if y > seen.bottom() + 2 and line is not lines[0][0]:
                break
            painter.setPen(self._paints.outer_ink if size == name_size else self._paints.faint)
            for run in line:
                painter.drawGlyphRun(QPointF(seen.x(), y - 3), run)

    def _lines(
        self, text: str, size: float, *, bold: bool, one_line: bool
    ) -> list[tuple[Runs, float]]:
        key = (text, size, one_line)
        found = self._set.get(key)
        if found is None:
            faces, width = self._wall.cards.typefaces, HEADER - 22
            if one_line:
                lines = (set_line(text, size, faces, bold=bold, max_width=width),)
            else:
                setting = set_text(
                    text, width, 1, faces, sizes=(size,), bold=bold, align="start", vertical="top"
                )
                lines = setting.lines
            found = self._set[key] = [(self._texts.prepared(line), size) for line in lines]
        return found

    def _paint_labels(
        self, painter: QPainter, camera: Camera, events: list[Sticky], width: float
    ) -> list[QRectF]:
        metrics = QFontMetricsF(self._small)
        taken: list[QRectF] = []
        for event in events:
            box = self._wall.box(event.id)
            if box is None:
                continue
            x = camera.to_screen(box.center.x, 0).x()
            text = metrics.elidedText(event.label or event.text, Qt.TextElideMode.ElideRight, 190)
            wide = metrics.horizontalAdvance(text) + 18
            place = QRectF(x - wide / 2, 5, wide, RULER - 10)
            place.moveRight(min(place.right(), width - 6))
            if x < HEADER or x > width or any(place.intersects(t) for t in taken):
                continue
            taken.append(place)
            painter.setPen(QPen(QColor(self._paints.palette.pivotal), 1.2))
            painter.setBrush(QColor(self._paints.palette.label))
            painter.drawRoundedRect(place, 10, 10)
            painter.setPen(self._paints.ink)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
        return taken

    def _owner(self, lane: LaneBox) -> str:
        team = self._wall.board.get(lane.owner, Team)
        return team.name if team is not None else lane.owner or ""

    def _grounds(self) -> Iterator[tuple[LaneBox, str]]:
        arrangement = self._wall.arrangement
        return zip(arrangement.lanes, lane_colours(arrangement, self._paints.palette), strict=True)

    def _step(self, camera: Camera) -> int:
        apart = COLUMN * camera.scale
        return next((s for s in _STEPS if s * apart >= _CLOSEST_LABELS), _STEPS[-1])


def _shade(ground: str, darker: int, lighter: int) -> QColor:
    """Return a light ground darker by so many percent, or a dark one lighter."""
    colour = QColor(ground)
    return colour.darker(darker) if colour.lightness() > _DARK else colour.lighter(lighter)


def pivotal_events(wall: Wall, view: Box) -> list[Sticky]:
    """Return the pivotal events whose boundary is in view, in time order."""
    found = [
        (box.x, sticky_id)
        for sticky_id in wall.pivotal
        if (box := wall.box(sticky_id)) is not None
        and view.x <= box.center.x <= view.right
        and not wall.arrangement.is_parked(sticky_id)
    ]
    return [wall.board.stickies[sticky_id] for _, sticky_id in sorted(found)]

"""Lanes with their headers, the timeline ruler and the boundaries of pivotal events."""

from __future__ import annotations

from math import ceil, floor

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from stormdesk.desktop.canvas.camera import Camera
from stormdesk.desktop.canvas.paint import Paints, round_pen, with_alpha
from stormdesk.editor.wall import Wall
from stormdesk.layout.appearance import lane_colour
from stormdesk.layout.arrangement import LaneBox
from stormdesk.layout.geometry import Box
from stormdesk.layout.timeline import COLUMN, column_x
from stormdesk.model.people import Team
from stormdesk.model.sticky import Sticky

RULER = 30.0
"""Height of the ruler, in pixels."""
HEADER = 150.0
"""Width of the lane headers, in pixels."""
_CLOSEST_LABELS = 46.0
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000)


class LanePainter:
    """Paints what lies under the stickies and the frame round them."""

    def __init__(self, wall: Wall, paints: Paints, font: QFont) -> None:
        self._wall = wall
        self._paints = paints
        self._small = QFont(font)
        self._small.setPixelSize(12)
        self._name = QFont(font)
        self._name.setPixelSize(14)
        self._name.setWeight(QFont.Weight.DemiBold)

    def paint_bands(self, painter: QPainter, camera: Camera, width: float) -> None:
        """Paint the lanes over the whole width, in pixels."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        for index, lane in enumerate(self._wall.arrangement.lanes):
            top = camera.to_screen(0, lane.top).y()
            height = lane.height * camera.scale
            painter.fillRect(QRectF(0, top, width, height), QColor(self._colour(lane, index)))
            edge = QColor(self._paints.palette.lane_edge)
            painter.fillRect(QRectF(0, top + height - 1, width, 1), edge)

    def paint_columns(self, painter: QPainter, camera: Camera, width: float, height: float) -> None:
        """Paint the faint lines of the columns, in pixels."""
        if self._step(camera) > 1:
            return
        view = camera.in_view(width, height)
        columns = range(floor(view.x / COLUMN) + 1, ceil(view.right / COLUMN) + 2)
        lines = [round(camera.to_screen(column_x(column), 0).x()) for column in columns]
        # Each lane's own darker colour instead of one that lets it through: that is slow upright.
        for index, lane in enumerate(self._wall.arrangement.lanes):
            top = max(0, round(camera.to_screen(0, lane.top).y()))
            bottom = min(round(height), round(camera.to_screen(0, lane.bottom).y()))
            colour = QColor(self._colour(lane, index)).darker(105)
            for x in lines:
                painter.fillRect(x, top, 1, bottom - top, colour)

    def paint_pivotal(
        self, painter: QPainter, camera: Camera, events: list[Sticky], height: float
    ) -> None:
        """Paint a labelled boundary through all lanes for each pivotal event, in pixels."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        colour = QColor(self._paints.palette.pivotal)
        painter.setPen(round_pen(with_alpha(colour.name(), 150), 2, Qt.PenStyle.DashLine))
        for event in events:
            box = self._wall.box(event.id)
            if box is not None:
                x = camera.to_screen(box.center.x, 0).x()
                painter.drawLine(QPointF(x, RULER), QPointF(x, height))

    def paint_ruler(
        self, painter: QPainter, camera: Camera, events: list[Sticky], width: float, height: float
    ) -> None:
        """Paint columns and pivotal labels along the upper edge, in pixels."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        painter.fillRect(QRectF(0, 0, width, RULER), QColor("#FFFFFF"))
        painter.setPen(QPen(QColor(self._paints.palette.lane_edge), 1))
        painter.drawLine(QPointF(0, RULER - 0.5), QPointF(width, RULER - 0.5))
        painter.setFont(self._small)
        taken = self._paint_labels(painter, camera, events, width)
        painter.setPen(self._paints.faint)
        step, view = self._step(camera), camera.in_view(width, height)
        first = floor(view.x / COLUMN / step) * step
        for column in range(first, ceil(view.right / COLUMN) + 2, step):
            x = camera.to_screen(column_x(column) + 80, 0).x()
            place = QRectF(x - 24, 0, 48, RULER)
            if x > HEADER and column >= 1 and not any(place.intersects(t) for t in taken):
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(column))

    def paint_headers(
        self, painter: QPainter, camera: Camera, selected: frozenset[str], height: float
    ) -> None:
        """Paint names and owners along the left edge, in pixels."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        for index, lane in enumerate(self._wall.arrangement.lanes):
            rect = self.header_rect(lane, camera)
            if rect.bottom() < RULER or rect.top() > height or lane.context_id is None:
                continue
            base = QColor(self._colour(lane, index))
            painter.fillRect(rect, base.darker(106))
            painter.fillRect(QRectF(0, rect.top(), 5, rect.height()), base.darker(150))
            if lane.context_id in selected:
                painter.setPen(QPen(self._paints.accent, 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(rect.adjusted(1, 1, -1, -1))
            painter.setPen(QPen(QColor(self._paints.palette.lane_edge), 1))
            painter.drawLine(rect.topRight(), rect.bottomRight())
            self._paint_header_text(painter, lane, rect, height)
        painter.fillRect(QRectF(0, 0, HEADER, RULER), QColor("#FFFFFF"))

    def header_rect(self, lane: LaneBox, camera: Camera) -> QRectF:
        """Return where the header of a lane is, in pixels."""
        top = camera.to_screen(0, lane.top).y()
        return QRectF(0, top, HEADER, lane.height * camera.scale)

    def _paint_header_text(
        self, painter: QPainter, lane: LaneBox, rect: QRectF, height: float
    ) -> None:
        # The name stays in sight while any of its lane is.
        top = max(rect.top(), RULER)
        seen = QRectF(14, top + 6, HEADER - 22, min(rect.bottom(), height) - top - 10)
        if seen.height() < 10:
            return
        owner = self._owner(lane)
        painter.setFont(self._name)
        painter.setPen(self._paints.ink)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        if seen.height() < 30:
            name = QFontMetricsF(self._name).elidedText(
                lane.name, Qt.TextElideMode.ElideRight, seen.width()
            )
            painter.drawText(seen, Qt.AlignmentFlag.AlignVCenter, name)
            return
        wrap = flags | Qt.TextFlag.TextWrapAnywhere | Qt.TextFlag.TextWordWrap
        used = painter.boundingRect(seen, wrap, lane.name)
        painter.save()
        painter.setClipRect(seen)
        painter.drawText(seen, wrap, lane.name)
        painter.setFont(self._small)
        painter.setPen(self._paints.faint)
        rest = QRectF(seen.x(), used.bottom() + 3, seen.width(), seen.bottom() - used.bottom() - 3)
        if owner and rest.height() > 12:
            painter.drawText(rest, flags | Qt.TextFlag.TextWordWrap, owner)
        painter.restore()

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
            if x < HEADER or x > width or any(place.intersects(t) for t in taken):
                continue
            taken.append(place)
            painter.setPen(QPen(QColor(self._paints.palette.pivotal), 1.2))
            painter.setBrush(QColor("#FFEDE3"))
            painter.drawRoundedRect(place, 10, 10)
            painter.setPen(self._paints.ink)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
        return taken

    def _owner(self, lane: LaneBox) -> str:
        team = self._wall.board.get(lane.owner, Team)
        return team.name if team is not None else lane.owner or ""

    def _colour(self, lane: LaneBox, index: int) -> str:
        context = self._wall.board.contexts.get(lane.context_id or "")
        return lane_colour(context, index, self._paints.palette)

    def _step(self, camera: Camera) -> int:
        apart = COLUMN * camera.scale
        return next((s for s in _STEPS if s * apart >= _CLOSEST_LABELS), _STEPS[-1])


def pivotal_events(wall: Wall, view: Box) -> list[Sticky]:
    """Return the pivotal events whose boundary is in view, in time order."""
    found = [
        (box.x, sticky_id)
        for sticky_id in wall.pivotal
        if (box := wall.box(sticky_id)) is not None and view.x <= box.center.x <= view.right
    ]
    return [wall.board.stickies[sticky_id] for _, sticky_id in sorted(found)]

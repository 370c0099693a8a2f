"""What belongs to the hand: handles, marquee, guides, the flow in the making."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from stormdesk.desktop.canvas.camera import Camera
from stormdesk.desktop.canvas.flow_painter import polygon
from stormdesk.desktop.canvas.paint import Paints, round_pen
from stormdesk.editor.editor import Editor
from stormdesk.editor.handles import RADIUS, handles
from stormdesk.editor.pointer import Pointer
from stormdesk.editor.tools.select import Select
from stormdesk.layout.geometry import Point
from stormdesk.layout.routes import Route


def paint_overlay(painter: QPainter, editor: Editor, camera: Camera, paints: Paints) -> None:
    """Paint over the board what the present tool shows, in pixels."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
    overlay = editor.overlay
    if overlay.marquee is not None:
        painter.setPen(QPen(paints.accent, 1))
        painter.setBrush(paints.accent_wash)
        painter.drawRect(camera.on_screen(overlay.marquee))
    painter.setPen(QPen(paints.accent, 1, Qt.PenStyle.DashLine))
    for start, end in overlay.guides:
        painter.drawLine(camera.to_screen(*start), camera.to_screen(*end))
    if overlay.ghost is not None:
        painter.setPen(QPen(paints.accent, 1.5, Qt.PenStyle.DashLine))
        painter.setBrush(paints.accent_wash)
        painter.drawRect(camera.on_screen(overlay.ghost))
    box = editor.wall.box(overlay.target) if overlay.target is not None else None
    if box is not None:
        painter.setPen(QPen(paints.accent, 3))
        painter.setBrush(paints.accent_wash)
        painter.drawRect(camera.on_screen(box))
    if overlay.arrow is not None:
        _paint_arrow(painter, camera, paints, overlay.arrow)
    if isinstance(editor.tool, Select) and editor.is_editable:
        _paint_handles(painter, editor, camera, paints)


def _paint_arrow(
    painter: QPainter, camera: Camera, paints: Paints, arrow: tuple[tuple[float, float], ...]
) -> None:
    start, end = (camera.to_screen(*point) for point in arrow)
    painter.setPen(round_pen(paints.accent, 2.5))
    painter.drawLine(start, end)
    if start != end:
        ends = Point(start.x(), start.y()), Point(end.x(), end.y())
        painter.setBrush(paints.accent)
        painter.drawPolygon(polygon(Route(ends, "straight").head))


def _paint_handles(painter: QPainter, editor: Editor, camera: Camera, paints: Paints) -> None:
    box = editor.wall.box(editor.hovered) if editor.hovered is not None else None
    if box is None:
        return
    painter.setPen(QPen(paints.accent, 1.5))
    painter.setBrush(paints.paper)
    for x, y in handles(box, Pointer(0, 0, camera.scale)):
        at = camera.to_screen(x, y)
        painter.drawEllipse(QRectF(at.x() - RADIUS, at.y() - RADIUS, 2 * RADIUS, 2 * RADIUS))
        painter.drawLine(at - QPointF(3, 0), at + QPointF(3, 0))
        painter.drawLine(at - QPointF(0, 3), at + QPointF(0, 3))

"""What an empty board says to somebody who sees it for the first time."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter

from stormdesk.desktop.canvas.camera import Camera
from stormdesk.desktop.canvas.paint import Paints
from stormdesk.desktop.words import tr
from stormdesk.editor.editor import Editor
from stormdesk.layout.appearance import look_of
from stormdesk.model.profile import Level
from stormdesk.model.sticky import Kind

_TITLE, _LINE = 20, 14
_NEXT: dict[Level, Kind] = {
    "big-picture": Kind.HOTSPOT,
    "process": Kind.COMMAND,
    "software-design": Kind.AGGREGATE,
}
_WHY: dict[Level, str] = {
    "big-picture": "a question or a quarrel that should not be lost",
    "process": "what somebody decides, before the event that follows",
    "software-design": "what decides whether a command is accepted",
}


def paint_empty_hint(
    painter: QPainter, editor: Editor, camera: Camera, area: QRectF, paints: Paints
) -> None:
    """Paint what to press first on the first lane of a board without stickies, in pixels."""
    if editor.board.stickies or not editor.is_editable:
        return
    kind = _NEXT[editor.level]
    lines = (
        tr("Press {key} and type what happened: “Order placed”", key=look_of(Kind.EVENT).key),
        tr("Enter goes on with the next sticky, Esc ends the typing"),
        tr(
            "{key}: {kind}, {why}",
            key=look_of(kind).key,
            kind=tr(look_of(kind).label).lower(),
            why=tr(_WHY[editor.level]),
        ),
        tr("A sticky goes where the pointer is. F1 shows all keys."),
    )
    font = QFont(painter.font())
    height = _TITLE * 2 + (len(lines) - 1) * _LINE * 1.9
    lane = editor.wall.arrangement.lanes[0]
    middle = camera.to_screen(0, lane.top + lane.height / 2).y()
    top = min(max(area.top(), middle - height / 2), area.bottom() - height)
    for number, line in enumerate(lines):
        font.setPixelSize(_LINE if number else _TITLE)
        font.setWeight(QFont.Weight.Normal if number else QFont.Weight.Medium)
        painter.setFont(font)
        painter.setPen(paints.faint if number else paints.outer_ink)
        step = _LINE * 1.9 if number else _TITLE * 2
        painter.drawText(QRectF(area.x(), top, area.width(), step), _MIDDLE, line)
        top += step


_MIDDLE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop

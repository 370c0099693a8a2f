"""The outlines of stickies in pixels, and what is pinned over them."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPolygonF, QRegion, QTransform

from stormdesk.desktop.canvas.camera import Camera
from stormdesk.editor.wall import Wall
from stormdesk.layout.geometry import Box
from stormdesk.layout.tilting import tilt_of
from stormdesk.model.sticky import Sticky


def outline(sticky: Sticky, box: Box, camera: Camera, off: float) -> QPolygonF:
    """Return the corners of a sticky, as tilted as it is painted, so many pixels outside it."""
    rect = camera.on_screen(box).adjusted(-off, -off, off, off)
    middle = rect.center()
    turn = QTransform().translate(middle.x(), middle.y()).rotate(tilt_of(sticky))
    return turn.map(QPolygonF(QRectF(rect.topLeft() - middle, rect.size())))


def pinned_over(wall: Wall, sticky: Sticky, box: Box, camera: Camera, off: float) -> QRegion:
    """Return what is covered of a sticky, and of so many pixels round it, by what is pinned.

    Whatever is pinned lies over what is not.
    """
    covered = QRegion()
    if sticky.pinned_to is None:
        stickies = wall.board.stickies
        for other_id, other in wall.found(box.inflated(off / camera.scale)).items():
            if stickies[other_id].pinned_to is not None:
                covered += QRegion(outline(stickies[other_id], other, camera, 0).toPolygon())
    return covered

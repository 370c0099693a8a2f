"""The drawing of the canvas as a PDF file by Qt, to compare with."""

from __future__ import annotations

import sys

from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSizeF
from PySide6.QtGui import QFont, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QApplication

from stormdesk.desktop.canvas.camera import Camera
from stormdesk.desktop.canvas.flow_painter import FlowPainter
from stormdesk.desktop.canvas.glyph_text import GlyphText
from stormdesk.desktop.canvas.lane_painter import LanePainter
from stormdesk.desktop.canvas.paint import Paints
from stormdesk.desktop.canvas.sticky_painter import InHand, StickyPainter
from stormdesk.editor.wall import Wall
from stormdesk.layout.appearance import DEFAULT_PALETTE
from stormdesk.layout.card import Cards
from stormdesk.layout.fonts import Typefaces
from stormdesk.model.board import Board

_DOTS = 144
"""An inch: a board unit of a fitted page is half a point, and so one of these."""


def drawn_by_qt(board: Board) -> int:
    """Draw the lanes, flows and stickies of a board, and return how many bytes they are."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    wall = Wall(board, Cards(Typefaces.of_system()))
    bounds = wall.arrangement.bounds.inflated(40)
    paints, texts = Paints(DEFAULT_PALETTE), GlyphText(wall.cards)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DOTS)
    page = QSizeF(bounds.width / 2, bounds.height / 2)
    writer.setPageSize(QPageSize(page, QPageSize.Unit.Point))
    camera = Camera(bounds.x, bounds.y, 1.0)
    area = QRectF(0, 0, bounds.width, bounds.height)
    painter = QPainter(writer)
    lanes = LanePainter(wall, paints, texts, QFont("Roboto"))
    lanes.paint_bands(painter, camera, area)
    FlowPainter(wall, paints).paint(painter, camera, area, frozenset(), is_part=False)
    StickyPainter(wall, paints, texts).paint(painter, camera, area, InHand(), is_part=False)
    painter.end()
    app.processEvents()
    return buffer.size()

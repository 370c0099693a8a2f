"""The lines round stickies, where something is pinned on these."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage

from stormdesk.desktop.canvas.camera import Camera
from stormdesk.desktop.canvas.dim_painter import Light
from stormdesk.desktop.canvas.view import Canvas
from stormdesk.document.document import Document
from stormdesk.editor.editor import Editor
from stormdesk.layout.card import Cards
from stormdesk.layout.fonts import Typefaces
from stormdesk.layout.geometry import Box
from stormdesk.model.board import Board
from stormdesk.model.sticky import Kind, Sticky

INSET = 16
"""Units that a tilted sticky's own sides may come into its box."""


@pytest.fixture
def canvas(qtbot) -> Canvas:
    board = Board.of(
        [
            Sticky(id="host", kind=Kind.EVENT, text="Order placed", at=1),
            Sticky(id="why", kind=Kind.HOTSPOT, text="Who pays when?", pinned_to="host"),
        ]
    )
    canvas = Canvas(Editor(Document(board), Cards(Typefaces.bundled_only())))
    qtbot.addWidget(canvas)
    canvas.resize(900, 700)
    canvas.show()
    canvas.look(Camera(-300, -200, 1.0))
    return canvas


def box_of(canvas: Canvas, sticky_id: str) -> Box:
    box = canvas.editor.wall.box(sticky_id)
    assert box is not None
    return box


def accents(canvas: Canvas, box: Box) -> int:
    """Count the pixels of a box that have the colour of outlines."""
    image, area = canvas.grab().toImage(), canvas.camera.on_screen(box).toRect()
    accent = QColor(canvas.palette_shown.accent)
    return sum(
        _like(image, x, y, accent)
        for x in range(area.left(), area.right())
        for y in range(area.top(), area.bottom())
    )


def _like(image: QImage, x: int, y: int, colour: QColor) -> bool:
    pixel = image.pixelColor(x, y)
    pairs = zip(pixel.getRgb()[:3], colour.getRgb()[:3], strict=True)
    return all(abs(one - other) < 60 for one, other in pairs)


def show_selected(canvas: Canvas) -> None:
    canvas.editor.select(["host"])


def show_lit(canvas: Canvas) -> None:
    canvas.light(Light(frozenset({"host"}), outlined=True))


@pytest.mark.parametrize("act", [show_selected, show_lit])
def test_the_line_round_a_host_crosses_nothing_that_is_pinned_on_it(canvas: Canvas, act) -> None:
    host, pin = box_of(canvas, "host"), box_of(canvas, "why")
    assert host.intersects(pin.inflated(-INSET))
    act(canvas)
    assert accents(canvas, pin.inflated(-INSET)) == 0
    assert accents(canvas, host.inflated(8)) > host.width


def test_a_pin_has_its_own_line_all_round(canvas: Canvas) -> None:
    canvas.editor.select(["host", "why"])
    both = accents(canvas, box_of(canvas, "why").inflated(16))
    canvas.editor.select(["host"])
    assert both > accents(canvas, box_of(canvas, "why").inflated(16)) + 600

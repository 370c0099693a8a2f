"""What is told apart on the board from afar and in strong themes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage

from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.canvas.camera import Camera
from stormdesk.desktop.canvas.lane_painter import HEADER
from stormdesk.layout.appearance import DEFAULT_PALETTE, LOOKS
from stormdesk.layout.geometry import Box
from stormdesk.layout.themes import palette_of
from stormdesk.model.sticky import Kind

EVENT = QColor(DEFAULT_PALETTE.kinds[Kind.EVENT])


def look(view: BoardView, scale: float, at: str = "placed") -> QImage:
    """Return the canvas with a sticky in its middle, and nothing selected."""
    view.editor.select([])
    canvas, box = view.canvas, view.editor.wall.arrangement.boxes[at]
    canvas.look(canvas.centred(*box.center, scale))
    return canvas.grab().toImage()


def colours(view: BoardView, image: QImage, place: Box) -> set[str]:
    """Return the colours in a place of the board."""
    rect = view.canvas.camera.on_screen(place).toRect()
    return {
        image.pixelColor(x, y).name()
        for x in range(rect.left() + 1, rect.right())
        for y in range(rect.top() + 1, rect.bottom())
    }


def kind_of(view: BoardView, sticky_id: str, kind: Kind) -> None:
    with view.editor.document.edit("Kind") as edit:
        edit.put(view.editor.board.stickies[sticky_id].revised(kind=kind))


@pytest.mark.parametrize("scale", [0.8, 0.35])
def test_what_lies_in_a_collapsed_lane_shows_nothing_beside_its_bar(
    view: BoardView, scale: float
) -> None:
    view.editor.select(["ordering"])
    view.bound.run("collapse-lane")
    image = look(view, scale)
    x, _, width, _ = view.editor.wall.arrangement.boxes["placed"]
    lane = view.editor.wall.lane("paying")
    assert lane is not None
    below = colours(view, image, Box(x, lane.top + 2, width, 120))
    dark = {colour for colour in below if QColor(colour).lightness() < 160}
    assert not dark


@pytest.mark.parametrize("kind", [Kind.EVENT, Kind.COMMAND, Kind.HOTSPOT])
def test_a_sticky_keeps_its_sign_where_its_text_is_bars(view: BoardView, kind: Kind) -> None:
    kind_of(view, "placed", kind)
    image = look(view, 0.35)
    x, y, *_ = view.editor.wall.arrangement.boxes["placed"]
    place = LOOKS[kind].glyph_box
    sign = colours(view, image, Box(x + place.x, y + place.y, place.width, place.height))
    assert min(QColor(colour).lightness() for colour in sign) < EVENT.lightness() - 40
    other = colours(view, image, Box(x + 80, y + 9, 60, 22))
    assert other == {QColor(DEFAULT_PALETTE.kinds[kind]).name()}


def test_what_is_pinned_lies_on_its_host_at_every_distance(view: BoardView) -> None:
    boxes = view.editor.wall.arrangement.boxes
    host, pin = boxes["paid"], boxes["doubt"]
    shared = Box(max(host.x, pin.x), max(host.y, pin.y), 0, 0)
    right, bottom = min(host.right, pin.right), min(host.bottom, pin.bottom)
    middle = (shared.x + right) / 2, (shared.y + bottom) / 2
    for scale in (0.8, 0.35, 0.08):
        image = look(view, scale, "paid")
        at = view.canvas.camera.aligned(1).to_screen(*middle).toPoint()
        assert image.pixelColor(at) == QColor(DEFAULT_PALETTE.kinds[Kind.HOTSPOT])


def test_a_white_sticky_stands_out_from_its_lane(view: BoardView) -> None:
    kind_of(view, "placed", Kind.SCREEN)
    box = view.editor.wall.arrangement.boxes["placed"]
    rim = QColor(DEFAULT_PALETTE.kinds[Kind.SCREEN]).darker(DEFAULT_PALETTE.edge_depth)
    middle = look(view, 0.35)
    assert rim.name() in colours(view, middle, box.inflated(6))
    far = look(view, 0.08)
    assert colours(view, far, box.inflated(-20)) == {rim.name()}


def test_a_thin_lane_keeps_its_name(view: BoardView) -> None:
    lane = view.editor.wall.lane("paying")
    assert lane is not None

    def ink(height: float) -> int:
        scale = height / lane.height
        view.canvas.look(Camera(0, lane.top - 200 / scale, scale))
        image = view.canvas.grab().toImage()
        top = round(view.canvas.camera.to_screen(0, lane.top).y())
        dark = (
            image.pixelColor(x, y).lightness() < 90
            for x in range(10, round(HEADER) - 4)
            for y in range(top, top + round(height))
        )
        return sum(dark)

    assert ink(13) > 15
    assert ink(6) == 0


def test_thick_arrows_have_large_heads(view: BoardView) -> None:
    view.canvas.use_palette(palette_of("projector"))
    flow = QColor(palette_of("projector").flow)
    image = look(view, 1.0)
    tip = view.editor.wall.arrangement.boxes["placed"]
    camera = view.canvas.camera.aligned(1)

    def is_flow(back: float, aside: float) -> bool:
        at = camera.to_screen(tip.x - back, tip.center.y + aside)
        return image.pixelColor((at - QPointF(0.5, 0.5)).toPoint()) == flow

    assert is_flow(16, 5)
    assert is_flow(16, -5)
    assert not is_flow(4, 5), "a head is a triangle"


def test_the_hot_path_is_seen_beside_thick_arrows(view: BoardView) -> None:
    view.editor.select(["place", "placed"])
    view.bound.run("mark-path")
    box = view.editor.wall.arrangement.boxes["placed"]
    beside = Box(box.x - 60, box.center.y - 14, 20, 28)
    for theme, least in (("default", 2), ("projector", 3)):
        palette = palette_of(theme)
        view.canvas.use_palette(palette)
        image = look(view, 1.0)
        rect = view.canvas.camera.on_screen(beside).toRect()
        x = rect.center().x()
        column = [image.pixelColor(x, y).name() for y in range(rect.top(), rect.bottom())]
        heat = QColor(palette.heat).name()
        first = column.index(heat)
        assert column[first : first + least] == [heat] * least

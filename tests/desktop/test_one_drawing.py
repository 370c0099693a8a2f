"""Screen, PDF, SVG, PNG and the web page show one arrangement and one typesetting."""

from __future__ import annotations

import math
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pytest
from exchange.pictures.svg_reading import Card, cards
from PIL import Image
from PySide6.QtGui import QImage

from stormdesk.desktop.canvas.camera import Camera
from stormdesk.desktop.canvas.view import Canvas
from stormdesk.document.document import Document
from stormdesk.editor.editor import Editor
from stormdesk.exchange.paper.options import PosterOptions
from stormdesk.exchange.paper.poster import poster
from stormdesk.exchange.pictures.excerpt import excerpt_of
from stormdesk.exchange.pictures.html.page import html_text
from stormdesk.exchange.pictures.options import HtmlOptions
from stormdesk.exchange.pictures.png import png_bytes
from stormdesk.exchange.pictures.svg import svg_text
from stormdesk.exchange.source import read_board
from stormdesk.layout.appearance import LOOKS
from stormdesk.layout.arrangement import Arrangement
from stormdesk.layout.card import Cards, set_sticky
from stormdesk.layout.fonts import Typefaces
from stormdesk.layout.geometry import Box, Point
from stormdesk.layout.tilting import tilt_of
from stormdesk.layout.typesetting import Line, Setting
from stormdesk.model.board import Board
from stormdesk.resources import resource

HOSTILE = Path(__file__).parents[1] / "boards" / "hostile.yaml"
BOARDS = [*sorted(resource("templates").glob("*.yaml")), HOSTILE]
INVENTORY = resource("templates/inventory-under-peak-load.yaml")
ROBOTO = Typefaces.bundled_only()
HAIR = 0.011
"""Coordinates are written to a hundredth of a unit."""
INK = 90
SIDE_BEARING = 3.0
DOT = 1.6
BESIDE = Point(300, 150)
"""Room on the screen for the names of lanes and the ruler."""


class Placed(NamedTuple):
    """A sticky as the layout has it; ``lines`` have their places from its corner."""

    box: Box
    setting: Setting
    lines: list[tuple[Line, Point]]


def arranged(board: Board) -> dict[str, Placed]:
    arrangement = Arrangement.of(board, Cards(ROBOTO))
    found: dict[str, Placed] = {}
    for sticky in arrangement.board.stickies.values():
        setting, insets = set_sticky(sticky, ROBOTO), LOOKS[sticky.kind].insets
        lines = [(line, Point(insets.left + line.x, insets.top + line.baseline))
                 for line in setting.lines if line.runs]  # fmt: skip
        found[sticky.id] = Placed(arrangement.boxes[sticky.id], setting, lines)
    return found


def shown_text(line: Line) -> str:
    cut = any(len(run.text) in run.clusters for run in line.runs)
    return line.text + "\u2010" if cut else line.text


def offset(found: dict[str, Card], placed: dict[str, Placed]) -> Point:
    """How far the sheet's origin is from the board's."""
    sticky_id = min(found)
    corner, box = found[sticky_id].corner, placed[sticky_id].box
    return Point(corner.x - box.x, corner.y - box.y)


@pytest.mark.parametrize("path", BOARDS, ids=lambda path: path.stem)
def test_svg_and_page_have_the_places_and_lines_of_the_layout(path: Path) -> None:
    board = read_board(str(path))
    placed = arranged(board)
    drawing = svg_text(excerpt_of(board, "whole", Cards(ROBOTO)), ROBOTO)
    page = html_text(board, HtmlOptions(), ROBOTO)
    for found in (cards(drawing), cards(page, "data-id")):
        assert found.keys() == placed.keys()
        away = offset(found, placed)
        for sticky_id, card in found.items():
            box, setting, lines = placed[sticky_id]
            assert card.corner == pytest.approx((box.x + away.x, box.y + away.y), abs=HAIR)
            if not lines:
                continue
            assert card.size == setting.size
            if len(card.lines) != len(lines):  # parted where the font changes within a line
                parts = "".join(each.text for each in card.lines).replace("\u2010", "")
                assert sorted(parts) == sorted("".join(line.text for line, _ in lines))
                continue
            for written, (line, at) in zip(card.lines, lines, strict=True):
                if len(line.runs) == 1:
                    assert written.text == shown_text(line)
                assert (written.x, written.y) == pytest.approx(
                    (at.x + line.width / 2, at.y), abs=HAIR
                )


def test_the_paper_has_the_lines_where_the_drawing_has_them() -> None:
    board = read_board(str(INVENTORY))
    placed = arranged(board)
    found = cards(svg_text(excerpt_of(board, "whole", Cards(ROBOTO)), ROBOTO))
    page = pypdfium2.PdfDocument(poster(board, PosterOptions(), ROBOTO))[0]
    text, height = page.get_textpage(), page.get_height()
    checked = 0
    for sticky_id, card in found.items():
        if tilt_of(board.stickies[sticky_id]):
            continue
        for line, at in placed[sticky_id].lines:
            size = placed[sticky_id].setting.size
            left, base = (card.corner.x + at.x) / 2, height - (card.corner.y + at.y) / 2
            said = text.get_text_bounded(
                left - 1, base - size * 0.1, left + line.width / 2 + 1, base + size * 0.3
            )
            assert said.strip().rstrip("-\ufffe\u0002\xad") == line.text
            checked += 1
    assert checked > 80


@pytest.fixture
def canvas(qtbot) -> Canvas:
    canvas = Canvas(Editor(Document(read_board(str(INVENTORY))), Cards(ROBOTO)))
    qtbot.addWidget(canvas)
    canvas.resize(700, 500)
    canvas.show()
    return canvas


def test_the_picture_has_its_ink_where_the_screen_has_it(canvas: Canvas) -> None:
    board = canvas.editor.board
    placed = arranged(board)
    excerpt = excerpt_of(board, "whole", Cards(ROBOTO))
    away = offset(cards(svg_text(excerpt, ROBOTO)), placed)
    picture = Image.open(BytesIO(png_bytes(excerpt, ROBOTO, scale=1.0))).convert("L")
    checked = 0
    for sticky_id, (box, setting, lines) in placed.items():
        sticky = board.stickies[sticky_id]
        covered = any(other.intersects(box) for i, (other, _, _) in placed.items()
                      if i != sticky_id)  # fmt: skip
        if tilt_of(sticky) or covered or sticky.parked:
            continue
        assert canvas.editor.wall.box(sticky_id) == box
        canvas.look(Camera(box.x - BESIDE.x, box.y - BESIDE.y, 1.0))
        screen = grey(canvas.grab().toImage())
        for line, at in lines:
            wanted = (at.x, at.x + line.width)
            for image, corner in (
                (screen, BESIDE),
                (picture, Point(box.x + away.x, box.y + away.y)),
            ):
                inked = ink(image, corner, at, line.width, setting.size)
                assert inked == pytest.approx(wanted, abs=SIDE_BEARING + DOT), line.text
                checked += 1
    assert checked > 100


def ink(
    image: Image.Image, corner: Point, at: Point, width: float, size: float
) -> tuple[float, float]:
    """From where to where there is ink in the upper half of a line's letters."""
    left, top = corner.x + at.x - 8, corner.y + at.y - size * 0.72
    area = (math.floor(left), math.floor(top), math.ceil(left + width + 16),
            math.ceil(corner.y + at.y))  # fmt: skip
    found = image.crop(area).point(lambda value: 255 if value < INK else 0).getbbox()
    assert found is not None
    return area[0] + found[0] - corner.x, area[0] + found[2] - corner.x


def grey(image: QImage) -> Image.Image:
    image = image.convertToFormat(QImage.Format.Format_Grayscale8)
    size, data = (image.width(), image.height()), bytes(image.constBits())
    return Image.frombuffer("L", size, data, "raw", "L", image.bytesPerLine(), 1)

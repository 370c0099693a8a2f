"""How many votes a sticky has is shown on it everywhere, once it is revealed and not before."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget

from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.canvas.camera import Camera
from stormdesk.desktop.wall.wall_window import WallWindow
from stormdesk.editor.workshop import ballots, session
from stormdesk.exchange.format import write
from stormdesk.exchange.formats import FORMATS
from stormdesk.layout.geometry import Box
from stormdesk.layout.marks import VOTE_GROUND, vote_place
from stormdesk.model.board import Board

NOW = datetime(2026, 11, 24, 9, 0)  # noqa: DTZ001  # the room's own time
HANDS = 7313
"""A number that stands for nothing else on the board."""


@pytest.fixture
def hidden(view: BoardView) -> Board:
    document = view.editor.document
    session.begin(document, NOW, None, [])
    ballots.open_new(document, NOW)
    ballots.tally(document, "doubt", HANDS)
    # So the turnout, which is no secret, is another number.
    ballots.tally(document, "place", 4)
    return document.board


def flag(view: BoardView, votes: int = HANDS, of: str = "doubt") -> Box:
    box = view.editor.wall.box(of)
    assert box is not None
    place = vote_place(box, votes)
    assert place is not None
    return place[0]


def has_flag(widget: QWidget, camera: Camera, place: Box) -> bool:
    """Tell whether the ground of a number is painted, between its left edge and its digits."""
    QApplication.processEvents()
    at = camera.to_screen(place.x + 3, place.center.y)
    return widget.grab().toImage().pixelColor(at.toPoint()) == QColor(VOTE_GROUND)


def texts_of(name: str, board: Board) -> str:
    (data,) = write(FORMATS[name], board).values()
    if not data.startswith(b"%PDF"):
        return data.decode()
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)


@pytest.mark.parametrize("name", ["html", "pdf", "pdf-report", "svg"])
def test_a_hidden_number_is_on_no_page_and_a_revealed_one_is(
    view: BoardView, hidden: Board, name: str
) -> None:
    assert str(HANDS) not in texts_of(name, hidden)
    ballots.reveal(view.editor.document, NOW)
    assert str(HANDS) in texts_of(name, view.editor.board)


def test_the_legend_explains_the_number(view: BoardView, hidden: Board) -> None:
    assert "Votes in a ballot" not in texts_of("pdf", hidden)
    ballots.reveal(view.editor.document, NOW)
    assert "Votes in a ballot" in texts_of("pdf", view.editor.board)


def test_a_picture_shows_what_was_revealed(view: BoardView, hidden: Board) -> None:
    (before,) = write(FORMATS["png"], hidden).values()
    document = view.editor.document
    for _ in range(2):
        ballots.take_back(document)
    (without,) = write(FORMATS["png"], document.board).values()
    assert without == before
    ballots.tally(document, "doubt", HANDS)
    ballots.reveal(document, NOW)
    (after,) = write(FORMATS["png"], document.board).values()
    assert after != before


def test_canvas_and_wall_paint_it_when_it_is_revealed(view: BoardView, hidden: Board) -> None:
    view.projection.open()
    wall = view.projection.window
    assert isinstance(wall, WallWindow)
    view.canvas.zoom_to_fit()
    place = flag(view)
    assert not has_flag(view.canvas, view.canvas.camera, place)
    assert not has_flag(wall.view, wall.view.camera, place)
    ballots.reveal(view.editor.document, NOW)
    assert has_flag(view.canvas, view.canvas.camera, place)
    wall.overlays.show_ranking(is_on=False)
    assert has_flag(wall.view, wall.view.camera, place)


def test_a_number_turns_where_another_ballot_is_revealed(view: BoardView, hidden: Board) -> None:
    document = view.editor.document
    ballots.reveal(document, NOW)
    view.canvas.zoom_to_fit()
    assert not has_flag(view.canvas, view.canvas.camera, flag(view, 1, "paid"))
    ballots.open_new(document, NOW)
    ballots.tally(document, "paid", 1)
    ballots.reveal(document, NOW)
    assert has_flag(view.canvas, view.canvas.camera, flag(view, 1, "paid"))


def test_a_number_goes_with_its_sticky_and_comes_back_with_it(
    view: BoardView, hidden: Board
) -> None:
    document = view.editor.document
    ballots.reveal(document, NOW)
    view.canvas.zoom_to_fit()
    place = flag(view)
    view.editor.select(["doubt"])
    view.bound.run("remove")
    assert not has_flag(view.canvas, view.canvas.camera, place)
    document.undo()
    assert has_flag(view.canvas, view.canvas.camera, place)


@pytest.mark.parametrize("votes", [1, 12, 100_000])
@pytest.mark.parametrize("width", [70.0, 160.0, 320.0])
def test_a_number_stands_on_the_upper_edge_however_long_it_is(votes: int, width: float) -> None:
    box = Box(100, 200, width, 160)
    place = vote_place(box, votes)
    assert place is not None
    at, size = place
    assert at.y < box.y < at.bottom
    assert at.right > box.right
    assert at.width >= size * 0.56 * len(str(votes))


def test_a_bar_of_a_folded_lane_has_no_room_for_it() -> None:
    assert vote_place(Box(0, 0, 160, 30), 3) is None

"""The overlay of what is observed: signs on the canvas, and a legend that counts them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from stormdesk.analysis.observation import Observed
from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.canvas.camera import Camera
from stormdesk.desktop.canvas.observability_painter import ObservabilityPainter, sign_picture
from stormdesk.desktop.window import Window
from stormdesk.model.board import Board
from stormdesk.model.message import Message


@pytest.fixture
def board(board: Board) -> Board:
    placed = board.stickies["placed"].revised(
        observability=("trace", "metric"), message=Message(audit=True)
    )
    return Board.of({**board.records, "placed": placed}.values())


def counts(view: BoardView) -> dict[str, str]:
    return {point: label.text() for point, label in view.observability.counts.items()}


def test_the_key_shows_it_and_hides_it_again(window: Window, view: BoardView, qtbot) -> None:
    plain = view.canvas.grab().toImage()
    window.bound.run("observability")
    assert window.bound.actions["observability"].isChecked()
    qtbot.waitUntil(lambda: bool(view.observability.counts["trace"].text()))
    assert counts(view) == {
        "trace": "1 of 1", "metric": "1 of 1", "log": "0 of 0", "audit": "0 of 1",
    }  # fmt: skip
    assert view.canvas.grab().toImage() != plain
    window.bound.run("observability")
    assert not window.bound.actions["observability"].isChecked()
    assert view.canvas.grab().toImage() == plain


def test_it_follows_the_board_while_it_is_shown(view: BoardView, qtbot) -> None:
    view.observability.toggle()
    qtbot.waitUntil(lambda: view.observability.counts["audit"].text() == "0 of 1")
    with view.editor.document.edit("Audit") as edit:
        edit.put(view.editor.board.stickies["placed"].revised(observability=("audit",)))
    qtbot.waitUntil(lambda: view.observability.counts["audit"].text() == "1 of 1")


def test_an_answer_that_comes_too_late_shows_nothing(view: BoardView) -> None:
    plain = view.canvas.grab().toImage()
    view.observability.show_observed({"placed": Observed(("trace",), ())})
    assert view.canvas.grab().toImage() == plain


def painted(view: BoardView, observed: Observed, scale: float) -> QImage:
    """Only what the overlay paints round an event, at a scale."""
    box = view.editor.wall.box("placed")
    assert box is not None
    painter_of = ObservabilityPainter(view.editor.wall, lambda: None)
    painter_of.show({"placed": observed})
    image = QImage(300, 300, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    camera = Camera(box.x - 40 / scale, box.y - 40 / scale, scale)
    with QPainter(image) as painter:
        painter_of.paint(painter, camera, QRectF(0, 0, 300, 300))
    return image


def inked(image: QImage) -> int:
    """How many pixels of some were painted."""
    width, height = image.width(), image.height()
    return sum(image.pixelColor(x, y).alpha() > 0 for x in range(width) for y in range(height))


ALL = Observed(("trace", "metric", "log", "audit"), ())
NONE = Observed((), ("trace", "metric", "log", "audit"))


def test_what_is_there_is_told_from_what_should_be(view: BoardView) -> None:
    assert painted(view, ALL, 0.8) != painted(view, NONE, 0.8)
    assert inked(painted(view, ALL, 0.8)) > 2 * inked(painted(view, Observed(("log",), ()), 0.8))


def test_far_away_a_dot_tells_whether_all_is_there_and_farther_nothing(view: BoardView) -> None:
    some = Observed(("log",), ())
    assert painted(view, ALL, 0.2) == painted(view, some, 0.2)
    assert painted(view, NONE, 0.2) != painted(view, ALL, 0.2)
    assert inked(painted(view, NONE, 0.1)) == 0


def test_each_sign_differs_from_the_others(view: BoardView) -> None:
    shapes = [
        sign_picture(point, 9, 1, is_there=is_there).toImage()
        for point in ("trace", "metric", "log", "audit")
        for is_there in (True, False)
    ]
    assert all(one != other for n, one in enumerate(shapes) for other in shapes[:n])


def test_a_picture_is_made_once_for_all_that_look_alike(view: BoardView) -> None:
    painter = view.canvas.observed
    painter.show({"placed": ALL, "paid": Observed(ALL.there, ())})
    view.canvas.zoom_to_fit()
    view.canvas.grab()
    assert len(painter._strips) == 1

"""The overlay of what is observed: signs on the canvas, and a legend that counts them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QLabel

from stormdesk.analysis.observation import Observed, observation, tally
from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.canvas.camera import Camera
from stormdesk.desktop.canvas.observability_painter import (
    ObservabilityPainter,
    State,
    sign_picture,
    state_picture,
)
from stormdesk.desktop.window import Window
from stormdesk.exchange.operations.operations import operations_of
from stormdesk.exchange.operations.telemetry.coverage import coverage
from stormdesk.exchange.source import board_of
from stormdesk.model.board import Board
from stormdesk.model.message import Message
from stormdesk.resources import resource

TEMPLATES = sorted(path.name for path in resource("templates").glob("*.yaml"))


@pytest.fixture
def board(board: Board) -> Board:
    placed = board.stickies["placed"].revised(
        observability=("trace", "metric"), message=Message(audit=True)
    )
    return Board.of({**board.records, "placed": placed}.values())


def counts(view: BoardView) -> dict[str, str]:
    return {point: label.text() for point, label in view.observability.counts.items()}


def test_the_key_shows_it_and_hides_it_again(window: Window, view: BoardView, qtbot) -> None:
    # The coach looks the new board over beside, and marks stickies once it has.
    qtbot.waitUntil(lambda: bool(view.canvas.marks._levels))
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
    view.observability.show_observed({"placed": Observed(("trace",), ())}, {})
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


def test_far_away_a_shape_tells_all_some_or_nothing_and_farther_nothing(view: BoardView) -> None:
    some, part = Observed(("log",), ()), Observed(("log",), ("trace",))
    for scale in (0.2, 0.1, 0.05):
        assert painted(view, ALL, scale) == painted(view, some, scale)
        pictures = [painted(view, each, scale) for each in (ALL, part, NONE)]
        assert all(one != other for n, one in enumerate(pictures) for other in pictures[:n])
    assert inked(painted(view, NONE, 0.04)) == 0


@pytest.mark.parametrize("shape", ["whole", "part", "none"])
def test_the_mark_of_a_state_is_large_enough_to_be_told(qapp, shape: State) -> None:
    image = state_picture(shape, 1).toImage()
    across = [x for x in range(image.width()) for y in range(image.height())
              if image.pixelColor(x, y).alpha() > 128]  # fmt: skip
    assert max(across) - min(across) >= 7


def test_the_legend_says_of_what_it_counts_and_when_nothing_can_be_seen(view: BoardView) -> None:
    view.observability.toggle()
    texts = " ".join(label.text() for label in view.observability.findChildren(QLabel))
    assert "Events and consumers" in texts
    seen = view.canvas
    seen.look(seen.centred(0, 0, 0.1))
    assert "zoom in" not in view.observability.afar.text()
    seen.look(seen.centred(0, 0, 0.03))
    assert "zoom in" in view.observability.afar.text()


def test_the_legend_leaves_most_of_a_small_canvas_free(view: BoardView, qtbot) -> None:
    view.observability.toggle()
    qtbot.waitUntil(lambda: bool(view.observability.counts["trace"].text()))
    assert view.observability.height() < 200
    assert view.observability.width() < 400


@pytest.mark.parametrize("template", TEMPLATES)
def test_legend_and_coverage_report_count_alike(template: str) -> None:
    board = board_of(template, resource(f"templates/{template}").read_bytes())
    counted = tally(board, observation(board))
    report = coverage(operations_of(board))
    for point, words in (("trace", "a trace"), ("metric", "a metric"), ("log", "a log"),
                         ("audit", "an audit record")):  # fmt: skip
        number = counted[point]
        line = f"| events and consumers with {words} | {number.there} | {number.wanted} |"
        assert line in report


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

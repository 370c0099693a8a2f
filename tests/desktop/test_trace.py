"""What leads to a sticky and what follows, lit on the canvas."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from math import dist

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.canvas.camera import Camera
from stormdesk.desktop.window import Window
from stormdesk.model.board import Board
from stormdesk.model.context import Flow
from stormdesk.model.integrity import sound_board

Ask = Callable[[str, str], str]


@pytest.fixture
def board(board: Board) -> Board:
    """Return the shop with an order that, once placed, is paid behind a flag."""
    records = [r.revised(flag="cards") if r.id == "paid" else r for r in board.records.values()]
    return sound_board([*records, Flow.between("placed", "paid", 1)])


@pytest.fixture
def ask(window: Window, view: BoardView, qtbot) -> Ask:
    """Return a way to select something, ask, and be told the answer."""

    def ask(action: str, selected: str = "") -> str:
        view.editor.select([selected] if selected else [])
        view.bound.refresh()
        window.bound.refresh()
        bar = view.stage.trace_bar
        bar.told.setText("")
        window.bound.run(action)
        qtbot.waitUntil(lambda: bar.told.text() != "")
        return bar.accessibleName()

    return ask


def test_what_leads_here_and_what_follows_is_lit_and_told(view: BoardView, ask: Ask) -> None:
    told = ask("trace", "placed")
    assert told == "“Order placed”: 1 sticky leads here, 1 follows 2 contexts · 1 team"
    named = view.stage.trace_bar.counts.toolTip()
    assert named == "<div>Contexts: Ordering, Paying</div><div>Teams: Checkout team</div>"
    assert view.stage.lit == {"place", "placed", "paid", "doubt"}


def test_a_lane_that_stops_takes_along_what_is_downstream(view: BoardView, ask: Ask) -> None:
    told = ask("trace-stop", "ordering")
    assert told == "If “Ordering” stops: 1 sticky downstream 2 contexts · 1 team"
    assert view.stage.lit == {"place", "placed", "paid", "doubt"}
    assert ask("trace-stop", "paid").startswith("If “Order paid” stops: 0 stickies downstream")
    assert view.stage.lit == {"paid", "doubt"}


def test_the_flag_is_that_of_the_sticky_or_the_next_of_the_board(view: BoardView, ask: Ask) -> None:
    told = "Flag cards: 1 sticky is behind it, 0 stickies downstream 1 context"
    assert ask("trace-flag", "paid") == told
    view.stage.close_trace()
    assert ask("trace-flag") == told


def test_without_a_flag_the_status_says_where_to_set_one(window: Window, view: BoardView) -> None:
    with view.editor.document.edit("No flag") as edit:
        edit.put(view.editor.board.stickies["paid"].revised(flag=None))
    window.bound.run("trace-flag")
    assert "inspector" in view.status.hint.text()
    assert view.stage.lit is None


def test_escape_puts_the_light_out_and_keeps_the_selection(view: BoardView, ask: Ask) -> None:
    ask("trace", "placed")
    QTest.keyClick(view.canvas, Qt.Key.Key_Escape)
    assert view.stage.lit is None
    assert view.stage.trace_bar.isHidden()
    assert view.editor.selection == {"placed"}
    QTest.keyClick(view.canvas, Qt.Key.Key_Escape)
    assert view.editor.selection == frozenset()


def test_escape_ends_what_the_hand_has_begun_first(view: BoardView, ask: Ask) -> None:
    ask("trace", "placed")
    view.bound.run("lasso")
    QTest.keyClick(view.canvas, Qt.Key.Key_Escape)
    assert type(view.editor.tool) is type(view.editor.idle())
    assert view.stage.lit is not None


def test_asked_again_everything_is_lit(window: Window, view: BoardView, ask: Ask) -> None:
    ask("trace", "placed")
    window.bound.run("trace")
    assert view.stage.lit is None


def test_the_light_follows_the_board(view: BoardView, ask: Ask, qtbot) -> None:
    ask("trace", "placed")
    with view.editor.document.edit("Cut") as edit:
        edit.remove("flow:place>placed")
    qtbot.waitUntil(lambda: view.stage.lit == {"placed", "paid", "doubt"})
    with view.editor.document.edit("Remove") as edit:
        edit.remove("placed")
    qtbot.waitUntil(lambda: view.stage.lit is None)


def test_what_takes_no_part_in_the_flow_dims_nothing(view: BoardView, ask: Ask) -> None:
    assert ask("trace", "doubt") == "“Who refunds?” takes no part in the flow"
    assert view.stage.lit is None


def test_nothing_is_asked_of_nothing(window: Window, view: BoardView) -> None:
    view.editor.select([])
    window.bound.refresh()
    assert not window.bound.actions["trace"].isEnabled()
    assert not window.bound.actions["trace-stop"].isEnabled()


@pytest.mark.parametrize("scale", [0.6, 0.2])
def test_a_flow_between_lit_stickies_is_lit_and_any_other_is_dimmed(
    view: BoardView, ask: Ask, scale: float
) -> None:
    view.canvas.look(Camera(-200 / scale, -100 / scale, scale))
    lit, dim = ink_of(view, "placed", "paid"), ink_of(view, "place", "placed")
    ask("trace-stop", "placed")
    assert view.stage.lit is not None
    assert "place" not in view.stage.lit
    assert ink_of(view, "placed", "paid") == pytest.approx(lit, abs=25)
    assert ink_of(view, "place", "placed") > dim + 50


def ink_of(view: BoardView, source: str, target: str) -> int:
    """Return how light the darkest pixel is in the middle of a flow's longest stretch."""
    flow = next(f for f in view.editor.board.outgoing(source) if f.target == target)
    route = view.editor.wall.route_of(flow)
    assert route is not None
    start, end = max(pairwise(route.points), key=lambda two: dist(*two))
    at = view.canvas.camera.to_screen((start.x + end.x) / 2, (start.y + end.y) / 2).toPoint()
    image = view.canvas.grab().toImage()
    near = (-1, 0, 1)
    return min(image.pixelColor(at.x() + x, at.y() + y).lightness() for x in near for y in near)

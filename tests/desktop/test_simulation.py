"""Simulating a board in the window: what is set up, found, compared, and shown over time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest

from stormdesk.analysis.simulation.scenario import Remedy
from stormdesk.desktop import simulation_runs
from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.canvas.camera import Camera
from stormdesk.desktop.canvas.simulation_painter import SimulationPainter
from stormdesk.desktop.panels.simulation_plot import Curve, Plot, ticks
from stormdesk.desktop.panels.simulation_rows import groups_of
from stormdesk.desktop.panels.told_rows import Row
from stormdesk.desktop.simulation_moments import Mark, as_short
from stormdesk.desktop.simulation_runs import Run
from stormdesk.desktop.window import Window
from stormdesk.exchange.source import board_of
from stormdesk.model.board import Board

MODEL = b"""
format: stormdesk/1
board: {id: shop, title: Shop, level: process, language: en, scope: Orders and their stock}
contexts:
  - {id: ordering, name: Ordering}
stickies:
  - id: placed
    kind: event
    text: Order placed
    context: ordering
    at: 1
    trigger: external
    message: {rate: {steady: 2/s, peak: 9/s}}
  - id: reserver
    kind: policy
    text: Whenever an order is placed, reserve
    context: ordering
    at: 2
    handling: {service-time: 1s, parallelism: 4, group: reserver}
  - id: reserved
    kind: event
    text: Stock reserved
    context: ordering
    at: 3
    message: {}
    service-levels:
      - {indicator: latency, objective: "95%", threshold: 5s, window: 28d}
  - {id: shelf, kind: read-model, text: Shelf, context: ordering, at: 4}
flows:
  - {from: placed, to: reserver}
  - {from: reserver, to: reserved}
  - {from: reserved, to: shelf}
"""
NAME = "Whenever an order is placed, reserve"


@pytest.fixture
def board() -> Board:
    return board_of("shop.yaml", MODEL)


@pytest.fixture
def shown(view: BoardView, qtbot) -> BoardView:
    view.turn_to("simulation")
    qtbot.waitUntil(lambda: view.simulation.panel.setup.consumer.count() == 2)
    view.simulation.panel.setup.minutes.setValue(2)
    return view


@pytest.fixture
def simulated(shown: BoardView, run: Callable[[], None]) -> BoardView:
    run()
    return shown


@pytest.fixture
def run(shown: BoardView, qtbot) -> Callable[[], None]:
    def running() -> None:
        last = shown.runs.last
        shown.simulation.panel.start()
        qtbot.waitUntil(lambda: shown.runs.last is not last)

    return running


def rows(view: BoardView) -> dict[str, Row]:
    tree = view.simulation.panel.result.rows
    groups = [tree.topLevelItem(n) for n in range(tree.topLevelItemCount())]
    inner = [tree.row(g.child(n)) for g in groups for n in range(g.childCount())]
    return {row.id: row for row in inner if row is not None}


def marks(view: BoardView) -> dict[str, Mark]:
    return dict(view.canvas.simulated._marks)


def test_a_scenario_tells_what_it_means(shown: BoardView) -> None:
    setup = shown.simulation.panel.setup
    assert setup.about.text().startswith("The load of the worst moment")
    setup.scenario.setCurrentIndex(0)
    assert setup.about.text().startswith("The load of an ordinary day")
    assert (setup.wanted.name, setup.wanted.duration) == ("steady", 120.0)


def test_a_run_tells_what_breaks_and_where_messages_wait(simulated: BoardView) -> None:
    panel = simulated.simulation.panel
    assert panel.tabs.currentIndex() == 1
    assert panel.result.summary.text() == "Simulated: 1 of 1 service level breaks"
    assert panel.result.scenario.text() == "Peak load · 2 min · seed 1 · as the board says"
    level, reserver = rows(simulated)["level\n0"], rows(simulated)["reserver"]
    assert (level.head, level.sign) == ("Stock reserved · Latency, end to end", "open")
    assert level.aside.startswith("broken at ")
    assert level.foot.startswith("95% ≤ 5s\n")
    assert (reserver.head, reserver.aside, reserver.sign) == (NAME, "growing", "open")
    assert reserver.foot.startswith("4 at a time · ")
    lag = panel.result.lag.curve
    assert lag.is_time
    assert len(lag.values) == len(lag.times) == 360
    assert max(lag.values) > 30
    assert panel.result.retries.isHidden()


def test_what_is_assumed_is_said(simulated: BoardView) -> None:
    assert "Its service time is not known" in rows(simulated)["taken\nshelf"].foot


def test_the_same_seed_finds_the_same_again(simulated: BoardView, run) -> None:
    first = simulated.runs.last
    run()
    assert simulated.runs.last is not first
    assert simulated.runs.last == first
    simulated.simulation.panel.setup.seed.setValue(2)
    run()
    assert simulated.runs.last != first


def test_simulating_changes_nothing_on_the_board(shown: BoardView, path: Path, run) -> None:
    board, saved = shown.editor.board, path.read_bytes()
    run()
    assert shown.editor.board is board
    assert path.read_bytes() == saved
    assert not shown.is_unsaved


def test_what_the_board_says_stands_in_the_entries(shown: BoardView) -> None:
    setup = shown.simulation.panel.setup
    assert setup.consumer.currentData() == "reserver"
    told = {name: entry.placeholderText() for name, entry in setup.form.entries.items()}
    assert (told["parallelism"], told["service_time"], told["attempts"]) == ("4", "1 s", "never")
    assert setup.form.choices["idempotent"].currentText() == "no (board)"
    setup.choose("shelf")
    assert setup.form.entries["service_time"].placeholderText() == "not known"


def test_a_remedy_is_held_against_the_run_before(simulated: BoardView, run) -> None:
    panel, before = simulated.simulation.panel, simulated.runs.last
    panel.setup.form.entries["parallelism"].setText("12")
    panel.setup.form.entries["partitions"].setText("12")
    assert panel.setup.wanted.remedies == {"reserver": Remedy(parallelism=12, partitions=12)}
    assert panel.setup.consumer.currentText() == f"{NAME} (otherwise)"
    run()
    assert simulated.runs.before is before
    assert panel.result.summary.text() == "Simulated: every service level holds"
    assert "works on at a time 12, partitions 12" in panel.result.scenario.text()
    assert "\nBefore: broken at " in rows(simulated)["level\n0"].foot
    curve = panel.result.depth.curve
    assert max(curve.before) > 100 > max(curve.values)
    assert simulated.editor.board.stickies["reserver"].handling.parallelism == 4


def test_that_every_level_holds_is_no_peace_while_more_and_more_waits(
    shown: BoardView, run: Callable[[], None]
) -> None:
    reserved = shown.editor.board.stickies["reserved"]
    level = reserved.service_levels[0]
    other = level.revised(indicator="time-to-detect", objective=None)
    for threshold, told in (
        ("100s", "Simulated: every judged level holds, but 1 queue grew"),
        ("1h", "Simulated: no service level to judge, but 1 queue grew"),
    ):
        with shown.editor.document.edit("Promise less") as edit:
            lenient = level.revised(threshold=threshold)
            edit.put(reserved.revised(service_levels=(lenient, other)))
        run()
        assert shown.simulation.panel.result.summary.text() == told


def test_runs_of_other_trouble_are_not_compared(simulated: BoardView, run) -> None:
    simulated.simulation.panel.setup.scenario.setCurrentIndex(0)
    run()
    assert simulated.runs.before is None
    assert simulated.simulation.panel.result.depth.curve.before == ()


def test_what_is_tried_of_each_consumer_is_kept_until_it_is_put_back(shown: BoardView) -> None:
    setup = shown.simulation.panel.setup
    setup.form.entries["failure"].setText("5 %")
    setup.form.choices["backoff"].setCurrentIndex(setup.form.choices["backoff"].findData("none"))
    setup.choose("shelf")
    assert setup.form.entries["failure"].text() == ""
    setup.form.entries["service_time"].setText("20ms")
    setup.choose("reserver")
    assert setup.form.entries["failure"].text() == "5 %"
    assert dict(setup.wanted.remedies) == {
        "reserver": Remedy(failure=0.05, backoff="none"), "shelf": Remedy(service_time=0.02),
    }  # fmt: skip
    setup.reset.click()
    assert dict(setup.wanted.remedies) == {}
    assert setup.consumer.itemText(0) == NAME


@pytest.mark.parametrize(
    ("name", "text"),
    [("parallelism", "0"), ("partitions", "x"), ("attempts", "-1"), ("service_time", "soon"),
     ("failure", "101%"), ("failure", "nan"), ("parallelism", "9" * 400)],
)  # fmt: skip
def test_what_is_no_value_is_marked_and_not_simulated(
    shown: BoardView, name: str, text: str
) -> None:
    panel = shown.simulation.panel
    panel.setup.form.entries[name].setText(text)
    assert panel.setup.form.entries[name].property("wrong")
    panel.start()
    assert not shown.runs.is_running
    assert panel.told.text() == "Correct what is marked first."


def test_a_remedy_of_a_consumer_that_is_gone_counts_no_more(shown: BoardView, run, qtbot) -> None:
    shown.simulation.panel.setup.form.entries["parallelism"].setText("9")
    with shown.editor.document.edit("Remove") as edit:
        edit.remove(*[f.id for f in shown.editor.board.flows.values()], "reserver")
    run()
    assert shown.simulation.panel.told.text() == ""
    assert dict(shown.runs.last.found.scenario.remedies) == {}


def test_a_run_can_be_cancelled_and_its_answer_is_not_shown(
    shown: BoardView, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, ended = Event(), Event()

    def slow(board, scenario, seed, tell):
        try:
            tell(0.5)
            held.wait(10)
            tell(0.6)
        finally:
            ended.set()

    names = {simulation_runs.SIMULATED: slow}
    late = simulation_runs.resolved
    monkeypatch.setattr(simulation_runs, "resolved", lambda name: names.get(name) or late(name))
    panel = shown.simulation.panel
    panel.start()
    qtbot.waitUntil(lambda: panel.progress.value() == 500)
    assert panel.run.isHidden()
    panel.cancel.click()
    assert not shown.runs.is_running
    assert not panel.run.isHidden()
    held.set()
    qtbot.waitUntil(ended.is_set)
    assert shown.runs.last is None
    assert shown.runs.error is None


def test_escape_cancels_what_is_under_way(shown: BoardView) -> None:
    panel = shown.simulation.panel
    panel.start()
    assert shown.runs.is_running
    QTest.keyClick(panel.setup.scenario, Qt.Key.Key_Escape)
    assert not shown.runs.is_running
    assert panel.cancel.isHidden()


def test_who_never_simulates_waits_for_no_panel(window: Window, view: BoardView) -> None:
    assert view.simulation._panel is None
    window.bound.run("simulation")
    assert view.simulation._panel is not None


def test_trouble_in_a_run_is_told(shown: BoardView, qtbot, monkeypatch) -> None:
    def broken(*_):
        raise ValueError("no such thing")

    monkeypatch.setattr(simulation_runs, "resolved", lambda name: broken)
    shown.simulation.panel.start()
    qtbot.waitUntil(lambda: not shown.runs.is_running)
    assert shown.simulation.panel.told.text() == "This could not be simulated: no such thing"


def test_a_board_that_changed_marks_the_result_until_it_is_as_it_was(
    simulated: BoardView, run, qtbot
) -> None:
    old, bar = simulated.simulation.panel.result.old, simulated.simulation_bar.old
    assert old.isHidden()
    with simulated.editor.document.edit("Remove") as edit:
        edit.remove(*[f.id for f in simulated.editor.board.flows.values()][:1])
    qtbot.waitUntil(lambda: not old.isHidden())
    assert old.text() == "This is of an earlier board: run it again."
    assert not bar.isHidden()
    simulated.editor.document.undo()
    qtbot.waitUntil(old.isHidden)
    simulated.editor.document.redo()
    qtbot.waitUntil(lambda: not old.isHidden())
    run()
    assert old.isHidden()
    assert bar.isHidden()


def test_the_scrubber_shows_what_waits_and_what_is_broken_at_a_moment(
    simulated: BoardView,
) -> None:
    bar, last = simulated.simulation_bar, simulated.runs.last
    assert bar.is_on
    assert bar.told.text() == "Simulated: 2 min of 2 min"
    late = marks(simulated)
    assert late["reserved"] == Mark(None, "✕ Latency, end to end", "✕", is_over=True)
    assert late["reserver"].share == 1.0
    bar.slider.setValue(0)
    early = marks(simulated)
    assert "reserved" not in early
    depth = last.found.consumer("reserver").depth.values
    assert (depth[0] >= 1) is ("reserver" in early)
    bar.slider.setValue(180)
    assert marks(simulated)["reserver"].share == pytest.approx(depth[180] / max(depth))
    assert simulated.simulation.panel.result.lag._moment == 180


def test_time_goes_on_by_itself_and_stops_at_the_end(simulated: BoardView, qtbot) -> None:
    bar = simulated.simulation_bar
    QTest.keyClick(bar.slider, Qt.Key.Key_Space)
    assert bar.is_playing
    qtbot.waitUntil(lambda: bar.slider.value() > 2)
    QTest.keyClick(bar.slider, Qt.Key.Key_Space)
    assert not bar.is_playing
    bar.slider.setValue(358)
    bar.play.click()
    qtbot.waitUntil(lambda: not bar.is_playing)
    assert bar.slider.value() == 359


def test_escape_on_the_canvas_ends_it_once_the_hand_is_empty(
    window: Window, simulated: BoardView
) -> None:
    simulated.editor.select(["placed"])
    simulated.canvas.setFocus()
    QTest.keyClick(simulated.canvas, Qt.Key.Key_Escape)
    assert simulated.simulation_bar.is_on
    simulated.editor.select([])
    QTest.keyClick(simulated.canvas, Qt.Key.Key_Escape)
    assert not simulated.simulation_bar.is_on
    assert marks(simulated) == {}
    window.bound.refresh()
    window.bound.run("simulated-time")
    assert simulated.simulation_bar.is_on
    QTest.keyClick(simulated.simulation_bar.slider, Qt.Key.Key_Escape)
    assert not simulated.simulation_bar.is_on


def test_without_a_run_there_is_no_time_to_show(window: Window, view: BoardView) -> None:
    window.bound.refresh()
    assert not window.bound.actions["simulated-time"].isEnabled()
    view.simulation_bar.toggle()
    assert not view.simulation_bar.is_on


def test_all_of_it_can_be_done_by_keyboard(window: Window, shown: BoardView, qtbot) -> None:
    panel = shown.simulation.panel
    shown.canvas.setFocus()
    window.bound.run("simulation")
    assert window.focusWidget() is panel.setup.scenario
    QTest.keyClick(panel.setup.scenario, Qt.Key.Key_Up)
    assert panel.setup.wanted.name == "steady"
    QTest.keyClick(panel.setup.scenario, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: shown.runs.last is not None)
    assert window.focusWidget() is panel.result.rows
    panel.result.rows.setCurrentItem(panel.result.rows.item_of("reserver"))
    QTest.keyClick(panel.result.rows, Qt.Key.Key_Return)
    assert shown.editor.selection == {"reserver"}
    QTest.keyClick(panel.result.rows, Qt.Key.Key_Escape)
    assert window.focusWidget() is shown.canvas


def test_a_row_plots_its_consumer(simulated: BoardView) -> None:
    result = simulated.simulation.panel.result
    result.consumer.setCurrentIndex(result.consumer.findData("shelf"))
    result.rows.itemClicked.emit(result.rows.item_of("reserver"), 0)
    assert result.consumer.currentData() == "reserver"
    assert simulated.editor.selection == {"reserver"}


def test_percentiles_of_the_latency_are_plotted_minute_by_minute(simulated: BoardView) -> None:
    result, last = simulated.simulation.panel.result, simulated.runs.last
    assert last is not None
    curve = result.latency.curve
    slowest = max(last.found.paths, key=lambda path: path.p95)
    told = [p for p in slowest.p95_by_minute if p is not None]
    assert [*curve.values] == told
    assert len(curve.times) == len(told) > 1
    assert all(low <= high for low, high in zip(*curve.beside, strict=True))
    result.latency.picked.emit(0)
    assert last.found.times[simulated.runs.moment or 0] == pytest.approx(curve.times[0], abs=10)
    for path in last.found.paths:
        row = result.rows.item_of(f"path\n{path.origin}\n{path.event}")
        if row is not None:
            result.rows.itemClicked.emit(row, 0)
            shown = [p for p in path.p95_by_minute if p is not None]
            assert [*result.latency.curve.values] == shown


def test_a_latency_says_from_when_it_is_taken(simulated: BoardView) -> None:
    last = simulated.runs.last
    assert last is not None
    level = replace(last.found.levels[0], since="origin", standing="stated", good=1.0)
    found = replace(last.found, levels=(level, replace(level, since="event", standing="assumed")))
    groups = {head.id: inner for head, inner in groups_of(Run(last.board, found), None)}
    one, other = groups["levels"]
    assert "Taken from where messages begin · Confirmed by nobody" in one.foot
    assert "· ≈ assumed\nTaken from the event's own time" in other.foot


def test_pressing_a_plot_goes_to_that_moment(simulated: BoardView) -> None:
    plot = simulated.simulation.panel.result.depth
    at = plot._plane().center()
    QTest.mouseClick(plot, Qt.MouseButton.LeftButton, pos=QPoint(round(at.x()), round(at.y())))
    assert simulated.runs.moment == pytest.approx(180, abs=3)


def test_a_board_without_rates_says_what_is_missing(shown: BoardView, run) -> None:
    placed = shown.editor.board.stickies["placed"]
    with shown.editor.document.edit("Forget the rate") as edit:
        edit.put(placed.revised(message=None))
    run()
    result = shown.simulation.panel.result
    assert result.summary.text() == "Simulated: nothing happened"
    assert not shown.simulation_bar.is_on
    assert result.missing.text().startswith("No rate says how often messages begin.")
    assert "Order placed" in result.missing.text()
    assert result.lag.isHidden()


def test_a_board_without_consumers_says_what_is_missing(shown: BoardView, run, qtbot) -> None:
    with shown.editor.document.edit("Clear") as edit:
        edit.remove(*shown.editor.board.flows, *shown.editor.board.stickies)
    setup = shown.simulation.panel.setup
    qtbot.waitUntil(setup.consumer.isHidden)
    assert setup.told.text().startswith("No messages reach a consumer")
    run()
    assert shown.simulation.panel.result.missing.text().startswith("No messages reach a consumer.")
    assert marks(shown) == {}


def test_a_view_that_is_left_while_it_simulates_ends_its_worker(shown: BoardView) -> None:
    shown.simulation.panel.setup.minutes.setValue(10_080)
    shown.simulation.panel.start()
    shown.simulation.close_task()
    assert shown.runs.last is None


def inked(view: BoardView, mark: Mark, scale: float) -> QImage:
    """Only what the overlay paints at a consumer."""
    box = view.editor.wall.box("reserver")
    painter_of = SimulationPainter(view.editor.wall, lambda: None)
    painter_of.show({"reserver": mark})
    image = QImage(400, 300, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    camera = Camera(box.x - 40 / scale, box.y - 40 / scale, scale)
    with QPainter(image) as painter:
        painter_of.paint(painter, camera, QRectF(0, 0, 400, 300))
    return image


@pytest.mark.parametrize("scale", [0.1, 0.25, 0.8])
def test_a_bar_differs_by_how_full_it_is_and_by_being_over(view: BoardView, scale: float) -> None:
    low, high = Mark(0.2, "20", "20", is_over=False), Mark(0.9, "20", "20", is_over=False)
    over = Mark(1.0, "! 20", "! 20", is_over=True)
    pictures = [inked(view, each, scale) for each in (low, high, over)]
    assert pictures[0] != pictures[1] != pictures[2]


def test_the_number_is_read_beside_the_colour(view: BoardView) -> None:
    one, other = Mark(1.0, "! 1", "! 1", is_over=True), Mark(1.0, "! 9", "! 9", is_over=True)
    for scale in (0.1, 0.25, 0.8):
        assert inked(view, one, scale) != inked(view, other, scale)


@pytest.mark.parametrize("is_time", [True, False])
@pytest.mark.parametrize("most", [1e-4, 0.5, 1, 7, 99, 240_374, 604_800, 1e9])
def test_ticks_are_few_and_within_the_axis(most: float, *, is_time: bool) -> None:
    found = ticks(most, is_time=is_time)
    assert 2 <= len(found) <= 6
    assert found[0] == 0
    assert found[-1] <= most * (1 + 1e-9)
    assert found == sorted(set(found))


@pytest.mark.parametrize(
    ("number", "told"), [(0, "0"), (999, "999"), (1_000, "1k"), (240_374, "240k"), (5e6, "5M")]
)
def test_large_numbers_are_told_in_few_letters(number: float, told: str) -> None:
    assert as_short(number) == told


def test_a_level_far_above_is_told_and_one_near_is_drawn(qtbot) -> None:
    plot = Plot()
    qtbot.addWidget(plot)
    plot.resize(300, 104)
    near = Curve("Lag", (1.0, 2.0), (1.0, 2.0), limit=1.5, is_time=True)
    plot.show_curve(near, None)
    with_level = plot.grab().toImage()
    plot.show_curve(Curve("Lag", (1.0, 2.0), (1.0, 2.0), is_time=True), None)
    assert plot.grab().toImage() != with_level
    assert plot.accessibleName() == "Lag. most 2 s"
    assert QPointF(0, 0) not in (plot._plane().topLeft(),)

"""Which service levels are suggested, and with what reason."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from stormdesk.analysis.findings import Level, check
from stormdesk.analysis.hot_path import hot_chains, hot_events
from stormdesk.analysis.indicators import has_number, is_turned_round, lacking, unit_fits
from stormdesk.analysis.level_overview import level_overview
from stormdesk.analysis.origin_time import origin_time_name
from stormdesk.analysis.targets import Suggestion, suggestions
from stormdesk.exchange.source import board_of, read_board
from stormdesk.model.board import Board
from stormdesk.model.record import Record
from stormdesk.model.sticky import Sticky
from stormdesk.resources import resource

HOSTILE = Path(__file__).parents[1] / "boards" / "hostile.yaml"
BOARDS = [*sorted(resource("templates").glob("*.yaml")), HOSTILE]
TEAMS = "teams: [{id: sre, name: Reliability, kind: sre, on-call: Rota}]"


def model(stickies: str, flows: str = "", teams: str = TEAMS) -> Board:
    text = f"""
format: stormdesk/1
board: {{id: b, title: B, level: software-design}}
{teams}
contexts: [{{id: sales, name: Sales, owner: sales-team}}]
stickies:
{stickies}
flows: [{flows}]
"""
    return board_of("b.yaml", text.encode())


def told(board: Board, event: str) -> dict[str, str]:
    """What is suggested of an event, by indicator: the promise in one line."""
    return {
        s.level.indicator: " ".join(
            filter(None, (s.level.objective, s.level.threshold, s.level.within, s.level.window))
        )
        for s in suggestions(board)
        if s.event == event
    }


def only(board: Board, indicator: str) -> Suggestion:
    (found,) = (s for s in suggestions(board) if s.level.indicator == indicator)
    return found


SENT = "  - {id: sent, kind: event, text: Order sent, context: sales, at: 5, message: {%s}%s}"


def sent(message: str = "", more: str = "") -> Board:
    return model(SENT % (message, f", {more}" if more else ""))


def test_a_message_of_no_importance_is_asked_for_nothing() -> None:
    assert told(sent("version: 1.0.0"), "sent") == {}


@pytest.mark.parametrize(
    ("message", "more", "wanted"),
    [
        (
            "",
            "tags: [hot-path]",
            {"success-rate": "99.9% 28d", "latency": "95% 1s 28d", "time-to-detect": "5m"},
        ),
        (
            "audience: integration",
            "",
            {"success-rate": "99.9% 28d", "schema-error-rate": "0.01% 28d"},
        ),
        ("", "tags: [Money]", {"success-rate": "99.9% 28d", "duplicate-rate": "0.01% 28d"}),
        ("audit: true", "", {"audit-coverage": "100% 28d"}),
        ("", "tags: [audit]", {"audit-coverage": "100% 28d"}),
        ("replay-window: P30D", "", {"replay-success": "99%"}),
    ],
)
def test_levels_follow_from_structure_and_tags(
    message: str, more: str, wanted: dict[str, str]
) -> None:
    assert told(sent(message, more), "sent") == wanted


CONSUMERS = """
  - {id: placed, kind: event, text: Order placed, at: 1, context: sales%s}
  - {id: reserve, kind: policy, text: "Whenever an order is placed, reserve stock", at: 2%s}
  - {id: orders, kind: read-model, text: Open orders, at: 2, handling: {group: view}}
  - {id: look, kind: read-model, text: Looked at, at: 2}
"""
READ = "{from: placed, to: reserve}, {from: placed, to: orders}, {from: placed, to: look}"


def test_each_consumer_with_a_handling_has_a_queue_of_its_own() -> None:
    board = model(CONSUMERS % ("", ", handling: {idempotent-by: orderId}"), READ)
    found = [(s.level.consumer, s.level.threshold) for s in suggestions(board)]
    assert found == [("reserve", "1000"), ("orders", "1000")]
    assert set(told(board, "placed")) == {"queue-depth"}


def test_on_the_hot_path_consumers_must_keep_up_and_only_those_that_act_page() -> None:
    board = model(CONSUMERS % (", tags: [hot-path]", ", handling: {idempotent-by: id}"), READ)
    lags = [s.level for s in suggestions(board) if s.level.indicator == "consumer-lag"]
    assert [(v.consumer, v.threshold, v.criticality) for v in lags] == [
        ("reserve", "5s", "page"),
        ("orders", "5s", "ticket"),
    ]


def test_who_cannot_tell_duplicates_apart_has_them_counted() -> None:
    board = model(CONSUMERS % ("", ", handling: {group: stock}"), READ)
    found = only(board, "duplicate-rate")
    assert found.why.startswith("“Whenever an order is placed, reserve stock” does not tell")


def test_what_is_promised_already_is_not_suggested() -> None:
    levels = "service-levels: [{indicator: queue-depth, threshold: 50, consumer: reserve}]"
    board = model(CONSUMERS % (f", {levels}", ", handling: {idempotent-by: orderId}"), READ)
    assert [s.level.consumer for s in suggestions(board)] == ["orders"]
    board = sent("audit: true", 'service-levels: [{indicator: audit-coverage, objective: "98%"}]')
    assert told(board, "sent") == {}


def test_a_level_without_consumer_is_of_the_only_one() -> None:
    levels = "service-levels: [{indicator: queue-depth, threshold: 50}]"
    one = CONSUMERS % (f", {levels}", "")
    assert suggestions(model(one, READ)) == ()


HOT = """
  - {id: placed, kind: event, text: Order placed, at: 1, context: sales, tags: [hot-path]}
  - {id: reserve, kind: policy, text: "Whenever placed, reserve", at: 2%s}
  - {id: hold, kind: command, text: Reserve stock, at: 2, tags: [hot-path]}
  - {id: reserved, kind: event, text: Stock reserved, at: 3}
  - {id: charge, kind: policy, text: "Whenever reserved, charge", at: 4, tags: [hot-path]}
  - {id: paid, kind: event, text: Order paid, at: 5, tags: [hot-path]}
  - {id: offers, kind: read-model, text: Offers, at: 6}
  - {id: buyer, kind: actor, text: Buyer, at: 6}
"""
WAY = (
    "{from: placed, to: reserve}, {from: reserve, to: hold}, {from: hold, to: reserved},"
    "{from: reserved, to: charge}, {from: charge, to: paid}, {from: paid, to: offers},"
    "{from: offers, to: buyer}, {from: buyer, to: placed}"
)


def test_an_event_between_hot_stickies_is_on_the_hot_path() -> None:
    assert list(hot_events(model(HOT % "", WAY))) == ["placed", "reserved", "paid"]


def test_a_hot_path_is_measured_as_a_whole_where_it_ends_and_a_way_back_is_none() -> None:
    board = model(HOT % "", WAY)
    (chain,) = hot_chains(board)
    assert (chain.start.id, chain.end.id, chain.steps, chain.is_automated) == (
        "placed", "paid", 2, True,
    )  # fmt: skip
    found = [s.level for s in suggestions(board) if s.event == "paid" and s.level.end]
    assert [(v.indicator, v.start, v.end, v.within) for v in found] == [
        ("completeness", "placed", "paid", "5m"),
        ("latency", "placed", "paid", "2s"),
    ]


def test_people_on_the_way_have_a_day_and_no_seconds() -> None:
    board = model(HOT % ", automated: false", WAY)
    found = [s.level for s in suggestions(board) if s.level.end]
    assert [(v.indicator, v.within) for v in found] == [("completeness", "1d")]


def test_a_chain_that_is_measured_anywhere_is_not_suggested_again() -> None:
    level = "{indicator: completeness, from: reserved, to: paid, within: 1h}"
    board = model(HOT.replace("at: 3", f"at: 3, service-levels: [{level}]") % "", WAY)
    assert [s.level.indicator for s in suggestions(board) if s.level.end] == ["latency"]


def test_the_team_of_the_lane_owns_it_and_the_one_team_of_reliability_operates_it() -> None:
    level = only(sent("", "tags: [hot-path]"), "latency").level
    assert (level.owner, level.operated_by, level.criticality) == ("sales-team", "sre", "page")
    teams = "teams: [{id: sre-1, name: A, kind: sre}, {id: sre-2, name: B, kind: sre}]"
    of_two = only(model(SENT % ("", ", tags: [hot-path]"), teams=teams), "latency").level
    assert (of_two.operated_by, of_two.criticality) == (None, "page")


def test_nobody_is_paged_where_nobody_is_on_call() -> None:
    teams = "teams: [{id: sre, name: Reliability, kind: sre}]"
    board = model(SENT % ("", ", tags: [hot-path]"), teams=teams)
    assert {s.level.criticality for s in suggestions(board)} == {"ticket"}


def test_runs_and_game_days_are_said_to_be_measured_as_such() -> None:
    board = sent("replay-window: P30D", "tags: [hot-path]")
    assert "every replay run" in only(board, "replay-success").why
    assert "game day" in only(board, "time-to-detect").why


@pytest.mark.parametrize("path", BOARDS, ids=lambda path: path.stem)
def test_whatever_is_suggested_is_assumed_whole_and_said_in_one_sentence(path: Path) -> None:
    found = suggestions(read_board(str(path)))
    assert found
    for each in found:
        assert each.level.assumed
        assert each.level.confirmed_by is None
        assert has_number(each.level)
        assert unit_fits(each.level)
        assert lacking(each.level) == ()
        assert not is_turned_round(each.level)
        assert each.why.endswith(".")
    assert len({(s.event, s.level) for s in found}) == len(found)


def with_all(board: Board) -> Board:
    """The board once everything was taken that is suggested."""
    taken: dict[str, Sticky] = {}
    for each in suggestions(board):
        event = taken.get(each.event, board.stickies[each.event])
        levels = (*event.service_levels, each.level)
        taken[each.event] = event.revised(service_levels=levels)
    records: list[Record] = [taken.get(i, record) for i, record in board.records.items()]
    return Board.of(records)


@pytest.mark.parametrize("path", BOARDS, ids=lambda path: path.stem)
def test_nothing_more_is_suggested_once_everything_was_taken(path: Path) -> None:
    assert suggestions(with_all(read_board(str(path)))) == ()


@pytest.mark.parametrize("path", BOARDS[:-1], ids=lambda path: path.stem)
def test_no_rule_warns_of_what_is_suggested(path: Path) -> None:
    found = check(with_all(read_board(str(path))), today=date(2026, 11, 23))
    assert [f.message for f in found if f.level is not Level.ADVICE] == []


def test_a_level_of_one_consumer_is_a_level_of_the_event() -> None:
    level = "{indicator: latency, threshold: 2s, consumer: reserve}"
    board = model(CONSUMERS % (f", tags: [hot-path], service-levels: [{level}]", ""), READ)
    assert "latency" not in told(board, "placed")


def test_numbers_are_counted_agreed_or_assumed() -> None:
    board = read_board(str(resource("templates/inventory-under-peak-load.yaml")))
    found = level_overview(board)
    assert (found.agreed, found.stated, found.total) == (6, 0, 10)
    assert sum(len(s.service_levels) for s in found.promising) == 10
    assert found.suggestions == suggestions(board)
    nothing = level_overview(sent())
    assert (nothing.agreed, nothing.total, nothing.promising) == (0, 0, ())


def test_a_time_of_origin_is_called_after_the_event() -> None:
    assert origin_time_name(model(SENT % ("", "")).stickies["sent"]) == "orderSentAt"

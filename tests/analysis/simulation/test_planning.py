"""What of a board is simulated, and what comes how often."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from stormdesk.analysis.simulation.plan import Plan
from stormdesk.analysis.simulation.planning import plan_of
from stormdesk.analysis.simulation.scenario import Remedy, scenario_named
from stormdesk.model.board import Board
from stormdesk.model.problem import BadInput
from tests.analysis.simulation.boards import board_of, event, policy, queue

STEADY = scenario_named("steady")
PEAK = scenario_named("peak")


def plan(board: Board, counts: dict[str, int] | None = None, **remedy: Any) -> Plan:
    remedies = {"answer": Remedy(**remedy)} if remedy else {}
    return plan_of(board, replace(STEADY, remedies=remedies), counts or {})


def sticky(sticky_id: str, kind: str, text: str = "", **fields: Any) -> dict[str, Any]:
    return {"id": sticky_id, "kind": kind, "text": text or sticky_id, **fields}


def test_alternatives_share_by_their_rates_and_arrivals_decide() -> None:
    board = board_of(
        [
            event("asked", "100/s"),
            policy("answer"),
            event("granted", "30/s", at=3),
            event("refused", "10/s", at=3),
            event("told", "1/d", at=4),
            policy("cheer"),
            policy("grieve"),
        ],
        [
            "asked > answer",
            "answer > granted",
            "answer > refused",
            "answer > told",
            "granted > cheer",
            "refused > grieve",
        ],
    )
    found = plan(board)
    assert found.sources == {"asked": 100.0}
    assert found.passing["told"] == pytest.approx(100)
    assert found.load == {"answer": 100.0, "cheer": 75.0, "grieve": 25.0}


def test_a_command_begins_at_the_rates_of_what_it_leads_to() -> None:
    board = board_of(
        [
            sticky("clerk", "actor"),
            sticky("ask", "command"),
            sticky("counter", "aggregate"),
            event("granted", "3/s", at=2),
            event("refused", "2/s", at=2),
            event("filed", "5/s", at=3),
            sticky("look", "command"),
            event("looked"),
        ],
        [
            *("clerk > ask", "ask > counter", "counter > granted", "counter > refused"),
            *("counter > filed", "look > looked"),
        ],
    )
    found = plan(board)
    assert found.sources == {"ask": 5.0}
    assert found.unknown == ("look",)


def test_words_tell_which_event_follows_from_which_command() -> None:
    board = board_of(
        [
            sticky("commit", "command", "Commit stock"),
            sticky("release", "command", "Release stock"),
            sticky("item", "aggregate"),
            event("committed", "8/s", text="Stock committed", at=3),
            event("released", "2/s", text="Stock released", at=3),
            event("unpaid", "4/s", text="Payment failed"),
            policy("give-back"),
        ],
        [
            *("unpaid > give-back", "give-back > release", "commit > item", "release > item"),
            *("item > committed", "item > released"),
        ],
    )
    found = plan(board)
    assert found.passing["committed"] == pytest.approx(8)
    assert found.passing["released"] == pytest.approx(4)


def test_peak_rates_come_at_the_peak_and_steady_ones_where_no_peak_is_told() -> None:
    board = board_of(
        [
            {"id": "a", "kind": "event", "message": {"rate": {"steady": "2/s", "peak": "9/s"}}},
            event("b", "3/s"),
            sticky("reads", "read-model"),
        ],
        ["a > reads", "b > reads"],
    )
    assert plan_of(board, STEADY, {}).load == {"reads": 5.0}
    assert plan_of(board, PEAK, {}).load == {"reads": 12.0}
    assert plan_of(board, replace(PEAK, factor=2.0), {}).load == {"reads": 24.0}


def test_people_between_a_view_and_a_command_pass_nothing_on() -> None:
    board = board_of(
        [
            event("asked", "50/s"),
            sticky("list", "read-model"),
            sticky("clerk", "actor"),
            sticky("act", "command"),
            event("acted", "1/min"),
        ],
        ["asked > list", "list > clerk", "clerk > act", "act > acted"],
    )
    assert plan(board).sources == {"asked": 50.0, "act": pytest.approx(1 / 60)}


def test_batches_wait_for_what_sets_their_reader_off() -> None:
    board = board_of(
        [
            event("clicked", "900/s"),
            event("hour-ended", "1/h"),
            policy("load", service_time="6m", parallelism=1),
            sticky("report", "read-model", freshness="10m", handling={"service-time": "1s"}),
        ],
        ["clicked ~> load", "hour-ended > load", "clicked ~> report"],
    )
    found = plan(board)
    assert found.load["load"] == pytest.approx(1 / 3_600)
    assert found.stages["load"].batch is None
    assert found.stages["report"].batch == 600.0
    assert found.load["report"] == pytest.approx(1 / 600)


def test_a_flow_that_only_says_that_all_begins_anew_brings_no_messages() -> None:
    board = board_of(
        [event("asked", "10/s"), policy("answer"), event("answered")],
        ["asked > answer", "answer > answered", "answered @> asked"],
    )
    assert plan(board).load == {"answer": 10.0}


def test_a_repeated_reader_is_one_and_the_readers_of_a_group_share() -> None:
    board = board_of(
        [
            event("asked", "10/s"),
            event("told", "6/s"),
            policy("answer", group="one"),
            sticky("answer-again", "policy", again="answer"),
            policy("helper", group="one"),
        ],
        ["asked > answer", "told > answer-again", "asked > helper"],
    )
    assert plan(board).load == {"answer": 11.0, "helper": 5.0}


def test_nobody_works_on_more_at_a_time_than_it_has_partitions() -> None:
    board = queue(10, service_time="1s", parallelism=12)
    assert plan(board).stages["answer"].servers == 12
    limited = plan(board, {"asked": 4}).stages["answer"]
    assert (limited.servers, limited.partitions) == (4, 4)
    assert "4 partitions" in limited.assumed[0]
    assert plan(board, {"asked": 4}, partitions=8).stages["answer"].servers == 8
    assert plan(board, {"asked": 24}, parallelism=20).stages["answer"].servers == 20


def test_what_nobody_says_is_told_and_not_guessed_in_silence() -> None:
    stage = plan(queue(10, retry={"backoff": "exponential"})).stages["answer"]
    assert stage.service is None
    assert [each.split(":")[0] for each in stage.assumed] == [
        "its service time is not known",
        "how often it tries again is not known",
        "its first wait is not known",
    ]
    (parallel,) = plan(queue(10, service_time="1s")).stages["answer"].assumed
    assert parallel == "its parallelism is not known: taken to be 1"


def test_a_circle_that_nobody_leaves_is_told() -> None:
    board = board_of(
        [event("asked", "1/s"), policy("answer"), sticky("ask", "command")],
        ["asked > answer", "answer > ask", "ask > asked"],
    )
    assert plan(board).sources == {}  # nothing begins in it
    entered = board_of(
        [event("begun", "1/s"), event("asked"), policy("answer"), sticky("ask", "command")],
        ["begun > answer", "asked > answer", "answer > ask", "ask > asked"],
    )
    assert plan(entered).notes == ("Some messages go round in a circle that hardly any leaves.",)


def test_a_scenario_for_somebody_else_is_refused() -> None:
    strange = replace(STEADY, remedies={"nobody": Remedy(parallelism=2)})
    with pytest.raises(BadInput, match="nobody: is no consumer"):
        plan_of(queue(1), strange, {})
    with pytest.raises(BadInput, match="did you mean broker-outage"):
        scenario_named("broker-outgae")
    with pytest.raises(BadInput, match="--minutes"):
        scenario_named("peak", 0)

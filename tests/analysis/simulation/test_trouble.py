"""Failures, retries, duplicates, breakers, order and outages, one by one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stormdesk.analysis.simulation import run as course
from stormdesk.analysis.simulation.result import ConsumerResult, Simulation
from stormdesk.analysis.simulation.run import Cancelled, simulate
from stormdesk.analysis.simulation.scenario import BROKER, BUSIEST, Remedy, Scenario, Trouble
from stormdesk.model.board import Board
from stormdesk.model.problem import BadInput
from tests.analysis.simulation.boards import board_of, calling, event, policy, queue

PLAIN = Scenario("plain", "", duration=200.0)
RETRY = {"attempts": 3, "backoff": "exponential", "first": "1s"}
WAYS = pytest.mark.parametrize("most_singly", [10**9, 0])


def run(board: Board, scenario: Scenario, most_singly: int = 10**9) -> Simulation:
    return simulate(board, scenario, 7, most_singly=most_singly)


def fate(found: Simulation, consumer: str = "answer") -> ConsumerResult:
    result = found.consumer(consumer)
    assert result is not None
    return result


@WAYS
def test_what_fails_is_tried_again_and_then_set_aside(most_singly: int) -> None:
    board = queue(100, service_time="1ms", parallelism=4, retry=RETRY, dead_letter=True)
    scenario = replace(PLAIN, failures={"answer": 0.5})
    answer = fate(run(board, scenario, most_singly))
    # Three retries: half fail once, a quarter twice, an eighth three times, a sixteenth for good.
    number = answer.rate * PLAIN.duration
    assert answer.retried == pytest.approx(number * (1 / 2 + 1 / 4 + 1 / 8), rel=0.05)
    assert answer.dead_lettered == pytest.approx(number / 16, rel=0.12)
    assert answer.lost == 0
    assert sum(answer.retries.values) == answer.retried


def test_without_a_dead_letter_topic_it_is_lost() -> None:
    board = queue(100, service_time="1ms", parallelism=4)
    answer = fate(run(board, replace(PLAIN, failures={"answer": 0.1})))
    assert answer.retried == answer.dead_lettered == 0
    assert answer.lost == pytest.approx(0.1 * answer.rate * PLAIN.duration, rel=0.1)


@pytest.mark.parametrize(
    ("backoff", "longest"), [("none", 0.003), ("fixed", 3.0), ("linear", 6.0), ("exponential", 7.0)]
)
def test_back_off_waits_as_it_is_stated(backoff: str, longest: float) -> None:
    retry = {"attempts": 3, "backoff": backoff, "first": "1s"}
    board = queue(50, service_time="0s", parallelism=4, retry=retry)
    found = run(board, replace(PLAIN, failures={"answer": 0.5}))
    path = next(p for p in found.paths if p.event == "answered")
    assert path.longest == pytest.approx(longest, rel=0.01)


@WAYS
@pytest.mark.parametrize("key", ["id", None])
def test_a_message_that_comes_twice_does_harm_unless_that_is_told(
    key: str | None, most_singly: int
) -> None:
    board = queue(100, service_time="1ms", parallelism=4, idempotent_by=key)
    found = run(board, replace(PLAIN, duplicates=0.2), most_singly)
    answer = fate(found)
    assert answer.repeats == pytest.approx(0.2 * answer.rate * PLAIN.duration, rel=0.1)
    harmless, harmful = answer.absorbed, answer.effects_twice
    assert (harmless, harmful)[key is None] == pytest.approx(answer.repeats, abs=20)
    assert (harmless, harmful)[key is not None] == 0


@WAYS
def test_poison_is_never_handled(most_singly: int) -> None:
    board = queue(100, service_time="1ms", parallelism=4, retry=RETRY, dead_letter=True)
    scenario = replace(PLAIN, poison=0.05, poisoned=BUSIEST)
    answer = fate(run(board, scenario, most_singly))
    number = answer.rate * PLAIN.duration
    assert answer.dead_lettered == pytest.approx(0.05 * number, rel=0.15)
    assert answer.throughput == pytest.approx(0.95 * answer.rate, rel=0.02)


def test_messages_of_a_key_are_worked_on_one_at_a_time_and_in_order() -> None:
    ordered = queue(5, service_time="100ms", parallelism=10, order_by="id")
    one_key = replace(PLAIN, keys=1, duration=4_000.0)
    # With a single key ten servers are no better than one: M/M/1 with half its time busy.
    assert fate(run(ordered, one_key)).mean_wait == pytest.approx(0.1, rel=0.1)
    assert fate(run(ordered, replace(PLAIN, keys=10_000))).mean_wait < 0.001
    free = replace(one_key, remedies={"answer": Remedy(ordered=False)})
    assert fate(run(ordered, free)).mean_wait < 0.001


def test_what_is_tried_again_holds_up_its_key() -> None:
    board = queue(1, service_time="1ms", parallelism=10, order_by="id", retry=RETRY)
    scenario = replace(PLAIN, keys=1, failures={"answer": 0.3})
    assert fate(run(board, scenario)).mean_wait > 0.3
    free = replace(scenario, remedies={"answer": Remedy(ordered=False)})
    assert fate(run(board, free)).mean_wait < 0.01


@WAYS
def test_during_an_outage_readers_let_messages_wait(most_singly: int) -> None:
    board = queue(100, service_time="1ms", parallelism=4)
    out = replace(PLAIN, troubles=(Trouble(BROKER, 50.0, 80.0),))
    answer = fate(run(board, out, most_singly))
    assert answer.depth.most == pytest.approx(3_000, rel=0.1)
    assert answer.lag.most == pytest.approx(30, rel=0.1)
    assert answer.failures == 0
    assert not answer.depth.is_growing


@WAYS
def test_during_an_outage_calls_fail_and_a_breaker_stops_them(most_singly: int) -> None:
    stated = {"failures": 20, "within": "10s", "open": "10s"}
    board = calling(
        100,
        service_time="10ms",
        parallelism=20,
        retry=RETRY,
        dead_letter=True,
        circuit_breaker=stated,
    )
    out = replace(PLAIN, troubles=(Trouble("vendor", 50.0, 80.0),))
    found = fate(run(board, out, most_singly), "vendor")
    without = replace(out, remedies={"vendor": Remedy(circuit_breaker=False)})
    stormed = fate(run(board, without, most_singly), "vendor")
    assert stormed.opened == stormed.stopped == 0
    assert stormed.failures > 8_000
    assert found.failures < stormed.failures / 10
    assert found.opened >= 2
    assert found.stopped > 5_000
    assert fate(run(board, out, most_singly), "call").failures == 0


def test_what_only_an_open_breaker_stopped_is_dropped() -> None:
    stated = {"failures": 1, "within": "10s", "open": "5s"}
    board = calling(100, service_time="1ms", parallelism=20, circuit_breaker=stated)
    out = replace(PLAIN, troubles=(Trouble("vendor", 50.0, 80.0),))
    vendor = fate(run(board, out), "vendor")
    assert vendor.dropped == vendor.stopped > 1_000
    assert vendor.lost == vendor.failures < 20


def test_a_slower_consumer_is_slower_for_as_long_as_told() -> None:
    board = queue(50, service_time="10ms", parallelism=1)
    slow = replace(PLAIN, troubles=(Trouble(BUSIEST, 50.0, 100.0, 1 / 4),))
    answer = fate(run(board, slow))
    # For fifty seconds 25 of 50 a second are done.
    assert answer.depth.most == pytest.approx(1_250, rel=0.15)
    assert answer.depth.values[-1] < 20


def test_the_same_seed_gives_the_same_and_another_does_not() -> None:
    board = queue(50, service_time="10ms", parallelism=1)
    assert simulate(board, PLAIN, 1) == simulate(board, PLAIN, 1)
    assert simulate(board, PLAIN, 1).consumers != simulate(board, PLAIN, 2).consumers


def test_a_change_to_one_consumer_leaves_what_comes_to_others_alone() -> None:
    board = board_of(
        [
            event("asked", "50/s"),
            policy("answer", service_time="10ms", parallelism=1),
            policy("count", service_time="15ms", parallelism=1),
        ],
        ["asked > answer", "asked > count"],
    )
    changed = replace(PLAIN, remedies={"answer": Remedy(parallelism=3, service_time=0.05)})
    assert fate(run(board, PLAIN), "count") == fate(run(board, changed), "count")
    assert fate(run(board, PLAIN)) != fate(run(board, changed))


def test_progress_is_told_and_can_end_a_run() -> None:
    board = queue(50, service_time="10ms", parallelism=1)
    told: list[float] = []
    simulate(board, PLAIN, progress=told.append)
    assert told == sorted(told)
    assert (len(told), told[-1]) == (360, 1.0)

    def stop(done: float) -> None:
        if done > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        simulate(board, PLAIN, progress=stop)


def test_a_storm_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(course, "MOST_SINGLY", 10_000)
    endless = {"attempts": 1_000_000, "backoff": "none"}
    board = queue(100, service_time="0s", parallelism=1, retry=endless)
    with pytest.raises(BadInput, match="leads to more than"):
        run(board, replace(PLAIN, failures={"answer": 1.0}))


def test_a_board_without_flows_has_nothing_to_tell() -> None:
    found = run(board_of([event("asked", "1/s")], []), PLAIN)
    assert (found.consumers, found.paths, found.levels) == ((), (), ())

"""Lines wait as queueing theory says: M/M/1 and M/M/c in closed form."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterator
from typing import Any

import pytest
from simpy import Environment

from stormdesk.analysis.simulation.chance import Chance
from stormdesk.analysis.simulation.erlang import chance_of_waiting
from stormdesk.analysis.simulation.pace import Pace
from stormdesk.analysis.simulation.plan import Stage
from stormdesk.analysis.simulation.run import simulate
from stormdesk.analysis.simulation.scenario import Scenario, Trouble
from stormdesk.analysis.simulation.servers import Servers
from stormdesk.analysis.simulation.token import Token
from tests.analysis.simulation.boards import queue
from tests.analysis.simulation.closed_forms import later_than, mean_wait, mean_waiting

STUDENT_95 = 2.201
"""Quantile of Student's t for 12 replications, two-sided."""
REPLICATIONS = 12


def test_the_closed_forms_are_those_of_the_books() -> None:
    assert chance_of_waiting(1, 0.7) == pytest.approx(0.7)
    assert chance_of_waiting(2, 0.5) == pytest.approx(1 / 3)
    assert chance_of_waiting(10, 0.8) == pytest.approx(0.40918, rel=1e-4)
    assert mean_waiting(0.5, 1.0, 1) == pytest.approx(0.5)
    assert mean_wait(3.0, 1.0, 3) == math.inf
    # Where the limit takes over, it goes on from the exact number.
    assert chance_of_waiting(501, 0.97) == pytest.approx(chance_of_waiting(500, 0.97), rel=0.02)


def stage(servers: int) -> Stage:
    return Stage(
        id="line",
        service=1.0,
        servers=servers,
        partitions=None,
        is_called=False,
        is_ordered=False,
        is_idempotent=True,
        has_dead_letter=False,
        attempts=0,
        backoff="none",
        first=0.0,
        breaker=None,
        failure=0.0,
        batch=None,
        assumed=(),
    )


def one_run(servers: int, rate: float, number: int, seed: int) -> tuple[float, float]:
    """Return the mean wait after the first twentieth of a run, and how busy the servers were."""
    env, arrivals = Environment(), Chance(seed, "arrivals")
    line = Servers(env, stage(servers), Chance(seed, "work"), Pace(), lambda _: None)

    def come() -> Iterator[Any]:
        while True:
            yield env.timeout(arrivals.span(1 / rate))
            line.enter(Token("a", env.now, 1, 0.0, 0))

    env.process(come())
    begin, end = number / rate / 20, number / rate
    env.run(until=begin)
    line.forget()
    env.run(until=end)
    return line.wait_total / line.wait_count, line.utilisation(end - begin)


@pytest.mark.parametrize(
    ("servers", "busy", "number"), [(1, 0.5, 50_000), (1, 0.7, 90_000), (3, 0.6, 80_000)]
)
def test_single_messages_wait_as_in_m_m_c(servers: int, busy: float, number: int) -> None:
    wanted = mean_wait(busy * servers, 1.0, servers)
    slope = (mean_wait((busy + 1e-6) * servers, 1.0, servers) - wanted) / 1e-6
    runs = [one_run(servers, busy * servers, number, seed) for seed in range(REPLICATIONS)]
    # How busy they are is known beforehand; a run that had more to do than that waits longer. Its
    # share of the wait is taken off, which leaves the mean where it is (a control variate: Law,
    # Simulation Modeling and Analysis, chapter 11).
    waits = [wait - slope * (was_busy - busy) for wait, was_busy in runs]
    half = STUDENT_95 * statistics.stdev(waits) / math.sqrt(REPLICATIONS)
    assert abs(statistics.fmean(waits) - wanted) + half <= 0.03 * wanted


@pytest.mark.parametrize("most_singly", [10**9, 0])
def test_as_many_wait_as_littles_law_says(most_singly: int) -> None:
    board = queue(24, service_time="100ms", parallelism=3)
    scenario = Scenario("plain", "", duration=12_000.0)
    (answer,) = simulate(board, scenario, 2, most_singly=most_singly).consumers
    waiting = statistics.fmean(answer.depth.values)
    assert waiting == pytest.approx(mean_waiting(24, 0.1, 3), rel=0.3)
    assert answer.mean_wait == pytest.approx(mean_wait(24, 0.1, 3), rel=0.05)


@pytest.mark.parametrize(
    ("servers", "busy"), [(1, 0.5), (1, 0.8), (3, 0.8), (6, 0.9), (12, 0.75), (50, 0.9)]
)
def test_many_messages_in_a_token_wait_like_single_ones(servers: int, busy: float) -> None:
    service = 0.1
    rate = busy * servers / service
    board = queue(rate, service_time="100ms", parallelism=servers)
    duration = 6_000_000 / rate
    scenario = Scenario("plain", "", duration=duration, warm_up=duration / 50)
    found = simulate(board, scenario, 3, most_singly=0)
    (answer,) = found.consumers
    path = next(p for p in found.paths if p.event == "answered")
    wanted = mean_wait(rate, service, servers)
    assert found.factor > 20
    assert answer.utilisation == pytest.approx(busy, rel=0.01)
    assert answer.mean_wait == pytest.approx(wanted, rel=0.05)
    assert path.mean == pytest.approx(wanted + service, rel=0.03)
    for share in (0.5, 0.95, 0.99):
        late = later_than(getattr(path, f"p{share * 100:.0f}"), rate, service, servers)
        assert late == pytest.approx(1 - share, rel=0.1)


@pytest.mark.parametrize("most_singly", [10**9, 0])
def test_overload_grows_as_fast_as_more_comes_than_goes(most_singly: int) -> None:
    board = queue(150, service_time="10ms", parallelism=1)
    found = simulate(board, Scenario("plain", "", duration=200.0), most_singly=most_singly)
    (answer,) = found.consumers
    assert answer.utilisation == pytest.approx(1, rel=0.01)
    assert answer.throughput == pytest.approx(100, rel=0.03)
    assert answer.depth.values[-1] == pytest.approx(50 * 200, rel=0.05)
    # Who is served at the end came when two thirds of what has come by now had.
    assert answer.lag.values[-1] == pytest.approx(200 / 3, rel=0.05)
    assert answer.depth.is_growing


@pytest.mark.parametrize("most_singly", [10**9, 0])
def test_regular_arrivals_and_work_never_wait(most_singly: int) -> None:
    board = queue(50, service_time="15ms", parallelism=1)
    even = Scenario("even", "", duration=100.0, spacing="even")
    found = simulate(board, even, most_singly=most_singly)
    (answer,) = found.consumers
    assert answer.mean_wait == pytest.approx(0.0, abs=1e-9)
    assert answer.utilisation == pytest.approx(0.75, rel=0.01)


def test_single_messages_and_many_in_a_token_tell_the_same_of_an_outage() -> None:
    def outage(most_singly: int) -> tuple[float, ...]:
        board = queue(300, service_time="20ms", parallelism=8)
        trouble = Trouble("answer", 100.0, 130.0)
        scenario = Scenario("out", "", duration=400.0, troubles=(trouble,))
        found = simulate(board, scenario, 5, most_singly=most_singly)
        (answer,) = found.consumers
        path = next(p for p in found.paths if p.event == "answered")
        return (
            answer.depth.most,
            answer.lag.most,
            sum(answer.depth.values),
            path.mean,
            path.p95,
        )

    assert outage(0) == pytest.approx(outage(10**9), rel=0.07)

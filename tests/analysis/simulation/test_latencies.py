"""Percentiles over time, and what they add up to."""

from __future__ import annotations

from dataclasses import replace

import pytest
from analysis.simulation.boards import queue
from hypothesis import given
from hypothesis import strategies as st

from stormdesk.analysis.simulation.latencies import Latencies, ends_of, span_of
from stormdesk.analysis.simulation.run import simulate
from stormdesk.analysis.simulation.scenario import Scenario, Trouble
from stormdesk.analysis.simulation.spread import Spread

_PLAIN = Scenario("plain", "Nothing happens.", duration=300.0)
_Seen = list[tuple[float, float, int]]
_SEEN = st.lists(
    st.tuples(st.floats(0, 299.9), st.floats(0, 100), st.integers(1, 50)), max_size=40
).map(sorted)


@given(_SEEN)
def test_minutes_together_are_the_whole(seen: _Seen):
    latencies, whole = Latencies(60.0), Spread()
    for now, value, weight in seen:
        latencies.add(now, value, weight)
        whole.add(value, weight)
    found, minutes = latencies.whole(), latencies.over_time(5)
    assert found.count == whole.count == sum(each.count for each in minutes)
    assert found.longest == whole.longest
    assert [found.percentile(s) for s in (0.5, 0.95)] == [whole.percentile(s) for s in (0.5, 0.95)]


@given(_SEEN, _SEEN)
def test_a_warm_up_is_drawn_and_not_counted(before: _Seen, after: _Seen):
    latencies = Latencies(60.0)
    for now, value, weight in before:
        latencies.add(now, value, weight)
    latencies.forget()
    for now, value, weight in after:
        latencies.add(now, value, weight)
    assert latencies.whole().count == sum(weight for *_, weight in after)
    drawn = sum(each.count for each in latencies.over_time(5))
    assert drawn == sum(weight for *_, weight in (*before, *after))


@pytest.mark.parametrize(
    ("duration", "span", "number"),
    [(30.0, 60, 1), (600.0, 60, 10), (630.0, 60, 11), (86_400.0, 240, 360)],
)
def test_long_runs_draw_some_minutes_together(duration: float, span: int, number: int):
    ends = ends_of(duration)
    assert (span_of(duration), len(ends), ends[-1]) == (span, number, duration)


def test_a_slow_minute_shows_where_it_is():
    slow = Trouble("answer", 120.0, 180.0, 1 / 20)
    board = queue(20, service_time="10ms", parallelism=1)
    found = simulate(board, replace(_PLAIN, troubles=(slow,)), 1)
    path = next(p for p in found.paths if p.event == "answered")
    assert found.minutes == (60.0, 120.0, 180.0, 240.0, 300.0)
    first, second, third, fourth, fifth = path.p95_by_minute
    assert third is not None
    assert third > 10
    assert fourth is not None
    assert fourth > 1
    for usual in (first, second, fifth):
        assert usual is not None
        assert usual < 0.1
    medians = zip(path.p50_by_minute, path.p95_by_minute, path.p99_by_minute, strict=True)
    assert all(a <= b <= c for a, b, c in medians if a is not None and b and c)


def test_a_minute_in_which_nothing_arrives_tells_nothing():
    out = Trouble("answer", 60.0, 180.0)
    board = queue(20, service_time="1ms", parallelism=1)
    found = simulate(board, replace(_PLAIN, troubles=(out,)), 1)
    path = next(p for p in found.paths if p.event == "answered")
    assert path.p95_by_minute[1:3] == (None, None)

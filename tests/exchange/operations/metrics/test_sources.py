"""Sources of metrics: shipped ones, files of one's own, and single queries from another one."""

from decimal import Decimal
from pathlib import Path

import pytest
from exchange.operations.levels_on_order import board_with

from stormdesk.exchange.operations.metrics.options import MetricsOptions
from stormdesk.exchange.operations.metrics.own import OWN_METRICS
from stormdesk.exchange.operations.metrics.profile import OWN, shipped, shipped_profile
from stormdesk.exchange.operations.metrics.selectors import selectors
from stormdesk.exchange.operations.metrics.sources import queries_of
from stormdesk.exchange.operations.operations import operations_of
from stormdesk.model.problem import BadInput

_STREAM = operations_of(board_with()).streams["placed"]
_MINE = """format: stormdesk-metrics/1
name: mine
about: What we count ourselves
queries:
  processed: sum(rate(worked_total{queue$topic}[$window]))
"""


def _asked(slot: str, *sources: str) -> str | None:
    queries = queries_of(MetricsOptions(metrics=sources) if sources else MetricsOptions())
    return queries.query(slot, _STREAM, ("reservers",))  # pyright: ignore[reportArgumentType]


def test_sources_are_asked_in_their_order():
    assert "kafka_consumer_group_lag" in str(
        _asked("lag-messages", "otel-collector", "kafka_exporter")
    )
    assert "kafka_consumergroup_lag" in str(
        _asked("lag-messages", "kafka_exporter", "otel-collector")
    )


def test_one_query_may_come_from_another_source():
    sources = ("otel-collector", "lag-messages=kafka_exporter")
    assert "kafka_consumergroup_lag" in str(_asked("lag-messages", *sources))
    assert "messaging_process" in str(_asked("processed", *sources))


def test_choosing_one_query_keeps_the_usual_sources_of_the_others():
    assert "kafka_consumergroup_lag" in str(_asked("lag-messages", "lag-messages=kafka_exporter"))
    assert "messaging_process" in str(_asked("processed", "lag-messages=kafka_exporter"))
    assert "kafka_consumer_group_offset_sum_ratio" in str(_asked("consumed"))
    for slot in ("members", "written", "letters", "letters-start"):
        assert "kafka_consumergroup_" in str(_asked(slot)) or "kafka_topic_" in str(_asked(slot))


def test_file_of_ones_own_goes_before_all(tmp_path: Path):
    path = tmp_path / "mine.yaml"
    path.write_text(_MINE)
    assert _asked("processed", "otel-collector", str(path)) == (
        'sum(rate(worked_total{queue="ordering.order-placed"}[5m]))'
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("format: x", "format must be"),
        (_MINE.replace("processed:", "procesed:"), "did you mean processed"),
        (_MINE.replace("$topic", "$tropic"), "knows only"),
        (_MINE + "extra: 1\n", "is no key here"),
        (_MINE + "kafka-only: [lag]\n", "is no query"),
        ("[1", "is not valid YAML"),
        ("- 1", "is no source of metrics"),
    ],
)
def test_file_that_is_no_source_is_refused(text: str, why: str, tmp_path: Path):
    path = tmp_path / "mine.yaml"
    path.write_text(text)
    with pytest.raises(BadInput, match=why):
        queries_of(MetricsOptions(metrics=(str(path),)))


def test_whole_bounds_are_found_in_both_spellings():
    queries = queries_of(MetricsOptions())
    assert 'le=~"1|1\\\\.0"' in str(
        queries.query("latency-within", _STREAM, ("reservers",), bound=Decimal(1))
    )


@pytest.mark.parametrize("name", shipped())
def test_every_shipped_query_asks_for_one_series(name: str):
    queries = queries_of(MetricsOptions(metrics=(name,)))
    for slot in shipped_profile(name).queries:
        query = queries.query(slot, _STREAM, ("reservers",))
        assert query is not None
        assert len(selectors(query)) == 1


def test_own_metrics_have_the_labels_that_the_own_source_asks_for():
    labels = {metric.name: {*metric.labels, "le"} for metric in OWN_METRICS}
    queries = queries_of(MetricsOptions(metrics=(OWN,)))
    for slot in shipped_profile(OWN).queries:
        (selector,) = selectors(str(queries.query(slot, _STREAM, ("reservers",))))
        name = selector.name.removesuffix("_bucket").removesuffix("_count")
        assert {matcher.label for matcher in selector.matchers} <= labels[name]

"""What becomes of the service levels of a board: names, owners, numbers and what they look at."""

import re
from decimal import Decimal
from typing import Any

import pytest
from exchange.contracts.on_kafka import stored, stored_boards
from exchange.operations.levels_on_order import board_with

from stormdesk.exchange.operations.levels import USUAL_PATIENCE, USUAL_WINDOW, Level
from stormdesk.exchange.operations.operations import Operations, operations_of


def _operations(*levels: dict[str, Any], **outcome: Any) -> Operations:
    """Return the operations of a board where a policy reads one event and leads to another."""
    return operations_of(board_with(*levels, outcome=outcome))


def _level(**level: Any) -> Level:
    (found,) = _operations(level).levels
    return found


@pytest.mark.parametrize(
    ("level", "form"),
    [
        ({"indicator": "success-rate", "objective": "99.9%"}, "objective"),
        ({"indicator": "success-rate", "objective": "100%"}, "zero-tolerance"),
        ({"indicator": "duplicate-rate", "objective": "0%"}, "zero-tolerance"),
        ({"indicator": "schema-error-rate", "threshold": "0.01%"}, "objective"),
        ({"indicator": "latency", "objective": "95%", "threshold": "500ms"}, "objective"),
        ({"indicator": "latency", "threshold": "500ms"}, "threshold"),
        ({"indicator": "latency", "objective": "95%"}, "unnumbered"),
        ({"indicator": "consumer-lag", "threshold": "5s"}, "threshold"),
        ({"indicator": "queue-depth", "threshold": "1000"}, "threshold"),
        ({"indicator": "queue-depth"}, "unnumbered"),
        ({"indicator": "replay-success", "objective": "99%"}, "recorded"),
        ({"indicator": "time-to-detect", "threshold": "5m"}, "recorded"),
        ({"indicator": "audit-coverage"}, "unnumbered"),
        ({"indicator": "audit-coverage", "threshold": "5s"}, "unnumbered"),
        ({"indicator": "completeness", "within": "5m"}, "unnumbered"),
        ({"indicator": "consumer-lag", "within": "5m"}, "unnumbered"),
        ({"indicator": "latency", "threshold": "1000"}, "unnumbered"),
    ],
)
def test_form_follows_from_the_numbers(level: dict[str, str], form: str):
    assert _level(**level).form == form


def test_objective_is_the_share_that_must_be_good():
    assert _level(indicator="success-rate", objective="99.9%").objective == Decimal("0.999")
    assert _level(indicator="duplicate-rate", objective="0.01%").objective == Decimal("0.9999")


def test_threshold_is_plain_in_its_unit():
    lag = _level(indicator="consumer-lag", threshold="1m")
    assert (str(lag.threshold), lag.unit) == ("60", "seconds")
    depth = _level(indicator="queue-depth", threshold="1000")
    assert (str(depth.threshold), depth.unit) == ("1000", "messages")


def test_budgets_are_reckoned_over_a_month_and_thresholds_over_minutes_unless_said():
    assert _level(indicator="success-rate", objective="99%").window == USUAL_WINDOW
    assert _level(indicator="consumer-lag", threshold="5s").window == USUAL_PATIENCE
    assert _level(indicator="consumer-lag", threshold="5s", window="1h").window == 3_600


def test_level_of_a_consumer_looks_at_what_it_reads_wherever_it_is_written():
    levels = [{"indicator": "consumer-lag", "threshold": "5s", "consumer": "reserver"}]
    (at_cause,) = _operations(*levels).levels
    (at_effect,) = _operations(**{"service-levels": levels}).levels
    for level in (at_cause, at_effect):
        assert level.stream.name == "OrderPlaced"
        assert level.groups == ("reservers",)
        assert level.owner.slug == "stock"
        assert level.operator is not None
        assert level.operator.slug == "sre"


def test_chain_has_both_its_ends():
    operations = _operations(
        {
            "indicator": "completeness",
            "objective": "99%",
            "from": "placed",
            "to": "reserved",
            "within": "2h",
        }
    )
    (level,) = operations.levels
    assert level.start is not None
    assert (level.start.name, level.stream.name, level.within) == (
        "OrderPlaced",
        "StockReserved",
        Decimal(7200),
    )


def test_level_where_no_message_travels_is_told():
    operations = _operations(
        {"indicator": "success-rate", "objective": "99%", "consumer": "reserved"}
    )
    assert operations.levels == ()
    (told,) = operations.left_out
    assert "success rate of “Order placed”" in told


def test_alike_levels_of_one_event_have_names_of_their_own():
    found = _operations(*[{"indicator": "success-rate", "objective": "99%"}] * 3).levels
    assert len({level.name for level in found}) == 3


@pytest.mark.parametrize("path", stored_boards(), ids=lambda path: path.stem)
def test_names_of_levels_are_labels_that_kubernetes_takes(path: Any):
    levels = operations_of(stored(path)).levels
    names = [level.name for level in levels]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?", name) for name in names)

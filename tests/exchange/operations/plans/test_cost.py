"""Volumes follow from the board, money from prices that people fill in, and nothing else."""

from __future__ import annotations

import csv
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from exchange.operations.plans.board_to_plan import RATE, board_to_plan, plans, row

from stormdesk.exchange.marked_lines import marked_lines
from stormdesk.exchange.operations.plans.figures import figure
from stormdesk.exchange.operations.plans.prices import BROKERS, PRICES, empty_prices, prices_of
from stormdesk.exchange.source import read_board
from stormdesk.model.problem import BadInput

_BOARD = board_to_plan(**{"rate": RATE, "payload-size": "2kB", "retention": "P3D"})
_PRICES = """format: stormdesk-prices/1
currency: EUR
kafka:
  per-gb-written: 0.10
  per-gb-read: 0.01
  per-gb-month-stored: 0.2
  per-million-requests: 0
"""


def _prices(folder: Path, text: str = _PRICES) -> str:
    path = folder / "prices.yaml"
    path.write_text(text)
    return str(path)


def _csv(files: dict[str, str]) -> dict[str, str]:
    (found,) = csv.DictReader(StringIO(files["cost.csv"]))
    return found


def test_volumes_are_those_of_a_month_of_ordinary_days():
    found = _csv(plans(_BOARD))
    assert found["messages a month"] == str(10 * 86_400 * 30)
    assert found["GB written a month"] == "51.8"  # 25 920 000 messages of 2 000 bytes
    assert found["GB read a month"] == "51.8"
    assert found["days kept"] == "3"
    assert found["GB stored"] == "15.6"  # three days of them, three times
    assert found["requests a month"] == str(2 * 25_920_000)


def test_without_prices_there_are_none():
    files = plans(_BOARD)
    assert row(files["cost.md"], "OrderPlaced | kafka")[2:] == ["no price yet"] * 2
    found = _csv(files)
    assert (found["cost of a million"], found["cost a month"], found["currency"]) == (
        "no price yet",
        "no price yet",
        "",
    )
    assert "No sum" in files["cost.md"]


def test_cost_is_volumes_times_prices(tmp_path: Path):
    files = plans(_BOARD, prices=_prices(tmp_path))
    # 2 GB a million: 2 × 0.10 + 2 × 0.01 + 2 × 3 replicas × 3/30 months × 0.2
    assert _csv(files)["cost of a million"] == "0.34"
    assert _csv(files)["cost a month"] == figure(Decimal("0.34") * Decimal("25.92"))
    assert row(files["cost.md"], "OrderPlaced | kafka")[2:] == ["0.34 EUR", "8.81 EUR"]


def test_a_price_that_is_missing_is_not_taken_for_nothing(tmp_path: Path):
    text = _PRICES.replace("per-gb-read: 0.01", "per-gb-read: null")
    assert _csv(plans(_BOARD, prices=_prices(tmp_path, text)))["cost a month"] == "no price yet"


def test_what_is_not_known_is_not_yet_decided(tmp_path: Path):
    files = plans(board_to_plan(), prices=_prices(tmp_path))
    assert "not yet decided: rate" in files["cost.md"]
    assert "- OrderPlaced: steady rate, payload size" in files["cost.md"]
    assert "how long it is kept" in files["cost.md"].partition("## Assumed")[2]
    assert _csv(files)["retention assumed"] == "assumed"


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ({"delivery": "batch"}, "yes, the board says so"),
        ({"value": "low"}, "perhaps, its value is low"),
        ({}, "not yet decided"),
    ],
)
def test_batching_is_for_what_may_wait(message: dict[str, str], told: str, tmp_path: Path):
    board = board_to_plan(rate=RATE, **message)
    priced = _PRICES.replace("requests: 0", "requests: 1")
    files = plans(board, batch=10, prices=_prices(tmp_path, priced))
    text = files["cost.md"].partition("## What batching would save")[2]
    # Two requests a message: one to write it, one to read it.
    assert row(text, "OrderPlaced")[1:] == [
        told,
        "51840000",
        "5184000",
        "46656000 requests, 46.7 EUR a month",
        "1 second",
    ]


def test_what_is_wanted_at_once_is_not_batched():
    text = plans(board_to_plan(rate=RATE, delivery="real-time"))["cost.md"]
    assert "1 that the board wants in real time are not listed." in text


def test_the_file_of_prices_is_read_as_it_is_written():
    found = prices_of(yaml.safe_load(empty_prices()), "prices.yaml")
    assert found.by_broker == {broker: {} for broker in BROKERS}
    assert marked_lines(empty_prices()) is not None
    assert all(price in (marked_lines(empty_prices()) or {})["prices"].decode() for price in PRICES)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("stormdesk-prices/1", "other/1", "is no file of prices"),
        ("kafka:", "kafak:", "did you mean kafka"),
        ("per-gb-read", "per-gb-raed", "did you mean per-gb-read"),
        ("0.01", "-1", "must be a number, 0 or more"),
        ("0.01", "cheap", "must be a number, 0 or more"),
        ("0.01", ".inf", "must be a number, 0 or more"),
        ("0.01", "Infinity", "must be a number, 0 or more"),
        ("0.01", "[1]", "must be a number, 0 or more"),
        ("EUR", "[EUR]", "currency must be a short text"),
        (_PRICES, "- a list\n", "must be keys with values behind them"),
        (_PRICES, "{", "is not valid YAML"),
    ],
)
def test_wrong_prices_are_refused_with_what_is_wrong(
    before: str, after: str, told: str, tmp_path: Path
):
    with pytest.raises(BadInput, match=told):
        plans(_BOARD, prices=_prices(tmp_path, _PRICES.replace(before, after)))


def test_prices_that_are_not_there_are_refused(tmp_path: Path):
    with pytest.raises(BadInput, match="cannot be read"):
        plans(_BOARD, prices=str(tmp_path / "none.yaml"))


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("0", "0"),
        ("1234567", "1234567"),
        ("12.345", "12.3"),
        ("0.00012345", "0.000123"),
        ("999.9", "1000"),
        ("100", "100"),
        ("0.1", "0.1"),
    ],
)
def test_figures_have_three_digits_that_count(value: str, shown: str):
    assert figure(Decimal(value)) == shown


def test_no_cell_of_a_hostile_board_is_a_formula():
    board: Any = read_board(str(Path(__file__).parents[3] / "boards" / "hostile.yaml"))
    files = plans(board)
    for name in ("cost.csv", "load-test.csv"):
        rows = list(csv.reader(StringIO(files[name])))
        assert len({len(each) for each in rows}) == 1
        assert not [c for each in rows for c in each if c.startswith(("=", "+", "-", "@"))]

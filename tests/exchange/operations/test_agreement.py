"""How far one may rely on a number is told in every artefact, and only a name makes it agreed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from exchange.operations.levels_on_order import board_with

from stormdesk.exchange.format import write
from stormdesk.exchange.formats import FORMATS
from stormdesk.exchange.operations.levels import ASSUMED, UNCONFIRMED, Level
from stormdesk.exchange.operations.operations import operations_of
from stormdesk.model.board import Board
from stormdesk.model.service import ServiceLevel

_RATE = {"rate": {"steady": "40/s", "peak": "900/s"}}
_LATENCY = {"indicator": "latency", "objective": "95%", "threshold": "500ms"}
_LAG = {"indicator": "consumer-lag", "threshold": "5s"}
_REPLAY = {"indicator": "replay-success", "objective": "99%"}
_STANDINGS = {
    "confirmed": ({"confirmed-by": "Ada"}, "confirmed by Ada"),
    "assumed": ({"assumed": True}, ASSUMED),
    "stated": ({}, UNCONFIRMED),
}


def _board(**standing: Any) -> Board:
    levels = [{**each, **standing} for each in (_LATENCY, _LAG, _REPLAY)]
    return board_with(*levels, message={**_RATE, "replay-window": "P7D"})


def _texts(board: Board, sort: str) -> dict[str, str]:
    return {name: data.decode() for name, data in write(FORMATS[sort], board).items()}


def _levels(board: Board) -> tuple[Level, ...]:
    return operations_of(board).levels


@pytest.mark.parametrize(
    ("fields", "standing"),
    [
        ({}, "stated"),
        ({"confirmed_by": "Ada"}, "confirmed"),
        ({"confirmed_by": "  "}, "stated"),
        ({"assumed": True}, "assumed"),
        ({"assumed": True, "confirmed_by": "Ada"}, "assumed"),
    ],
)
def test_only_a_name_makes_a_number_agreed(fields: dict[str, Any], standing: str):
    assert ServiceLevel(indicator="latency", **fields).standing == standing


@pytest.mark.parametrize("standing", sorted(_STANDINGS))
def test_a_level_says_it_in_words(standing: str):
    fields, words = _STANDINGS[standing]
    for level in _levels(_board(**fields)):
        assert (level.standing, level.agreement) == (standing, words)
        assert level.doubt == ("" if standing == "confirmed" else words)


@pytest.mark.parametrize("sort", ["plans", "runbooks", "slo", "telemetry"])
@pytest.mark.parametrize("standing", sorted(_STANDINGS))
def test_every_artefact_says_the_one_and_none_of_the_others(standing: str, sort: str):
    fields, words = _STANDINGS[standing]
    text = "\n".join(_texts(_board(**fields), sort).values())
    assert words in text
    others = {said for each, (_, said) in _STANDINGS.items() if each != standing}
    found = {said for said in others if said in text}
    # The share of retries that makes a burst is assumed on every board.
    assert found <= ({ASSUMED} if sort == "runbooks" else set())


def test_a_policy_calls_nothing_agreed_that_nobody_agreed_on():
    text = _texts(_board(), "slo")["error-budget-policy/shop.md"]
    assert f"The number of `order-placed-latency`: {UNCONFIRMED}." in text
    assert "| yes" not in text
    assert "confirmed by" not in text.replace(UNCONFIRMED, "")


def test_the_load_that_a_test_brings_marks_what_is_only_stated():
    text = _texts(_board(), "plans")["load-test.yaml"]
    assert text.count(f"agreement: {json.dumps(UNCONFIRMED)}") == 2

"""A board with the usual mistakes is told each of them, and nothing else of those rules.

The numbers are the places of the mistakes in the guide's list of anti-patterns.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from stormdesk.analysis.finding import Finding
from stormdesk.analysis.findings import check
from stormdesk.exchange.source import board_of

BOARD = Path(__file__).parents[1] / "boards" / "anti-patterns.yaml"

SHOWN: dict[int, tuple[str, tuple[str, ...]]] = {
    1: ("schema-changed-in-version", ("order-placed",)),
    2: ("effect-without-idempotency", ("charge-on-order",)),
    3: ("dead-letters-unwatched", ("book-on-invoice",)),
    4: ("load-above-capacity", ("reserve-on-order",)),
    5: ("page-on-a-moment", ("order-placed",)),
    6: ("effect-without-idempotency", ("refund-on-return",)),
    7: ("trace-lost-at-boundary", ("parcel-delivered",)),
    8: (
        "event-too-granular",
        ("name-changed", "street-changed", "phone-changed", "birthday-changed"),
    ),
    9: ("sensitive-field-unmasked", ("parcel-delivered",)),
    10: ("review-outdated", ("anti-patterns",)),
    11: ("context-without-owner", ("returns",)),
    13: ("everything-pages", ("order-placed", "payment-captured")),
    14: ("retention-as-in-production", ("anti-patterns",)),
    15: ("latency-without-tail", ("payment-captured",)),
    16: ("external-system-without-authentication", ("carrier",)),
    17: ("level-without-business-sense", ("order-placed",)),
    19: ("orchestrator-of-trivial-flow", ("gift-card-saga",)),
    20: ("retention-below-replay-window", ("basket-left",)),
    21: ("regulated-event-without-audit", ("refund-paid",)),
    23: ("edge-not-observed", ("charge-disputed",)),
    24: ("schema-errors-unwatched", ("payment-captured",)),
    25: ("partition-key-of-few-values", ("parcel-packed",)),
}
NOT_SHOWN = {
    12: "whether replays are tested is known to the pipeline, not to the board",
    18: "how a mesh copies events between regions is set up in the broker",
    22: "contract tests stand in the code; the board holds the contracts that they test",
}


@pytest.fixture(scope="module")
def findings() -> list[Finding]:
    return check(board_of(BOARD.name, BOARD.read_bytes()), today=date(2026, 11, 2))


def test_every_anti_pattern_is_shown_or_cannot_be() -> None:
    assert sorted([*SHOWN, *NOT_SHOWN]) == list(range(1, 26))


@pytest.mark.parametrize("number", SHOWN)
def test_an_anti_pattern_is_found_where_it_is(number: int, findings: list[Finding]) -> None:
    rule, records = SHOWN[number]
    assert any(f.rule == rule and sorted(f.records) == sorted(records) for f in findings)


def test_the_rules_find_nothing_beside_the_anti_patterns(findings: list[Finding]) -> None:
    expected: defaultdict[str, set[str]] = defaultdict(set)
    for rule, records in SHOWN.values():
        expected[rule].update(records)
    for finding in findings:
        if finding.rule in expected:
            assert set(finding.records) <= expected[finding.rule], finding.message

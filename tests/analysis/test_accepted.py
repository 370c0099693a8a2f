"""What a file says was accepted silences the very findings that it names."""

from __future__ import annotations

import pytest

from stormdesk.analysis.finding import Found, Level, rule
from stormdesk.analysis.findings import check
from stormdesk.exchange.source import board_of
from stormdesk.exchange.yaml_writer import written_text
from stormdesk.model.board import Board


@rule(Level.ADVICE)
def joined(board: Board) -> Found:
    """Whatever is joined is told of, and the board as a whole.

    It serves to try what is accepted.
    """
    yield (), "the whole", "look at it"
    for flow in board.flows.values():
        yield (flow.source, flow.target), "a pair", "look at them"
        yield (flow.source,), "one of them", "look at it"


def told(accepted: str) -> list[tuple[str, ...]]:
    model = f"""
format: stormdesk/1
board: {{id: b, title: B}}
stickies:
  - {{id: a, kind: event, text: Order placed}}
  - {{id: c, kind: policy, text: Ship it}}
  - {{id: d, kind: policy, text: Bill it}}
flows: [{{from: a, to: c}}, {{from: a, to: d}}]
suppressed: [{accepted}]
"""
    board = board_of("model.yaml", model.encode())
    findings = check(board, [joined])
    again = board_of("model.yaml", written_text(board).encode())
    assert check(again, [joined]) == findings
    return sorted({finding.records for finding in findings})


ALL = [(), ("a",), ("a", "c"), ("a", "d")]


@pytest.mark.parametrize(
    ("accepted", "silenced"),
    [
        ("{rule: joined, records: [a, c], reason: Known}", ("a", "c")),
        ("{rule: joined, records: [c, a], reason: Known}", ("a", "c")),
        ("{rule: joined, records: [a], reason: Known}", ("a",)),
        ("{rule: joined, reason: Known}", ()),
        ("{rule: another, records: [a, c], reason: Known}", None),
        ("{rule: joined, records: [a, c, d], reason: Known}", None),
        ("{rule: joined, records: [c], reason: Known}", None),
    ],
)
def test_a_finding_is_accepted_with_its_rule_and_its_records(
    accepted: str, silenced: tuple[str, ...] | None
) -> None:
    assert told(accepted) == [records for records in ALL if records != silenced]

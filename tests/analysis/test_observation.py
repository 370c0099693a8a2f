"""What is observed, and what a board asks to be."""

from __future__ import annotations

from stormdesk.analysis.observation import Observed, Tally, observation, tally
from stormdesk.exchange.source import board_of
from stormdesk.model.board import Board


def model(stickies: str, flows: str = "") -> Board:
    text = f"""
format: stormdesk/1
board: {{id: b, title: B, level: software-design}}
contexts: [{{id: sales, name: Sales}}, {{id: stock, name: Stock}}]
stickies:
{stickies}
flows: [{flows}]
"""
    return board_of("b.yaml", text.encode())


def test_what_leaves_its_context_and_who_takes_it_should_be_traced_and_measured() -> None:
    board = model(
        """
  - {id: placed, kind: event, text: Order placed, context: sales, observability: [metric]}
  - {id: reserve, kind: policy, text: Reserve it, context: stock, handling: {dead-letter: true}}
  - {id: seen, kind: event, text: Order seen, context: sales}
  - {id: place, kind: command, text: Place order, context: sales, observability: [log]}
""",
        "{from: placed, to: reserve}",
    )
    assert observation(board) == {
        "placed": Observed(("metric",), ("trace",)),
        "reserve": Observed((), ("trace", "metric", "log")),
    }


def test_promises_proof_and_what_comes_from_outside_ask_for_their_points() -> None:
    board = model(
        """
  - {id: paid, kind: event, text: Order paid, tags: [Legal], observability: [audit, trace]}
  - {id: kept, kind: event, text: Order kept, message: {audit: true}}
  - {id: late, kind: event, text: Order delayed, service-levels: [{indicator: latency}]}
  - {id: rung, kind: event, text: Bell rung, trigger: external}
  - {id: shop, kind: system, text: Shop, external: true}
  - {id: told, kind: event, text: Price told}
  - {id: hot, kind: event, text: Order taken, tags: [hot-path]}
  - {id: again, kind: event, text: Order taken, again: hot}
""",
        "{from: shop, to: told}",
    )
    both = Observed((), ("trace", "metric"))
    metric = Observed((), ("metric",))
    assert observation(board) == {
        "paid": Observed(("trace", "audit"), ()),
        "kept": Observed((), ("audit",)),
        "late": metric,
        "rung": metric,
        "told": metric,
        "hot": both,
        "again": both,
    }


def test_a_repetition_is_observed_and_not_counted_once_more() -> None:
    board = model(
        """
  - {id: hot, kind: event, text: Order taken, tags: [hot-path], observability: [trace]}
  - {id: again, kind: event, text: Order taken, again: hot}
"""
    )
    found = observation(board)
    assert found["again"] == found["hot"]
    assert tally(board, found) == {
        "trace": Tally(1, 1), "metric": Tally(0, 1), "log": Tally(0, 0), "audit": Tally(0, 0),
    }  # fmt: skip

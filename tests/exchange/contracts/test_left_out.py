"""What a bundle has nothing of is told."""

from __future__ import annotations

from exchange.contracts.one_message import board_of, event

from stormdesk.exchange.contracts.left_out import left_out
from stormdesk.model.board import Change


def test_events_without_a_message_and_contexts_without_kafka_are_named() -> None:
    board = board_of(event("order-placed"), event("order-seen").revised(message=None))
    assert left_out(board) == [
        "1 event or command has no message: Order seen.",
        "Topics are made where the broker is Kafka, so not for Sales.",
    ]


def test_nothing_is_told_where_nothing_is_left_out() -> None:
    board = board_of(event("order-placed"))
    sales = board.contexts["sales"]
    board = board.after(Change({"sales": (sales, sales.revised(broker="kafka"))}))
    assert left_out(board) == []


def test_many_are_counted() -> None:
    silent = [event(f"event-{n}").revised(message=None) for n in range(8)]
    told = left_out(board_of(*silent))[0]
    assert told.startswith("8 events and commands have no message: Event 0,")
    assert told.endswith("and 3 more.")

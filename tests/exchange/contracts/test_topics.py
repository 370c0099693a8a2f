"""What travels on which topic, how it is kept, who writes it and who reads it."""

from typing import Any

import pytest
from exchange.contracts.on_kafka import board_of, event, policy, sold, topics

from stormdesk.exchange.contracts.kafka.retention import Retention
from stormdesk.model.context import Context, Flow
from stormdesk.model.sticky import Sticky

_DAY = 86_400_000


def _kept(*tags: str, environments: Any = None, **message: Any) -> Retention:
    placed = event("order-placed", message=message, tags=tags)
    return topics(board_of(placed, environments=environments or {}))["sales.order-placed"].retention


def test_a_topic_says_who_writes_and_who_reads_it():
    topic = topics(sold())["sales.order-placed"]
    assert [subject.name for subject in topic.subjects] == ["OrderPlaced"]
    assert topic.senders == ("sales",)
    (reader,) = topic.readers
    assert (reader.context, reader.group) == ("shipping", "shipper")
    assert [sticky.id for sticky in reader.stickies] == ["ship"]
    assert topic.place.owner == "Sellers"


def test_a_consumer_without_a_group_gets_one_from_its_context_and_text():
    board = board_of(
        event("order-placed"),
        policy("order is placed", handling=None),
        Flow.between("order-placed", "order is placed"),
    )
    (reader,) = topics(board)["sales.order-placed"].readers
    assert reader.group == "shipping-whenever-order-is-placed"


def test_consumers_of_the_same_text_never_share_a_group_unasked():
    board = board_of(
        event("order-placed"),
        policy("a", text="Tell", handling=None),
        policy("b", text="Tell", handling=None),
        policy("c", text="Other", handling={"group": "shipping-tell"}),
        *(Flow.between("order-placed", each) for each in "abc"),
    )
    groups = [reader.group for reader in topics(board)["sales.order-placed"].readers]
    assert len(set(groups)) == 3
    assert "shipping-tell" in groups


def test_events_of_one_topic_share_it_and_belong_to_the_context_it_is_named_after():
    board = board_of(
        event("order-placed", message={"topic": "sales.order"}),
        event("order-shipped", "shipping", message={"topic": "sales.order"}),
    )
    topic = topics(board)["sales.order"]
    assert topic.place.slug == "sales"
    assert topic.senders == ("sales", "shipping")


@pytest.mark.parametrize(
    ("via", "group", "reads"),
    [
        (None, "shipper", True),
        ("event", "shipper", True),
        ("call", "shipper", False),
        ("batch", "shipper", True),
        ("batch", None, False),
    ],
)
def test_a_call_reads_no_topic_and_a_batch_only_as_a_group(
    via: str | None, group: str | None, reads: bool
):
    flow = Flow.between("order-placed", "ship").revised(via=via)
    board = board_of(event("order-placed"), policy("ship", handling={"group": group}), flow)
    assert bool(topics(board)["sales.order-placed"].readers) == reads


@pytest.mark.parametrize(("via", "travels"), [(None, False), ("call", False), ("event", True)])
def test_a_command_has_a_topic_only_where_it_is_sent_as_an_event(via: str | None, travels: bool):
    command = Sticky.model_validate(
        {
            "id": "ship-it",
            "kind": "command",
            "text": "Ship it",
            "context": "shipping",
            "message": {"fields": [{"name": "id", "type": "uuid"}]},
        }
    )
    board = board_of(
        policy("ship", "sales"), command, Flow.between("ship", "ship-it").revised(via=via)
    )
    found = topics(board)
    assert list(found) == (["shipping.ship-it"] if travels else [])
    for topic in found.values():
        assert topic.senders == ("sales",)
        assert [reader.context for reader in topic.readers] == ["shipping"]


def test_a_repeated_consumer_reads_as_its_original():
    again = policy("ship-again", again="ship", handling=None)
    board = board_of(
        event("order-placed"),
        policy("ship"),
        again,
        Flow.between("order-placed", "ship-again"),
    )
    (reader,) = topics(board)["sales.order-placed"].readers
    assert [sticky.id for sticky in reader.stickies] == ["ship"]


@pytest.mark.parametrize(
    ("rate", "handling", "count", "said"),
    [
        (None, {}, 3, "No rate is known. At least 3"),
        ({"peak": "2/h"}, {}, 3, "At least 3"),
        ({"peak": "300/s"}, {}, 3, "Peak 300/s (OrderPlaced 300/s) at 100/s a partition asks"),
        ({"steady": "301/s"}, {}, 4, "asks for 4"),
        ({"steady": "9/s", "peak": "900/s"}, {}, 12, "Rounded up to 12"),
        ({"peak": "900/s"}, {"service_time": "12ms"}, 12, "Group shipper takes 0.012 s a message"),
        ({"peak": "10/s"}, {"service_time": "1s"}, 12, "which asks for 10"),
        ({"peak": "10/s"}, {"parallelism": 6}, 6, "works on 6 at the same time"),
        ({"peak": "1000000/s"}, {}, 48, "48 is the most planned here"),
        ({"peak": "1/s"}, {"parallelism": 1_000_000}, 48, "48 is the most planned here"),
    ],
)
def test_partitions_follow_from_the_peak_and_from_the_slowest_reader(
    rate: Any, handling: dict[str, Any], count: int, said: str
):
    topic = topics(sold({"rate": rate}, **handling))["sales.order-placed"]
    assert topic.partitions == count
    assert said in topic.reasons[0]
    assert "Partitions can never be taken away" in topic.reasons[0]


def test_what_one_partition_stands_can_be_chosen():
    board = sold({"rate": {"peak": "900/s"}})
    assert topics(board, rate_each=300)["sales.order-placed"].partitions == 3


def test_how_long_a_batch_takes_is_no_reason_for_partitions():
    flow = Flow.between("order-placed", "ship").revised(via="batch")
    loads = policy("ship", handling={"group": "loader", "service-time": "6m", "parallelism": 40})
    board = board_of(event("order-placed", message={"rate": {"peak": "5/s"}}), loads, flow)
    assert topics(board)["sales.order-placed"].partitions == 3


@pytest.mark.parametrize(("allowed", "count"), [(2, 2), (24, 16), (200, 16)])
def test_what_the_board_allows_in_production_bounds_the_partitions(allowed: int, count: int):
    board = board_of(
        event("order-placed", message={"rate": {"peak": "1600/s"}}),
        environments={"Production": {"partitions": allowed}, "staging": {"partitions": 1}},
    )
    topic = topics(board)["sales.order-placed"]
    assert topic.partitions == count
    assert (f"{allowed} is the most that the board allows" in topic.reasons[0]) == (allowed < 16)


def test_retention_is_what_the_longest_message_says():
    assert _kept(retention="P30D").milliseconds == 30 * _DAY
    board = board_of(
        event("a-b", message={"topic": "t", "retention": "1d"}),
        event("c-d", message={"topic": "t", "retention": "2d"}),
    )
    assert topics(board)["t"].retention.milliseconds == 2 * _DAY


def test_retention_is_that_of_production_where_no_message_says_any():
    production = {"production": {"retention": "P3D"}, "staging": {"retention": "P1D"}}
    assert _kept(environments=production).milliseconds == 3 * _DAY
    assert _kept(environments=production, retention="1h").milliseconds == _DAY // 24
    assert _kept().milliseconds == 7 * _DAY
    assert "assumed" in _kept().reasons[0]


def test_what_may_have_to_be_read_again_is_kept():
    assert _kept(retention="P1D", replay_window="P3D").milliseconds == 3 * _DAY
    assert _kept(retention="P5D", replay_window="P3D").milliseconds == 5 * _DAY


def test_only_keyed_snapshots_are_compacted():
    assert _kept(key="id").policies == ("delete",)
    assert _kept("snapshot").policies == ("delete",)
    forever = _kept("Snapshot", key="id")
    assert (forever.policies, forever.milliseconds) == (("compact",), None)
    for_a_day = _kept("snapshot", key="id", retention="P1D")
    assert (for_a_day.policies, for_a_day.milliseconds) == (("compact", "delete"), _DAY)


@pytest.mark.parametrize(
    ("size", "largest"),
    [
        (None, None),
        ("500kB", None),
        ("512KiB", None),
        ("0.6MB", 1_200_000),
        ("1MiB", 2**21),
        ("5GB", 2**31 - 1),
    ],
)
def test_a_topic_takes_messages_twice_as_large_as_usual(size: str | None, largest: int | None):
    found = topics(sold({"payload_size": size}, dead_letter=True))
    assert {topic.largest for topic in found.values()} == {largest}
    assert any("bytes" in reason for reason in found["sales.order-placed"].reasons) == (
        largest is not None
    )


def test_a_topic_has_a_key_only_where_its_messages_agree():
    same = board_of(
        event("a-b", message={"topic": "t", "key": "id"}),
        event("c-d", message={"topic": "t", "key": "id"}),
    )
    other = board_of(
        event("a-b", message={"topic": "t", "key": "id"}),
        event("c-d", message={"topic": "t"}),
    )
    assert topics(same)["t"].key == "id"
    assert topics(other)["t"].key is None
    assert "The messages have different keys" in topics(other)["t"].reasons[-1]


def test_hopeless_messages_are_set_aside_where_the_handling_says_so():
    found = topics(sold({"retention": "P30D", "rate": {"peak": "900/s"}}, dead_letter=True))
    dead = found["sales.order-placed.shipper.dlq"]
    assert dead.role == "dead-letter"
    assert dead.of == "sales.order-placed"
    assert dead.place.slug == "shipping"
    assert dead.senders == ("shipping",)
    assert dead.partitions == found["sales.order-placed"].partitions
    assert dead.retention.milliseconds == 30 * _DAY
    assert topics(sold(dead_letter=True))[dead.name].retention.milliseconds == 14 * _DAY
    assert list(topics(sold())) == ["sales.order-placed"]


def test_what_cannot_be_read_is_set_aside_where_a_mismatch_is_a_way_to_fail():
    placed = event("order-placed", failure_modes=[{"mode": "schema-mismatch"}])
    board = board_of(placed, policy("ship"), Flow.between("order-placed", "ship"))
    assert "sales.order-placed.shipper.dlq" in topics(board)


_PATIENT = {"attempts": 5, "backoff": "exponential", "first": "2s"}


@pytest.mark.parametrize(
    ("retry", "more", "apart"),
    [
        (None, {}, False),
        ({"attempts": 3, "backoff": "fixed", "first": "200ms"}, {}, False),
        ({"attempts": 3, "backoff": "none", "first": "5m"}, {}, False),
        ({"attempts": 0, "backoff": "fixed", "first": "5m"}, {}, False),
        ({"attempts": 3, "backoff": "fixed", "first": "30s"}, {}, True),
        ({"attempts": 4, "backoff": "linear", "first": "10s"}, {}, True),
        (_PATIENT, {}, True),
        (_PATIENT, {"order_by": "id"}, False),
        ({"attempts": 1_000_000, "backoff": "exponential", "first": "9999w"}, {}, True),
    ],
)
def test_retries_wait_on_a_topic_where_they_would_hold_up_a_partition_and_order_allows_it(
    retry: Any, more: dict[str, Any], apart: bool
):
    found = topics(sold(retry=retry, **more))
    assert ("sales.order-placed.shipper.retry" in found) == apart


def test_a_retry_storm_is_spread_over_a_topic():
    placed = event("order-placed", failure_modes=[{"mode": "retry-storm"}])
    ship = policy("ship", handling={"group": "shipper", "retry": {"attempts": 2}})
    board = board_of(placed, ship, Flow.between("order-placed", "ship"))
    assert topics(board)["sales.order-placed.shipper.retry"].role == "retry"


def test_a_topic_that_is_named_like_a_dead_letter_topic_keeps_its_name():
    board = board_of(
        event("order-placed"),
        event("taken", message={"topic": "sales.order-placed_shipper.dlq"}),
        policy("ship", handling={"group": "shipper", "dead-letter": True}),
        Flow.between("order-placed", "ship"),
    )
    found = topics(board)
    assert found["sales.order-placed_shipper.dlq"].role == "messages"
    (dead,) = (name for name, topic in found.items() if topic.role == "dead-letter")
    assert dead.startswith("sales.order-placed.shipper.dlq-")


def test_nothing_is_set_aside_on_kafka_by_who_is_not_on_it():
    elsewhere = Context(id="mail", name="Mail", broker="managed-queue")
    board = board_of(
        elsewhere,
        event("order-placed"),
        policy("tell", "mail", handling={"dead-letter": True}),
        Flow.between("order-placed", "tell"),
    )
    assert list(topics(board)) == ["sales.order-placed"]

"""What topics, their resources and consumer groups are called."""

import re

import pytest
from exchange.contracts.one_message import board_of, event
from hypothesis import given
from hypothesis import strategies as st

from stormdesk.exchange.contracts.kafka.topic_name import (
    group_name,
    resource_names,
    topic_names,
    topics_of_messages,
)
from stormdesk.model.sticky import Kind, Sticky

_TOPIC = re.compile(r"[A-Za-z0-9._-]{1,249}")
_RESOURCE = re.compile(r"[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*")
_WANTED = st.lists(st.one_of(st.text(), st.text("aB._- ", max_size=6)), max_size=8)


@pytest.mark.parametrize("name", ["ordering.order", "Orders_Placed.V1", "a", "-a-", "x" * 249])
def test_a_legal_name_stays_as_it_is(name: str):
    assert topic_names([name]) == {name: name}


@pytest.mark.parametrize("name", ["", ".", "..", "__consumer_offsets", "a b", "注文", "x" * 250])
def test_a_name_that_kafka_refuses_or_keeps_for_itself_gets_another(name: str):
    spelled = topic_names([name])[name]
    assert _TOPIC.fullmatch(spelled)
    assert spelled != name
    assert not spelled.startswith("__")


def test_names_that_are_one_in_metrics_are_told_apart():
    names = topic_names(["a_b", "a.b"])
    assert names["a.b"] == "a.b"
    assert names["a_b"] != "a_b"
    assert names["a_b"].startswith("a_b-")


def test_a_topic_keeps_its_name_beside_one_of_a_message_that_counts_less():
    undescribed = Sticky(id="order", kind=Kind.EVENT, text="Order", context="sales")
    described = event("placed", topic="sales_order")
    topics = topics_of_messages(board_of(undescribed, described))
    assert topics["placed"] == "sales_order"
    assert re.fullmatch("sales.order-[a-z0-9]{4}", topics["order"])
    published = event("placed", topic="sales_order", published=[{"version": "1.0.0"}])
    assert topics_of_messages(board_of(event("order"), published))["placed"] == "sales_order"


def test_a_name_keeps_clear_of_those_that_are_taken():
    assert topic_names(["a.b"], ["a_b"])["a.b"] != "a.b"


def test_a_resource_is_called_as_its_topic_where_kubernetes_takes_that():
    names = resource_names(["ordering.order", "Ordering.Order", "a_b", "..."])
    assert names["ordering.order"] == "ordering.order"
    assert names["Ordering.Order"].startswith("ordering.order-")
    assert names["a_b"] == "a-b"


@pytest.mark.parametrize("name", ["*", "", "a b", "注文", "x" * 300])
def test_a_group_never_stands_for_all_groups(name: str):
    assert re.fullmatch(r"[A-Za-z0-9._-]{1,200}", group_name(name))


def test_a_plain_group_stays_as_it_is():
    assert group_name("inventory-reserver") == "inventory-reserver"


@given(_WANTED)
def test_topics_and_resources_are_legal_and_no_two_alike(wanted: list[str]):
    topics = topic_names(wanted)
    assert set(topics) == set(wanted)
    assert all(_TOPIC.fullmatch(name) for name in topics.values())
    assert len({name.replace(".", "_") for name in topics.values()}) == len(topics)
    resources = resource_names(topics.values())
    assert all(_RESOURCE.fullmatch(name) and len(name) <= 253 for name in resources.values())
    assert len(set(resources.values())) == len(topics)


@given(_WANTED)
def test_a_name_does_not_depend_on_the_order(wanted: list[str]):
    assert topic_names(wanted) == topic_names(reversed(wanted))

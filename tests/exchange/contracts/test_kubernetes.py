"""Topics, access to them and their table, as Strimzi, Kafka and spreadsheets take them."""

import csv
import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from exchange.contracts.on_kafka import (
    KAFKA_TOPICS,
    board_of,
    documents,
    event,
    policy,
    sold,
    stored,
    stored_boards,
)

from stormdesk.exchange.contracts.bundle import write
from stormdesk.exchange.contracts.options import SchemaOptions
from stormdesk.model.context import Context, Flow

_SUBDOMAIN = r"[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*"
_LABEL = r"[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?"


def _only(files: dict[str, list[Any]], name: str) -> Any:
    (document,) = files[f"kubernetes/{name}.yaml"]
    return document


def test_a_topic_is_a_resource_of_the_topic_operator_with_its_reasons_above_it():
    board = sold({"key": "id", "retention": "P7D", "rate": {"peak": "900/s"}})
    text = write(board, KAFKA_TOPICS)["kubernetes/sales.topics.yaml"].decode()
    assert text.startswith("# sales.order-placed: OrderPlaced.\n# Peak 900/s")
    assert yaml.safe_load(text) == {
        "apiVersion": "kafka.strimzi.io/v1",
        "kind": "KafkaTopic",
        "metadata": {
            "name": "sales.order-placed",
            "labels": {
                "strimzi.io/cluster": "my-cluster",
                "app.kubernetes.io/part-of": "sales",
            },
            "annotations": {
                "x-stormdesk-sticky": "order-placed",
                "x-stormdesk-messages": "OrderPlaced",
                "x-stormdesk-owner": "Sellers",
                "x-stormdesk-key": "id",
            },
        },
        "spec": {
            "partitions": 12,
            "replicas": 3,
            "config": {
                "cleanup.policy": "delete",
                "retention.ms": 604_800_000,
                "min.insync.replicas": 2,
            },
        },
    }


def test_kafkas_own_name_is_told_only_where_kubernetes_does_not_take_it():
    board = board_of(event("a-b", message={"topic": "Orders_V1"}))
    topic = _only(documents(board, KAFKA_TOPICS), "sales.topics")
    assert topic["metadata"]["name"] == "orders-v1"
    assert topic["spec"]["topicName"] == "Orders_V1"


def test_a_snapshot_is_compacted_and_kept_for_ever():
    board = board_of(event("a-b", message={"key": "id"}, tags=["snapshot"]))
    config = _only(documents(board, KAFKA_TOPICS), "sales.topics")["spec"]["config"]
    assert (config["cleanup.policy"], config["retention.ms"]) == ("compact", -1)


def test_large_messages_are_allowed():
    board = board_of(event("a-b", message={"payload_size": "2MB"}))
    config = _only(documents(board, KAFKA_TOPICS), "sales.topics")["spec"]["config"]
    assert config["max.message.bytes"] == 4_000_000


def test_users_may_do_what_the_flows_say_and_nothing_else():
    files = documents(sold(dead_letter=True), KAFKA_TOPICS)
    sales, shipping = (
        [
            (rule["resource"]["type"], rule["resource"]["name"], rule["operations"])
            for rule in _only(files, f"{name}.users")["spec"]["authorization"]["acls"]
        ]
        for name in ("sales", "shipping")
    )
    assert sales == [("topic", "sales.order-placed", ["Write", "Describe"])]
    assert shipping == [
        ("topic", "sales.order-placed", ["Read", "Describe"]),
        ("topic", "sales.order-placed.shipper.dlq", ["Write", "Read", "Describe"]),
        ("group", "shipper", ["Read", "Describe"]),
    ]


def test_a_user_is_one_of_the_user_operator():
    user = _only(documents(sold(), KAFKA_TOPICS), "shipping.users")
    assert (user["apiVersion"], user["kind"]) == ("kafka.strimzi.io/v1", "KafkaUser")
    assert user["metadata"]["name"] == "shipping"
    assert user["metadata"]["labels"]["strimzi.io/cluster"] == "my-cluster"
    assert user["metadata"]["annotations"]["x-stormdesk-owner"] == "Shippers Ltd"
    assert user["metadata"]["annotations"]["x-stormdesk-sticky"] == "ship"
    sender = _only(documents(sold(), KAFKA_TOPICS), "sales.users")
    assert sender["metadata"]["annotations"]["x-stormdesk-sticky"] == "order-placed"
    assert user["spec"]["authentication"] == {"type": "tls"}
    assert user["spec"]["authorization"]["type"] == "simple"
    assert {rule["resource"]["patternType"] for rule in user["spec"]["authorization"]["acls"]} == {
        "literal"
    }


def test_who_reads_kafka_from_another_broker_has_a_user_and_no_topics():
    board = board_of(
        Context(id="mail", name="Mail", broker="managed-queue"),
        event("order-placed"),
        event("mail-sent", "mail"),
        policy("tell", "mail"),
        Flow.between("order-placed", "tell"),
    )
    assert sorted(write(board, KAFKA_TOPICS)) == [
        "README.md",
        "kubernetes/kustomization.yaml",
        "kubernetes/mail.users.yaml",
        "kubernetes/sales.topics.yaml",
        "kubernetes/sales.users.yaml",
        "manifest.json",
        "topics.csv",
    ]


@pytest.mark.parametrize("broker", [None, "none", "managed-queue"])
def test_a_context_that_does_not_say_kafka_has_no_topics(broker: str | None):
    board = board_of(event("order-placed"), broker=broker)
    files = write(board, KAFKA_TOPICS)
    assert list(files) == ["README.md", "manifest.json"]
    assert b"Topics are made where the broker is Kafka, so not for Sales." in files["README.md"]


def test_the_cluster_can_be_chosen_and_must_be_a_label():
    options = SchemaOptions(only=("kafka-topics",), kafka_cluster="blue")
    topic = _only(documents(sold(), options), "sales.topics")
    assert topic["metadata"]["labels"]["strimzi.io/cluster"] == "blue"
    with pytest.raises(ValueError, match="kafka_cluster"):
        SchemaOptions(kafka_cluster="Blue cluster")


def test_the_table_tells_every_topic_and_is_never_taken_for_a_formula():
    board = board_of(
        event("order-placed", message={"topic": "-1+2", "key": "=cmd|' /C calc'!A0"}),
        policy("ship"),
        Flow.between("order-placed", "ship"),
    )
    text = write(board, KAFKA_TOPICS)["topics.csv"].decode()
    (row,) = csv.DictReader(StringIO(text, newline=""))
    assert row["messages"] == "OrderPlaced"
    assert row["owner"] == "Sellers"
    assert row["partitions"] == "3"
    assert row["written by"] == "sales"
    assert row["read by (consumer group)"] == "shipping (shipper)"
    assert row["key"].startswith("'=")
    assert not row["topic"].startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize("path", stored_boards(), ids=lambda path: path.stem)
def test_the_manifests_of_every_board_hold_together(path: Path):
    files = documents(stored(path), KAFKA_TOPICS)
    listed = {name.removeprefix("kubernetes/") for name in files} - {"kustomization.yaml"}
    if listed:
        assert set(_only(files, "kustomization")["resources"]) == listed
    topics = [each for name, found in files.items() if ".topics." in name for each in found]
    users = [each for name, found in files.items() if ".users." in name for each in found]
    names = [each["spec"].get("topicName", each["metadata"]["name"]) for each in topics]
    assert len({name.replace(".", "_") for name in names}) == len(names)
    for each in (*topics, *users):
        assert re.fullmatch(_SUBDOMAIN, each["metadata"]["name"])
        assert all(re.fullmatch(_LABEL, label) for label in each["metadata"]["labels"].values())
        assert all(isinstance(note, str) for note in each["metadata"]["annotations"].values())
    for each in topics:
        assert 1 <= each["spec"]["partitions"] <= 1000
        assert each["spec"]["config"]["min.insync.replicas"] < each["spec"]["replicas"]
    for each in users:
        rules = each["spec"]["authorization"]["acls"]
        resources = [(rule["resource"]["type"], rule["resource"]["name"]) for rule in rules]
        assert len(set(resources)) == len(resources)
        assert {name for kind, name in resources if kind == "topic"} <= set(names)
        assert ("group", "*") not in resources

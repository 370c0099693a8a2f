"""Topics, events and owners are called the same in every artefact of a bundle."""

import json
from pathlib import Path

import pytest
from exchange.any_board import one_line
from exchange.contracts.on_kafka import board_of, documents, event, policy, stored, stored_boards
from hypothesis import given, settings
from hypothesis import strategies as st

from stormdesk.exchange.contracts.bundle import write
from stormdesk.exchange.contracts.options import SchemaOptions
from stormdesk.model.board import Board
from stormdesk.model.context import Context, Flow

_NAMES = one_line.map(lambda text: text[:400])


@pytest.mark.parametrize("path", stored_boards(), ids=lambda path: path.stem)
def test_topics_events_and_owners_have_one_name(path: Path):
    _check(stored(path))


@settings(max_examples=50, deadline=None)
@given(
    contexts=st.lists(_NAMES, min_size=2, max_size=2),
    ids=st.lists(_NAMES, min_size=4, max_size=4, unique=True),
    texts=st.lists(_NAMES, min_size=4, max_size=4),
    topics=st.lists(st.none() | _NAMES, min_size=2, max_size=2),
    groups=st.lists(st.none() | _NAMES, min_size=2, max_size=2),
    fields=st.lists(_NAMES, min_size=1, max_size=3, unique=True),
)
def test_whatever_people_call_them(
    contexts: list[str],
    ids: list[str],
    texts: list[str],
    topics: list[str | None],
    groups: list[str | None],
    fields: list[str],
):
    lanes = ["lane-1", "lane-2"]
    named = [
        Context(id=lane, name=name, owner=name, broker="kafka")
        for lane, name in zip(lanes, contexts, strict=True)
    ]
    sent = [
        event(
            f"event {n} {ids[n]}",
            lanes[n],
            text=texts[n],
            message={
                "topic": topics[n],
                "key": fields[0],
                "fields": [{"name": name, "type": "string"} for name in fields],
            },
        )
        for n in range(2)
    ]
    readers = [
        policy(
            f"policy {n} {ids[n + 2]}",
            lanes[1 - n],
            text=texts[n + 2],
            handling={"group": groups[n], "dead-letter": True},
        )
        for n in range(2)
    ]
    flows = [Flow.between(sent[n].id, each.id) for n, each in enumerate(readers)]
    _check(board_of(*named, *sent, *readers, *flows))


def _check(board: Board) -> None:
    files = write(board, SchemaOptions())
    found = documents(board, SchemaOptions(only=("asyncapi", "kafka-topics")))
    subjects = {each["sticky"]: each for each in json.loads(files["manifest.json"])["subjects"]}
    topics: dict[str, str] = {}
    owners: dict[str, str | None] = {}
    for path_in_bundle, listed in found.items():
        if not path_in_bundle.endswith(".asyncapi.yaml"):
            continue
        (document,) = listed
        context = path_in_bundle.partition("/")[0]
        owners[context] = document["info"].get("contact", {}).get("name")
        for channel in document["channels"].values():
            for name in channel["messages"]:
                message = document["components"]["messages"][name]
                sticky = message["x-stormdesk-sticky"]
                assert message["name"] == subjects[sticky]["name"]
                assert topics.setdefault(sticky, channel["address"]) == channel["address"]
    for listed in found.values():
        for each in listed:
            notes = each.get("metadata", {}).get("annotations", {})
            context = each.get("metadata", {}).get("labels", {}).get("app.kubernetes.io/part-of")
            if context in owners:
                assert notes.get("x-stormdesk-owner") == owners[context]
            if each.get("kind") != "KafkaTopic":
                continue
            stickies = notes["x-stormdesk-sticky"].split("\n")
            names = notes["x-stormdesk-messages"].split(" ")
            assert names == [subjects[sticky]["name"] for sticky in stickies]
            topic = each["spec"].get("topicName", each["metadata"]["name"])
            if not topic.endswith((".dlq", ".retry")) and ".dlq-" not in topic:
                assert {topics[sticky] for sticky in stickies} == {topic}
    headers = {
        each["x-stormdesk-sticky"]: each["topic"]
        for name, data in files.items()
        if name.endswith(".kafka-headers.json")
        for each in [json.loads(data)]
    }
    assert headers == topics
    assert {sticky: subjects[sticky]["topic"] for sticky in topics} == topics

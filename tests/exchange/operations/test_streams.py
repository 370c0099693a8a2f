"""The messages that travel on a board, under the names that contracts give them."""

from pathlib import Path

import pytest
from exchange.contracts.on_kafka import stored, stored_boards

from stormdesk.exchange.contracts.contracts import contracts_of
from stormdesk.exchange.contracts.kafka.topics import topics_of
from stormdesk.exchange.operations.operations import PARTITION_RATE, operations_of


@pytest.mark.parametrize("path", stored_boards(), ids=lambda path: path.stem)
def test_topics_groups_and_owners_are_those_of_the_contracts(path: Path):
    board = stored(path)
    operations = operations_of(board)
    contracts = {topic.name: topic for topic in topics_of(contracts_of(board), PARTITION_RATE)}
    for stream in operations.streams.values():
        topic = contracts.get(stream.topic)
        if topic is None:  # nobody has described its message yet
            assert stream.subject.sticky.message is None
            continue
        assert set(stream.groups) <= {reader.group for reader in topic.readers}
        assert set(stream.dead_letters) <= contracts.keys()


@pytest.mark.parametrize("path", stored_boards(), ids=lambda path: path.stem)
def test_runbooks_of_streams_differ_even_where_case_does_not_count(path: Path):
    streams = operations_of(stored(path)).streams.values()
    assert len({each.runbook.casefold() for each in streams}) == len(streams)


def test_runbook_of_a_failure_mode_that_nobody_foresaw_is_that_of_the_event():
    path = next(p for p in stored_boards() if p.stem == "inventory-under-peak-load")
    stream = operations_of(stored(path)).streams["order-placed"]
    assert stream.runbook_of("backpressure") == "ordering/OrderPlaced.backpressure.md"
    assert stream.runbook_of("retry-storm") == stream.runbook == "ordering/OrderPlaced.md"


def test_what_sets_messages_aside_is_known_by_its_topics():
    path = next(p for p in stored_boards() if p.stem == "inventory-under-peak-load")
    stream = operations_of(stored(path)).streams["order-placed"]
    assert stream.groups == ("inventory-reserver",)
    assert stream.dead_letters == ("ordering.order.inventory-reserver.dlq",)
    assert stream.operator is not None
    assert (stream.owner.slug, stream.operator.slug) == ("checkout-team", "sre")

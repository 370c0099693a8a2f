"""All that artefacts of operation say of a board, gathered once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from stormdesk.exchange.catalogues.landscape import Landscape, landscape_of
from stormdesk.exchange.catalogues.owners import Owner, owners_of
from stormdesk.exchange.contracts.kafka.topic import Topic
from stormdesk.exchange.contracts.kafka.topics import topics_of
from stormdesk.exchange.operations.levels import Level, levels_of
from stormdesk.exchange.operations.stream import Stream, streams_of
from stormdesk.model.board import Board
from stormdesk.model.once import once

PARTITION_RATE = 100
"""Messages a second that one partition is taken to stand, as the contracts take it."""


@dataclass(frozen=True, slots=True, eq=False)
class Operations:
    """The streams of a board by sticky id, their topics and levels, and who owns what.

    ``owners`` are by what the board calls them, a team's id or a plain name; None is nobody.
    ``left_out`` has a sentence for each level that belongs to no stream.
    """

    landscape: Landscape
    topics: tuple[Topic, ...]
    streams: Mapping[str, Stream]
    levels: tuple[Level, ...]
    owners: Mapping[str | None, Owner]
    left_out: tuple[str, ...]
    levels_by_stream: Mapping[str, tuple[Level, ...]]
    partition_rate: int

    @property
    def board(self) -> Board:
        """The board it is all taken from."""
        return self.landscape.board

    @property
    def namespace(self) -> str:
        """The namespace of the contracts."""
        return self.landscape.contracts.namespace

    @property
    def partitions_told(self) -> str:
        """Where the numbers of partitions come from, as what stands behind such a number."""
        is_usual = self.partition_rate == PARTITION_RATE
        default = ", a default that nobody measured," if is_usual else ""
        rate = f"{self.partition_rate}/s a partition{default}"
        return f"planned at {rate} from what the board says of rates and consumers"

    @property
    def context_owners(self) -> Mapping[str, Owner]:
        """Who owns each context, by its slug."""
        return {
            each.slug: self.owners[each.context.owner if each.context is not None else None]
            for each in self.landscape.boundaries
        }

    def levels_on(self, stream: Stream) -> tuple[Level, ...]:
        """Return the levels of a stream."""
        return self.levels_by_stream.get(stream.id, ())


def operations_of(board: Board, partition_rate: int = PARTITION_RATE) -> Operations:
    """Return what artefacts of operation are made of.

    Raises BadInput, naming sticky and field, where the fields of a message make no contract.
    """
    # One export after another asks for the same board.
    return _usual(board) if partition_rate == PARTITION_RATE else _gathered(board, partition_rate)


@once
def _usual(board: Board) -> Operations:
    return _gathered(board, PARTITION_RATE)


def _gathered(board: Board, partition_rate: int) -> Operations:
    landscape, owners = landscape_of(board), owners_of(board)
    topics = tuple(topics_of(landscape.contracts, partition_rate))
    streams = {each.id: each for each in streams_of(landscape, topics, owners)}
    levels, left_out = levels_of(board, streams, owners)
    by_stream: dict[str, tuple[Level, ...]] = {}
    for level in levels:
        by_stream[level.stream.id] = (*by_stream.get(level.stream.id, ()), level)
    return Operations(
        landscape, topics, streams, levels, owners, left_out, by_stream, partition_rate
    )

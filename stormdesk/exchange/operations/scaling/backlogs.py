"""What waits on topics for each consumer group, and which levels say how much of it may."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from stormdesk.analysis.indicators import BACKLOGS
from stormdesk.exchange.contracts.kafka.topic import Reader, Topic
from stormdesk.exchange.operations.levels import Level
from stormdesk.exchange.operations.load import Load, joint, load_of
from stormdesk.exchange.operations.operations import Operations
from stormdesk.exchange.operations.stream import Stream


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits on a topic for one group; ``stream`` is the first that it reads there.

    ``load`` is that of all messages on the topic, ``work`` that of those which the group reads.
    """

    topic: Topic
    reader: Reader
    stream: Stream
    load: Load
    work: Load
    levels: tuple[Level, ...]
    is_batch: bool


def backlogs_of(operations: Operations) -> dict[tuple[str, str], list[Backlog]]:
    """Return what waits for each group of each context, in the order of contexts and topics."""
    levels: dict[tuple[str, str, str], dict[str, Level]] = defaultdict(dict)
    for level in operations.levels:
        if level.form == "threshold" and level.indicator in BACKLOGS:
            for reading in level.readings:
                levels[level.stream.topic, reading.context, reading.group][level.name] = level
    streams: dict[str, list[Stream]] = defaultdict(list)
    for stream in operations.streams.values():
        streams[stream.topic].append(stream)
    found: dict[tuple[str, str], list[Backlog]] = defaultdict(list)
    for topic in operations.topics:
        if topic.role != "messages":
            continue
        load = joint(map(load_of, streams[topic.name]))
        for reader in topic.readers:
            key = (reader.context, reader.group)
            readings = [
                (stream, reading)
                for stream in streams[topic.name]
                for reading in stream.readings
                if (reading.context, reading.group) == key
            ]
            found[key].append(
                Backlog(
                    topic=topic,
                    reader=reader,
                    stream=readings[0][0],
                    load=load,
                    work=joint(load_of(s) for s in {s.id: s for s, _ in readings}.values()),
                    levels=tuple(levels[topic.name, *key].values()),
                    is_batch=all(reading.in_batches for _, reading in readings),
                )
            )
    return dict(sorted(found.items()))

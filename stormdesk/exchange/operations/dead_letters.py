"""How fast messages of a stream are set aside, asked of whoever can tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from stormdesk.exchange.operations.metrics.queries import Queries
from stormdesk.exchange.operations.stream import Stream


def set_aside(
    stream: Stream, topics: Iterable[str], queries: Queries, window: str
) -> dict[str, tuple[str, ...]]:
    """Return queries of messages set aside a second, each with the topics that it speaks of.

    What is written to a topic of dead letters tells it best; where no source has that, the
    consumers count what they set aside, under the topic that it came from.
    """
    found: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for topic in topics:
        aside = replace(stream, topic=topic, is_alone=True)
        query = queries.query("written", aside, window=window)
        if query is None:
            query = queries.query("dead-letters", stream, stream.groups, window=window)
        if query is not None:
            found[query] = (*found[query], topic)
    return dict(found)

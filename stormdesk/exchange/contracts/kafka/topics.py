"""The topics of a board: what travels on them, how they are kept, who writes and who reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from stormdesk.exchange.contracts.contracts import Contracts
from stormdesk.exchange.contracts.kafka.aside import aside_of
from stormdesk.exchange.contracts.kafka.largest import largest_for
from stormdesk.exchange.contracts.kafka.partitions import partitions_for
from stormdesk.exchange.contracts.kafka.retention import retention_for
from stormdesk.exchange.contracts.kafka.topic import Place, Topic
from stormdesk.exchange.contracts.kafka.topic_name import topic_names, topics_of_messages
from stormdesk.exchange.contracts.subject import Subject
from stormdesk.exchange.contracts.travel import Travel, travels_of
from stormdesk.model.board import Board
from stormdesk.model.context import Context
from stormdesk.model.naming import context_slugs
from stormdesk.model.people import Team
from stormdesk.model.profile import Environment

_LIVE = ("production", "prod", "live")


def places_of(board: Board) -> dict[str, Place]:
    """Return the contexts of a board by slug; what is in none has a place too."""
    found: dict[str, Place] = {}
    for context_id, slug in context_slugs(board).items():
        context = board.get(context_id, Context)
        if context is None:
            found[slug] = Place(slug, "Unassigned", "What is in no context.", None, None)
            continue
        team = board.get(context.owner, Team)
        owner = team.name if team is not None else context.owner
        found[slug] = Place(slug, context.name, context.description, owner, context.broker)
    return found


def topics_of(contracts: Contracts, rate_each: int) -> list[Topic]:
    """Return the topics of a board by name, each with its retry and dead-letter topics behind it.

    ``rate_each`` is how many messages a second one partition is taken to stand.
    """
    places, names = places_of(contracts.board), topics_of_messages(contracts.board)
    sharing: dict[str, list[Travel]] = {}
    for travel in travels_of(contracts):
        sharing.setdefault(names[travel.subject.sticky.id], []).append(travel)
    live = _live(contracts.board)
    found: list[Topic] = []
    for name, travels in sorted(sharing.items()):
        main = _topic(name, tuple(travels), places, live, rate_each)
        found += [main, *aside_of(main, places)]
    spelling = topic_names((topic.name for topic in found if topic.of is not None), sharing)
    return [replace(topic, name=spelling.get(topic.name, topic.name)) for topic in found]


def _topic(
    name: str,
    travels: tuple[Travel, ...],
    places: Mapping[str, Place],
    live: Environment,
    rate_each: int,
) -> Topic:
    subjects = tuple(travel.subject for travel in travels)
    keys = {subject.sticky.message.key for subject in subjects if subject.sticky.message}
    key = next(iter(keys)) if len(keys) == 1 else None
    count, why = partitions_for(travels, rate_each, live.partitions)
    retention = retention_for(subjects, key, live.retention)
    largest, why_largest = largest_for(subjects)
    place = places[_owner(name, subjects)]
    reasons = list(retention.reasons)
    if place.is_on_kafka:
        reasons = [why, *reasons, *filter(None, [why_largest])]
    if key is None:
        unkeyed = "No key is given" if keys <= {None} else "The messages have different keys"
        reasons.append(f"{unkeyed}: order is not kept between them.")
    return Topic(
        name=name,
        place=place,
        role="messages",
        travels=travels,
        key=key,
        partitions=count,
        retention=retention,
        largest=largest,
        reasons=tuple(reasons),
    )


def _owner(name: str, subjects: tuple[Subject, ...]) -> str:
    """Return the context whose topic it is: the one it is named after, else the first."""
    contexts = [subject.context for subject in subjects]
    named = name.partition(".")[0]
    return named if named in contexts else contexts[0]


def _live(board: Board) -> Environment:
    """Return what the board says of production."""
    named = board.profile.environments.items()
    return next((each for name, each in named if name.casefold() in _LIVE), Environment())

"""What topics are called: one legal name each, in Kafka and as a resource of Kubernetes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from stormdesk.model.board import Board
from stormdesk.model.naming import digest, message_names
from stormdesk.model.once import once
from stormdesk.model.sticky import Sticky

_LONGEST = 249
_LONGEST_RESOURCE = 253
_LONGEST_GROUP = 200
_ROOM_FOR_CODE = 20
_LEGAL = re.compile(rf"(?!__)[A-Za-z0-9._-]{{1,{_LONGEST}}}")


@once
def topics_of_messages(board: Board) -> Mapping[str, str]:
    """Return the topic of every event and command by its id, as every artefact spells it.

    A name that a board gives and Kafka does not take, or that its metrics would mistake for
    another one, gets a stable code behind it. What is published has its topic first, and what
    nobody has described yet last, so that neither moves the others.
    """
    stickies = board.stickies
    wanted = {sticky_id: called.topic for sticky_id, called in message_names(board).items()}
    by_rank: tuple[set[str], ...] = (set(), set(), set())
    for sticky_id, topic in wanted.items():
        by_rank[_rank(stickies[sticky_id])].add(topic)
    found: dict[str, str] = {}
    for topics in by_rank:
        found |= topic_names(topics - found.keys(), found.values())
    return {sticky_id: found[topic] for sticky_id, topic in wanted.items()}


def _rank(sticky: Sticky) -> int:
    if sticky.message is None:
        return 2
    return 0 if sticky.message.published else 1


def topic_names(wanted: Iterable[str], taken: Iterable[str] = ()) -> dict[str, str]:
    """Return each topic under a name that Kafka takes, like none that is ``taken``.

    Names that differ only in ``.`` and ``_`` are one in Kafka's metrics, and those with two
    underscores in front are its own (Apache Kafka, ``Topic.java``).
    """
    return _distinct(wanted, _topic, lambda name: name.replace(".", "_"), taken)


def resource_names(topics: Iterable[str]) -> dict[str, str]:
    """Return the name of each topic's resource, a DNS subdomain as in RFC 1123."""
    return _distinct(topics, _resource, lambda name: name)


def group_name(wanted: str) -> str:
    """Return a consumer group under a name that an access list takes, where ``*`` means all."""
    if re.fullmatch(rf"[A-Za-z0-9._-]{{1,{_LONGEST_GROUP}}}", wanted):
        return wanted
    plain = re.sub(r"[^A-Za-z0-9._]+", "-", wanted).strip("-._") or "group"
    return f"{plain[: _LONGEST_GROUP - _ROOM_FOR_CODE]}-{digest(wanted)}"


def _distinct(
    wanted: Iterable[str],
    spell: Callable[[str], str],
    alike: Callable[[str], str],
    others: Iterable[str] = (),
) -> dict[str, str]:
    """Return a spelling of each name, no two ``alike``; those that need no change keep theirs."""
    taken = set(map(alike, others))
    result: dict[str, str] = {}
    for name in sorted(set(wanted), key=lambda name: (spell(name) != name, name)):
        plain = candidate = spell(name)
        length = 4
        while alike(candidate) in taken:
            candidate = f"{plain[: _LONGEST - _ROOM_FOR_CODE]}-{digest(name, length)}"
            length += 1
        taken.add(alike(candidate))
        result[name] = candidate
    return result


def _topic(name: str) -> str:
    if _LEGAL.fullmatch(name) and name.strip("."):
        return name
    plain = re.sub(r"[^A-Za-z0-9._]+", "-", name).strip("-._") or "topic"
    return f"{plain[: _LONGEST - _ROOM_FOR_CODE]}-{digest(name)}"


def _resource(name: str) -> str:
    parts = re.sub(r"[^a-z0-9.]+", "-", name.lower()).split(".")
    plain = ".".join(filter(None, (part.strip("-") for part in parts)))
    return plain[:_LONGEST_RESOURCE] or f"topic-{digest(name)}"

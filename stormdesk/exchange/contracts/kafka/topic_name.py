"""What topics are called: one legal name each, in Kafka and as a resource of Kubernetes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from stormdesk.exchange.contracts.contracts import Contracts
from stormdesk.model.naming import digest, message_names

_LONGEST = 249
_LONGEST_RESOURCE = 253
_LONGEST_GROUP = 200
_ROOM_FOR_CODE = 20
_LEGAL = re.compile(rf"(?!__)[A-Za-z0-9._-]{{1,{_LONGEST}}}")


def topics_of_messages(contracts: Contracts) -> dict[str, str]:
    """Return the topic of every message by the id of its sticky, as every artefact spells it.

    A name that a board gives and Kafka does not take, or that its metrics would mistake for
    another one, gets a stable code behind it.
    """
    called = message_names(contracts.board)
    wanted = {s.sticky.id: called[s.sticky.id].topic for s in contracts.subjects}
    spelling = topic_names(wanted.values())
    return {sticky_id: spelling[topic] for sticky_id, topic in wanted.items()}


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

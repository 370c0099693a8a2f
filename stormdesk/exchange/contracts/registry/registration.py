"""What is registered in a schema registry, under which subjects, and in which order."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from stormdesk.exchange.contracts.avro.names import AvroNames, avro_names
from stormdesk.exchange.contracts.avro.schema import message_schema, type_schema
from stormdesk.exchange.contracts.compatibility.modes import USUAL, directions
from stormdesk.exchange.contracts.contracts import Contracts
from stormdesk.exchange.contracts.options import SubjectStrategy
from stormdesk.exchange.contracts.registry.known_by import known_by, sharing, topics_of_subjects
from stormdesk.exchange.contracts.shape import Shape, Types, reachable
from stormdesk.exchange.contracts.subject import Subject
from stormdesk.model.datatype import named_types
from stormdesk.model.message import Compatibility

_LEVELS: Mapping[tuple[bool, bool, bool], Compatibility] = {
    (True, False, False): "BACKWARD",
    (True, False, True): "BACKWARD_TRANSITIVE",
    (False, True, False): "FORWARD",
    (False, True, True): "FORWARD_TRANSITIVE",
    (True, True, False): "FULL",
    (True, True, True): "FULL_TRANSITIVE",
}


_Circles = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Reference:
    """A full name that a schema uses, and the subject that defines it."""

    name: str
    subject: str


@dataclass(frozen=True, slots=True)
class Registration:
    """A subject with the text of its Avro schema, what that refers to, and its level."""

    subject: str
    schema: str
    references: tuple[Reference, ...]
    compatibility: Compatibility


def registrations_of(contracts: Contracts, strategy: SubjectStrategy) -> list[Registration]:
    """Return what the contracts of a board register, each after all that it refers to."""
    names = avro_names(contracts)
    circles = _circles(contracts.types)
    return [
        *_shared_types(contracts, names, circles),
        *_messages(contracts, names, circles, strategy),
    ]


def strictest(levels: Iterable[Compatibility]) -> Compatibility:
    """Return the level that holds a schema to all of these."""
    levels = tuple(levels)
    backward = any("backward" in directions(level) for level in levels)
    forward = any("forward" in directions(level) for level in levels)
    transitive = any(level.endswith("_TRANSITIVE") for level in levels)
    return _LEVELS.get((backward, forward, transitive), "NONE")


def _level(subject: Subject) -> Compatibility:
    message = subject.sticky.message
    return (message.compatibility if message is not None else None) or USUAL


def _messages(
    contracts: Contracts, names: AvroNames, circles: _Circles, strategy: SubjectStrategy
) -> list[Registration]:
    topics = topics_of_subjects(contracts)
    groups = sharing(contracts.subjects, topics)
    known = known_by(contracts) if strategy == "auto" else {}
    found: list[Registration] = []
    for subject in contracts.subjects:
        topic, record = topics.get(subject.stem), names.full_name(subject)
        if topic is None or strategy == "record":
            registered = record
        elif strategy == "topic-record":
            registered = f"{topic}-{record}"
        else:
            alone = len(groups[topic]) == 1
            by_topic = known[subject.stem] == "topic" if known else alone
            registered = f"{topic}-value" if by_topic else record
        found.append(_message(subject, registered, names, circles))
    if strategy == "topic":
        found += [
            _union(groups[topic], topic, names)
            for topic in sorted(groups)
            if len(groups[topic]) > 1
        ]
    return found


def _message(
    subject: Subject, registered: str, names: AvroNames, circles: _Circles
) -> Registration:
    schema = message_schema(subject, names, names.shapes)
    references = _references(_mentioned([subject.shape]), subject, names, circles)
    return Registration(registered, _text(schema), references, _level(subject))


def _union(subjects: Sequence[Subject], topic: str, names: AvroNames) -> Registration:
    """Return the schema of a topic that takes any of several messages."""
    records = [names.full_name(subject) for subject in subjects]
    return Registration(
        f"{topic}-value",
        _text(records),
        tuple(Reference(record, record) for record in records),
        strictest(_level(subject) for subject in subjects),
    )


def _shared_types(contracts: Contracts, names: AvroNames, circles: _Circles) -> list[Registration]:
    """Return the shared types of each context and major version, those that need least first."""
    found: list[Registration] = []
    by_place = sorted(contracts.subjects, key=names.namespace_of)
    for _, group in groupby(by_place, names.namespace_of):
        levels: dict[str, set[Compatibility]] = {}
        subjects = list(group)
        for subject in subjects:
            for name in reachable(subject.shape.members, contracts.types):
                levels.setdefault(circles[name][0], set()).add(_level(subject))
        for first in (name for name in circles if name in levels):
            level = strictest(levels[first])
            found.append(_shared_type(first, subjects[0], level, names, circles))
    return found


def _shared_type(
    first: str, subject: Subject, level: Compatibility, names: AvroNames, circles: _Circles
) -> Registration:
    circle = set(circles[first])
    schema = type_schema(first, subject, names, set(names.shapes) - circle)
    mentioned = _mentioned(names.shapes[name] for name in circle) - circle
    references = _references(mentioned, subject, names, circles)
    return Registration(_full_name(first, subject, names), _text(schema), references, level)


def _references(
    mentioned: Iterable[str], subject: Subject, names: AvroNames, circles: _Circles
) -> tuple[Reference, ...]:
    firsts = {circles[name][0] for name in mentioned}
    return tuple(
        Reference(name, name)
        for name in sorted(_full_name(first, subject, names) for first in firsts)
    )


def _full_name(name: str, subject: Subject, names: AvroNames) -> str:
    return f"{names.types_namespace(subject)}.{names.types[name]}"


def _mentioned(shapes: Iterable[Shape]) -> set[str]:
    return {
        name for shape in shapes for member in shape.members for name in named_types(member.type)
    }


def _circles(types: Types) -> _Circles:
    """Return the types that need each type and are needed by it, sorted, itself among them.

    They can only be registered as one. Types that need fewer others come first.
    """
    needs = _needs(types)
    circles: dict[int, list[str]] = {}
    for name in sorted(needs):
        # Types that need one another need the same, themselves among it.
        circles.setdefault(needs[name], []).append(name)
    ordered = sorted(needs, key=lambda name: (needs[name].bit_count(), name))
    return {name: circles[needs[name]] for name in ordered}


def _needs(types: Types) -> dict[str, int]:
    """Return the types that each type needs, itself among them, as a bit each."""
    bits = {name: 1 << place for place, name in enumerate(types)}
    mentioned = {name: _mentioned([shape]) for name, shape in types.items()}
    users: dict[str, list[str]] = {name: [] for name in types}
    for name, inner in mentioned.items():
        for each in inner:
            users[each].append(name)
    needs, waiting = dict(bits), deque(types)
    while waiting:
        name = waiting.popleft()
        for user in users[name]:
            if needs[name] & ~needs[user]:
                needs[user] |= needs[name]
                waiting.append(user)
    return needs


def _text(schema: Any) -> str:
    return json.dumps(schema, ensure_ascii=False, separators=(",", ":"))

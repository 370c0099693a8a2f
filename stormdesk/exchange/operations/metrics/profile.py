"""A source of metrics: the PromQL templates of what it reports, kept as data that people edit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from string import Template
from typing import Any, Literal, cast, get_args

from stormdesk.model.problem import BadInput, nearest, quoted
from stormdesk.resources import read_yaml, resource

Slot = Literal[
    "processed",
    "failed",
    "sent",
    "sent-failed",
    "cohort-processed",
    "cohort-failed",
    "processing-bucket",
    "latency-count",
    "latency-within",
    "latency-bucket",
    "chain-started",
    "chain-count",
    "chain-within",
    "chain-bucket",
    "lag-messages",
    "lag-seconds",
    "consumed",
    "written",
    "members",
    "schema-errors",
    "duplicates",
    "retries",
    "dead-letters",
    "letters",
    "letters-start",
    "audited",
    "replayed",
    "replay-failed",
]
"""What a query yields: rates are events a second, ``-within`` those under ``$bound`` seconds.

``letters`` are those that lie in a topic of dead letters; of a source that tells offsets alone they
are the end of the topic, and ``letters-start`` is its start.
"""

OWN = "stormdesk"
"""The source that is asked last: metrics of our own, for what no other one reports."""

_FORMAT = "stormdesk-metrics/1"
_PLACES = frozenset({"topic", "group", "type", "only", "window", "bound", "chain"})
_KEYS = {"format", "name", "about", "type-label", "kafka-only", "queries"}
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,62}")
_LABEL = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Profile:
    """A source of metrics with its queries; ``type_label`` holds the CloudEvents type, if any.

    ``kafka_only`` are the queries that are answered for no other broker.
    """

    name: str
    about: str
    type_label: str | None
    queries: Mapping[Slot, str]
    kafka_only: frozenset[Slot] = frozenset()


def shipped() -> tuple[str, ...]:
    """Return the names of the sources that come with the program."""
    return tuple(sorted(path.stem for path in resource("metric-profiles").glob("*.yaml")))


def shipped_profile(name: str) -> Profile:
    """Return a source that comes with the program.

    Raises BadInput with the nearest name where there is none.
    """
    if name not in shipped():
        raise BadInput(quoted(name), f"is no source of metrics{nearest(name, shipped())}")
    return profile_of(read_yaml(f"metric-profiles/{name}.yaml"), f"{name}.yaml")


def profile_of(content: object, where: str) -> Profile:
    """Return the source that the content of a YAML file describes.

    Raises BadInput that names the key at fault.
    """
    if not isinstance(content, dict):
        raise BadInput(where, "is no source of metrics; it begins with 'format: " + _FORMAT + "'")
    told = cast("dict[str, Any]", content)
    if told.get("format") != _FORMAT:
        raise BadInput(where, f"format must be {_FORMAT}, not {quoted(str(told.get('format')))}")
    for key in told:
        if key not in _KEYS:
            raise BadInput(where, f"{quoted(str(key))} is no key here{nearest(str(key), _KEYS)}")
    name, label, queries = told.get("name"), told.get("type-label"), told.get("queries")
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise BadInput(where, "name must be letters, digits, _ and -")
    if label is not None and (not isinstance(label, str) or not _LABEL.fullmatch(label)):
        raise BadInput(where, "type-label must be the name of a label")
    if not isinstance(queries, dict):
        raise BadInput(where, "queries must be a list of names with PromQL behind them")
    found: dict[Slot, str] = {}
    for slot, text in cast("dict[Any, Any]", queries).items():
        found[slot_named(str(slot), where)] = _checked(text, f"{where}, query {slot}")
    kafka = told.get("kafka-only", [])
    if not isinstance(kafka, list):
        raise BadInput(where, "kafka-only must be a list of queries")
    only: frozenset[Slot] = frozenset(
        slot_named(str(each), where) for each in cast("list[Any]", kafka)
    )
    return Profile(name, str(told.get("about", "")), label, found, only)


def slot_named(name: str, where: str) -> Slot:
    """Return the query of a name; raises BadInput with the nearest one where there is none."""
    for slot in get_args(Slot):
        if slot == name:
            return slot
    raise BadInput(where, f"{quoted(name)} is no query{nearest(name, get_args(Slot))}")


def _checked(text: object, where: str) -> str:
    if not isinstance(text, str) or not text.strip():
        raise BadInput(where, "must be PromQL")
    template = Template(text)
    if not template.is_valid() or not set(template.get_identifiers()) <= _PLACES:
        places = ", ".join(f"${place}" for place in sorted(_PLACES))
        raise BadInput(where, f"knows only {places}; write $$ for a dollar sign")
    return " ".join(text.split())

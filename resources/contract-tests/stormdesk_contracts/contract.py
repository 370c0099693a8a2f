"""The messages and consumers of a board, as ``contracts.json`` and the files beside it tell."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "contracts"
PROTO = FOLDER / "proto"


@dataclass(frozen=True)
class Field:
    """A field of a message: its name, its permanent number, and whether every message has it."""

    name: str
    tag: int
    required: bool


@dataclass(frozen=True)
class Message:
    """A message with the names, numbers and samples that all its formats agree on.

    ``stem`` is the path of its files up to their suffix, ``proto`` its full name in Protobuf.
    ``enveloped`` says that it travels as a CloudEvent, ``reserved`` which numbers are never used
    again. ``other`` has another value for each field that can have one: ``second`` is the sample
    with those.
    """

    stem: str
    name: str
    context: str
    version: str
    sticky: str
    topic: str
    proto: str
    enveloped: bool
    fields: tuple[Field, ...]
    reserved: tuple[int, ...]
    other: dict[str, Any]

    def read(self, suffix: str) -> Any:
        """Return what its file of a suffix holds, such as ``.schema.json``."""
        return json.loads(self.path(suffix).read_text(encoding="utf-8"))

    def path(self, suffix: str) -> Path:
        """Return the path of its file of a suffix."""
        return FOLDER / f"{self.stem}{suffix}"

    @property
    def sample(self) -> Any:
        """The sample payload, read anew."""
        return self.read(".example.json")

    @property
    def second(self) -> Any:
        """A second payload, which differs from the sample wherever a value can differ."""
        return {**self.sample, **self.other}


@dataclass(frozen=True)
class Reading:
    """A message as one consumer reads it.

    ``identity`` is where the payload tells duplicates apart, ``order`` where it names what keeps
    its order; both are names from the outermost to the innermost, empty where the board has none.
    """

    message: Message
    identity: tuple[str, ...]
    order: tuple[str, ...]


@dataclass(frozen=True)
class Consumer:
    """Who reads messages: a policy, a read model, a system or the context that takes a command."""

    id: str
    title: str
    context: str
    owner: str
    group: str
    reads: tuple[Reading, ...]

    def reading(self, message: str) -> Reading:
        """Return how it reads the message of a stem."""
        return next(each for each in self.reads if each.message.stem == message)


def value_at(payload: Any, path: tuple[str, ...]) -> Any:
    """Return the value at a path, None where there is no path or nothing at its end."""
    for name in path:
        if not isinstance(payload, dict):
            return None
        payload = payload.get(name)
    return payload if path else None


def with_value(payload: Any, path: tuple[str, ...], value: Any) -> Any:
    """Return a payload with another value at a path."""
    name, *rest = path
    inner = with_value(payload[name], tuple(rest), value) if rest else value
    return {**payload, name: inner}


def _message(listed: dict[str, Any]) -> Message:
    fields = tuple(Field(**each) for each in listed["fields"])
    return Message(**{**listed, "fields": fields, "reserved": tuple(listed["reserved"])})


def _consumer(listed: dict[str, Any], messages: dict[str, Message]) -> Consumer:
    reads = tuple(
        Reading(messages[each["message"]], tuple(each["identity"]), tuple(each["order"]))
        for each in listed["reads"]
    )
    return Consumer(**{**listed, "reads": reads})


_LISTED = json.loads((ROOT / "contracts.json").read_text(encoding="utf-8"))
_MESSAGES = {each["stem"]: _message(each) for each in _LISTED["messages"]}

CONTENT_MODEL: str = _LISTED["content_model"]
MESSAGES: tuple[Message, ...] = tuple(_MESSAGES.values())
CONSUMERS: tuple[Consumer, ...] = tuple(_consumer(each, _MESSAGES) for each in _LISTED["consumers"])

"""The messages of a board as subjects of contracts: named, versioned and placed in the bundle."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from stormdesk.exchange.contracts.shape import Shape, Types, members_of, shared_types
from stormdesk.model.board import Board
from stormdesk.model.message import Message, NamedType
from stormdesk.model.naming import message_names
from stormdesk.model.problem import quoted
from stormdesk.model.sticky import Sticky

_FIRST = "1.0.0"


@dataclass(frozen=True, slots=True)
class Subject:
    """One message with the names it has in every format."""

    sticky: Sticky
    name: str
    context: str
    version: str
    shape: Shape

    @property
    def major(self) -> int:
        """The first number of the version; 1 where the version has none."""
        return major_of(self.version)

    @property
    def stem(self) -> str:
        """The path of its files in the bundle, up to the suffix."""
        return f"{self.context}/v{self.major}/{self.name}"

    @property
    def where(self) -> str:
        """How messages about it call it."""
        return place_of(self.sticky)


def major_of(version: str) -> int:
    """Return the first number of a version; 1 where it has none."""
    number = re.match(r"v?(\d{1,6})(?!\d)", version)
    return int(number[1]) if number is not None else 1


def place_of(sticky: Sticky) -> str:
    """Return how a line about a sticky calls it."""
    return f"sticky {quoted(sticky.id)}"


def subjects_of(board: Board, only: Collection[str] | None = None) -> tuple[list[Subject], Types]:
    """Return the messages of a board by path, and the types they share.

    ``only`` are the ids of the stickies to look at; they are called as among all. A repeated
    sticky is the message of its original. Raises BadInput, naming sticky and field, where the
    fields of a message make no contract.
    """
    types = shared_types(board.of_type(NamedType).values())
    found: list[Subject] = []
    for sticky_id, called in message_names(board).items():
        sticky = board.stickies[sticky_id]
        message = sticky.message
        if message is None or (only is not None and sticky_id not in only):
            continue
        members = members_of(
            message.fields, message.reserved, types, place_of(sticky), _published_tags(message)
        )
        shape = Shape(called.name, sticky.doc or sticky.text, members, message.reserved)
        version = message.version or _FIRST
        found.append(Subject(sticky, called.name, called.context, version, shape))
    return sorted(found, key=lambda subject: subject.stem), types


def _published_tags(message: Message) -> dict[str, int]:
    """Return the tag that each published name had, the latest version deciding."""
    return {
        field.name: field.tag
        for published in message.published
        for field in published.fields
        if field.tag is not None
    }

"""What a board or a bundle promises: its messages, each in the versions that are known."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from stormdesk.exchange.contracts.options import ContentModel
from stormdesk.model.board import Board
from stormdesk.model.message import Compatibility

SchemaFormat = Literal["json-schema", "avro", "protobuf"]
SCHEMA_FORMATS: tuple[SchemaFormat, ...] = get_args(SchemaFormat)


@dataclass(frozen=True, slots=True)
class Edition:
    """One version of a message, as each format spells it.

    ``presumed`` are the shared types that were not kept when it was published: they are taken as
    they are now.
    """

    version: str
    schemas: Mapping[SchemaFormat, Any]
    presumed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Editions:
    """A message as it is now, and its published versions from the newest to the oldest."""

    now: Edition
    published: tuple[Edition, ...] = ()


@dataclass(frozen=True, slots=True)
class Promise:
    """One message of a board or a bundle, apart from its fields.

    ``is_named`` tells that its name is written down, and does not follow the text of the sticky.
    ``mode`` is None where nobody chose one, ``topic`` where it is not known, and ``content_model``
    where its JSON schema is not written yet.
    """

    sticky: str
    kind: str
    name: str
    context: str
    version: str
    major: int
    is_named: bool = True
    mode: Compatibility | None = None
    topic: str | None = None
    content_model: ContentModel | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """How two sides are spelled so that they differ in nothing but what they promise."""

    formats: tuple[SchemaFormat, ...] = SCHEMA_FORMATS
    content_model: ContentModel = "open"
    namespace: str | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """A board or a bundle, one of the two that are compared.

    ``name`` is what it was called on the command line. A bundle has no ``board``, and no more
    than the ``formats`` it was exported in. ``is_stated`` tells that its namespace is written down,
    and does not follow the id of the board. ``spelled`` returns a message of it in all versions,
    under a name.
    """

    name: str
    board_id: str
    promises: tuple[Promise, ...]
    formats: tuple[SchemaFormat, ...]
    spelled: Callable[[Promise, str, Terms], Editions]
    board: Board | None = None
    namespace: str | None = None
    is_stated: bool = True

"""The messages of a board as they are compared, in the versions that the board knows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from stormdesk.exchange.contracts.avro import schema as avro_schema
from stormdesk.exchange.contracts.avro.names import AvroNames, avro_names
from stormdesk.exchange.contracts.compatibility.side import (
    SCHEMA_FORMATS,
    Edition,
    Editions,
    Promise,
    SchemaFormat,
    Side,
    Terms,
)
from stormdesk.exchange.contracts.compatibility.version import newest_first
from stormdesk.exchange.contracts.contracts import Contracts, namespace_of
from stormdesk.exchange.contracts.json_schema import schema as json_schema
from stormdesk.exchange.contracts.protobuf import packages as proto_packages
from stormdesk.exchange.contracts.protobuf.names import ProtoNames, proto_names
from stormdesk.exchange.contracts.shape import Shape, Types, members_of
from stormdesk.exchange.contracts.subject import Subject, subjects_of
from stormdesk.model.board import Board
from stormdesk.model.datatype import named_types, parse_type
from stormdesk.model.message import Published
from stormdesk.model.naming import message_names


def side_of(board: Board, name: str = "board", only: Collection[str] | None = None) -> Side:
    """Return the messages of a board, of all stickies or ``only`` of some, ready to be compared.

    Shared types are in every published version as they are now, for no earlier ones are kept; one
    that was renamed or removed since is a record of which no more is known than its old name.
    Raises BadInput, naming sticky and field, where the fields of a message make no contract.
    """
    subjects, types = subjects_of(board, only)
    namespace = namespace_of(board)
    types = {**_gone(subjects, types), **types}
    contracts = Contracts(board, namespace, tuple(subjects), types, {})
    source = _Source(contracts, {subject.sticky.id: subject for subject in subjects})
    topics = message_names(board)
    return Side(
        name,
        board.profile.id,
        tuple(_promise(subject, topics[subject.sticky.id].topic) for subject in subjects),
        SCHEMA_FORMATS,
        source.spelled,
        board,
        namespace=namespace,
        is_stated=board.profile.namespace is not None,
    )


def _gone(subjects: Iterable[Subject], types: Types) -> dict[str, Shape]:
    """Return the types that only published versions name."""
    messages = (s.sticky.message for s in subjects if s.sticky.message is not None)
    published = (field for m in messages for each in m.published for field in each.fields)
    names = {name for each in published for name in named_types(parse_type(each.type))}
    return {name: Shape(name, "") for name in sorted(names) if name not in types}


def _promise(subject: Subject, topic: str) -> Promise:
    message = subject.sticky.message
    return Promise(
        sticky=subject.sticky.id,
        kind=subject.sticky.kind.value,
        name=subject.name,
        context=subject.context,
        version=subject.version,
        major=subject.major,
        is_named=message is not None and message.name is not None,
        mode=message.compatibility if message is not None else None,
        topic=topic,
    )


@dataclass(frozen=True, slots=True)
class _Source:
    """Spells the messages of a board, in names that are worked out once a namespace."""

    contracts: Contracts
    subjects: Mapping[str, Subject]
    named: dict[str, tuple[AvroNames, ProtoNames]] = field(default_factory=dict[str, Any])

    def spelled(self, promise: Promise, name: str, terms: Terms) -> Editions:
        """Return a message in all its versions, as if it had this name."""
        subject = self.subjects[promise.sticky]
        subject = replace(subject, name=name, shape=replace(subject.shape, name=name))
        return Editions(
            self._edition(subject, terms),
            tuple(self._edition(each, terms) for each in self._published(subject)),
        )

    def _edition(self, subject: Subject, terms: Terms) -> Edition:
        return Edition(
            subject.version, {each: self._schema(each, subject, terms) for each in terms.formats}
        )

    def _schema(self, form: SchemaFormat, subject: Subject, terms: Terms) -> Any:
        namespace, types = terms.namespace or self.contracts.namespace, self.contracts.types
        avro, proto = self._names(namespace)
        match form:
            case "json-schema":
                return json_schema.schema_of(subject, types, namespace, terms.content_model, None)
            case "avro":
                return avro_schema.message_schema(subject, avro)
            case "protobuf":
                return proto_packages.schema_of(subject, proto)

    def _names(self, namespace: str) -> tuple[AvroNames, ProtoNames]:
        if namespace not in self.named:
            contracts = replace(self.contracts, namespace=namespace)
            self.named[namespace] = (avro_names(contracts), proto_names(contracts))
        return self.named[namespace]

    def _published(self, subject: Subject) -> Iterator[Subject]:
        """Yield the published versions whose fields are known, from the newest to the oldest."""
        message = subject.sticky.message
        published = message.published if message is not None else ()
        # An empty list says that there were none; without one nobody wrote down which there were.
        known = {each.version: each for each in published if "fields" in each.model_fields_set}
        for version in newest_first(known):
            yield self._at(subject, known[version])

    def _at(self, subject: Subject, published: Published) -> Subject:
        """Return a message as it was in a version.

        A field that was published without a tag has the one that it has now.
        """
        tags = {
            name: member.tag
            for member in subject.shape.members
            for name in (*member.field.was, member.name)
        }
        where = f"{subject.where}, version {published.version}"
        reserved = published.reserved
        members = members_of(published.fields, reserved, self.contracts.types, where, tags)
        shape = replace(subject.shape, members=members, reserved=reserved)
        return replace(subject, version=published.version, shape=shape)

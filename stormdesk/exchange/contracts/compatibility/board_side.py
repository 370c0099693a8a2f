"""The messages of a board as they are compared, in the versions that the board knows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
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
from stormdesk.exchange.contracts.kafka.topic_name import topics_of_messages
from stormdesk.exchange.contracts.protobuf import packages as proto_packages
from stormdesk.exchange.contracts.protobuf.names import ProtoNames, proto_names
from stormdesk.exchange.contracts.shape import (
    Shape,
    Types,
    members_of,
    reachable,
    shared_types,
)
from stormdesk.exchange.contracts.subject import Subject, subjects_of
from stormdesk.model.board import Board
from stormdesk.model.datatype import named_types, parse_type
from stormdesk.model.message import Published


def side_of(board: Board, name: str = "board", only: Collection[str] | None = None) -> Side:
    """Return the messages of a board, of all stickies or ``only`` of some, ready to be compared.

    Shared types are in every published version as they were kept with it. Of one that was not, as
    older programs published, they are as they are now, and one that was renamed or removed since
    is a record of which no more is known than its old name. Raises BadInput, naming sticky and
    field, where the fields of a message make no contract.
    """
    subjects, types = subjects_of(board, only)
    namespace = namespace_of(board)
    types = {**_gone(subjects, types), **types}
    contracts = Contracts(board, namespace, tuple(subjects), types, {})
    source = _Source(contracts, {subject.sticky.id: subject for subject in subjects})
    topics = topics_of_messages(board)
    return Side(
        name,
        board.profile.id,
        tuple(_promise(subject, topics[subject.sticky.id]) for subject in subjects),
        SCHEMA_FORMATS,
        source.spelled,
        board,
        namespace=namespace,
        is_stated=board.profile.namespace is not None,
    )


def _gone(subjects: Iterable[Subject], types: Types) -> dict[str, Shape]:
    """Return the types that only published versions name."""
    messages = (s.sticky.message for s in subjects if s.sticky.message is not None)
    published = [each for m in messages for each in m.published]
    names = {each.name for version in published for each in version.types}
    for text in {each.type for version in published for each in version.fields}:
        names.update(named_types(parse_type(text)))
    return {name: Shape(name, "") for name in sorted(names - types.keys())}


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
class _Spelling:
    """The names in which messages are spelled, and the types that they share."""

    namespace: str
    types: Types
    avro: AvroNames
    proto: ProtoNames

    def with_types(self, kept: Types) -> _Spelling:
        """Return the spelling of what was published when some types were others."""
        other = {name: shape for name, shape in kept.items() if self.types[name] != shape}
        if not other:
            return self
        return _Spelling(
            self.namespace,
            {**self.types, **other},
            self.avro.with_shapes(other),
            self.proto.with_shapes(other),
        )


@dataclass(frozen=True, slots=True)
class _Source:
    """Spells the messages of a board, in names that are worked out once a namespace."""

    contracts: Contracts
    subjects: Mapping[str, Subject]
    named: dict[str, _Spelling] = field(default_factory=dict[str, _Spelling])

    def spelled(self, promise: Promise, name: str, terms: Terms) -> Editions:
        """Return a message in all its versions, as if it had this name.

        Earlier versions are in the package of the newest one, which others rely on.
        """
        subject = self.subjects[promise.sticky]
        subject = replace(subject, name=name, shape=replace(subject.shape, name=name))
        spelling = self._spelling(terms.namespace or self.contracts.namespace)
        known = _known(subject)
        context = (known[0].context if known else None) or subject.context
        then = replace(subject, context=context)
        told = _Telling(subject, spelling)
        now = _edition(told, terms)
        earlier = (_telling(then, each, spelling) for each in known)
        # Mostly nothing has changed since the last version, and need not be spelled twice.
        return Editions(now, tuple(now if e == told else _edition(e, terms) for e in earlier))

    def _spelling(self, namespace: str) -> _Spelling:
        if namespace not in self.named:
            contracts = replace(self.contracts, namespace=namespace)
            avro, proto = avro_names(contracts), proto_names(contracts)
            self.named[namespace] = _Spelling(namespace, contracts.types, avro, proto)
        return self.named[namespace]


@dataclass(frozen=True, slots=True)
class _Telling:
    """A message in one version, how it is spelled, and its types that were not kept with it."""

    subject: Subject
    spelling: _Spelling
    presumed: tuple[str, ...] = ()


def _telling(subject: Subject, published: Published, spelling: _Spelling) -> _Telling:
    """Return a message as it was in a version.

    A field that was published without a tag has the one that it has now.
    """
    tags = {
        name: member.tag
        for member in subject.shape.members
        for name in (*member.field.was, member.name)
    }
    where = f"{subject.where}, version {published.version}"
    kept = shared_types(published.types, spelling.types, where)
    spelling = spelling.with_types(kept)
    members = members_of(published.fields, published.reserved, spelling.types, where, tags)
    shape = replace(subject.shape, members=members, reserved=published.reserved)
    then = replace(subject, version=published.version, shape=shape)
    carried = reachable(members, spelling.types)
    return _Telling(then, spelling, tuple(name for name in carried if name not in kept))


def _edition(told: _Telling, terms: Terms) -> Edition:
    schemas: dict[SchemaFormat, Any] = {
        form: _schema(form, told.subject, told.spelling, terms) for form in terms.formats
    }
    return Edition(told.subject.version, schemas, told.presumed)


def _schema(form: SchemaFormat, subject: Subject, spelling: _Spelling, terms: Terms) -> Any:
    match form:
        case "json-schema":
            namespace, model = spelling.namespace, terms.content_model
            return json_schema.schema_of(subject, spelling.types, namespace, model, None)
        case "avro":
            return avro_schema.message_schema(subject, spelling.avro)
        case "protobuf":
            return proto_packages.schema_of(subject, spelling.proto)


def _known(subject: Subject) -> list[Published]:
    """Return the published versions whose fields are known, from the newest to the oldest."""
    message = subject.sticky.message
    published = message.published if message is not None else ()
    # An empty list says that there were none; without one nobody wrote down which there were.
    known = {each.version: each for each in published if "fields" in each.model_fields_set}
    return [known[version] for version in newest_first(known)]

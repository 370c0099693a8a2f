"""Publishing contracts: from then on others rely on them, and rewording renames nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from pydantic import ValidationError

from stormdesk.analysis.schemas import numbers
from stormdesk.editor.editor import Editor
from stormdesk.editor.field_lines import tagged
from stormdesk.exchange.contracts.contracts import Contracts, contracts_of
from stormdesk.exchange.contracts.kafka.topic_name import topic_names, topics_of_messages
from stormdesk.exchange.contracts.registry.known_by import KnownBy, known_by
from stormdesk.exchange.contracts.shape import reachable, value_numbers
from stormdesk.exchange.contracts.subject import Subject, place_of, subjects_of
from stormdesk.exchange.contracts.travel import travels_of
from stormdesk.model.board import Board
from stormdesk.model.context import Context
from stormdesk.model.message import Message, NamedType, Published
from stormdesk.model.naming import DEVICES, context_slugs, is_plain_name, message_names, pascal
from stormdesk.model.problem import BadInput, quoted
from stormdesk.model.published_types import published_type_names, published_wrappers
from stormdesk.model.record import Record
from stormdesk.model.sticky import Sticky


def publishable(board: Board, among: Iterable[str] = ()) -> list[str]:
    """Return the ids of the stickies with a contract, those ``among`` some where there are any.

    A message is one once it has a field, was published, or is meant for other contexts.
    """
    stickies = board.stickies
    chosen = {stickies[i].again or i for i in among if i in stickies}
    found = [i for i in message_names(board) if _is_contract(stickies[i].message)]
    return [i for i in found if i in chosen] or found


def refusal(message: Message, version: str) -> str:
    """Say why a message cannot be published under a version, or nothing."""
    fresh = numbers(version)
    if fresh is None:
        return f"{quoted(version)} is no version; write three numbers, such as 1.0.0"
    for each in message.published:
        if each.version == version:
            return f"{version} is published already; a published version never changes"
        then = numbers(each.version)
        if then is not None and then > fresh:
            return f"{version} is below {each.version}, which is published"
    return ""


def publish(editor: Editor, versions: Mapping[str, str], on: date) -> None:
    """Publish the messages behind some stickies, each under its version, as one step.

    Their names, topics, tags, what their contexts are called, what a registry knows them by, the
    types that they share and the numbers of the values in them are written down, so that they
    follow from nothing any more; the namespace follows from the id of the board, which stays.
    Raises BadInput, before any change, where a message makes no contract, a version cannot be
    taken, or a shared type is spelled as a published one.
    """
    contracts = contracts_of(editor.board, versions)
    for subject in contracts.subjects:
        message = subject.sticky.message
        why = refusal(message, versions[subject.sticky.id]) if message is not None else ""
        if why:
            raise BadInput(subject.where, why)
    topics, types, known = _fixed_topics(contracts), _numbered(contracts), _known_by(contracts)
    changed: list[Record] = []
    for subject in contracts.subjects:
        used = reachable(subject.shape.members, contracts.types)
        fixed = Published(
            version=versions[subject.sticky.id],
            date=on.isoformat(),
            context=subject.context,
            subject=known[subject.stem],
        ).revised(types=tuple(types[name].kept() for name in used))
        changed.append(_published(subject, fixed, topics.get(subject.sticky.id)))
    with editor.document.edit("Publish") as edit:
        edit.put(*changed, *types.values(), *_named(contracts))


def rename_contract(editor: Editor, sticky_id: str, *, name: str, topic: str) -> None:
    """Give a published message another name or topic, as one step; what it was stays told.

    An empty topic lets it follow from the board again. Raises BadInput for what cannot be taken.
    """
    board = editor.board
    sticky = board.stickies[sticky_id]
    why = name_refusal(board, sticky_id, name) or (topic and topic_refusal(topic))
    if why:
        raise BadInput(place_of(sticky), why)
    message = sticky.message or Message()
    with editor.document.edit("Rename contract") as edit:
        edit.put(sticky.revised(message=message.revised(name=name, topic=topic or None)))


def rename_package(editor: Editor, context_id: str, slug: str) -> None:
    """Give a context another name in packages, folders and groups, as one step.

    Raises BadInput where it is taken, or is no name for a package.
    """
    board = editor.board
    others = {name for each, name in context_slugs(board).items() if each != context_id}
    if slug in others | DEVICES:
        raise BadInput(f"context {quoted(context_id)}", f"{quoted(slug)} is taken; take another")
    try:
        after = board.contexts[context_id].revised(slug=slug)
    except ValidationError as error:
        why = (
            f"{quoted(slug)} is no name of a package; write small letters and digits, a letter"
            " first, words joined by one -, 60 at most, such as order-intake"
        )
        raise BadInput(f"context {quoted(context_id)}", why) from error
    with editor.document.edit("Rename package") as edit:
        edit.put(after)


def rename_namespace(editor: Editor, namespace: str) -> None:
    """Give the schemas of a board another namespace, as one step.

    An empty one lets it follow from the board. Raises pydantic.ValidationError.
    """
    profile = editor.board.profile
    with editor.document.edit("Rename namespace") as edit:
        edit.put(profile.revised(namespace=namespace or None))


def name_refusal(board: Board, sticky_id: str, name: str) -> str:
    """Say why a message cannot be called so, or nothing."""
    if not is_plain_name(name):
        return f"{quoted(name)} is no name; write letters and digits, such as OrderPlaced"
    for each in published_type_names(board):
        if pascal(each, "Type").casefold() == name.casefold():
            return f"the shared type {each} is published under it; take another name"
    for each in published_wrappers(board):
        if pascal(each, "Type").casefold() == name.casefold():
            return f"Protobuf needs {name} for what is published; take another name"
    called = message_names(board)
    context = called[sticky_id].context
    for each in called.values():
        alike = each.context == context and each.name.casefold() == name.casefold()
        if alike and each.sticky != sticky_id:
            return f"another message of {context} is called {each.name}; take another name"
    return ""


def topic_refusal(topic: str) -> str:
    """Say why a topic cannot be called so, or nothing."""
    legal = topic_names([topic])[topic]
    return "" if legal == topic else f"Kafka takes no topic {quoted(topic)}; {legal} would do"


def _is_contract(message: Message | None) -> bool:
    return message is not None and bool(
        message.fields or message.published or message.audience == "integration"
    )


def _fixed_topics(contracts: Contracts) -> dict[str, str]:
    """Return the topics, as artefacts spell them, of the messages that travel through one.

    A message that is called needs none, and would be taken to travel if it had one.
    """
    topics = topics_of_messages(contracts.board)
    travelling = (travel.subject.sticky.id for travel in travels_of(contracts))
    return {sticky_id: topics[sticky_id] for sticky_id in travelling}


def _known_by(contracts: Contracts) -> dict[str, KnownBy]:
    """Return what a registry knows the contracts by, beside all others on their topics."""
    try:
        subjects, types = subjects_of(contracts.board)
    except BadInput:
        # Nobody has registered any, for with one that makes no contract there is no bundle.
        return known_by(contracts)
    return known_by(replace(contracts, subjects=tuple(subjects), types=types))


def _published(subject: Subject, fixed: Published, topic: str | None) -> Sticky:
    message = tagged(subject.sticky.message or Message())
    # That it had no fields is said too, for without any they are not known.
    fixed = fixed.model_copy(update={"fields": message.fields, "reserved": message.reserved})
    after = message.revised(
        name=subject.name,
        version=fixed.version,
        topic=message.topic or topic,
        published=(*message.published, fixed),
    )
    return subject.sticky.revised(message=after)


def _named(contracts: Contracts) -> Iterator[Context]:
    """Yield the contexts that send or read the contracts, with what they are called there."""
    travels = travels_of(contracts)
    used = {subject.context for subject in contracts.subjects}
    used |= {sender for travel in travels for sender in travel.senders}
    used |= {reading.context for travel in travels for reading in travel.readings}
    for context_id, slug in context_slugs(contracts.board).items():
        context = contracts.board.get(context_id, Context)
        if context is not None and slug in used and context.slug != slug:
            yield context.revised(slug=slug)


def _numbered(contracts: Contracts) -> dict[str, NamedType]:
    """Return the shared types that the contracts use, with every tag and number written down.

    Raises BadInput where one is spelled as another one that is published: it would have to give
    way, and once both are published nobody knows which of them came first.
    """
    board, types = contracts.board, contracts.types
    members = [member for subject in contracts.subjects for member in subject.shape.members]
    used = set(reachable(members, types))
    published = published_type_names(board)
    spelled = {pascal(name, "Type").casefold(): name for name in sorted(published)}
    found: dict[str, NamedType] = {}
    for named in board.in_order(NamedType):
        if named.name in used:
            other = spelled.get(pascal(named.name, "Type").casefold())
            if other is not None and named.name not in published:
                why = f"is spelled like {other}, which is published; rename it first"
                raise BadInput(f"type {named.name}", why)
            after = tagged(named)
            if named.values:
                after = after.revised(numbers={**named.numbers, **value_numbers(named)})
            found[named.name] = after
    return found

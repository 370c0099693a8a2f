"""Publishing contracts: from then on others rely on them, and rewording renames nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from stormdesk.analysis.schemas import numbers
from stormdesk.editor.editor import Editor
from stormdesk.editor.field_lines import tagged
from stormdesk.exchange.contracts.contracts import Contracts, contracts_of
from stormdesk.exchange.contracts.kafka.topic_name import topic_names
from stormdesk.exchange.contracts.shape import reachable, value_numbers
from stormdesk.exchange.contracts.subject import Subject, place_of
from stormdesk.exchange.contracts.travel import travels_of
from stormdesk.model.board import Board
from stormdesk.model.message import Message, NamedType, Published
from stormdesk.model.naming import is_plain_name, message_names
from stormdesk.model.problem import BadInput, quoted
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

    Their names, topics, tags and the numbers of the values that they use are written down, so that
    they follow from nothing any more. Raises BadInput, before any change, where a message makes no
    contract or a version cannot be taken.
    """
    contracts = contracts_of(editor.board, versions)
    for subject in contracts.subjects:
        message = subject.sticky.message
        why = refusal(message, versions[subject.sticky.id]) if message is not None else ""
        if why:
            raise BadInput(subject.where, why)
    topics = _fixed_topics(contracts)
    changed: list[Record] = [
        _published(subject, versions[subject.sticky.id], topics.get(subject.sticky.id), on)
        for subject in contracts.subjects
    ]
    with editor.document.edit("Publish") as edit:
        edit.put(*changed, *_numbered(contracts))


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


def name_refusal(board: Board, sticky_id: str, name: str) -> str:
    """Say why a message cannot be called so, or nothing."""
    if not is_plain_name(name):
        return f"{quoted(name)} is no name; write letters and digits, such as OrderPlaced"
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
    stickies = contracts.board.stickies
    called = message_names(contracts.board)
    wanted = {i: n.topic for i, n in called.items() if stickies[i].message is not None}
    spelling = topic_names(wanted.values())
    travelling = (travel.subject.sticky.id for travel in travels_of(contracts))
    return {i: spelling[wanted[i]] for i in travelling}


def _published(subject: Subject, version: str, topic: str | None, on: date) -> Sticky:
    message = tagged(subject.sticky.message or Message())
    fixed = Published(
        version=version, date=on.isoformat(), fields=message.fields, reserved=message.reserved
    )
    after = message.revised(
        name=subject.name,
        version=version,
        topic=message.topic or topic,
        published=(*message.published, fixed),
    )
    return subject.sticky.revised(message=after)


def _numbered(contracts: Contracts) -> Iterator[NamedType]:
    """Yield the shared types that the contracts use, with every tag and number written down."""
    board, types = contracts.board, contracts.types
    members = [member for subject in contracts.subjects for member in subject.shape.members]
    used = set(reachable(members, types))
    for named in board.in_order(NamedType):
        if named.name in used:
            after = tagged(named)
            if named.values:
                after = after.revised(numbers={**named.numbers, **value_numbers(named)})
            if after != named:
                yield after

"""A board as catalogues see it: contexts with what they send and receive, systems, and owners."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from stormdesk.analysis.neighbours import Neighbours, neighbours
from stormdesk.exchange.catalogues.owners import NOBODY, Owner, owners_of
from stormdesk.exchange.contracts.contracts import Contracts, contracts_of
from stormdesk.exchange.contracts.kafka.topic_name import topics_of_messages
from stormdesk.exchange.contracts.shape import Shape
from stormdesk.exchange.contracts.spelling import spelled
from stormdesk.exchange.contracts.subject import Subject
from stormdesk.exchange.contracts.travel import Travel, travels_of
from stormdesk.layout.pins import lane_of
from stormdesk.model.board import Board
from stormdesk.model.context import Context
from stormdesk.model.naming import DEVICES, context_slugs, digest, message_names, slug
from stormdesk.model.sticky import Kind, Sticky

_UNVERSIONED = "1.0.0"


@dataclass(frozen=True, slots=True)
class Boundary:
    """A context with the messages it sends and receives, by the ids of their stickies.

    ``context`` is None for what the board puts into none.
    """

    slug: str
    name: str
    context: Context | None
    owner: str
    own: tuple[Subject, ...]
    sends: tuple[str, ...]
    receives: tuple[str, ...]

    @property
    def description(self) -> str:
        """What the context is for, in a sentence even where the board does not say it."""
        said = self.context.description.strip() if self.context is not None else ""
        return said or f"The bounded context {self.name}"


@dataclass(frozen=True, slots=True)
class Vendor:
    """A system of somebody else, with what it sends and receives, by the ids of the stickies.

    ``users`` are the slugs of the contexts next to it.
    """

    slug: str
    sticky: Sticky
    owner: str
    sends: tuple[str, ...]
    receives: tuple[str, ...]
    users: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Landscape:
    """All of a board that catalogues list; every message is there, with fields or without.

    ``topics`` holds the topic of each message that travels through a broker, by sticky id.
    """

    contracts: Contracts
    boundaries: tuple[Boundary, ...]
    vendors: tuple[Vendor, ...]
    owners: Mapping[str, Owner]
    subjects: Mapping[str, Subject]
    topics: Mapping[str, str]

    @property
    def board(self) -> Board:
        """The board it is all taken from."""
        return self.contracts.board

    def shared_names(self) -> set[str]:
        """Return the names, in lower case, that messages of more than one context have."""
        seen: dict[str, set[str]] = defaultdict(set)
        for subject in self.subjects.values():
            seen[subject.name.casefold()].add(subject.context)
        return {name for name, contexts in seen.items() if len(contexts) > 1}


def landscape_of(board: Board) -> Landscape:
    """Return what catalogues list of a board.

    A lane of an actor or a department is a context only where it holds messages. Raises BadInput,
    naming sticky and field, where the fields of a message make no contract.
    """
    described = contracts_of(board)
    contracts = replace(described, subjects=tuple(_all_subjects(described)))
    travels = travels_of(contracts)
    topics = topics_of_messages(board)
    around, owners = neighbours(board), owners_of(board)
    boundaries = _boundaries(contracts, travels, around, owners)
    vendors = _vendors(board, around, owners, [each.slug for each in boundaries])
    named = {each.owner for each in (*boundaries, *vendors)}
    listed = {o.slug: o for o in owners.values() if o.slug != NOBODY.slug or o.slug in named}
    return Landscape(
        contracts=contracts,
        boundaries=boundaries,
        vendors=vendors,
        owners=dict(sorted(listed.items())),
        subjects={subject.sticky.id: subject for subject in contracts.subjects},
        topics={t.subject.sticky.id: topics[t.subject.sticky.id] for t in travels},
    )


def _all_subjects(contracts: Contracts) -> list[Subject]:
    """Return the subjects of all messages, those nobody has described yet among them."""
    board = contracts.board
    found = {subject.sticky.id: subject for subject in contracts.subjects}
    for sticky_id, called in message_names(board).items():
        if sticky_id not in found:
            sticky = board.stickies[sticky_id]
            shape = Shape(called.name, sticky.doc or sticky.text)
            found[sticky_id] = Subject(sticky, called.name, called.context, _UNVERSIONED, shape)
    return sorted(found.values(), key=lambda subject: subject.stem)


def _boundaries(
    contracts: Contracts,
    travels: Iterable[Travel],
    around: Neighbours,
    owners: Mapping[str | None, Owner],
) -> tuple[Boundary, ...]:
    board, slugs = contracts.board, context_slugs(contracts.board)
    own: dict[str, list[Subject]] = defaultdict(list)
    sends: dict[str, dict[str, None]] = defaultdict(dict)
    receives: dict[str, dict[str, None]] = defaultdict(dict)
    for subject in contracts.subjects:
        own[subject.context].append(subject)
        if subject.sticky.kind is Kind.COMMAND:
            receives[subject.context][subject.sticky.id] = None
            for sender in around.before.get(subject.sticky.id, ()):
                if sender.kind is Kind.POLICY:
                    sends[slugs[lane_of(board, sender)]][subject.sticky.id] = None
    for travel in travels:
        for sender in travel.senders:
            sends[sender][travel.subject.sticky.id] = None
        for reading in travel.readings:
            receives[reading.context][travel.subject.sticky.id] = None
    found: list[Boundary] = []
    for context_id, called in slugs.items():
        context = board.get(context_id, Context)
        busy = bool(own[called] or sends[called] or receives[called])
        if busy or (context is not None and context.kind == "context"):
            found.append(
                Boundary(
                    slug=called,
                    name=context.name if context is not None else "Unassigned",
                    context=context,
                    owner=owners[context.owner if context is not None else None].slug,
                    own=tuple(own[called]),
                    sends=tuple(sends[called]),
                    receives=tuple(receives[called]),
                )
            )
    return tuple(found)


def _vendors(
    board: Board,
    around: Neighbours,
    owners: Mapping[str | None, Owner],
    taken: Iterable[str],
) -> tuple[Vendor, ...]:
    slugs = context_slugs(board)
    systems = [each for each in around.of_kind(Kind.SYSTEM) if each.external is not False]
    names = spelled(
        (each.id for each in systems),
        lambda sticky_id: _system_slug(board.stickies[sticky_id]),
        {*taken, *DEVICES},
    )
    found: list[Vendor] = []
    for sticky in systems:
        before, after = around.before.get(sticky.id, []), around.after.get(sticky.id, [])
        lanes = {lane_of(board, each) for each in (sticky, *before, *after)}
        found.append(
            Vendor(
                slug=names[sticky.id],
                sticky=sticky,
                owner=owners[sticky.owner or sticky.adapter_owner].slug,
                sends=tuple(each.id for each in after if each.kind is Kind.EVENT),
                receives=tuple(
                    each.id for each in before if each.kind in (Kind.EVENT, Kind.COMMAND)
                ),
                users=tuple(called for lane, called in slugs.items() if lane in lanes),
            )
        )
    return tuple(found)


def _system_slug(sticky: Sticky) -> str:
    return slug(sticky.text, f"system-{digest(sticky.text)}")

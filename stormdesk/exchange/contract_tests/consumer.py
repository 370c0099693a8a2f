"""Who reads which messages, and by what of them it tells duplicates and order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from stormdesk.exchange.contracts.contracts import Contracts, Values
from stormdesk.exchange.contracts.shape import Member, Types
from stormdesk.exchange.contracts.subject import Subject
from stormdesk.exchange.contracts.travel import Reading, travels_of
from stormdesk.layout.pins import lane_of
from stormdesk.model.context import Context
from stormdesk.model.datatype import Named
from stormdesk.model.handling import Handling
from stormdesk.model.message import Message
from stormdesk.model.people import Team
from stormdesk.model.sticky import Sticky

Path = tuple[str, ...]
"""Names of fields from the outermost to the innermost; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Read:
    """A message as a consumer reads it: where its identity is, and what keeps its order."""

    subject: Subject
    identity: Path
    order: Path


@dataclass(frozen=True, slots=True)
class Consumer:
    """A sticky that reads messages, in the context and under the group that the flows say."""

    sticky: Sticky
    context: str
    owner: str
    group: str
    reads: tuple[Read, ...]


def consumers_of(contracts: Contracts) -> list[Consumer]:
    """Return everybody who reads messages, in the order of the board.

    What tells duplicates and order apart is what the handling of the consumer names, else the
    keys of the message; a name that the example of the message has no value for counts as none.
    """
    reads: dict[str, list[Read]] = defaultdict(list)
    readings: dict[str, Reading] = {}
    for travel in travels_of(contracts):
        for reading in travel.readings:
            readings[reading.sticky.id] = reading
            reads[reading.sticky.id].append(_read(contracts, travel.subject, reading.sticky))
    ordered = sorted(readings.values(), key=lambda each: (each.sticky.order, each.sticky.id))
    return [
        Consumer(
            each.sticky,
            each.context,
            _owner(contracts, each.sticky),
            each.group,
            tuple(reads[each.sticky.id]),
        )
        for each in ordered
    ]


def _read(contracts: Contracts, subject: Subject, consumer: Sticky) -> Read:
    handling = consumer.handling or Handling()
    message = subject.sticky.message or Message()
    example = contracts.examples[subject.stem]

    def path(*names: str | None) -> Path:
        found = (_path(name, subject.shape.members, contracts.types) for name in names if name)
        return next((each for each in found if each and _is_there(example, each)), ())

    return Read(
        subject,
        path(handling.idempotent_by, message.idempotency_key),
        path(handling.order_by, message.key),
    )


def _path(name: str, members: Iterable[Member], types: Types) -> Path:
    """Return what a name means: a field, or ``a.b`` for one of a record."""
    known = {member.name: member for member in members}
    if name in known:
        return (name,)
    for head, member in known.items():
        rest = name.removeprefix(f"{head}.")
        if rest != name and isinstance(member.type, Named):
            inner = _path(rest, types[member.type.name].members, types)
            if inner:
                return (head, *inner)
    return ()


def _is_there(values: Values, path: Path) -> bool:
    name, *rest = path
    value = values.get(name)
    if not rest:
        return value is not None
    return isinstance(value, dict) and _is_there(value, tuple(rest))


def _owner(contracts: Contracts, consumer: Sticky) -> str:
    """Return the name of who answers for a consumer, nothing where the board does not say."""
    board = contracts.board
    lane = board.get(lane_of(board, consumer), Context)
    owner = consumer.adapter_owner or consumer.owner or (lane.owner if lane is not None else None)
    team = board.get(owner, Team)
    return team.name if team is not None else owner or ""

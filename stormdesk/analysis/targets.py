"""Starting targets: the service levels that events lack by where they stand and what they carry.

The numbers are the usual first ones for the metrics M1 to M8 and M10 of event flows. M9, the rate
at which an error budget burns, is a policy about the others and never a level of its own. Nobody
has agreed to any of them, so each is assumed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

from stormdesk.analysis.deliveries import deliveries
from stormdesk.analysis.finding import named
from stormdesk.analysis.hot_path import HotChain, hot_chains, hot_events
from stormdesk.analysis.indicators import is_chain
from stormdesk.analysis.operation import tells_duplicates_apart
from stormdesk.analysis.promises import measured
from stormdesk.analysis.stickies import regulated_tags, standing_events
from stormdesk.model.board import Board
from stormdesk.model.context import Context
from stormdesk.model.message import Message
from stormdesk.model.once import once
from stormdesk.model.people import Team
from stormdesk.model.service import ServiceLevel
from stormdesk.model.sticky import Kind, Sticky

_WINDOW = "28d"
_MOMENT = "5m"
"""Over which a backlog is looked at, which jumps and settles by itself."""
_STEP_SECONDS = 1
_MACHINES_WITHIN, _PEOPLE_WITHIN = "5m", "1d"

_assumed = partial(ServiceLevel, assumed=True)


Concern = Literal["hot-path", "money", "audit", "other"]
"""Why an event matters; the first of these that is so of it."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A level that an event should have, with the reason in one sentence."""

    event: str
    level: ServiceLevel
    why: str
    concern: Concern


@dataclass(frozen=True, slots=True)
class _Place:
    """What decides about the levels of an event."""

    event: Sticky
    message: Message
    consumers: tuple[Sticky, ...]
    is_hot: bool
    is_money: bool
    is_audited: bool

    @property
    def is_critical(self) -> bool:
        pages = any(v.criticality == "page" for v in self.event.service_levels)
        return self.is_hot or pages

    @property
    def concern(self) -> Concern:
        if self.is_hot:
            return "hot-path"
        return "money" if self.is_money else "audit" if self.is_audited else "other"

    @property
    def is_contract(self) -> bool:
        return self.message.audience == "integration"


@once
def suggestions(board: Board) -> tuple[Suggestion, ...]:
    """Return the levels that the events of a board lack, in its order."""
    chains = {chain.end.id: chain for chain in hot_chains(board)}
    told = _measured_chains(board)
    found: list[Suggestion] = []
    for place in _places(board):
        wanted = [*_wanted(place)]
        if place.event.id in chains:
            wanted += _along(chains[place.event.id])
        found += (
            Suggestion(place.event.id, _owned(board, place.event, level), why, place.concern)
            for level, why in wanted
            if not _has(place, level) and _chain(level) not in told
        )
    return tuple(found)


def _places(board: Board) -> Iterator[_Place]:
    """Yield the events behind which something travels, or that must never fail."""
    hot = hot_events(board)
    consumers: dict[str, list[Sticky]] = {}
    for event, consumer, _ in deliveries(board):
        if consumer.handling is not None:
            consumers.setdefault(event.id, []).append(consumer)
    for event in standing_events(board):
        if event.message is None and event.id not in hot and event.id not in consumers:
            continue
        message, tags = event.message or Message(), {tag.casefold() for tag in event.tags}
        yield _Place(
            event,
            message,
            tuple(consumers.get(event.id, ())),
            is_hot=event.id in hot,
            is_money="money" in tags,
            is_audited=message.audit or bool(regulated_tags(event)),
        )


def _wanted(place: _Place) -> Iterator[tuple[ServiceLevel, str]]:
    yield from _outcomes(place)
    yield from _backlogs(place)
    yield from _soundness(place)


def _outcomes(place: _Place) -> Iterator[tuple[ServiceLevel, str]]:
    """Yield what customers notice: whether it works (M1), how soon (M2), who knows (M10)."""
    urgency = "page" if place.is_hot else "ticket"
    if place.is_hot or place.is_money or place.is_contract:
        because = (
            "It is on the hot path, where a lost event is a lost customer"
            if place.is_hot
            else "It moves money, of which none may go astray"
            if place.is_money
            else "Other contexts build on it"
        )
        yield (
            _assumed(
                indicator="success-rate", objective="99.9%", window=_WINDOW, criticality=urgency
            ),
            f"{because}: 999 of 1,000 is where most begin, day by day and over four weeks.",
        )
    if place.is_hot:
        yield (
            _assumed(
                indicator="latency",
                objective="95%",
                threshold="1s",
                window=_WINDOW,
                criticality="page",
            ),
            (
                "It is on the hot path, and the slowest are the ones who leave: 95 of 100 are"
                " through within a second, half of them within 200 ms."
            ),
        )
    if place.is_critical:
        yield (
            _assumed(indicator="time-to-detect", threshold="5m", criticality="ticket"),
            (
                "It is critical, so a fault should be known within five minutes; measured at every"
                " game day and in no other way."
            ),
        )


def _backlogs(place: _Place) -> Iterator[tuple[ServiceLevel, str]]:
    """Yield how much may wait before a consumer (M3), and how late that may be (M4)."""
    for consumer in place.consumers:
        level = partial(_assumed, consumer=consumer.id, window=_MOMENT)
        if place.is_hot:
            urgency = "ticket" if consumer.kind is Kind.READ_MODEL else "page"
            yield (
                level(indicator="consumer-lag", threshold="5s", criticality=urgency),
                (
                    f"{named(consumer.text)} works on the hot path and may be five seconds behind:"
                    " the age of the oldest message that waits, or the lag over its rate."
                ),
            )
        yield (
            level(indicator="queue-depth", threshold="1000", criticality="ticket"),
            (
                f"{named(consumer.text)} takes it from a queue: from a thousand messages on"
                " somebody should look, or at another number that fits its rate."
            ),
        )


def _soundness(place: _Place) -> Iterator[tuple[ServiceLevel, str]]:
    """Yield what must hold of each message: read (M5), again (M6), once (M7), on record (M8)."""
    level = partial(_assumed, criticality="ticket")
    if place.is_contract:
        yield (
            level(indicator="schema-error-rate", objective="0.01%", window=_WINDOW),
            "Other contexts read it: 1 in 10,000 that nobody can read is all a contract bears.",
        )
    if place.message.replay_window is not None:
        yield (
            level(indicator="replay-success", objective="99%"),
            (
                f"It can be read again for {place.message.replay_window}: 99 of 100 come through;"
                " measured for every replay run and not over time."
            ),
        )
    doubling = [c for c in place.consumers if not tells_duplicates_apart(c)]
    if doubling or place.is_money:
        because = (
            f"{named(doubling[0].text)} does not tell duplicates apart"
            if doubling
            else "It moves money, and twice is too often"
        )
        yield (
            level(indicator="duplicate-rate", objective="0.01%", window=_WINDOW),
            f"{because}: at most 1 in 10,000 may come a second time.",
        )
    if place.is_audited:
        yield (
            level(indicator="audit-coverage", objective="100%", window=_WINDOW),
            "Somebody may have to prove it: none may be missing from the audit trail.",
        )


def _along(chain: HotChain) -> Iterator[tuple[ServiceLevel, str]]:
    """Yield what is promised of a hot path as a whole, where it ends."""

    def level(**fields: Any) -> ServiceLevel:
        whole = {"start": chain.start.id, "end": chain.end.id, "window": _WINDOW}
        return ServiceLevel.model_validate(
            {**whole, **fields, "criticality": "ticket", "assumed": True}
        )

    begun = f"The hot path from {named(chain.start.text)} ends here"
    within = _MACHINES_WITHIN if chain.is_automated else _PEOPLE_WITHIN
    waits = "machines alone carry it on" if chain.is_automated else "people or batches stand on it"
    yield (
        level(indicator="completeness", objective="99.9%", within=within),
        f"{begun}: what has not arrived within {within} is taken for lost, since {waits}.",
    )
    if chain.is_automated:
        yield (
            level(indicator="latency", objective="95%", within=f"{chain.steps * _STEP_SECONDS}s"),
            f"{begun}, and machines alone carry it on: a second for every hot event on the way.",
        )


def _owned(board: Board, event: Sticky, level: ServiceLevel) -> ServiceLevel:
    """Return a level with those who answer for it; it pages only where somebody may be on call."""
    lane = board.get(event.context, Context)
    watching = [team for team in board.in_order(Team) if team.kind == "sre"]
    fields: dict[str, str] = {}
    if lane is not None and lane.owner:
        fields["owner"] = lane.owner
    if len(watching) == 1:
        fields["operated_by"] = watching[0].id
        if not watching[0].on_call and level.criticality == "page":
            fields["criticality"] = "ticket"
    return level.revised(**fields)


def _has(place: _Place, wanted: ServiceLevel) -> bool:
    """Tell whether an event has a level of that kind; one without a consumer is of its only one."""
    return any(
        level.indicator == wanted.indicator
        and (
            wanted.consumer is None
            or level.consumer == wanted.consumer
            or (level.consumer is None and len(place.consumers) == 1)
        )
        for level in place.event.service_levels
        if _chain(level) is None and _chain(wanted) is None
    )


def _measured_chains(board: Board) -> set[tuple[str, str | None]]:
    """Return which indicators are measured up to which end of a chain."""
    found = (_chain(v) for sticky in measured(board) for v in sticky.service_levels)
    return {chain for chain in found if chain is not None}


def _chain(level: ServiceLevel) -> tuple[str, str | None] | None:
    """Return the indicator of a chain and where it ends, None where a level is of no chain."""
    return (level.indicator, level.end) if is_chain(level) else None

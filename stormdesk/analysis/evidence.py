"""What a board itself says about an item of a checklist."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from stormdesk.analysis.stickies import by_kind
from stormdesk.model.board import Board
from stormdesk.model.sticky import Kind, Sticky


@dataclass(frozen=True, slots=True)
class Evidence:
    """``records`` are the ids that stand against it, or speak for it where it is met."""

    is_met: bool
    records: tuple[str, ...]
    told: str


Judge = Callable[[Board], Evidence]
"""Looks a board over for one item."""


def stickies_of(board: Board, *kinds: Kind) -> list[Sticky]:
    """Return the stickies of some kinds that are on the wall, kind by kind in their order.

    One that is repeated is there once.
    """
    found = by_kind(board)
    return [sticky for kind in kinds for sticky in found.get(kind, ())]


def published_events(board: Board) -> list[Sticky]:
    """Return the events whose messages are a contract with other contexts."""
    return [
        event
        for event in stickies_of(board, Kind.EVENT)
        if event.message is not None and event.message.audience == "integration"
    ]


def automated_consumers(board: Board) -> list[Sticky]:
    """Return what consumes messages with nobody's hand in it, as far as the board says so."""
    return [
        s
        for s in stickies_of(board, Kind.POLICY, Kind.READ_MODEL, Kind.SYSTEM)
        if s.handling is not None
    ]


def each_of(
    looked_at: Iterable[Sticky], is_met: Callable[[Sticky], bool], noun: str, lacks: str, none: str
) -> Evidence:
    """Return whether all of some stickies keep to something; where there are none, it is not met.

    ``noun`` is a pair such as ``event/events``, ``lacks`` a verb phrase for those that do not.
    """
    stickies = list(looked_at)
    if not stickies:
        return Evidence(False, (), none)
    lacking = tuple(s.id for s in stickies if not is_met(s))
    if not lacking:
        return Evidence(True, tuple(s.id for s in stickies), counted(len(stickies), noun))
    told = f"{len(lacking)} of {counted(len(stickies), noun)} {lacks}"
    return Evidence(False, lacking, told)


def some(found: Iterable[Sticky], noun: str) -> Evidence:
    """Return whether there is anything of its like."""
    ids = tuple(s.id for s in found)
    return Evidence(bool(ids), ids, counted(len(ids), noun))


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, given as ``event/events``."""
    one, _, many = noun.partition("/")
    return f"{number} {one if number == 1 else many}"

"""Which stickies a filter lights: those of some kinds, tags, lanes, owners or states."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from stormdesk.layout.pins import lane_of
from stormdesk.model.board import Board
from stormdesk.model.context import Context
from stormdesk.model.people import Team
from stormdesk.model.sticky import Kind, Sticky

NO_LANE = ""
"""Stands among the lanes for stickies outside all of them."""

_ASKING = (Kind.HOTSPOT, Kind.OPPORTUNITY)


@dataclass(frozen=True, slots=True)
class Filter:
    """What is chosen of each question; of one answered by nothing, everything passes."""

    kinds: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    lanes: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))

    def lit(self, board: Board) -> frozenset[str]:
        """Return the stickies that pass: one choice of every question that has any."""
        return frozenset(s.id for s in board.stickies.values() if self._passes(board, s))

    def _passes(self, board: Board, sticky: Sticky) -> bool:
        return (
            (not self.kinds or sticky.kind.value in self.kinds)
            and (not self.tags or not self.tags.isdisjoint(sticky.tags))
            and (not self.lanes or _lane(board, sticky) in self.lanes)
            and (not self.owners or _owner(board, sticky) in self.owners)
            and (not self.statuses or status_of(sticky) in self.statuses)
        )


def status_of(sticky: Sticky) -> str | None:
    """Return how far a hotspot or an opportunity is; open where nothing is said, else nothing."""
    return (sticky.status or "open") if sticky.kind in _ASKING else None


def choices(board: Board) -> Mapping[str, Mapping[str, str]]:
    """Return what a board has to choose from: of each field of a filter, values and their names.

    They are in the order of the notation or of the board, what people named by name.
    """
    stickies = board.stickies.values()
    kinds = {s.kind for s in stickies}
    tags = {tag for s in stickies for tag in s.tags}
    lanes = {_lane(board, s) for s in stickies}
    owners = {owner for s in stickies if (owner := _owner(board, s)) is not None}
    named = {
        owner: team.name if (team := board.get(owner, Team)) is not None else owner
        for owner in owners
    }
    statuses = {status_of(s) for s in stickies}
    return {
        "kinds": {kind.value: kind.value for kind in Kind if kind in kinds},
        "tags": {tag: f"#{tag}" for tag in sorted(tags, key=str.casefold)},
        "lanes": {
            **{lane.id: lane.name for lane in board.in_order(Context) if lane.id in lanes},
            **({NO_LANE: ""} if NO_LANE in lanes else {}),
        },
        "owners": dict(sorted(named.items(), key=lambda pair: (pair[1].casefold(), pair[0]))),
        "statuses": {
            status: status
            for status in ("open", "answered", "deferred", "accepted")
            if status in statuses
        },
    }


def _lane(board: Board, sticky: Sticky) -> str:
    return lane_of(board, sticky) or NO_LANE


def _owner(board: Board, sticky: Sticky) -> str | None:
    """Return who answers for a sticky: its own owner, or else that of its lane."""
    if sticky.owner is not None:
        return sticky.owner
    lane = board.get(_lane(board, sticky), Context)
    return lane.owner if lane is not None else None

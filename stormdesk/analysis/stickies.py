"""Stickies as rules look at them and mend them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from stormdesk.layout.pins import is_parked
from stormdesk.model.board import Board, Change
from stormdesk.model.once import once
from stormdesk.model.repetition import original_of
from stormdesk.model.sticky import Kind, Sticky

_HOT_PATH = "hot-path"
_REGULATED = frozenset({"audit", "compliance", "legal", "regulated"})


def in_order(stickies: Iterable[Sticky]) -> list[Sticky]:
    """Return stickies as they lie on the board, back to front."""
    return sorted(stickies, key=lambda s: (s.order, s.id))


@once
def originals(board: Board) -> dict[str, str]:
    """Return the original of every sticky that is not parked, by id and in the board's order."""
    placed = (s for s in board.in_order(Sticky) if not is_parked(board, s))
    return {s.id: original_of(board, s).id for s in placed}


@once
def standing(board: Board) -> list[Sticky]:
    """Return the stickies that are no repeats and not set aside, as they lie on the board."""
    return [board.stickies[i] for i, repeated in originals(board).items() if i == repeated]


@once
def by_kind(board: Board) -> dict[Kind, list[Sticky]]:
    """Return them by kind."""
    found: dict[Kind, list[Sticky]] = {}
    for sticky in standing(board):
        found.setdefault(sticky.kind, []).append(sticky)
    return found


def standing_events(board: Board) -> list[Sticky]:
    """Return the events among them."""
    return by_kind(board).get(Kind.EVENT, [])


def is_hot(sticky: Sticky) -> bool:
    """Return whether a sticky is marked as part of the path that must never fail."""
    return any(tag.casefold().replace(" ", "-") == _HOT_PATH for tag in sticky.tags)


def regulated_tags(sticky: Sticky) -> list[str]:
    """Return the tags of a sticky that say that somebody may have to prove it."""
    return sorted(_REGULATED.intersection(tag.casefold() for tag in sticky.tags))


def mitigated(mode: str, *stickies: Sticky) -> bool:
    """Return whether one of the stickies says what helps against a failure mode."""
    return any(f.mode == mode and f.mitigation.strip() for s in stickies for f in s.failure_modes)


def changed(sticky: Sticky, **fields: Any) -> Change:
    """Return the change that gives a sticky these fields."""
    return Change({sticky.id: (sticky, sticky.revised(**fields))})

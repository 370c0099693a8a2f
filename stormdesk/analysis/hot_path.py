"""The way that must never fail: which events lie on it, and where it begins and ends."""

from __future__ import annotations

from dataclasses import dataclass

from stormdesk.analysis.neighbours import Neighbours, neighbours
from stormdesk.analysis.stickies import is_hot
from stormdesk.model.board import Board
from stormdesk.model.once import once
from stormdesk.model.sticky import Kind, Sticky


@dataclass(frozen=True, slots=True)
class HotChain:
    """A way over hot events from one that begins it to one that ends it.

    ``steps`` counts the hot events after the first; ``is_automated`` tells that no person and no
    batch stands on it.
    """

    start: Sticky
    end: Sticky
    steps: int
    is_automated: bool


@once
def hot_events(board: Board) -> dict[str, Sticky]:
    """Return the events on the hot path: those marked, and those right between marked stickies."""
    around = neighbours(board)

    def is_between(event: Sticky) -> bool:
        before, after = around.before.get(event.id, ()), around.after.get(event.id, ())
        return any(map(is_hot, before)) and any(map(is_hot, after))

    return {e.id: e for e in around.of_kind(Kind.EVENT) if is_hot(e) or is_between(e)}


@once
def hot_chains(board: Board) -> list[HotChain]:
    """Return one chain for every event that ends a hot path, from the earliest that leads to it."""
    hot, around = hot_events(board), neighbours(board)
    following = {i: _following(around, event, hot) for i, event in hot.items()}
    led_to = {i for found in following.values() for i in found}
    longest: dict[str, HotChain] = {}
    for start in sorted((e for e in hot.values() if e.id not in led_to), key=_place):
        for end, (steps, is_automated) in _reached(start, following).items():
            if not following[end]:
                longest.setdefault(end, HotChain(start, hot[end], steps, is_automated))
    return [longest[i] for i in hot if i in longest]


def _following(around: Neighbours, event: Sticky, hot: dict[str, Sticky]) -> dict[str, bool]:
    """Return the hot events that come next and later, and whether machines alone lead there."""
    found: dict[str, bool] = {}
    seen: set[tuple[str, bool]] = set()
    waiting = [(event, not _waits(event))]
    while waiting:
        sticky, is_automated = waiting.pop()
        for each in around.after.get(sticky.id, ()):
            if each.id in hot:
                if _is_later(each, event):
                    found[each.id] = found.get(each.id, False) or is_automated
                continue
            step = (each.id, is_automated and not _waits(each))
            if step not in seen:
                seen.add(step)
                waiting.append((each, step[1]))
    return found


def _is_later(event: Sticky, than: Sticky) -> bool:
    """Tell whether an event is another one that does not stand before it: no way back."""
    if event.at is None or than.at is None:
        return event.id != than.id
    return event.id != than.id and event.at >= than.at


def _waits(sticky: Sticky) -> bool:
    """Tell whether what follows waits for a person or for the next batch."""
    in_batches = sticky.message is not None and sticky.message.delivery == "batch"
    return sticky.kind is Kind.ACTOR or sticky.automated is False or in_batches


def _reached(start: Sticky, following: dict[str, dict[str, bool]]) -> dict[str, tuple[int, bool]]:
    """Return the events that a start leads to, with the fewest steps and how these are done."""
    found: dict[str, tuple[int, bool]] = {}
    rim = {start.id: True}
    steps = 0
    while rim:
        steps += 1
        beyond: dict[str, bool] = {}
        for each, is_automated in rim.items():
            for then, alone in following[each].items():
                if then not in found and then != start.id:
                    beyond[then] = beyond.get(then, False) or (is_automated and alone)
        found.update((i, (steps, alone)) for i, alone in beyond.items())
        rim = beyond
    return found


def _place(event: Sticky) -> tuple[float, int, str]:
    return (event.at if event.at is not None else 0.0, event.order, event.id)

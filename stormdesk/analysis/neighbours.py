"""What stands right before and after a sticky in the flow, wherever it is repeated."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from stormdesk.analysis.stickies import by_kind, in_order, originals
from stormdesk.late import resolved
from stormdesk.model.board import Board
from stormdesk.model.once import once
from stormdesk.model.sticky import Kind, Sticky

COMPONENTS = "stormdesk.analysis.components:components"
"""Found where there is a circle, as on few boards: networkx takes 0.15 s to load (measured)."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The stickies before and after each original, by id; what is parked has no part in it.

    ``by_kind`` holds the originals alone, in the order of the board.
    """

    board: Board
    originals: dict[str, str]
    by_kind: dict[Kind, list[Sticky]]
    before: dict[str, list[Sticky]]
    after: dict[str, list[Sticky]]

    def of_kind(self, kind: Kind) -> list[Sticky]:
        """Return the originals of a kind in the order of the board."""
        return self.by_kind.get(kind, [])

    def circles(self) -> list[list[Sticky]]:
        """Return the stickies of every circle, both in the order of the board."""
        waiting = {sticky_id: len(sources) for sticky_id, sources in self.before.items()}
        begun = [sticky_id for sticky_id in self.after if sticky_id not in waiting]
        while begun:
            for each in self.after.get(begun.pop(), ()):
                waiting[each.id] -= 1
                if not waiting[each.id]:
                    del waiting[each.id]
                    begun.append(each.id)
        if not waiting:
            return []
        # Only circles and what follows from them wait for ever.
        joined = ((each.id, i) for i in waiting for each in self.before[i])
        found = (
            in_order(self.board.stickies[i] for i in ids)
            for ids in resolved(COMPONENTS)(joined)
            if len(ids) > 1
        )
        return sorted(found, key=lambda ring: (ring[0].order, ring[0].id))

    def kinds_before(self, sticky: Sticky) -> set[Kind]:
        """Return the kinds that lead to a sticky."""
        return {each.kind for each in self.before.get(sticky.id, ())}

    def kinds_after(self, sticky: Sticky) -> set[Kind]:
        """Return the kinds that a sticky leads to."""
        return {each.kind for each in self.after.get(sticky.id, ())}


@once
def neighbours(board: Board) -> Neighbours:
    """Return who stands next to whom: a repetition counts as its original, a pin as a flow.

    Who or what is pinned on a command or a read model is taken to stand where it would lead to it
    or look at it.
    """
    of, stickies = originals(board), board.stickies
    before: dict[str, list[Sticky]] = defaultdict(list)
    after: dict[str, list[Sticky]] = defaultdict(list)
    joined: set[tuple[str, str]] = set()

    def join(source: str, target: str) -> None:
        if source in of and target in of and (pair := (of[source], of[target])) not in joined:
            joined.add(pair)
            after[pair[0]].append(stickies[pair[1]])
            before[pair[1]].append(stickies[pair[0]])

    for flow in board.flows.values():
        join(flow.source, flow.target)
    for sticky in stickies.values():
        host = stickies.get(sticky.pinned_to or "")
        if host is not None and sticky.kind in (Kind.ACTOR, Kind.SCREEN):
            looks = host.kind is Kind.READ_MODEL
            join(*((host.id, sticky.id) if looks else (sticky.id, host.id)))
        elif host is not None and sticky.kind is Kind.READ_MODEL:
            join(sticky.id, host.id)
    return Neighbours(board, of, by_kind(board), dict(before), dict(after))

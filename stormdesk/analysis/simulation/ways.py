"""The ways that messages take over a board, from what nothing leads to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from stormdesk.analysis.simulation.outcomes import Step, by_command
from stormdesk.analysis.stickies import originals
from stormdesk.model.board import Board
from stormdesk.model.context import Flow
from stormdesk.model.sticky import Kind, Sticky

CARRYING = frozenset({Kind.EVENT, Kind.COMMAND, Kind.AGGREGATE, Kind.POLICY, Kind.SYSTEM})
"""Messages go on from these; at a read model they end, for people act on it when they like."""
_BEGINNING = (Kind.EVENT, Kind.COMMAND)


@dataclass(frozen=True, slots=True)
class Ways:
    """What leads to what, in the order of the board, and where it begins.

    A repeated event, policy or read model is its original; an aggregate, command or system that is
    drawn once more leads on to what is drawn behind it there, so that a loop stays a way. Where
    the words tell which command an event follows from, what takes several is a node for each.
    ``of`` is the original of each node.
    """

    board: Board
    of: Mapping[str, str]
    after: Mapping[str, tuple[Step, ...]]
    before: Mapping[str, tuple[Step, ...]]

    def sticky(self, node: str) -> Sticky:
        """Return the sticky of a node, with what its original says."""
        return self.board.stickies[self.of.get(node, node)]

    def beginnings(self) -> list[str]:
        """Return the events and commands that nothing leads to which messages could come from."""
        feeding: dict[str, bool] = {}

        def feeds(node: str) -> bool:
            """Tell whether messages come out of a sticky, because some come in."""
            waiting, seen = [node], {node}
            while waiting:
                at = waiting.pop()
                if self.sticky(at).kind in _BEGINNING:
                    return True
                fresh = {step.source for step in self.before.get(at, ())} - seen
                seen |= fresh
                waiting += sorted(fresh)
            return False

        def is_fed(node: str) -> bool:
            for step in self.before.get(node, ()):
                if step.source not in feeding:
                    feeding[step.source] = feeds(step.source)
                if feeding[step.source]:
                    return True
            return False

        nodes = dict.fromkeys([*self.after, *self.before])
        return [i for i in nodes if self.sticky(i).kind in _BEGINNING and not is_fed(i)]


def ways_of(board: Board) -> Ways:
    """Return the ways of a board."""
    of, stickies = originals(board), board.stickies
    joined = {Kind.EVENT, Kind.POLICY, Kind.READ_MODEL}

    def node(sticky_id: str) -> str | None:
        if sticky_id not in of:
            return None
        return of[sticky_id] if stickies[sticky_id].kind in joined else sticky_id

    found: dict[tuple[str, str], Step] = {}
    for flow in board.in_order(Flow):
        source, target = node(flow.source), node(flow.target)
        if source is None or target is None or stickies[source].kind not in CARRYING:
            continue
        if _starts_over(stickies, flow):
            continue
        if stickies[target].kind in CARRYING or stickies[target].kind is Kind.READ_MODEL:
            usual = "event" if stickies[source].kind is Kind.EVENT else "call"
            step = Step(source, target, flow.via or usual)
            known = found.get((source, target))
            # Two flows between the same two are one way; a batch gives way to what is quicker.
            if known is None or known.via == "batch":
                found[source, target] = step
    steps, parts = by_command(board, list(found.values()))
    return Ways(board, {**of, **parts}, _by(steps, "source"), _by(steps, "target"))


def _starts_over(stickies: Mapping[str, Sticky], flow: Flow) -> bool:
    """Tell whether a flow only says that all begins anew, which the rate there counts already."""
    target = stickies[flow.target]
    is_way_back = flow.loop or target.again is not None
    from_event = stickies[flow.source].kind is Kind.EVENT
    return from_event and is_way_back and target.kind in _BEGINNING


def _by(steps: Iterable[Step], end: str) -> dict[str, tuple[Step, ...]]:
    found: defaultdict[str, list[Step]] = defaultdict(list)
    for step in steps:
        found[step.source if end == "source" else step.target].append(step)
    return {node: tuple(own) for node, own in found.items()}

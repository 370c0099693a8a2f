"""Where the flow of a board begins, where it ends, and how long and how many its ways are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import networkx as nx

from stormdesk.analysis.graph import Graph
from stormdesk.model.grammar import NEVER_LAST

MOST_PATHS = 1_000_000
"""Paths are counted up to here; the number stands for that many or more."""

MOST_OUTCOMES = 100
"""So many outcomes of one trigger are named; all of them are counted."""

_MOST_CHAINS = 10


@dataclass(frozen=True, slots=True)
class Trigger:
    """A sticky that nothing leads to, and what comes of it.

    ``outcomes`` are the first of those that it leads to, ``outcome_count`` is how many there are
    in all; ``paths`` counts the ways to any end, ``longest`` the stickies on the longest of them.
    """

    id: str
    outcomes: tuple[str, ...]
    outcome_count: int
    dead_end_count: int
    paths: int
    longest: int


@dataclass(frozen=True, slots=True)
class Chains:
    """The triggers and dead ends of a board in its order, and its longest chains, longest first.

    A circle counts as one step, that of its first sticky.
    """

    triggers: tuple[Trigger, ...]
    dead_ends: tuple[str, ...]
    longest: tuple[tuple[str, ...], ...]


def chains_of(graph: Graph) -> Chains:
    """Return where the flow begins and ends, with the longest chain of some triggers.

    Paths are counted and never listed: their number grows exponentially with the forks.
    """
    ways = _Ways(graph)
    dead_ends = [step for step in ways.ends if ways.is_dead(step)]
    unfinished = sum(ways.bits[step] for step in dead_ends)

    def trigger(step: int) -> Trigger:
        good = ways.reached[step] & ~unfinished
        named = (ways.name[ways.ends[n]] for n in _places(good))
        return Trigger(
            ways.name[step],
            tuple(islice(named, MOST_OUTCOMES)),
            good.bit_count(),
            (ways.reached[step] & unfinished).bit_count(),
            ways.paths[step],
            ways.length[step],
        )

    longest = sorted(ways.begins, key=lambda step: -ways.length[step])[:_MOST_CHAINS]
    return Chains(
        tuple(map(trigger, ways.begins)),
        tuple(ways.name[step] for step in dead_ends),
        tuple(tuple(ways.chain(step)) for step in longest),
    )


class _Ways:
    """The graph with each circle drawn together to one step, and what lies ahead of every step.

    ``reached`` is the set of ends that a step leads to, as a number with one bit an end: to join
    two of them takes no time.
    """

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._going_back = {source for source, _ in graph.ways_back}
        self._steps: nx.DiGraph[int] = nx.condensation(graph.network)
        place = {sticky_id: n for n, sticky_id in enumerate(graph.network)}
        self._members: dict[int, set[str]] = {
            s: self._steps.nodes[s]["members"] for s in self._steps
        }
        self.name = {s: min(ids, key=place.__getitem__) for s, ids in self._members.items()}
        rank = {step: place[name] for step, name in self.name.items()}
        in_order = sorted(self.name, key=rank.__getitem__)
        following = {
            step: sorted(self._steps.successors(step), key=rank.__getitem__) for step in in_order
        }
        is_led_to = {each for steps in following.values() for each in steps}
        self.begins = [step for step in in_order if following[step] and step not in is_led_to]
        self.ends = [step for step in in_order if not following[step] and step in is_led_to]
        self.bits = {step: 1 << n for n, step in enumerate(self.ends)}
        self.reached = dict(self.bits)
        self.paths = dict.fromkeys(self.ends, 1)
        self.length: dict[int, int] = {}
        self._onward: dict[int, int | None] = {}
        for step in reversed(list(nx.topological_sort(self._steps))):
            self._look_ahead(step, following[step])

    def is_dead(self, end: int) -> bool:
        """Tell whether something should have followed; a circle and a way back go on for ever."""
        kind = self._graph.board.stickies[self.name[end]].kind
        goes_back = self.name[end] in self._going_back or len(self._members[end]) > 1
        return kind in NEVER_LAST and not goes_back

    def chain(self, begin: int) -> Iterator[str]:
        """Yield the stickies of the longest way that begins at a step."""
        step: int | None = begin
        while step is not None:
            yield self.name[step]
            step = self._onward[step]

    def _look_ahead(self, step: int, following: list[int]) -> None:
        onward = max(following, key=self.length.__getitem__, default=None)
        self._onward[step] = onward
        self.length[step] = 1 if onward is None else 1 + self.length[onward]
        if following:
            self.paths[step] = min(MOST_PATHS, sum(self.paths[each] for each in following))
            reached = 0
            for each in following:
                reached |= self.reached[each]
            self.reached[step] = reached


def _places(bits: int) -> Iterator[int]:
    """Yield the places of the bits that are set, the lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest

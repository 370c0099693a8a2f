"""What leads to a part of a board, what follows from it, and whom that concerns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from stormdesk.analysis.graph import Graph, graph_of
from stormdesk.analysis.stickies import originals
from stormdesk.model.board import Board
from stormdesk.model.context import Context
from stormdesk.model.naming import folded
from stormdesk.model.once import once
from stormdesk.model.people import Team
from stormdesk.model.sticky import Kind, Sticky


@dataclass(frozen=True, slots=True)
class Impact:
    """The stickies asked about, those that lead to them and those that follow, as originals.

    ``contexts`` and ``teams`` are the names of all that these cross. Deliberate ways back are not
    gone, or everything would follow from everything.
    """

    of: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]
    contexts: tuple[str, ...]
    teams: tuple[str, ...]

    def lit(self, graph: Graph) -> frozenset[str]:
        """Return all of them, with their repetitions and with what is pinned on them."""
        wanted = self.of | self.before | self.after
        shown = {i for i, original in graph.originals.items() if original in wanted}
        pins = {i for i in graph.originals if graph.board.stickies[i].pinned_to in shown}
        return frozenset(shown | pins)


def around(graph: Graph, ids: Iterable[str]) -> Impact:
    """Return what leads to some stickies and what follows from them."""
    of = _standing(graph, ids)
    network = graph.network
    return _impact(graph, of, _reached(of, network.predecessors), _reached(of, network.successors))


def downstream(graph: Graph, ids: Iterable[str]) -> Impact:
    """Return what follows from some stickies."""
    of = _standing(graph, ids)
    return _impact(graph, of, frozenset(), _reached(of, graph.network.successors))


def if_stopped(graph: Graph, record_id: str) -> Impact:
    """Return what no longer happens when a lane, a system or another sticky stops.

    A system may stand on the wall several times; all that bear its name stop.
    """
    board = graph.board
    sticky = board.get(record_id, Sticky)
    if sticky is None:
        return downstream(graph, (i for i, lane in graph.lanes.items() if lane == record_id))
    if sticky.kind is not Kind.SYSTEM:
        return downstream(graph, [record_id])
    return downstream(graph, _systems(board)[folded(sticky.text)])


def of_flag(graph: Graph, flag: str) -> Impact:
    """Return what a feature flag touches: the stickies behind it and what follows from them."""
    stickies = graph.board.stickies.values()
    return downstream(graph, (s.id for s in stickies if s.flag == flag))


def flags(board: Board) -> list[str]:
    """Return the feature flags that a board names, by name; what is parked names none."""
    stickies = map(board.stickies.__getitem__, originals(board))
    return sorted({s.flag for s in stickies if s.flag is not None})


_QUESTIONS: Mapping[str, Callable[[Graph, str], Impact]] = {
    "around": lambda graph, record_id: around(graph, [record_id]),
    "stops": if_stopped,
    "flag": of_flag,
}


def answer(board: Board, question: str, about: str) -> tuple[Impact, frozenset[str]]:
    """Return an impact and what it lights: ``around`` or ``stops`` of an id, ``flag`` of a name."""
    graph = graph_of(board)
    impact = _QUESTIONS[question](graph, about)
    return impact, impact.lit(graph)


@once
def _systems(board: Board) -> Mapping[str, list[str]]:
    """The ids of the systems that bear a name."""
    found: dict[str, list[str]] = defaultdict(list)
    for sticky in board.stickies.values():
        if sticky.kind is Kind.SYSTEM:
            found[folded(sticky.text)].append(sticky.id)
    return found


def _standing(graph: Graph, ids: Iterable[str]) -> frozenset[str]:
    nodes = graph.originals
    return frozenset(nodes[i] for i in ids if nodes.get(i) in graph.network)


def _reached(of: frozenset[str], onward: Callable[[str], Iterable[str]]) -> frozenset[str]:
    seen, due = set(of), list(of)
    while due:
        for each in onward(due.pop()):
            if each not in seen:
                seen.add(each)
                due.append(each)
    return frozenset(seen) - of


def _impact(
    graph: Graph, of: frozenset[str], before: frozenset[str], after: frozenset[str]
) -> Impact:
    board = graph.board
    concerned = [board.stickies[i] for i in of | before | after]
    lanes = {graph.lanes[s.id] for s in concerned}
    contexts = [c for c in board.in_order(Context) if c.id in lanes]
    # Somebody else's system is theirs, but whoever adapts to it is concerned.
    own = {s.adapter_owner if s.external else s.owner for s in concerned}
    owners = own | {c.owner for c in contexts}
    teams = {_team(board, owner) for owner in owners if owner is not None}
    return Impact(of, before, after, tuple(c.name for c in contexts), tuple(sorted(teams)))


def _team(board: Board, owner: str) -> str:
    team = board.get(owner, Team)
    return team.name if team is not None else owner

"""What leads to what on a board, as a graph of its stickies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import networkx as nx

from stormdesk.analysis.stickies import originals
from stormdesk.layout.pins import lane_of
from stormdesk.model.board import Board
from stormdesk.model.context import Flow
from stormdesk.model.grammar import BESIDE_THE_FLOW
from stormdesk.model.sticky import Kind


@dataclass(frozen=True, slots=True)
class Graph:
    """The stickies of a board that take part in its flow, each where its original is.

    ``network`` holds what leads on, in the order of the board; ``ways_back`` are the pairs that
    were left out of it because they are deliberate loops. ``originals`` is the original of every
    sticky that is not parked, ``lanes`` the context of every original.
    """

    board: Board
    originals: Mapping[str, str]
    lanes: Mapping[str, str | None]
    network: nx.DiGraph[str]
    ways_back: tuple[tuple[str, str], ...]

    def cycles(self) -> list[tuple[str, ...]]:
        """Return the stickies of every circle that nobody marked as a loop.

        Circles that share stickies are told as one: how many there are within can be beyond count.
        """
        place = {sticky_id: n for n, sticky_id in enumerate(self.network)}
        found = [
            tuple(sorted(members, key=place.__getitem__))
            for members in nx.strongly_connected_components(self.network)
            if len(members) > 1 or any(self.network.has_edge(i, i) for i in members)
        ]
        return sorted(found, key=lambda ids: place[ids[0]])

    def fan_in(self) -> list[tuple[str, int]]:
        """Return the stickies that several others lead to, with their number, most first."""
        return _most_first(self.network.in_degree())

    def fan_out(self) -> list[tuple[str, int]]:
        """Return the stickies that lead to several others, with their number, most first."""
        return _most_first(self.network.out_degree())


def graph_of(board: Board) -> Graph:
    """Return the graph of a board.

    A repetition stands for its original, what is parked is out, and an actor leads to what it is
    pinned on. A flow is a way back where it closes a circle and is marked as a loop or leads to a
    repetition, which is how a loop is drawn.
    """
    nodes = originals(board)
    edges: dict[tuple[str, str], bool] = {}
    for source, target, is_deliberate in _steps(board):
        if source in nodes and target in nodes:
            edge = (nodes[source], nodes[target])
            edges[edge] = edges.get(edge, True) and is_deliberate
    ends = {end for edge in edges for end in edge}
    network: nx.DiGraph[str] = nx.DiGraph()
    network.add_nodes_from(
        i
        for i in dict.fromkeys(nodes.values())
        if i in ends or board.stickies[i].kind not in BESIDE_THE_FLOW
    )
    network.add_edges_from(edges)
    component = {
        sticky_id: number
        for number, members in enumerate(nx.strongly_connected_components(network))
        for sticky_id in members
    }
    ways_back = tuple(
        (source, target)
        for (source, target), is_deliberate in edges.items()
        if is_deliberate and component[source] == component[target]
    )
    network.remove_edges_from(ways_back)
    lanes = {i: lane_of(board, board.stickies[i]) for i in dict.fromkeys(nodes.values())}
    return Graph(board, nodes, lanes, network, ways_back)


def _steps(board: Board) -> Iterator[tuple[str, str, bool]]:
    stickies = board.stickies
    for flow in board.in_order(Flow):
        yield flow.source, flow.target, flow.loop or stickies[flow.target].again is not None
    for sticky in stickies.values():
        if sticky.kind is Kind.ACTOR and sticky.pinned_to is not None:
            yield sticky.id, sticky.pinned_to, False


def _most_first(degrees: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    return sorted(((i, n) for i, n in degrees if n > 1), key=lambda pair: -pair[1])

"""The stickies that hold a board together: without one of them its flow falls apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import cast

import networkx as nx

from stormdesk.analysis.graph import Graph

_Part = tuple[str, str | int]


def cut_points(graph: Graph) -> list[tuple[str, int]]:
    """Return the articulation points, each with how many stickies it alone ties to the rest.

    The rest is the largest part that is left without it. What ties most comes first.
    """
    network = graph.network.to_undirected(as_view=True)
    found = cast("Iterable[set[str]]", nx.biconnected_components(network))
    blocks = [frozenset(block) for block in found]
    held = Counter(i for block in blocks for i in block)
    cuts = frozenset(i for i, number in held.items() if number > 1)
    tree: nx.Graph[_Part] = nx.Graph()
    tree.add_edges_from(
        (("block", number), ("cut", i)) for number, block in enumerate(blocks) for i in block & cuts
    )
    weights: dict[_Part, int] = {("block", n): len(block - cuts) for n, block in enumerate(blocks)}
    tied: dict[str, int] = {}
    for parts in nx.connected_components(tree):
        tied |= _tied(tree, parts, weights)
    place = {sticky_id: n for n, sticky_id in enumerate(graph.network)}
    return sorted(tied.items(), key=lambda pair: (-pair[1], place[pair[0]]))


def _tied(tree: nx.Graph[_Part], parts: set[_Part], weights: dict[_Part, int]) -> dict[str, int]:
    """Return how many stickies each cut point of one tree of blocks cuts off."""
    root = min(parts, key=str)
    below: dict[_Part, int] = {}
    largest: dict[_Part, int] = dict.fromkeys(parts, 0)
    for part in nx.dfs_postorder_nodes(tree, root):
        children = [below[each] for each in tree.neighbors(part) if each in below]
        below[part] = weights.get(part, 1) + sum(children)
        largest[part] = max(children, default=0)
    total = below[root]
    return {
        str(part[1]): total - 1 - max(largest[part], total - below[part])
        for part in parts
        if part[0] == "cut"
    }

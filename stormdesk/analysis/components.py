"""Components of what leads to what: in each, everything leads to everything."""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx


def components(joined: Iterable[tuple[str, str]]) -> list[set[str]]:
    """Return the strongly connected components of ids that pairs join, first to second."""
    network: nx.DiGraph[str] = nx.DiGraph(joined)
    return [*nx.strongly_connected_components(network)]

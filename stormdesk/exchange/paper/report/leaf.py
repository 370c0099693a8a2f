"""A page of a report that is drawn as a whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from stormdesk.exchange.paper.report.flow import Entry
from stormdesk.exchange.paper.report.sheet import Sheet
from stormdesk.exchange.paper.report.style import Grid


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page with a grid of its own; ``anchors`` are the heights of what mentions lead to."""

    grid: Grid
    draw: Callable[[Sheet], None]
    title: str = ""
    anchors: Mapping[str, float] = field(default_factory=dict[str, float])
    entries: tuple[Entry, ...] = ()
    is_bare: bool = False

"""What each context holds: its aggregates with their messages, and its shared types."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from stormdesk.analysis.neighbours import neighbours
from stormdesk.exchange.catalogues.landscape import Landscape
from stormdesk.exchange.contracts.shape import reachable
from stormdesk.layout.pins import lane_of
from stormdesk.model.naming import context_slugs
from stormdesk.model.sticky import Kind, Sticky


@dataclass(frozen=True, slots=True)
class Holdings:
    """Aggregates and shared types by the slug of their context; each is there once.

    ``holders`` holds the aggregate of each message that belongs to one, by sticky ids.
    """

    aggregates: Mapping[str, tuple[Sticky, ...]]
    types: Mapping[str, tuple[str, ...]]
    holders: Mapping[str, str]


def holdings_of(land: Landscape) -> Holdings:
    """Return what the contexts of a landscape hold.

    An event belongs to the first aggregate that leads to it, a command to the first that it leads
    to, each in its own context. A type belongs to the first context that uses it; what no message
    uses is with the first context.
    """
    board, around = land.board, neighbours(land.board)
    slugs = context_slugs(board)
    aggregates: dict[str, list[Sticky]] = {boundary.slug: [] for boundary in land.boundaries}
    for each in around.of_kind(Kind.AGGREGATE):
        called = slugs[lane_of(board, each)]
        if called in aggregates:
            aggregates[called].append(each)
    holders: dict[str, str] = {}
    for subject in land.subjects.values():
        sticky = subject.sticky
        beside = around.before if sticky.kind is Kind.EVENT else around.after
        own = {each.id for each in aggregates[subject.context]}
        holder = next((each.id for each in beside.get(sticky.id, ()) if each.id in own), None)
        if holder is not None:
            holders[sticky.id] = holder
    return Holdings(
        aggregates={slug: tuple(found) for slug, found in aggregates.items()},
        types=_types(land),
        holders=holders,
    )


def _types(land: Landscape) -> dict[str, tuple[str, ...]]:
    types, homes = land.contracts.types, dict[str, str]()
    for boundary in land.boundaries:
        members = [member for subject in boundary.own for member in subject.shape.members]
        for name in reachable(members, types):
            homes.setdefault(name, boundary.slug)
    found: dict[str, list[str]] = defaultdict(list)
    for name in sorted(types) if land.boundaries else ():
        found[homes.get(name, land.boundaries[0].slug)].append(name)
    return {slug: tuple(names) for slug, names in found.items()}

"""The rows of a lane: what flows on stands in one row, side by side; what branches off, below."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import floor
from statistics import median_low

from stormdesk.layout.appearance import SIDE
from stormdesk.layout.timeline import COLUMN
from stormdesk.model.sticky import Kind

GAP = 32.0
"""Free room between two rows, and the least between two stickies of one row."""

_FOLLOWING = frozenset(
    {Kind.READ_MODEL, Kind.SCREEN, Kind.HOTSPOT, Kind.OPPORTUNITY, Kind.VALUE, Kind.NOTE}
)
_NEAR = 2  # a flow over more columns keeps no room free in its row
_SWEEPS = 3


@dataclass(slots=True, eq=False)
class Block:
    """A sticky with all that is pinned on it, as wide as both; lengths in board units.

    ``left`` and ``right`` are absolute. ``above`` and ``below`` are what sticks out over and
    under the sticky itself, which is ``height`` high.
    """

    id: str
    kind: Kind
    x: float
    left: float
    right: float
    height: float
    above: float
    below: float
    row: int = 0

    @property
    def drop(self) -> float:
        """How far a low sticky stands below the top of its row, so that it is in the middle."""
        return max(0.0, (SIDE - self.height) / 2)

    @property
    def first(self) -> int:
        """The first column slot that it takes up."""
        return floor(self.left / COLUMN)

    @property
    def last(self) -> int:
        """The last column slot that it takes up, its distance from the next one included."""
        return floor((self.right + GAP - 0.5) / COLUMN)


@dataclass(slots=True, eq=False)
class _Chain:
    """Blocks that stand in one row, from left to right, nothing between them."""

    blocks: list[Block]
    told: int
    first: int
    last: int
    row: int = 0
    neighbours: list[_Chain] = field(default_factory=list["_Chain"])
    above: list[_Chain] = field(default_factory=list["_Chain"])
    feeders: list[_Chain] = field(default_factory=list["_Chain"])
    depth: int = 0

    def least_row(self, placed: set[_Chain]) -> int:
        """The highest row it may take: below commands of its own column, not above its causes."""
        rows = [c.row + 1 for c in self.above if c in placed]
        rows += [c.row for c in self.feeders if c in placed]
        return max(rows, default=0)


def assign_rows(blocks: list[Block], flows: list[tuple[Block, Block]]) -> None:
    """Give every block of a lane, as told, its row, from 0 at the top; no two share a place.

    ``flows`` lead from a block of this lane to another one.
    """
    following = {block for block in blocks if block.kind in _FOLLOWING}
    for source, target in flows:
        # left of the command there is no room, so the actor stands below
        if source.kind is Kind.ACTOR and source.first == target.first:
            following.add(source)
    chains = _chains(blocks, flows, following)
    leading = sorted(
        (c for c in chains if c.blocks[0] not in following),
        key=lambda c: (c.first, c.depth, -len(c.blocks), c.told),
    )
    _settle(leading)
    trailing = [c for c in chains if c.blocks[0] in following]
    _hang(trailing, leading)
    for chain in chains:
        for block in chain.blocks:
            block.row = chain.row


def row_tops(blocks: Iterable[Block]) -> list[float]:
    """Return how far below the first row's upper edge, pins included, each row's stickies begin."""
    above: dict[int, float] = defaultdict(float)
    below: dict[int, float] = defaultdict(lambda: SIDE)
    for block in blocks:
        above[block.row] = max(above[block.row], block.above - block.drop)
        below[block.row] = max(below[block.row], block.drop + block.height + block.below)
    tops: list[float] = []
    y = 0.0
    for row in range(max(below, default=-1) + 1):
        tops.append(y + above[row])
        y = tops[-1] + below[row] + GAP
    return tops


def _chains(
    blocks: list[Block], flows: list[tuple[Block, Block]], following: set[Block]
) -> list[_Chain]:
    """Return the chains as told: a block joins one on either side that it flows with."""
    onward: dict[Block, Block] = {}
    joined: set[Block] = set()
    for source, target in sorted(flows, key=lambda flow: flow[1].first - flow[0].first):
        if (
            0 < target.first - source.last <= _NEAR
            and target not in following
            and source not in following
            and source not in onward
            and target not in joined
        ):
            onward[source] = target
            joined.add(target)
    chains: list[_Chain] = []
    chain_of: dict[Block, _Chain] = {}
    for told, block in enumerate(blocks):
        if block in joined:
            continue
        members = [block]
        while members[-1] in onward:
            members.append(onward[members[-1]])
        last = max(member.last for member in members)
        chain = _Chain(members, told, block.first, last)
        chains.append(chain)
        chain_of.update(dict.fromkeys(members, chain))
    for source, target in flows:
        one, other = chain_of[source], chain_of[target]
        if one is not other:
            one.neighbours.append(other)
            other.neighbours.append(one)
            if target is other.blocks[0]:
                other.feeders.append(one)
            if source.first == target.first and not {source, target} & following:
                other.above.append(one)
                other.depth = max(other.depth, one.depth + 1)
    return chains


def _settle(chains: list[_Chain]) -> None:
    """Give leading chains rows near their neighbours', in sweeps; the straightest sweep wins."""
    taken: dict[int, int] = {}
    placed: set[_Chain] = set()
    for chain in chains:
        rows = [n.row for n in chain.neighbours if n in placed]
        _take(taken, chain, median_low(rows) if rows else 0, chain.least_row(placed))
        placed.add(chain)
    best, cost = [chain.row for chain in chains], _bends(chains, placed)
    for _ in range(_SWEEPS):
        if cost == 0:
            break
        wish = {
            chain: median_low([n.row for n in chain.neighbours if n in placed] or [chain.row])
            for chain in chains
        }
        # the main flow stays on top, whatever hangs from it
        wish[max(chains, key=lambda c: (len(c.blocks), -c.told))] = 0
        taken = {}
        for chain in sorted(chains, key=lambda c: (-len(c.blocks), wish[c], c.first, c.told)):
            _take(taken, chain, wish[chain], chain.least_row(placed))
        found = _bends(chains, placed)
        if found >= cost:
            break
        best, cost = [chain.row for chain in chains], found
    for chain, row in zip(chains, best, strict=True):
        chain.row = row


def _hang(trailing: list[_Chain], leading: list[_Chain]) -> None:
    """Put what comments or is looked at below what it belongs to, what belongs nowhere last."""
    taken: dict[int, int] = {}
    for chain in leading:
        _mark(taken, chain)
    placed = set(leading)
    under = 1 if leading else 0
    for chain in sorted(trailing, key=lambda c: (placed.isdisjoint(c.neighbours), c.told)):
        near = [n for n in chain.neighbours if n in placed]
        here = [n.row + 1 for n in near if any(b.first == chain.first for b in n.blocks)]
        least = max(here) if here else median_low([n.row + 1 for n in near] or [under])
        _take(taken, chain, least, least)
        placed.add(chain)


def _bends(chains: list[_Chain], placed: set[_Chain]) -> float:
    """Return how many rows the flows climb, and a little for every row that is used."""
    climbed = sum(abs(c.row - n.row) for c in chains for n in c.neighbours if n in placed) / 2
    upside_down = sum(c.row < c.least_row(placed) for c in chains)
    return climbed + 100 * upside_down + 0.01 * sum(c.row for c in chains)


def _mark(taken: dict[int, int], chain: _Chain) -> None:
    for slot in range(chain.first, chain.last + 1):
        taken[slot] = taken.get(slot, 0) | (1 << chain.row)


def _take(taken: dict[int, int], chain: _Chain, wish: int, least: int) -> None:
    """Put a chain into the free row nearest to its wish, the lower one of two.

    ``taken`` holds for every column slot the rows in use, as the bits of one number.
    """
    used = (1 << least) - 1
    for slot in range(chain.first, chain.last + 1):
        used |= taken.get(slot, 0)
    wish = max(wish, least)
    beneath = used >> wish
    down = wish + (~beneath & (beneath + 1)).bit_length() - 1
    free_over = ~used & ((1 << wish) - 1)
    up = free_over.bit_length() - 1
    chain.row = up if up >= 0 and wish - up < down - wish else down
    _mark(taken, chain)

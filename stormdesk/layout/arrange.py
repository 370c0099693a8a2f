"""Arranging a board as a tidy facilitator would: along the flows, in columns, rows and lanes."""

from __future__ import annotations

from bisect import insort
from collections import defaultdict

from stormdesk.layout.card import Cards
from stormdesk.layout.columns import columns
from stormdesk.layout.geometry import Box
from stormdesk.layout.pins import host_of, is_parked, pin_boxes
from stormdesk.layout.rows import GAP, Block, assign_rows, row_tops
from stormdesk.layout.timeline import column_x
from stormdesk.model.board import Board, Change
from stormdesk.model.record import Record
from stormdesk.model.sticky import Kind, Sticky

MARGIN = 40.0
"""Free room between a lane's edge and its stickies."""

_PLACES = ("at", "x", "y")


def arranged(board: Board, cards: Cards, *, afresh: bool = False) -> Change:
    """Return the change that gives column, x and y to every sticky that lacks one of them.

    ``afresh`` gives x and y to all. The parking lot is left out. What has a place keeps it, and
    what is new finds room around it.
    """
    stickies = board.stickies.values()
    if not afresh and all(_is_placed(sticky) for sticky in stickies):
        return Change({})
    told = [sticky for sticky in board.in_order(Sticky) if not is_parked(board, sticky)]
    lacking = [s for s in told if afresh or not _is_placed(s)]
    if not lacking:
        return Change({})
    at = columns(board, told, afresh_x=afresh)
    lanes = _Lanes(board, cards, told, at, afresh)
    pairs: dict[str, tuple[Record | None, Record | None]] = {}
    boxes = lanes.boxes()
    for sticky in lacking:
        place = {"at": at[sticky.id], "x": sticky.x, "y": sticky.y}
        if afresh or sticky.x is None or sticky.y is None:
            place |= {"x": boxes[sticky.id].x, "y": boxes[sticky.id].y}
        if any(getattr(sticky, name) != place[name] for name in _PLACES):
            pairs[sticky.id] = (sticky, sticky.placed(**place))
    return Change(pairs)


def _is_placed(sticky: Sticky) -> bool:
    return sticky.at is not None and sticky.x is not None and sticky.y is not None


class _Lanes:
    """The stickies of each lane, and where they come to stand relative to its top."""

    def __init__(
        self,
        board: Board,
        cards: Cards,
        told: list[Sticky],
        at: dict[str, float],
        afresh: bool,
    ) -> None:
        self._board = board
        self._cards = cards
        self._at = at
        self._afresh = afresh
        self._hosts: dict[str, list[Sticky]] = defaultdict(list)
        self._pins: dict[str, list[Sticky]] = defaultdict(list)
        self._lane: dict[str, str | None] = {}
        self._sort(told)

    def _sort(self, told: list[Sticky]) -> None:
        beside = self._events_of_values(told)
        for sticky in told:
            host = host_of(self._board, sticky)
            if host is not sticky:
                self._pins[host.id].append(sticky)
            elif sticky.id in beside:
                self._pins[beside[sticky.id]].append(sticky)
            else:
                self._hosts[sticky.context or ""].append(sticky)
                self._lane[sticky.id] = sticky.context

    def _events_of_values(self, told: list[Sticky]) -> dict[str, str]:
        """Return the event that a new value stands beside: of its lane and column, in turn."""
        events: dict[tuple[str | None, float], list[str]] = defaultdict(list)
        values: dict[tuple[str | None, float], list[str]] = defaultdict(list)
        for sticky in told:
            if sticky.pinned_to is None and self._is_new(sticky):
                place = (sticky.context, self._at[sticky.id])
                if sticky.kind is Kind.EVENT:
                    events[place].append(sticky.id)
                elif sticky.kind is Kind.VALUE and not self._board.pinned(sticky.id):
                    values[place].append(sticky.id)
        return {
            value: events[place][number % len(events[place])]
            for place, together in values.items()
            if place in events
            for number, value in enumerate(together)
        }

    def _is_new(self, sticky: Sticky) -> bool:
        return self._afresh or sticky.x is None or sticky.y is None

    def boxes(self) -> dict[str, Box]:
        """Return every sticky's box, y from the top of its lane."""
        ways: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for flow in sorted(self._board.flows.values(), key=lambda f: (f.order, f.id)):
            if flow.loop or flow.source not in self._lane or flow.target not in self._lane:
                continue
            lane = self._lane[flow.source]
            if lane == self._lane[flow.target]:
                ways[lane or ""].append((flow.source, flow.target))
        result: dict[str, Box] = {}
        for lane, hosts in self._hosts.items():
            blocks = [self._block(sticky) for sticky in hosts]
            if all(self._is_new(sticky) for sticky in hosts):
                places = _in_rows(blocks, ways[lane])
            else:
                places = self._around(hosts, blocks, ways[lane])
            for sticky in hosts:
                width, height = self._cards.size(sticky)
                x, y = places[sticky.id]
                host = result[sticky.id] = Box(x, y, width, height)
                result.update(self._pinned(sticky, host))
        return result

    def _pinned(self, sticky: Sticky, host: Box) -> dict[str, Box]:
        pins = self._pins.get(sticky.id)
        if not pins:
            return {}
        return pin_boxes(host, [(pin, self._cards.size(pin)) for pin in pins])

    def _block(self, sticky: Sticky) -> Block:
        width, height = self._cards.size(sticky)
        x = column_x(self._at[sticky.id])
        if sticky.x is not None and not self._afresh:
            x = sticky.x
        pins = self._pinned(sticky, Box(x, 0, width, height)).values()
        return Block(
            sticky.id,
            sticky.kind,
            x,
            left=min([x, *(pin.x for pin in pins)]),
            right=max([x + width, *(pin.right for pin in pins)]),
            height=height,
            above=max([0.0, *(-pin.y for pin in pins)]),
            below=max([0.0, *(pin.bottom - height for pin in pins)]),
        )

    def _around(
        self, hosts: list[Sticky], blocks: list[Block], ways: list[tuple[str, str]]
    ) -> dict[str, tuple[float, float]]:
        """Place the new ones of a lane near what they flow with, clear of what stands there."""
        places: dict[str, tuple[float, float]] = {}
        spans: dict[int, list[tuple[float, float]]] = defaultdict(list)
        neighbours: dict[str, list[str]] = defaultdict(list)
        for source, target in ways:
            neighbours[source].append(target)
            neighbours[target].append(source)
        for sticky, block in zip(hosts, blocks, strict=True):
            if not self._is_new(sticky):
                places[sticky.id] = (sticky.x or 0.0, sticky.y or 0.0)
                _occupy(spans, block, sticky.y or 0.0)
        for sticky, block in zip(hosts, blocks, strict=True):
            if self._is_new(sticky):
                near = [places[n][1] for n in neighbours[sticky.id] if n in places]
                wish = min(near, default=MARGIN + block.above)
                y = _free(spans, block, wish)
                places[sticky.id] = (block.x, y)
                _occupy(spans, block, y)
        return places


def _in_rows(blocks: list[Block], ways: list[tuple[str, str]]) -> dict[str, tuple[float, float]]:
    by_id = {block.id: block for block in blocks}
    assign_rows(blocks, [(by_id[source], by_id[target]) for source, target in ways])
    tops = row_tops(blocks)
    return {block.id: (block.x, MARGIN + tops[block.row] + block.drop) for block in blocks}


def _occupy(spans: dict[int, list[tuple[float, float]]], block: Block, y: float) -> None:
    span = (y - block.above, y + block.height + block.below)
    for slot in range(block.first, block.last + 1):
        insort(spans[slot], span)


def _free(spans: dict[int, list[tuple[float, float]]], block: Block, wish: float) -> float:
    """Return the y nearest below the wish where a block has room in all its column slots."""
    slots = [spans[slot] for slot in range(block.first, block.last + 1)]
    need = block.height + block.below
    y = wish
    for top, bottom in sorted(span for slot in slots for span in slot):
        if top - GAP < y + need and y - block.above < bottom + GAP:
            y = bottom + GAP + block.above
    return y

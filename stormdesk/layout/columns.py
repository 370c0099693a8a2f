"""Columns for stickies that name none: along the flows, or else in the order they are told."""

from __future__ import annotations

from collections import defaultdict, deque
from itertools import pairwise

from stormdesk.layout.pins import host_of
from stormdesk.layout.timeline import FIRST, LAST, column_at
from stormdesk.model.board import Board
from stormdesk.model.sticky import Kind, Sticky

_BESIDE = frozenset({Kind.HOTSPOT, Kind.OPPORTUNITY, Kind.VALUE, Kind.NOTE, Kind.SCREEN})
_LOOKED_AT = frozenset({Kind.READ_MODEL, Kind.SCREEN})

Links = dict[str, list[tuple[str, int]]]


def columns(board: Board, told: list[Sticky], *, afresh_x: bool) -> dict[str, float]:
    """Return the column of every sticky told: its own, or one that follows from the flows.

    A sticky follows what leads to it. One without flows comes after the one told before it, or
    shares its column where it only comments. What nothing leads to stands just before what it
    leads to. ``afresh_x`` ignores where stickies without a column stand now.
    """
    result: dict[str, float] = {}
    for sticky in told:
        if sticky.at is not None:
            result[sticky.id] = sticky.at
        elif sticky.x is not None and not afresh_x:
            result[sticky.id] = column_at(sticky.x)
    if len(result) == len(told):
        return result
    free = [sticky for sticky in told if host_of(board, sticky) is sticky]
    successors, predecessors = _links(board, {sticky.id: sticky for sticky in free})
    teller = {later.id: earlier for earlier, later in pairwise(free)}
    for group in _groups(free, successors, predecessors):
        earlier = teller.get(group[0].id)
        comments = len(group) == 1 and group[0].kind in _BESIDE
        start = 1.0 if earlier is None else result[earlier.id] + (0 if comments else 1)
        _place(group, successors, predecessors, start, result)
    for sticky in told:
        if sticky.id not in result:
            result[sticky.id] = result[host_of(board, sticky).id]
    return result


def _distance(source: Sticky, target: Sticky, ends_there: bool) -> int:
    """Return how many columns a flow spans at least."""
    if target.kind is Kind.VALUE:
        return 0
    if source.kind in _LOOKED_AT and target.kind is Kind.ACTOR:
        return 0
    if source.kind is Kind.EVENT and target.kind in _LOOKED_AT and ends_there:
        return 0
    return 1


def _links(board: Board, free: dict[str, Sticky]) -> tuple[Links, Links]:
    successors: Links = defaultdict(list)
    predecessors: Links = defaultdict(list)
    flows = sorted(board.flows.values(), key=lambda f: (f.order, f.id))
    ways = [f for f in flows if not f.loop and f.source in free and f.target in free]
    leads_on = {f.source for f in ways}
    for flow in ways:
        span = _distance(free[flow.source], free[flow.target], flow.target not in leads_on)
        successors[flow.source].append((flow.target, span))
        predecessors[flow.target].append((flow.source, span))
    return successors, predecessors


def _groups(told: list[Sticky], successors: Links, predecessors: Links) -> list[list[Sticky]]:
    """Return the stickies that flows tie together, as told; groups in the order they begin."""
    number: dict[str, int] = {}
    for sticky in told:
        if sticky.id in number:
            continue
        mine = number[sticky.id] = len(number)
        waiting = [sticky.id]
        while waiting:
            each = waiting.pop()
            for other, _ in (*successors.get(each, ()), *predecessors.get(each, ())):
                if other not in number:
                    number[other] = mine
                    waiting.append(other)
    groups: dict[int, list[Sticky]] = defaultdict(list)
    for sticky in told:
        groups[number[sticky.id]].append(sticky)
    return list(groups.values())


def _place(
    group: list[Sticky],
    successors: Links,
    predecessors: Links,
    start: float,
    result: dict[str, float],
) -> None:
    given = {sticky.id for sticky in group if sticky.id in result}
    order = _sorted_along([sticky.id for sticky in group], successors, predecessors)
    rank = {sticky_id: place for place, sticky_id in enumerate(order)}
    anchored = set(given)
    for each in order:
        if each in given:
            continue
        before = [(p, span) for p, span in predecessors.get(each, ()) if rank[p] < rank[each]]
        result[each] = max((result[p] + span for p, span in before), default=start)
        if any(p in anchored for p, _ in before):
            anchored.add(each)
    for each in reversed(order):
        after = [(s, span) for s, span in successors.get(each, ()) if rank[s] > rank[each]]
        if each in given or not after:
            continue
        latest = min(result[s] - span for s, span in after)
        is_first = not any(rank[p] < rank[each] for p, _ in predecessors.get(each, ()))
        if is_first or (each not in anchored and latest < result[each]):
            result[each] = latest
    for sticky in group:
        result[sticky.id] = max(FIRST, min(LAST, result[sticky.id]))


def _sorted_along(told: list[str], successors: Links, predecessors: Links) -> list[str]:
    """Return ids so that flows lead forwards; a cycle is entered at the one told first."""
    open_ways = {each: len(predecessors.get(each, ())) for each in told}
    ready = deque(each for each in told if open_ways[each] == 0)
    waiting = deque(told)
    done: set[str] = set()
    order: list[str] = []
    while len(order) < len(told):
        if not ready:
            while waiting[0] in done:
                waiting.popleft()
            ready.append(waiting.popleft())
        each = ready.popleft()
        if each in done:
            continue
        done.add(each)
        order.append(each)
        for other, _ in successors.get(each, ()):
            open_ways[other] -= 1
            if open_ways[other] == 0:
                ready.append(other)
    return order

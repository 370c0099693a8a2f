"""Contexts that set off work in one another, one after the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from stormdesk.analysis.crossings import Crossing, crossings
from stormdesk.analysis.neighbours import neighbours
from stormdesk.model.board import Board
from stormdesk.model.context import Context
from stormdesk.model.sticky import Kind, Sticky


def work_chains(board: Board) -> list[tuple[list[Context], list[Sticky]]]:
    """Groups of three or more contexts that set off work in one another, with what does it.

    Work is set off where an event of one context wakes a policy of another that gives a command.
    """
    beside = neighbours(board)
    calls = [
        c
        for c in crossings(board)
        if c.source.kind is Kind.EVENT
        and c.target.kind is Kind.POLICY
        and Kind.COMMAND in beside.kinds_after(c.target)
    ]
    onward = _onward(calls, beside.before)
    groups: list[tuple[dict[str, Context], dict[str, Sticky]]] = []
    for first in calls:
        for second in onward.get(first.target.id, {}).values():
            if second.downstream.id == first.upstream.id:
                continue
            lanes = {
                lane.id: lane for lane in (first.upstream, first.downstream, second.downstream)
            }
            events = {event.id: event for event in (first.source, second.source)}
            for group in [g for g in groups if len(g[0].keys() & lanes.keys()) > 1]:
                groups.remove(group)
                lanes, events = {**group[0], **lanes}, {**group[1], **events}
            groups.append((lanes, events))
    return [([*lanes.values()], [*events.values()]) for lanes, events in groups]


def _onward(
    calls: list[Crossing], comes_from: Mapping[str, list[Sticky]]
) -> dict[str, dict[str, Crossing]]:
    """For each sticky, the calls that follow from it inside its context, one a called context."""
    found = defaultdict[str, dict[str, Crossing]](dict)
    for call in calls:
        waiting = [call.source]
        while waiting:
            sticky = waiting.pop()
            if call.downstream.id not in found[sticky.id]:
                found[sticky.id][call.downstream.id] = call
                waiting += [s for s in comes_from.get(sticky.id, ()) if s.context == sticky.context]
    return found

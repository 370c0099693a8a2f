"""A plan made from a board: what comes how often, where it goes, and who works on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from stormdesk.analysis.quantity import per_second
from stormdesk.analysis.simulation.plan import Node, Plan
from stormdesk.analysis.simulation.scenario import Rate, Scenario
from stormdesk.analysis.simulation.stages import stage_of
from stormdesk.analysis.simulation.ways import Ways, ways_of
from stormdesk.model.board import Board
from stormdesk.model.problem import BadInput
from stormdesk.model.sticky import Kind, Sticky

CONSUMERS = frozenset({Kind.POLICY, Kind.READ_MODEL, Kind.SYSTEM})
_MOST_ROUNDS = 200
_SETTLED = 1e-9


def plan_of(board: Board, scenario: Scenario, partitions: Mapping[str, int]) -> Plan:
    """Return the plan of a board in a scenario; ``partitions`` are those of each event, by id.

    What begins a way begins at its stated rate; a command without one at the rates of what it leads
    to. Behind that the arrivals decide: events of one column that follow from the same sticky are
    alternatives, which share by their stated rates, or evenly where none has any. All else that
    follows, follows each time. Consumers of one event and group share its messages evenly.

    Raises BadInput where the scenario names a consumer that the board has not.
    """
    ways = ways_of(board)
    notes: list[str] = []
    rates = {
        s.id: rate
        for s in board.stickies.values()
        if (rate := _stated(s, scenario.rate)) is not None
    }
    nodes = {node: _node(ways, node, rates, notes) for node in _reached(ways)}
    stated = {node: _beginning(ways, nodes, node, rates) for node in ways.beginnings()}
    sources = {node: rate * scenario.factor for node, rate in stated.items() if rate is not None}
    readers: defaultdict[str, list[str]] = defaultdict(list)
    for node in nodes.values():
        for target in (*node.always, *node.piled, *(t for c in node.choices for t, _ in c)):
            if node.event is not None and (stage := nodes[target].stage) is not None:
                readers[node.event].append(stage)
    stages = {
        stage: stage_of(ways, stage, scenario.remedies.get(stage), partitions, scenario.failures)
        for stage in sorted({node.stage for node in nodes.values() if node.stage is not None})
    }
    _refuse_strangers(scenario, stages)
    passing = _passing(nodes, sources, notes)
    load: defaultdict[str, float] = defaultdict(float)
    for node, rate in passing.items():
        if (stage := nodes[node].stage) is not None:
            load[stage] += rate
    for stage in stages.values():
        if stage.batch is not None:
            load[stage.id] += 1 / stage.batch
    return Plan(
        nodes,
        stages,
        sources,
        passing,
        dict(load),
        {event: tuple(dict.fromkeys(own)) for event, own in readers.items()},
        tuple(node for node, rate in stated.items() if rate is None),
        tuple(dict.fromkeys(notes)),
    )


def _refuse_strangers(scenario: Scenario, stages: Iterable[str]) -> None:
    known = set(stages)
    for name in (*scenario.remedies, *scenario.failures):
        if name not in known:
            raise BadInput(name, "is no consumer of this board that messages reach")


def _stated(sticky: Sticky, wanted: Rate) -> float | None:
    rates = sticky.message.rate if sticky.message is not None else None
    if rates is None:
        return None
    first, other = (rates.peak, rates.steady) if wanted == "peak" else (rates.steady, rates.peak)
    rate = first or other
    return per_second(rate) if rate is not None else None


def _reached(ways: Ways) -> list[str]:
    """Return the nodes that messages could pass."""
    found = dict.fromkeys(ways.beginnings())
    waiting = list(found)
    while waiting:
        for step in ways.after.get(waiting.pop(), ()):
            if step.target not in found:
                found[step.target] = None
                waiting.append(step.target)
    return list(found)


def _node(ways: Ways, node: str, rates: Mapping[str, float], notes: list[str]) -> Node:
    sticky = ways.sticky(node)
    always: list[str] = []
    choices: list[tuple[tuple[str, float], ...]] = []
    piled: list[str] = []
    columns: defaultdict[float | None, list[str]] = defaultdict(list)
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for step in ways.after.get(node, ()):
        target = ways.sticky(step.target)
        group = target.handling.group if target.handling is not None else None
        if step.via == "batch" and target.kind in CONSUMERS:
            piled.append(step.target)
        elif target.kind is Kind.EVENT:
            columns[target.at].append(step.target)
        elif sticky.kind is Kind.EVENT and group is not None:
            groups[group].append(step.target)
        else:
            always.append(step.target)
    for sharing in groups.values():
        if len(sharing) == 1:
            always += sharing
        else:
            choices.append(tuple((each, 1 / len(sharing)) for each in sharing))
    for events in columns.values():
        if len(events) == 1:
            always += events
        else:
            choices.append(_shares(ways, events, rates, notes))
    return Node(
        node,
        node if sticky.kind is Kind.EVENT else None,
        ways.of.get(node, node) if sticky.kind in CONSUMERS else None,
        tuple(always),
        tuple(choices),
        tuple(piled),
    )


def _shares(
    ways: Ways, events: list[str], rates: Mapping[str, float], notes: list[str]
) -> tuple[tuple[str, float], ...]:
    total = sum(rates.get(event, 0.0) for event in events)
    names = ", ".join(_called(ways.sticky(event)) for event in events)
    if total == 0.0:
        notes.append(f"No rates tell how often it is {names}: each is taken to be as likely.")
        return tuple((event, 1 / len(events)) for event in events)
    for event in events:
        if event not in rates:
            name = _called(ways.sticky(event))
            notes.append(f"{name} has no rate beside alternatives that have one: it never happens.")
    return tuple((event, rates.get(event, 0.0) / total) for event in events)


def _called(sticky: Sticky) -> str:
    return f"“{' '.join(sticky.text.split())}”"


def _beginning(
    ways: Ways, nodes: Mapping[str, Node], node: str, rates: Mapping[str, float]
) -> float | None:
    """Return how often messages begin at a node: as stated there, or by what they lead to."""
    waiting, seen = [node], {node}
    while waiting:
        stated = [rates[each] for each in waiting if each in rates]
        if stated:
            # Alternatives add up; what follows in other columns comes of the same messages again.
            columns: defaultdict[float | None, float] = defaultdict(float)
            for each in waiting:
                columns[ways.sticky(each).at] += rates.get(each, 0.0)
            return max(columns.values())
        onward = [
            step.target
            for each in waiting
            if ways.sticky(each).kind is not Kind.EVENT
            for step in ways.after.get(each, ())
            if step.target in nodes and step.target not in seen
        ]
        seen.update(onward)
        waiting = list(dict.fromkeys(onward))
    return None


def _passing(
    nodes: Mapping[str, Node], sources: Mapping[str, float], notes: list[str]
) -> dict[str, float]:
    """Return how many messages a second pass each node, were there no limits."""
    passing: dict[str, float] = {}
    for _ in range(_MOST_ROUNDS):
        after: defaultdict[str, float] = defaultdict(float, sources)
        for node_id, rate in passing.items():
            node = nodes[node_id]
            for target in node.always:
                after[target] += rate
            for choice in node.choices:
                for target, share in choice:
                    after[target] += rate * share
        settled = after.keys() == passing.keys() and all(
            abs(rate - passing[node]) <= _SETTLED * (1 + rate) for node, rate in after.items()
        )
        passing = dict(after)
        if settled:
            return passing
    notes.append("Some messages go round in a circle that hardly any leaves.")
    return passing

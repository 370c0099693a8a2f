"""The flows of a board as the application flows of Context Mapper."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping

from stormdesk.analysis.neighbours import Neighbours, neighbours
from stormdesk.exchange.catalogues.cml_names import Names
from stormdesk.exchange.catalogues.cml_text import string
from stormdesk.exchange.catalogues.effects import effects_of
from stormdesk.exchange.catalogues.landscape import Landscape
from stormdesk.layout.pins import lane_of
from stormdesk.model.naming import context_slugs
from stormdesk.model.sticky import Kind, Sticky


def flow_steps(land: Landscape, names: Names) -> Mapping[str, list[str]]:
    """Return the steps of each context by slug.

    A command is a step where an event follows from it, directly or by way of an aggregate or a
    system; a policy is one step for each event that it waits for, in the context that carries it
    out. Which of several events follows is left open, for a board does not say it.
    """
    board, around = land.board, neighbours(land.board)
    known = {boundary.slug for boundary in land.boundaries}
    slugs = context_slugs(board)
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for command in around.of_kind(Kind.COMMAND):
        subject = land.subjects.get(command.id)
        if subject is not None:
            for step in _command_steps(command, around, names):
                found[subject.context][step] = None
    for policy in around.of_kind(Kind.POLICY):
        commands = _messages(around.after.get(policy.id, ()), Kind.COMMAND, names)
        if not commands:
            continue
        lane = slugs[lane_of(board, policy)]
        home = lane if lane in known else land.subjects[commands[0]].context
        issued = " + ".join(names.messages[each] for each in commands)
        for event in _messages(around.before.get(policy.id, ()), Kind.EVENT, names):
            found[home][f"event {names.messages[event]} triggers command {issued}"] = None
    return {slug: list(steps) for slug, steps in found.items()}


def _command_steps(command: Sticky, around: Neighbours, names: Names) -> list[str]:
    actors = [each for each in around.before.get(command.id, ()) if each.kind is Kind.ACTOR]
    asked = ", ".join(each.text for each in actors)
    start = f"command {names.messages[command.id]}"
    if asked.strip():
        start = f"{start} [initiated by {string(asked)}]"
    after = around.after.get(command.id, [])
    steps = [_emitting(start, after, names.messages)]
    for each in after:
        if each.kind in (Kind.AGGREGATE, Kind.SYSTEM):
            called = names.aggregates.get(each.id)
            way = f"{start} delegates to {called}" if called is not None else start
            steps.append(_emitting(way, effects_of(command, each, around), names.messages))
    return [step for step in steps if step]


def _emitting(start: str, following: Iterable[Sticky], names: Mapping[str, str]) -> str:
    events = [names[each.id] for each in following if each.kind is Kind.EVENT and each.id in names]
    return f"{start} emits event {' o '.join(events)}" if events else ""


def _messages(stickies: Iterable[Sticky], kind: Kind, names: Names) -> list[str]:
    known: Container[str] = names.messages
    return [each.id for each in stickies if each.kind is kind and each.id in known]

"""Rules about what leads to what."""

from __future__ import annotations

from stormdesk.analysis.finding import Found, Level, named, rule
from stormdesk.model.board import Board
from stormdesk.model.grammar import BESIDE_THE_FLOW, followers_of, may_lead_to
from stormdesk.model.sticky import Kind, Sticky

_WITH_COMMANDS = ("process", "software-design")
_EFFECTS = frozenset({Kind.AGGREGATE, Kind.SYSTEM, Kind.EVENT})


@rule(Level.ERROR, _WITH_COMMANDS)
def flow_against_grammar(board: Board) -> Found:
    """A flow joins kinds that lead to one another.

    People look at a read model and decide on a command; a command acts on an aggregate or a system,
    which gives an event; an event wakes a policy or feeds a read model; a policy gives a command.
    A flow that skips a step hides something the room should talk about. Put the missing sticky
    between the two, or remove the flow; a deliberate way back is marked as a loop.
    """
    for flow in board.flows.values():
        source, target = board.stickies[flow.source], board.stickies[flow.target]
        if flow.loop or may_lead_to(source.kind, target.kind):
            continue
        expected = " or ".join(sorted(k.value.replace("-", " ") for k in followers_of(source.kind)))
        remedy = (
            "pin it on the sticky it speaks of instead"
            if source.kind in BESIDE_THE_FLOW or target.kind in BESIDE_THE_FLOW
            else f"after {_a(source.kind)} comes {expected}; put what is missing between"
        )
        yield (
            (source.id, target.id),
            f"{source.kind} {named(source.text)} leads to {target.kind} {named(target.text)}",
            remedy,
        )


@rule(Level.ADVICE, ("software-design",))
def skipped_aggregate(board: Board) -> Found:
    """At software design, a command acts on something before there is an event.

    The aggregate or system between the two holds the rules that may refuse the command. Put it
    there, or leave the flow as it is where there is nothing to decide.
    """
    for flow in board.flows.values():
        source, target = board.stickies[flow.source], board.stickies[flow.target]
        if source.kind is Kind.COMMAND and target.kind is Kind.EVENT and not flow.loop:
            yield (
                (source.id, target.id),
                f"nothing stands between {named(source.text)} and {named(target.text)}",
                "add the aggregate or system that decides",
            )


@rule(Level.WARNING, _WITH_COMMANDS)
def event_without_cause(board: Board) -> Found:
    """Something makes an event happen.

    An event that nothing leads to leaves open who or what caused it. Add the command or system
    before it, or say in its trigger that time, the outside or another context does.
    """
    for event in _of_kind(board, Kind.EVENT):
        if event.again is None and event.trigger is None and not board.incoming(event.id):
            yield (
                (event.id,),
                f"nothing leads to event {named(event.text)}",
                "add its command or system, or set its trigger",
            )


@rule(Level.WARNING, _WITH_COMMANDS)
def command_without_effect(board: Board) -> Found:
    """A command has an effect.

    A path that ends in a command does not say what came of it. Add the aggregate, system or event
    that follows.
    """
    for command in _of_kind(board, Kind.COMMAND):
        targets = [board.stickies[f.target].kind for f in board.outgoing(command.id)]
        if command.again is None and not _EFFECTS.intersection(targets):
            yield (
                (command.id,),
                f"nothing follows from command {named(command.text)}",
                "add the aggregate, system or event that it leads to",
            )


def _of_kind(board: Board, kind: Kind) -> list[Sticky]:
    return [s for s in board.in_order(Sticky) if s.kind is kind and not s.parked]


def _a(kind: Kind) -> str:
    name = kind.value.replace("-", " ")
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"

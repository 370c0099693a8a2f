"""Rules about what leads to what."""

from __future__ import annotations

from collections.abc import Iterable

from stormdesk.analysis.finding import Finding, Found, Level, called, kind_name, named, rule
from stormdesk.analysis.neighbours import COMPONENTS, Neighbours, neighbours
from stormdesk.late import resolved
from stormdesk.layout.pins import host_of, is_parked
from stormdesk.model.board import Board, Change
from stormdesk.model.context import Flow
from stormdesk.model.grammar import BESIDE_THE_FLOW, followers_of, may_lead_to
from stormdesk.model.once import once
from stormdesk.model.sticky import Kind, Sticky

_WITH_COMMANDS = ("process", "software-design")
_STARTS = frozenset({Kind.ACTOR, Kind.SYSTEM, Kind.SCREEN})
"""What begins of itself: people, machines, and what people look at."""
_LASTING = _STARTS | {Kind.AGGREGATE, Kind.READ_MODEL}
"""What is there all the time, wherever on the wall it stands."""


def _pin_instead(board: Board, finding: Finding) -> Change | None:
    """Take the flow of a comment away and pin the comment on what it speaks of."""
    source, target = (board.stickies[i] for i in finding.records)
    flows = _between(board, source.id, target.id)
    comment, subject = (source, target) if source.kind in BESIDE_THE_FLOW else (target, source)
    if not flows or comment.kind not in BESIDE_THE_FLOW or subject.kind in BESIDE_THE_FLOW:
        return None
    if host_of(board, subject).id == comment.id:
        return None
    pinned = comment.revised(pinned_to=comment.pinned_to or subject.id)
    return Change({comment.id: (comment, pinned), **{f.id: (f, None) for f in flows}})


def _mark_as_loop(board: Board, finding: Finding) -> Change | None:
    """Say that the way back is meant, where it closes a circle; else a sticky is misplaced."""
    flows = _between(board, *finding.records)
    around = neighbours(board)
    source, target = (around.originals.get(i, i) for i in finding.records)
    if source not in _reached(around, [target]):
        return None
    return Change({flow.id: (flow, flow.revised(loop=True)) for flow in flows})


@rule(Level.ERROR, _WITH_COMMANDS, fix=_pin_instead)
def flow_against_grammar(board: Board) -> Found:
    """A flow joins kinds that lead to one another.

    People look at a read model and decide on a command; a command acts on an aggregate or a system,
    which gives an event; an event wakes a policy or feeds a read model; a policy gives a command.
    A flow that skips a step hides something the room should talk about. Put the missing sticky
    between the two, or remove the flow; a deliberate way back is marked as a loop. Hotspots and
    notes comment on the flow and are pinned, not joined.
    """
    for flow, source, target in _standing(board):
        if flow.loop or may_lead_to(source.kind, target.kind):
            continue
        expected = " or ".join(sorted(kind_name(k) for k in followers_of(source.kind)))
        remedy = (
            "pin it on the sticky it speaks of instead"
            if source.kind in BESIDE_THE_FLOW or target.kind in BESIDE_THE_FLOW
            else f"after {_a(source.kind)} comes {expected}; put what is missing between"
        )
        yield (
            (source.id, target.id),
            f"{called(source)} leads to {called(target)}",
            remedy,
        )


@rule(Level.ADVICE, ("software-design",))
def skipped_aggregate(board: Board) -> Found:
    """At software design, a command acts on something before there is an event.

    The aggregate or system between the two holds the rules that may refuse the command. Put it
    there, or leave the flow as it is where there is nothing to decide.
    """
    of, stickies = neighbours(board).originals, board.stickies
    skipping = (
        (of[source.id], of[target.id])
        for flow, source, target in _standing(board)
        if source.kind is Kind.COMMAND and target.kind is Kind.EVENT and not flow.loop
    )
    for command, event in dict.fromkeys(skipping):
        yield (
            (command, event),
            (
                f"nothing stands between {named(stickies[command].text)}"
                f" and {named(stickies[event].text)}"
            ),
            "add the aggregate or system that decides",
        )


@rule(Level.WARNING, fix=_mark_as_loop)
def flow_against_timeline(board: Board) -> Found:
    """A flow leads forward in time.

    What stands further left happened before. A flow that runs back to the left says the opposite
    of where its stickies stand, and whoever reads the wall from left to right gets it wrong. Move
    one of the two, or mark the flow as a loop where the way back is meant. People, systems,
    aggregates and what people look at are there all the time, so a flow may lead back to them.
    """
    for flow, source, target in _standing(board):
        if flow.loop or source.at is None or target.at is None or target.at >= source.at:
            continue
        if target.kind in _LASTING:
            continue
        yield (
            (source.id, target.id),
            f"{named(source.text)} leads to {named(target.text)}, which stands before it",
            "move one of them, or mark the flow as a loop",
        )


@rule(Level.WARNING, _WITH_COMMANDS)
def unreachable_sticky(board: Board) -> Found:
    """Something leads to every sticky from a place where things begin.

    Things begin with a person, a system, or an event that time or the outside triggers. An
    aggregate that nothing acts on, and a circle that has no way in, can never come into play. Draw
    the flow that leads there, set the trigger of the event that starts it, or take it off the wall.
    """
    around = neighbours(board)
    for aggregate in around.of_kind(Kind.AGGREGATE):
        if aggregate.id not in around.before:
            yield (
                (aggregate.id,),
                f"no command acts on {named(aggregate.text)}",
                "join it with the command that it decides on",
            )
    for circle in _circles_without_way_in(around):
        yield (
            circle,
            f"nothing leads into the circle of {named(board.stickies[circle[0]].text)}",
            "add what starts it, or set the trigger of its first event",
        )


def _circles_without_way_in(around: Neighbours) -> list[tuple[str, ...]]:
    stickies = around.board.stickies
    joined = {*around.before, *around.after}
    left = joined - _reached(around, (i for i in joined if _begins(stickies[i], around)))
    place = {i: n for n, i in enumerate(i for i in around.originals if i in left)}
    if not place:
        return []
    # Whatever leads to what cannot be reached cannot be reached either.
    joined = ((before.id, i) for i in place for before in around.before[i])
    circles = [
        tuple(sorted(members, key=place.__getitem__))
        for members in resolved(COMPONENTS)(joined)
        if all(before.id in members for i in members for before in around.before[i])
    ]
    return sorted(circles, key=lambda circle: place[circle[0]])


def _begins(sticky: Sticky, around: Neighbours) -> bool:
    return sticky.id not in around.before or sticky.kind in _STARTS or sticky.trigger is not None


def _reached(around: Neighbours, starts: Iterable[str]) -> set[str]:
    """Return the starts and all that follows from them."""
    found = set(starts)
    waiting = list(found)
    while waiting:
        for following in around.after.get(waiting.pop(), ()):
            if following.id not in found:
                found.add(following.id)
                waiting.append(following.id)
    return found


@once
def _standing(board: Board) -> list[tuple[Flow, Sticky, Sticky]]:
    """The flows with both their ends, without those of the parking lot."""
    stickies = board.stickies
    ends = [(f, stickies[f.source], stickies[f.target]) for f in board.in_order(Flow)]
    return [(f, s, t) for f, s, t in ends if not (is_parked(board, s) or is_parked(board, t))]


def _between(board: Board, source: str, target: str) -> list[Flow]:
    """The flows between the two, of which a board may have several, without marked loops."""
    return [flow for flow in board.outgoing(source) if flow.target == target and not flow.loop]


def _a(kind: Kind) -> str:
    return f"{'an' if kind.value[0] in 'aeiou' else 'a'} {kind_name(kind)}"

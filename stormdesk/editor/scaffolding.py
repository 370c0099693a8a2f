"""Scaffolding: the stickies that event storming asks for next, as stubs to talk about."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from stormdesk.analysis.board_language import language_of
from stormdesk.analysis.denial import is_denial
from stormdesk.analysis.finding import named
from stormdesk.analysis.neighbours import neighbours
from stormdesk.analysis.stub_wording import (
    command_question,
    command_text,
    failure_texts,
    policy_text,
)
from stormdesk.editor.action import Aside
from stormdesk.editor.making_room import Spot, with_room
from stormdesk.editor.minting import minted_id
from stormdesk.editor.spacing import column
from stormdesk.layout.pins import is_parked
from stormdesk.model.board import Board
from stormdesk.model.context import Flow
from stormdesk.model.grammar import may_lead_to
from stormdesk.model.record import Record
from stormdesk.model.sticky import Kind, Sticky

if TYPE_CHECKING:
    from stormdesk.editor.editor import Editor

_CAUSES = frozenset({Kind.COMMAND, Kind.AGGREGATE, Kind.SYSTEM})
_LONGEST_TRACE = 400
_USUAL = "en"


@dataclass(frozen=True, slots=True)
class Stub:
    """A sticky to be added beside a host, with the flows to and from it, and those it replaces.

    One that ``asks`` holds a question for the room instead of words of its own.
    """

    kind: Kind
    text: str
    host: Sticky
    sources: tuple[Sticky, ...] = ()
    targets: tuple[Sticky, ...] = ()
    replaces: tuple[Flow, ...] = ()
    is_below: bool = False
    asks: bool = False


def trace(board: Board, sticky: Sticky) -> str:
    """Return what a sticky that comes from another one names as its origin."""
    return f"{board.profile.id}/{sticky.id}"[:_LONGEST_TRACE]


def stand_alone(board: Board, stickies: Iterable[Sticky], kind: Kind) -> list[Sticky]:
    """Return the stickies of a kind that are scaffolded: no repetitions, nothing set aside."""
    return [s for s in stickies if s.kind is kind and s.again is None and not is_parked(board, s)]


def commands_for(board: Board, stickies: Iterable[Sticky]) -> Iterator[Stub]:
    """Yield a command for each event without a cause; who acts or reacts leads to the command.

    Where the words of an event do not tell its command, as with what just happens, it asks.
    """
    language, around = language_of(board) or _USUAL, neighbours(board)
    for event in stand_alone(board, stickies, Kind.EVENT):
        incoming = [(flow, board.stickies[flow.source]) for flow in board.incoming(event.id)]
        if event.trigger is not None or not event.text.strip():
            continue
        if _CAUSES & around.kinds_before(event):
            continue
        text = command_text(event.text, language)
        rewired = [(f, s) for f, s in incoming if may_lead_to(s.kind, Kind.COMMAND) and not f.loop]
        yield Stub(
            Kind.COMMAND,
            text or command_question(event.text, language),
            event,
            sources=tuple(source for _, source in rewired),
            targets=(event,),
            replaces=tuple(flow for flow, _ in rewired),
            asks=not text,
        )


def policies_between(board: Board, flows: Iterable[Flow]) -> Iterator[Stub]:
    """Yield a policy for each flow from an event straight to a command."""
    language = language_of(board) or _USUAL
    for flow, event, command in _joining(board, flows, Kind.EVENT, Kind.COMMAND):
        text = policy_text(event.text, command.text, language)
        yield Stub(Kind.POLICY, text, command, (event,), (command,), (flow,))


def reactions_of(board: Board, stickies: Iterable[Sticky]) -> Iterator[Stub]:
    """Yield a policy for each command that nothing leads to, after the event before it."""
    language, causes = language_of(board) or _USUAL, neighbours(board).before
    stickies = list(stickies)
    by_lane: dict[str | None, list[tuple[float, str]]] = {}
    for event in stand_alone(board, stickies, Kind.EVENT):
        insort(by_lane.setdefault(event.context, []), (column(event), event.id))
    for command in stand_alone(board, stickies, Kind.COMMAND):
        events = by_lane.get(command.context, [])
        before = bisect_left(events, (column(command), ""))
        if before and command.id not in causes:
            event = board.stickies[events[before - 1][1]]
            text = policy_text(event.text, command.text, language)
            yield Stub(Kind.POLICY, text, command, (event,), (command,))


def aggregates_between(board: Board, flows: Iterable[Flow]) -> Iterator[Stub]:
    """Yield a blank aggregate for each command that leads straight to events."""
    by_command: dict[str, list[tuple[Flow, Sticky, Sticky]]] = {}
    for joint in _joining(board, flows, Kind.COMMAND, Kind.EVENT):
        by_command.setdefault(joint[1].id, []).append(joint)
    for joints in by_command.values():
        events = tuple(sorted((e for _, _, e in joints), key=lambda e: (e.at or 0, e.y or 0, e.id)))
        replaced = tuple(flow for flow, _, _ in joints)
        yield Stub(Kind.AGGREGATE, "", events[0], (joints[0][1],), events, replaced)


def looks_before(
    board: Board, stickies: Iterable[Sticky], palette: Iterable[Kind]
) -> Iterator[Stub]:
    """Yield a blank read model and a blank screen for each actor who looks at none."""
    wanted = [kind for kind in (Kind.READ_MODEL, Kind.SCREEN) if kind in set(palette)]
    around = neighbours(board)
    for actor in stand_alone(board, stickies, Kind.ACTOR):
        seen = around.kinds_before(actor)
        for kind in wanted:
            if kind not in seen:
                yield Stub(kind, "", actor, targets=(actor,))


def failures_of(board: Board, stickies: Iterable[Sticky], *, joined: bool) -> Iterator[Stub]:
    """Yield what may happen instead of each event, as its alternatives."""
    language = language_of(board) or _USUAL
    told = {s.text.strip().casefold() for s in board.stickies.values()} - {""}
    for event in _unasked(board, stickies):
        causes = [board.stickies[f.source] for f in board.incoming(event.id)] if joined else []
        sources = tuple(s for s in causes if may_lead_to(s.kind, Kind.EVENT))
        for text in failure_texts(event.text, language):
            if text.casefold() not in told:
                yield Stub(Kind.EVENT, text, event, sources, is_below=True)


def questions_in(stubs: Iterable[Stub]) -> Aside | None:
    """Return why some stubs ask, and what may be done about it; None where all have words."""
    events = [stub.host for stub in stubs if stub.asks]
    return _aside(
        events,
        "{event} does not tell its command, so the new sticky asks."
        " If it just happens, set its trigger instead.",
        "{count} events such as {event} do not tell their commands, so the new stickies ask."
        " Where one just happens, set its trigger instead.",
    )


def add_commands(editor: Editor) -> Aside | None:
    """Put a command before each selected event without a cause."""
    stubs = list(commands_for(editor.board, editor.selected_stickies))
    build(editor, "Add commands", stubs)
    return questions_in(stubs)


def add_policies(editor: Editor) -> None:
    """Put a policy before each selected command that an event leads to, or may have led to."""
    board = editor.board
    joined = policies_between(board, _selected_flows(editor))
    build(editor, "Add policies", chain(joined, reactions_of(board, editor.selected_stickies)))


def add_aggregates(editor: Editor) -> None:
    """Put a blank aggregate between each selected command and its events."""
    build(editor, "Add aggregates", aggregates_between(editor.board, _selected_flows(editor)))


def add_looks(editor: Editor) -> None:
    """Put what is looked at before each selected actor."""
    stubs = looks_before(editor.board, editor.selected_stickies, editor.palette)
    build(editor, "Add what is looked at", stubs)


def add_failures(editor: Editor) -> Aside | None:
    """Ask of each selected event what happens if it does not, and put that below it."""
    board, joined = editor.board, editor.level != "big-picture"
    wordless = _wordless(board, editor.selected_stickies)
    build(editor, "What if not?", failures_of(board, editor.selected_stickies, joined=joined))
    return _aside(
        wordless,
        "The words of {event} do not tell what else may happen: write it below.",
        "The words of {count} events such as {event} do not tell what else may happen:"
        " write it below.",
    )


def build(editor: Editor, label: str, stubs: Iterable[Stub], *more: Record) -> None:
    """Add stubs with their flows, traced to their hosts, and put other records, in one step."""
    board = editor.board
    added: dict[str, tuple[Stub, Sticky]] = {}
    for number, stub in enumerate(stubs):
        blank = Sticky(
            id=minted_id(stub.text or stub.kind.value, board, added),
            kind=stub.kind,
            text=stub.text,
            order=board.next_order(Sticky) + number,
        ).revised(derived_from=trace(board, stub.host))
        added[blank.id] = (stub, blank)
    if not added and not more:
        return
    spots = (Spot(new, s.host, s.sources, is_below=s.is_below) for s, new in added.values())
    replaced = {flow.id for stub, _ in added.values() for flow in stub.replaces}
    joints = [
        joint
        for stub, new in added.values()
        for joint in (
            *((source.id, new.id) for source in stub.sources),
            *((new.id, target.id) for target in stub.targets),
        )
    ]
    order = board.next_order(Flow)
    flows = (Flow.between(*ends, order + n) for n, ends in enumerate(joints))
    with editor.document.edit(label) as edit:
        edit.remove(*replaced)
        edit.put(*with_room(editor.wall, spots), *flows, *more)
    editor.select(added)


def _unasked(board: Board, stickies: Iterable[Sticky]) -> Iterator[Sticky]:
    """Yield the events that nobody asked yet what happens if they do not."""
    events = [s for s in board.stickies.values() if s.kind is Kind.EVENT]
    asked, own = {s.derived_from for s in events}, {trace(board, s) for s in events}
    for event in stand_alone(board, stickies, Kind.EVENT):
        if trace(board, event) not in asked and event.derived_from not in own:
            yield event


def _wordless(board: Board, stickies: Iterable[Sticky]) -> list[Sticky]:
    """Return the events whose words do not tell what else may happen; denials need not."""
    language = language_of(board) or _USUAL
    return [
        event
        for event in _unasked(board, stickies)
        if event.text.strip()
        and not failure_texts(event.text, language)
        and not is_denial(event.text, language)
    ]


def _aside(events: list[Sticky], one: str, many: str) -> Aside | None:
    if not events:
        return None
    values = {"event": named(events[0].text), "count": len(events)}
    return Aside(one if len(events) == 1 else many, values)


def _joining(
    board: Board, flows: Iterable[Flow], source: Kind, target: Kind
) -> Iterator[tuple[Flow, Sticky, Sticky]]:
    for flow in flows:
        ends = board.stickies[flow.source], board.stickies[flow.target]
        apart = any(s.again is not None or is_parked(board, s) for s in ends)
        if (ends[0].kind, ends[1].kind) == (source, target) and not flow.loop and not apart:
            yield flow, *ends


def _selected_flows(editor: Editor) -> list[Flow]:
    """Return the selected flows and those of the selected stickies, in their order."""
    board = editor.board
    found = {i: flow for i in editor.selection if (flow := board.flows.get(i)) is not None}
    for sticky in editor.selected_stickies:
        found |= {flow.id: flow for flow in board.referrers(sticky.id, Flow)}
    return sorted(found.values(), key=lambda flow: (flow.order, flow.id))

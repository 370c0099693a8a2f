"""Scaffolding: the stickies that event storming asks for next, as stubs to talk about."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from stormdesk.analysis.board_language import language_of
from stormdesk.analysis.stub_wording import (
    command_text,
    failure_texts,
    policy_text,
)
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
    """A sticky to be added beside a host, with the flows to and from it, and those it replaces."""

    kind: Kind
    text: str
    host: Sticky
    sources: tuple[Sticky, ...] = ()
    targets: tuple[Sticky, ...] = ()
    replaces: tuple[Flow, ...] = ()
    is_below: bool = False


def trace(board: Board, sticky: Sticky) -> str:
    """Return what a sticky that comes from another one names as its origin."""
    return f"{board.profile.id}/{sticky.id}"[:_LONGEST_TRACE]


def stand_alone(board: Board, stickies: Iterable[Sticky], kind: Kind) -> list[Sticky]:
    """Return the stickies of a kind that are scaffolded: no repetitions, nothing set aside."""
    return [s for s in stickies if s.kind is kind and s.again is None and not is_parked(board, s)]


def commands_for(board: Board, stickies: Iterable[Sticky]) -> Iterator[Stub]:
    """Yield a command for each event without a cause; who acts or reacts leads to the command."""
    language = language_of(board) or _USUAL
    for event in stand_alone(board, stickies, Kind.EVENT):
        incoming = [(flow, board.stickies[flow.source]) for flow in board.incoming(event.id)]
        if event.trigger is not None or any(source.kind in _CAUSES for _, source in incoming):
            continue
        rewired = [(f, s) for f, s in incoming if may_lead_to(s.kind, Kind.COMMAND) and not f.loop]
        yield Stub(
            Kind.COMMAND,
            command_text(event.text, language),
            event,
            sources=tuple(source for _, source in rewired),
            targets=(event,),
            replaces=tuple(flow for flow, _ in rewired),
        )


def policies_between(board: Board, flows: Iterable[Flow]) -> Iterator[Stub]:
    """Yield a policy for each flow from an event straight to a command."""
    language = language_of(board) or _USUAL
    for flow, event, command in _joining(board, flows, Kind.EVENT, Kind.COMMAND):
        text = policy_text(event.text, command.text, language)
        yield Stub(Kind.POLICY, text, command, (event,), (command,), (flow,))


def reactions_of(board: Board, stickies: Iterable[Sticky]) -> Iterator[Stub]:
    """Yield a policy for each command that nothing leads to, after the event before it."""
    language = language_of(board) or _USUAL
    stickies = list(stickies)
    by_lane: dict[str | None, list[tuple[float, str]]] = {}
    for event in stand_alone(board, stickies, Kind.EVENT):
        insort(by_lane.setdefault(event.context, []), (column(event), event.id))
    for command in stand_alone(board, stickies, Kind.COMMAND):
        events = by_lane.get(command.context, [])
        before = bisect_left(events, (column(command), ""))
        if before and not board.incoming(command.id):
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
    for actor in stand_alone(board, stickies, Kind.ACTOR):
        seen = {board.stickies[f.source].kind for f in board.incoming(actor.id)}
        for kind in wanted:
            if kind not in seen:
                yield Stub(kind, "", actor, targets=(actor,))


def failures_of(board: Board, stickies: Iterable[Sticky], *, joined: bool) -> Iterator[Stub]:
    """Yield what may happen instead of each event, as its alternatives."""
    language = language_of(board) or _USUAL
    told = {s.text.strip().casefold() for s in board.stickies.values()} - {""}
    events = [s for s in board.stickies.values() if s.kind is Kind.EVENT]
    asked, own = {s.derived_from for s in events}, {trace(board, s) for s in events}
    for event in stand_alone(board, stickies, Kind.EVENT):
        if trace(board, event) in asked or event.derived_from in own:
            continue
        causes = [board.stickies[f.source] for f in board.incoming(event.id)] if joined else []
        sources = tuple(s for s in causes if may_lead_to(s.kind, Kind.EVENT))
        for text in failure_texts(event.text, language):
            if text.casefold() not in told:
                yield Stub(Kind.EVENT, text, event, sources, is_below=True)


def add_commands(editor: Editor) -> None:
    """Put a command before each selected event without a cause."""
    build(editor, "Add commands", commands_for(editor.board, editor.selected_stickies))


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


def add_failures(editor: Editor) -> None:
    """Ask of each selected event what happens if it does not, and put that below it."""
    joined = editor.level != "big-picture"
    stubs = failures_of(editor.board, editor.selected_stickies, joined=joined)
    build(editor, "What if not?", stubs)


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

"""Rules about how a process is put together and kept up to date."""

from __future__ import annotations

import re
from datetime import date

from stormdesk.analysis.crossings import bounded_context
from stormdesk.analysis.finding import Finding, Found, Level, named, rule
from stormdesk.analysis.neighbours import neighbours
from stormdesk.analysis.payload import messages, with_message
from stormdesk.analysis.quantity import seconds
from stormdesk.analysis.stickies import in_order, standing
from stormdesk.analysis.vendors import is_id_of, vendor_events
from stormdesk.analysis.work_chains import work_chains
from stormdesk.model.board import Board, Change
from stormdesk.model.repetition import original_of
from stormdesk.model.sticky import Kind, Sticky

_WITH_COMMANDS = ("process", "software-design")
_DESIGN = ("software-design",)
_REVIEW_HOLDS = 90
_TRIVIAL_STEPS = 2
_FEW_LANES = 2
_ORCHESTRATOR = re.compile(
    r"\b(or(ch|k|qu)estr|orkiestr)\w*|\bsagas?\b|\bprocess manager\b|\bworkflow engine\b",
    re.IGNORECASE,
)
_ORCHESTRATES = frozenset({Kind.POLICY, Kind.SYSTEM, Kind.AGGREGATE})


@rule(Level.ADVICE, _WITH_COMMANDS)
def chain_without_compensation(board: Board) -> Found:
    """Work that runs through three contexts can be undone when a later step fails.

    No transaction spans contexts: what the first one did stays done. Decide for each step what
    takes its effect back, such as a release, a refund or a cancellation, and say which event it
    compensates.
    """
    undone = {s.compensates for s in standing(board) if s.compensates is not None}
    handled = {
        lane.id
        for sticky_id in undone
        if (lane := bounded_context(board, original_of(board, board.stickies[sticky_id])))
    }
    for lanes, events in work_chains(board):
        if handled.isdisjoint(lane.id for lane in lanes):
            names = ", ".join(lane.name for lane in lanes[:-1])
            yield (
                tuple(event.id for event in events),
                (
                    f"{named(events[0].text)} sets off work in {names} and {lanes[-1].name},"
                    " and nothing takes it back"
                ),
                "add the events that compensate for a step that fails",
            )


@rule(Level.ADVICE, _WITH_COMMANDS)
def orchestrator_of_trivial_flow(board: Board) -> Found:
    """An orchestrator earns its keep.

    A central engine for one or two steps is one more thing to build, run and wait for. Let a policy
    react to the event; bring the orchestrator in when steps must wait for one another, across
    several contexts, or be taken back.
    """
    around = neighbours(board)
    for sticky in standing(board):
        if sticky.kind not in _ORCHESTRATES or _ORCHESTRATOR.search(sticky.text) is None:
            continue
        follows = around.after.get(sticky.id, ())
        causes = around.before.get(sticky.id, ())
        lanes = {s.context for s in (sticky, *causes, *follows) if s.context is not None}
        steps = len(follows)
        if 0 < steps <= _TRIVIAL_STEPS and len(lanes) <= _FEW_LANES:
            yield (
                (sticky.id,),
                f"{named(sticky.text)} orchestrates only {_counted(steps, 'step')}",
                "let a policy react to the event instead",
            )


def _keep_for_replay(board: Board, finding: Finding) -> Change | None:
    """Keep messages as long as they may be replayed."""
    sticky = board.get(finding.records[0], Sticky)
    if sticky is None or sticky.message is None:
        return None
    return with_message(sticky, sticky.message, retention=sticky.message.replay_window)


@rule(Level.WARNING, _DESIGN, fix=_keep_for_replay)
def retention_below_replay_window(board: Board) -> Found:
    """What may be replayed is still there.

    Messages are gone after their retention, so a replay that reaches further back rebuilds a
    state with holes. Keep them at least as long as the replay window, or plan an archive and
    shorten the window.
    """
    for sticky, message in messages(board):
        kept, replayed = message.retention, message.replay_window
        if kept is not None and replayed is not None and seconds(kept) < seconds(replayed):
            yield (
                (sticky.id,),
                f"{named(sticky.text)} is kept for {kept} but may be replayed for {replayed}",
                "keep it at least as long as it may be replayed",
            )


@rule(Level.ADVICE, _DESIGN)
def read_model_without_freshness(board: Board) -> Found:
    """What people look at says how old it may be.

    A read model is fed by events and lags behind them; a person who decides by it has to know
    whether seconds or a day. Agree on it with those who look and write the freshness down.
    """
    beside = neighbours(board)
    for view in in_order(beside.of_kind(Kind.READ_MODEL)):
        shown = [s for s in beside.after.get(view.id, ()) if s.kind in (Kind.ACTOR, Kind.SCREEN)]
        if shown and view.freshness is None and Kind.EVENT in beside.kinds_before(view):
            viewer = in_order(shown)[0]
            yield (
                (view.id,),
                (
                    f"{named(viewer.text)} sees {named(view.text)}, and nobody said how old"
                    " it may be"
                ),
                "set its freshness",
            )


@rule(Level.WARNING, _DESIGN)
def vendor_event_without_adapter_owner(board: Board) -> Found:
    """Somebody answers for what comes in from a vendor.

    A vendor changes its events when it likes; the team that owns the adapter notices, translates
    them into our words and is called when they stop. Name that team on the external system. Where
    our own command comes before its event, a system is asked about once it is marked as external.
    """
    given, beside = vendor_events(board), neighbours(board)
    for system in in_order(board.stickies[system_id] for system_id in given):
        if system.external is None and Kind.COMMAND in beside.kinds_before(system):
            continue
        if not (system.adapter_owner or "").strip():
            yield (
                (system.id,),
                (
                    f"{named(given[system.id][0].text)} comes from {named(system.text)},"
                    " and nobody owns the adapter"
                ),
                "name the team that owns the adapter",
            )


@rule(Level.WARNING, _DESIGN)
def vendor_id_as_idempotency_key(board: Board) -> Found:
    """Duplicates are told apart by an id of our own.

    A vendor whose ids cannot be relied on repeats a call under a new id, or two calls under one,
    and the work is done twice or never. Make a key of what the message is about.
    """
    for system_id, events in vendor_events(board).items():
        system = board.stickies[system_id]
        if system.id_trusted is not False:
            continue
        for event in events:
            key = event.message.idempotency_key if event.message is not None else None
            if key is not None and is_id_of(system, key, event):
                yield (
                    (event.id, system.id),
                    (
                        f"{named(event.text)} tells duplicates apart by {key},"
                        f" an id of {named(system.text)} that is not trusted"
                    ),
                    "make a key of your own from what the message is about",
                )


@rule(Level.ADVICE)
def review_outdated(board: Board, today: date) -> Found:
    """A reviewed board was looked at in the last ninety days.

    Processes and systems move on while a board stays as it was, and a page that is no longer true
    misleads more than none. Walk through it once more and set the date of the review.
    """
    reviewed = board.profile.reviewed_on
    if reviewed is None:
        return
    days = (today - date.fromisoformat(reviewed)).days
    if days > _REVIEW_HOLDS:
        yield (
            (board.profile.id,),
            f"the board was last reviewed {days} days ago",
            "walk through it again and set the date",
        )


def _counted(number: int, what: str) -> str:
    return f"one {what}" if number == 1 else f"{number} {what}s"

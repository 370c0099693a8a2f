"""Rules about what a workshop leaves open."""

from __future__ import annotations

from datetime import date

from stormdesk.analysis.finding import Found, Level, named, rule
from stormdesk.model.board import Board
from stormdesk.model.hotspot import hotspots, is_settled, open_hotspots
from stormdesk.model.session import Decision, Step


@rule(Level.ADVICE)
def hotspot_without_owner(board: Board) -> Found:
    """Every open question has somebody who looks after it.

    A hotspot that belongs to all is answered by nobody, and comes back at the worst moment, from
    the parking lot as well. Before the room parts, put a name on each; or answer it or accept it.
    """
    for hotspot in open_hotspots(board):
        if hotspot.text.strip() and not (hotspot.owner or "").strip():
            yield (
                (hotspot.id,),
                f"nobody looks after hotspot {named(hotspot.text)}",
                "name its owner, or settle it",
            )


@rule(Level.WARNING)
def past_due(board: Board, today: date) -> Found:
    """What was due is done or has a new date.

    Dates that pass without a word teach everybody to ignore dates. Ask the owner, then answer the
    hotspot, take the step off the list, or agree on another day. What was put off is due again.
    """
    now = today.isoformat()
    for hotspot in hotspots(board):
        if hotspot.due is not None and hotspot.due < now and not is_settled(hotspot):
            yield (
                (hotspot.id,),
                f"hotspot {named(hotspot.text)} was due on {hotspot.due}",
                "answer it or agree on another date",
            )
    for step in board.in_order(Step):
        if step.due is not None and step.due < now:
            yield (
                (step.id,),
                f"next step {named(step.text)} was due on {step.due}",
                "take it off the list or agree on another date",
            )


@rule(Level.ADVICE)
def answer_missing(board: Board) -> Found:
    """An answered hotspot says what the answer was.

    In three months nobody remembers what the room meant. Write the answer down in one sentence.
    """
    for hotspot in hotspots(board):
        if hotspot.status == "answered" and not hotspot.answer.strip():
            yield (
                (hotspot.id,),
                f"hotspot {named(hotspot.text)} is answered and the answer is not written down",
                "write down the answer",
            )


@rule(Level.ADVICE)
def decision_without_subject(board: Board) -> Found:
    """A decision points at what it is about.

    Whoever changes a sticky later should learn that there was a decision. Link it to the stickies
    or contexts that it concerns.
    """
    for decision in board.in_order(Decision):
        if not decision.about and decision.status not in ("rejected", "superseded"):
            yield (
                (decision.id,),
                f"decision {named(decision.text)} is about nothing on the board",
                "link it to the stickies it concerns",
            )


@rule(Level.ADVICE)
def step_without_owner(board: Board) -> Found:
    """Every next step has somebody who does it.

    What all should do is done by nobody. Put a name on it before the room parts.
    """
    for step in board.in_order(Step):
        if not (step.owner or "").strip():
            yield (
                (step.id,),
                f"nobody is down for next step {named(step.text)}",
                "name who does it",
            )

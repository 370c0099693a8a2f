"""What happened in a workshop, line by line: phases, turns, ballots, versions and decisions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from stormdesk.analysis.session_time import Stretch, stretches
from stormdesk.analysis.votes import ranking, votes_of
from stormdesk.model.board import Board
from stormdesk.model.session import Ballot, Decision, NamedVersion, Session, Turn

What = Literal["phase", "break", "pause", "turn", "ballot", "version", "decision"]
_MOST_RANKED = 3


@dataclass(frozen=True, slots=True)
class Logged:
    """One line of the log; ``time`` is empty where only the day is known.

    ``text`` is a sentence with names in braces for ``values``.
    """

    time: str
    what: What
    text: str
    values: Mapping[str, object]

    @property
    def told(self) -> str:
        """The sentence with its values."""
        return self.text.format(**self.values)


def session_log(board: Board, session: Session) -> tuple[Logged, ...]:
    """Return the log of a session in the order of its times; what has only a day comes last.

    Versions and decisions are those of the same day. A hidden ballot tells no names of stickies.
    """
    lines = [
        *(_of_stretch(each) for each in stretches(session)),
        *map(_of_turn, session.turns),
        *(_of_ballot(board, each) for each in session.ballots),
        *_of_versions(board, session),
        *_of_decisions(board, session),
    ]
    # Before its start a session has no times, so those that lie before it are of the next day.
    start = _clock(session.start)
    return tuple(sorted(lines, key=lambda e: (not e.time, e.time < start, e.time)))


def minutes(stretch: Stretch) -> int:
    """Return how long a stretch took, in whole minutes."""
    return round(stretch.seconds / 60)


def _of_stretch(stretch: Stretch) -> Logged:
    phase = stretch.phase
    took = minutes(stretch)
    values: dict[str, object] = {"name": phase.name, "minutes": took, "planned": phase.minutes,
                                 "has-ended": phase.end is not None}  # fmt: skip
    grades = phase.return_on_time
    if phase.end is None:
        text = "{name}: under way."
    elif phase.minutes is None:
        text = "{name}: {minutes} minutes."
    else:
        text = "{name}: {minutes} of {planned} minutes."
    if grades:
        worth = sum(grade * count for grade, count in enumerate(grades, 1)) / sum(grades)
        values |= {"worth": f"{worth:.1f}", "voters": sum(grades)}
        text += " Return on time {worth} of 5, given by {voters}."
    what: What = "phase" if phase.kind == "work" else phase.kind
    return Logged(_clock(phase.start), what, text, values)


def _of_turn(turn: Turn) -> Logged:
    values = {"by": turn.by, "steps": len(turn.steps), "dropped": len(turn.dropped),
              "mode": turn.mode}  # fmt: skip
    who = "{by} told" if turn.by is not None else "Told"
    way = "" if turn.mode == "forward" else " from the end"
    what = "one sticky" if len(turn.steps) == 1 else "{steps} stickies"
    text = f"{who} {what}{way}"
    text += ", {dropped} put up on the way." if turn.dropped else "."
    return Logged(_clock(turn.start), "turn", text, values)


def _of_ballot(board: Board, ballot: Ballot) -> Logged:
    votes = sum(vote.count for vote in votes_of(board, ballot))
    first = [each for each in ranking(board, ballot) if each.place <= _MOST_RANKED]
    said = "; ".join(f"{each.sticky.text} ({each.votes})" for each in first[:_MOST_RANKED])
    values = {"name": ballot.name, "votes": votes, "first": " ".join(said.split())}
    text = "{name}: one vote." if votes == 1 else "{name}: {votes} votes."
    text += " First: {first}." if first else ""
    return Logged(_clock(ballot.revealed or ballot.start), "ballot", text, values)


def _of_versions(board: Board, session: Session) -> Iterator[Logged]:
    for version in board.in_order(NamedVersion):
        day, _, time = (version.date or "").partition("T")
        if day == session.date:
            # A time in another zone cannot be put among those of the room.
            time = "" if time.endswith("Z") else time[:5]
            yield Logged(time, "version", "Version saved: {name}.", {"name": version.name})


def _of_decisions(board: Board, session: Session) -> Iterator[Logged]:
    for decision in board.in_order(Decision):
        if decision.date == session.date:
            said = " ".join(decision.text.split())
            yield Logged("", "decision", "Decided: {text}", {"text": said})


def _clock(time: str | None) -> str:
    return (time or "")[:5]

"""How far a room has come, counted on the board: what agendas call enough.

A measure is a count, or a share of stickies that are as they should be, with a sentence for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from stormdesk.analysis.board_language import language_of
from stormdesk.analysis.evidence import stickies_of
from stormdesk.analysis.neighbours import neighbours
from stormdesk.analysis.scoreboard import scoreboard
from stormdesk.analysis.tense import is_past_tense
from stormdesk.layout.pins import lane_of
from stormdesk.model.board import Board
from stormdesk.model.hotspot import hotspots, is_settled
from stormdesk.model.session import Decision, Session, Step, Vote
from stormdesk.model.sticky import Kind, Sticky

NO_EVENT = "No event is placed yet."
MOST_IN_A_COLUMN = 3
"""So many events of one column are alternatives or parallel; more lie on a heap, still to sort."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One measure of one board; ``records`` are the stickies that keep it from being full.

    ``text`` is the sentence, with names in braces for ``values``. A count has no ``total``.
    """

    done: int
    text: str
    total: int | None = None
    records: tuple[str, ...] = ()
    values: Mapping[str, object] = field(default_factory=dict[str, object])

    @property
    def value(self) -> float:
        """The count, or the share in percent; where there is nothing to share, it is full."""
        if self.total is None:
            return self.done
        return 100 * self.done / self.total if self.total else 100

    @property
    def told(self) -> str:
        """The sentence with its values."""
        return self.text.format(**self.values)

    def reaches(self, at_least: float | None) -> bool:
        """Tell whether it is enough: a share all of it, a count one, unless told otherwise.

        Of what nobody has put up yet, no share is ever enough where a number is asked for.
        """
        wanted = at_least if at_least is not None else 1 if self.total is None else 100
        return self.value >= wanted and not (self.total == 0 and at_least is not None)


Measure = Callable[[Board], Measured]


def measured(board: Board, name: str) -> Measured | None:
    """Return what a measure says of a board; None where none goes by that name."""
    look = MEASURES.get(name)
    return look(board) if look is not None else None


def stickies_per_minute(before: int, now: int, seconds: float) -> float:
    """Return how fast stickies came since there were so many; none within the first seconds."""
    return max(0, now - before) * 60 / seconds if seconds >= 10 else 0.0


def _counting(one: str, many: str, none: str, *kinds: Kind) -> Measure:
    return lambda board: _count(len(stickies_of(board, *kinds)), one, many, none)


def _count(number: int, one: str, many: str, none: str) -> Measured:
    text = none if not number else one if number == 1 else many
    return Measured(number, text, values={"done": number})


def _share(
    found: Iterable[Sticky], is_met: Callable[[Sticky], bool], text: str, none: str = NO_EVENT
) -> Measured:
    """Return the share of stickies that are as they should be; ``none`` says that there are none.

    ``text`` names done and total.
    """
    stickies = list(found)
    lacking = tuple(s.id for s in stickies if not is_met(s))
    done, total = len(stickies) - len(lacking), len(stickies)
    said = text if total else none
    return Measured(done, said, total, lacking, {"done": done, "total": total})


def _past_tense(board: Board) -> Measured:
    language = language_of(board) or ""
    events = stickies_of(board, Kind.EVENT)
    verdicts = {event.id: is_past_tense(event.text, language) for event in events}
    judged = [event for event in events if verdicts[event.id] is not None]
    if events and not judged:
        return Measured(0, "Nobody here can tell the past tense in the language of this board.", 0)
    text = "{done} of {total} events say what has happened."
    return _share(judged, lambda event: verdicts[event.id] is True, text)


def _timeline(board: Board) -> Measured:
    events = stickies_of(board, Kind.EVENT)
    heaps = Counter((lane_of(board, e), e.at) for e in events)

    def is_placed(event: Sticky) -> bool:
        heap = heaps[lane_of(board, event), event.at]
        return event.at is not None and heap <= MOST_IN_A_COLUMN

    return _share(events, is_placed, "{done} of {total} events have their place on the timeline.")


def _pivotal(board: Board) -> Measured:
    number = sum(event.pivotal for event in stickies_of(board, Kind.EVENT))
    return _count(
        number,
        "One event is pivotal.",
        "{done} events are pivotal.",
        "No event is pivotal yet.",
    )


def _lanes(board: Board) -> Measured:
    def stands_in_lane(event: Sticky) -> bool:
        return lane_of(board, event) is not None

    events = stickies_of(board, Kind.EVENT)
    return _share(events, stands_in_lane, "{done} of {total} events stand in a lane.")


def _owned_hotspots(board: Board) -> Measured:
    waiting = [hotspot for hotspot in hotspots(board) if not is_settled(hotspot)]
    text = "{done} of {total} hotspots that are not settled have an owner."
    return _share(
        waiting, lambda hotspot: bool((hotspot.owner or "").strip()), text, "No hotspot is open."
    )


def _led_to(kind: Kind, by: frozenset[Kind], text: str, none: str) -> Measure:
    """Return the measure of how many of a kind something of other kinds leads to."""

    def look(board: Board) -> Measured:
        near = neighbours(board)
        return _share(
            near.of_kind(kind),
            lambda sticky: bool(near.kinds_before(sticky) & by) or sticky.trigger is not None,
            text,
            none,
        )

    return look


def _leading_to(kind: Kind, to: frozenset[Kind], text: str, none: str) -> Measure:
    """Return the measure of how many of a kind lead to something of other kinds."""

    def look(board: Board) -> Measured:
        near = neighbours(board)
        return _share(near.of_kind(kind), lambda s: bool(near.kinds_after(s) & to), text, none)

    return look


def _messages(board: Board) -> Measured:
    return _share(
        stickies_of(board, Kind.EVENT),
        lambda event: event.message is not None and bool(event.message.fields),
        "{done} of {total} events say what they carry.",
    )


def _observed(board: Board) -> Measured:
    return _share(
        stickies_of(board, Kind.EVENT),
        lambda event: bool(event.observability or event.service_levels),
        "{done} of {total} events are watched or promise something.",
    )


def _rule_of_the_game(rule: str, text: str, none: str) -> Measure:
    def look(board: Board) -> Measured:
        score = next(s for s in scoreboard(board) if s.id == rule)
        values = {"done": score.done, "total": score.total}
        return Measured(
            score.done, text if score.total else none, score.total, score.records, values
        )

    return look


def _told(board: Board) -> Measured:
    """Return how many events were told on a walk of the last session."""
    sessions = board.in_order(Session)
    told = {text for turn in sessions[-1].turns for text in turn.steps} if sessions else set[str]()
    text = "{done} of {total} events were told aloud."
    return _share(stickies_of(board, Kind.EVENT), lambda event: event.text in told, text)


def _votes(board: Board) -> Measured:
    number = sum(vote.count for vote in board.of_type(Vote).values())
    return _count(number, "One vote is cast.", "{done} votes are cast.", "No vote is cast yet.")


def _decisions(board: Board) -> Measured:
    return _count(
        len(board.of_type(Decision)),
        "One decision is written down.",
        "{done} decisions are written down.",
        "No decision is written down yet.",
    )


def _owned_steps(board: Board) -> Measured:
    steps = board.in_order(Step)
    lacking = tuple(s.id for s in steps if not (s.owner or "").strip())
    done, total = len(steps) - len(lacking), len(steps)
    values = {"done": done, "total": total}
    text = "{done} of {total} next steps have an owner." if steps else "No next step is told yet."
    return Measured(done, text, total, lacking, values)


MEASURES: Mapping[str, Measure] = MappingProxyType(
    {
        "events": _counting(
            "One event is placed.",
            "{done} events are placed.",
            NO_EVENT,
            Kind.EVENT,
        ),
        "past-tense": _past_tense,
        "timeline": _timeline,
        "pivotal-events": _pivotal,
        "events-in-lanes": _lanes,
        "people-and-systems": _counting(
            "One person or system is named.",
            "{done} people and systems are named.",
            "No person or system is named yet.",
            Kind.ACTOR,
            Kind.SYSTEM,
        ),
        "hotspots": _counting(
            "One hotspot is marked.",
            "{done} hotspots are marked.",
            "No hotspot is marked yet.",
            Kind.HOTSPOT,
        ),
        "hotspots-with-owners": _owned_hotspots,
        "hotspots-addressed": _rule_of_the_game(
            "hotspots-addressed",
            "{done} of {total} hotspots are addressed.",
            "No hotspot is marked.",
        ),
        "opportunities": _counting(
            "One opportunity is marked.",
            "{done} opportunities are marked.",
            "No opportunity is marked yet.",
            Kind.OPPORTUNITY,
        ),
        "values": _counting(
            "One value is marked.",
            "{done} values are marked.",
            "No value is marked yet.",
            Kind.VALUE,
        ),
        "events-with-cause": _led_to(
            Kind.EVENT,
            frozenset({Kind.COMMAND, Kind.AGGREGATE, Kind.SYSTEM}),
            "{done} of {total} events have a cause.",
            NO_EVENT,
        ),
        "commands-with-decider": _led_to(
            Kind.COMMAND,
            frozenset({Kind.ACTOR, Kind.POLICY}),
            "{done} of {total} commands come from somebody or from a policy.",
            "No command is placed yet.",
        ),
        "commands-with-rules": _leading_to(
            Kind.COMMAND,
            frozenset({Kind.AGGREGATE, Kind.SYSTEM}),
            "{done} of {total} commands are decided on somewhere.",
            "No command is placed yet.",
        ),
        "policies-lead-on": _leading_to(
            Kind.POLICY,
            frozenset({Kind.COMMAND}),
            "{done} of {total} policies lead to a command.",
            "No policy is placed yet.",
        ),
        "paths-completed": _rule_of_the_game(
            "every-path-completed",
            "{done} of {total} steps lead somewhere.",
            "No path is told yet.",
        ),
        "stakeholders-happy": _rule_of_the_game(
            "stakeholders-happy",
            "{done} of {total} people on the wall are reasonably happy.",
            "Nobody is on the wall yet.",
        ),
        "events-with-fields": _messages,
        "events-watched": _observed,
        "events-told": _told,
        "votes": _votes,
        "decisions": _decisions,
        "steps-with-owners": _owned_steps,
    }
)
"""The measures that agendas can name."""

"""The four rules of the game, and how far the room has come with each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from stormdesk.analysis.checklists import wording
from stormdesk.analysis.evidence import stickies_of
from stormdesk.model.board import Board
from stormdesk.model.context import Flow
from stormdesk.model.grammar import BESIDE_THE_FLOW, may_lead_to
from stormdesk.model.level import level_of
from stormdesk.model.sticky import Kind, Sticky

_LEADING_ON = (Kind.ACTOR, Kind.COMMAND, Kind.AGGREGATE, Kind.POLICY)
"""Kinds with which no path may end."""
_CLOSED = ("answered", "accepted")


@dataclass(frozen=True, slots=True)
class Score:
    """``done`` of ``total`` keep to a rule, ``records`` are those that do not."""

    id: str
    title: str
    help: str
    done: int
    total: int
    records: tuple[str, ...]

    @property
    def is_won(self) -> bool:
        """Whether nothing is left; with nothing to play for, nothing is won."""
        return self.done == self.total > 0


Count = tuple[int, tuple[str, ...]]


def scoreboard(board: Board) -> tuple[Score, ...]:
    """Return the score of each rule, in their order."""
    scores: list[Score] = []
    for rule in wording().game_rules:
        total, open_records = _COUNTS[rule.id](board)
        done = total - len(open_records)
        scores.append(Score(rule.id, rule.title, rule.help, done, total, open_records))
    return tuple(scores)


def _paths(board: Board) -> Count:
    # A big picture is told by its order alone: events stand there without any flow.
    if level_of(board) == "big-picture":
        return 0, ()
    leading = stickies_of(board, *_LEADING_ON)
    return len(leading), tuple(s.id for s in leading if not _leads_on(board, s))


def _leads_on(board: Board, sticky: Sticky) -> bool:
    places = [sticky.id, *(s.id for s in board.referrers(sticky.id, Sticky) if s.again)]
    return any(board.outgoing(place) for place in places)


def _grammar(board: Board) -> Count:
    wrong = tuple(
        flow.id
        for flow in board.in_order(Flow)
        if not flow.loop
        and not may_lead_to(board.stickies[flow.source].kind, board.stickies[flow.target].kind)
    )
    return len(board.flows), wrong


def _stakeholders(board: Board) -> Count:
    actors = stickies_of(board, Kind.ACTOR)
    return len(actors), tuple(a.id for a in actors if not _is_happy(board, a))


def _is_happy(board: Board, actor: Sticky) -> bool:
    """Tell whether an actor's own steps give as much as they take, with no hotspot on them."""
    steps = [actor, *_steps(board, actor)]
    beside = [p for step in steps for p in board.pinned(step.id) if p.kind in BESIDE_THE_FLOW]
    gained = sum({"+": 1, "-": -1}.get(p.sign or "", 0) for p in beside if p.kind is Kind.VALUE)
    return gained >= 0 and not any(is_open(p) for p in board.pinned(actor.id))


def _steps(board: Board, actor: Sticky) -> list[Sticky]:
    """Return the commands of an actor, and the events that they lead to at once."""
    found: list[Sticky] = []
    ahead = [(actor, 0)]
    while ahead:
        sticky, depth = ahead.pop()
        for flow in board.outgoing(sticky.id):
            following = board.stickies[flow.target]
            is_own = following.kind in (Kind.COMMAND, Kind.AGGREGATE, Kind.SYSTEM, Kind.EVENT)
            if is_own and following not in found and depth < 3:
                found.append(following)
                if following.kind is not Kind.EVENT:
                    ahead.append((following, depth + 1))
    return found


def is_open(sticky: Sticky) -> bool:
    """Tell whether a hotspot still waits: neither settled, nor put off with somebody to see to it.

    Anything but a hotspot is not.
    """
    if sticky.kind is not Kind.HOTSPOT or sticky.status in _CLOSED:
        return False
    return not (sticky.status == "deferred" and sticky.owner)


def _hotspots(board: Board) -> Count:
    # Addressed ones are put aside, so those in the parking lot count as well.
    hotspots = [s for s in board.in_order(Sticky) if s.kind is Kind.HOTSPOT and s.again is None]
    return len(hotspots), tuple(s.id for s in hotspots if is_open(s))


_COUNTS: Mapping[str, Callable[[Board], Count]] = MappingProxyType(
    {
        "every-path-completed": _paths,
        "grammar-respected": _grammar,
        "stakeholders-happy": _stakeholders,
        "hotspots-addressed": _hotspots,
    }
)

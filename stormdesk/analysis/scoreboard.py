"""The four rules of the game, and how far the room has come with each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from stormdesk.analysis.checklists import wording
from stormdesk.analysis.evidence import counted, stickies_of
from stormdesk.analysis.neighbours import neighbours
from stormdesk.layout.pins import is_parked
from stormdesk.model.board import Board
from stormdesk.model.context import Flow
from stormdesk.model.grammar import NEVER_LAST, may_lead_to
from stormdesk.model.hotspot import hotspots, is_open
from stormdesk.model.level import level_of
from stormdesk.model.repetition import repetitions_of
from stormdesk.model.sticky import Kind, Sticky

_OWN_STEPS = (Kind.COMMAND, Kind.AGGREGATE, Kind.SYSTEM, Kind.EVENT)
_STEPS_AHEAD = 3
_WORTH: Mapping[str | None, int] = MappingProxyType({"+": 1, "-": -1})


@dataclass(frozen=True, slots=True)
class Count:
    """How many play by a rule in all, who does not, and of whom nobody can tell yet."""

    total: int
    against: tuple[str, ...]
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """``done`` of ``total`` keep to a rule; ``records`` are those that do not, or may not.

    ``told`` is what there is to say beyond the numbers.
    """

    id: str
    title: str
    help: str
    done: int
    total: int
    records: tuple[str, ...]
    told: str

    @property
    def is_won(self) -> bool:
        """Whether nothing is left; with nothing to play for, nothing is won."""
        return self.done == self.total > 0


def scoreboard(board: Board) -> tuple[Score, ...]:
    """Return the score of each rule, in their order."""
    scores: list[Score] = []
    for rule in wording().game_rules:
        count = _COUNTS[rule.id](board)
        left = (*count.against, *count.unknown)
        told = f"nothing is told yet of {_actors(count.unknown)}" if count.unknown else ""
        done = count.total - len(left)
        scores.append(Score(rule.id, rule.title, rule.help, done, count.total, left, told))
    return tuple(scores)


def _actors(ids: tuple[str, ...]) -> str:
    return counted(len(ids), "actor/actors")


def _paths(board: Board) -> Count:
    # A big picture is told by its order alone: events stand there without any flow.
    if level_of(board) == "big-picture":
        return Count(0, ())
    leading = stickies_of(board, *(kind for kind in Kind if kind in NEVER_LAST))
    after = neighbours(board).after
    return Count(len(leading), tuple(s.id for s in leading if s.id not in after))


def _grammar(board: Board) -> Count:
    stickies = board.stickies
    ends = [(f, stickies[f.source], stickies[f.target]) for f in board.in_order(Flow)]
    drawn = [(f, s, t) for f, s, t in ends if not (is_parked(board, s) or is_parked(board, t))]
    wrong = (f.id for f, s, t in drawn if not f.loop and not may_lead_to(s.kind, t.kind))
    return Count(len(drawn), tuple(wrong))


def _stakeholders(board: Board) -> Count:
    actors = stickies_of(board, Kind.ACTOR)
    moods = {actor.id: _is_happy(board, actor) for actor in actors}
    return Count(
        len(actors),
        tuple(i for i, mood in moods.items() if mood is False),
        tuple(i for i, mood in moods.items() if mood is None),
    )


def _is_happy(board: Board, actor: Sticky) -> bool | None:
    """Tell whether an actor's own steps give as much as they take, with no open hotspot on it.

    None where the wall shows neither a step of the actor nor a value or a hotspot on it.
    """
    steps = _steps(board, actor)
    upon = _pinned(board, actor)
    if not steps and not any(p.kind in (Kind.VALUE, Kind.HOTSPOT) for p in upon):
        return None
    beside = [*upon, *(pin for step in steps for pin in _pinned(board, step))]
    gained = sum(_WORTH.get(p.sign, 0) for p in beside if p.kind is Kind.VALUE)
    return gained >= 0 and not any(map(is_open, upon))


def _pinned(board: Board, sticky: Sticky) -> list[Sticky]:
    """Return what is pinned on a sticky, wherever that is repeated."""
    places = [sticky, *repetitions_of(board, sticky.id)]
    return [pin for place in places for pin in board.pinned(place.id)]


def _steps(board: Board, actor: Sticky) -> list[Sticky]:
    """Return the commands of an actor, and the events that they lead to at once."""
    after = neighbours(board).after
    found: dict[str, Sticky] = {}
    ahead = [(actor, 0)]
    while ahead:
        sticky, depth = ahead.pop(0)
        for following in after.get(sticky.id, ()):
            if following.kind in _OWN_STEPS and following.id not in found and depth < _STEPS_AHEAD:
                found[following.id] = following
                if following.kind is not Kind.EVENT:
                    ahead.append((following, depth + 1))
    return list(found.values())


def _hotspots(board: Board) -> Count:
    found = hotspots(board)
    return Count(len(found), tuple(s.id for s in found if is_open(s)))


_COUNTS: Mapping[str, Callable[[Board], Count]] = MappingProxyType(
    {
        "every-path-completed": _paths,
        "grammar-respected": _grammar,
        "stakeholders-happy": _stakeholders,
        "hotspots-addressed": _hotspots,
    }
)

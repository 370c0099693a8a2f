"""A walk along the board: the order in which its story is told, and what stands round each step.

Forward it follows the timeline. Backward it begins at the end and follows the flows to where each
event comes from, and the timeline where there are none.
"""

from __future__ import annotations

from dataclasses import dataclass

from stormdesk.analysis.stickies import originals
from stormdesk.exchange.agenda import AgendaPhase
from stormdesk.layout.pins import is_parked
from stormdesk.model.board import Board
from stormdesk.model.context import Context
from stormdesk.model.once import once
from stormdesk.model.session import WalkMode
from stormdesk.model.sticky import Kind, Sticky
from stormdesk.resources import read_yaml

_TOLD = frozenset(
    {
        Kind.EVENT,
        Kind.COMMAND,
        Kind.ACTOR,
        Kind.POLICY,
        Kind.AGGREGATE,
        Kind.READ_MODEL,
        Kind.SYSTEM,
    }
)
_ANY = "any"


@dataclass(frozen=True, slots=True)
class Around:
    """What is shown with a step: its neighbours, and what is pinned on it; all else is dimmed."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    pinned: tuple[str, ...]

    @property
    def ids(self) -> frozenset[str]:
        """All of them."""
        return frozenset((*self.before, *self.after, *self.pinned))


def order(board: Board, mode: WalkMode) -> tuple[str, ...]:
    """Return the stickies that a walk leads to, in the order in which they are told.

    Events always belong to the story, other kinds where a flow joins them to it; what is parked
    or pinned is no step of its own.
    """
    return _forward(board) if mode == "forward" else _backward(board)


def stepped(board: Board, mode: WalkMode, at: str | None, step: int = 1) -> str | None:
    """Return where a walk stands some steps on, or back where negative; it stops at its ends.

    Nowhere yet, it begins with the first; None where there is nothing to tell.
    """
    way = order(board, mode)
    if not way:
        return None
    if at not in way:
        return way[0]
    return way[max(0, min(len(way) - 1, way.index(at) + step))]


def progress(board: Board, mode: WalkMode, at: str | None) -> tuple[int, int]:
    """Return the which of how many steps a sticky is, counted from 1; 0 where it is none."""
    way = order(board, mode)
    return (way.index(at) + 1 if at in way else 0), len(way)


def around(board: Board, sticky_id: str) -> Around:
    """Return the neighbours of a step: along the flows, else the events next to it in its lane."""
    before = tuple(f.source for f in board.incoming(sticky_id))
    after = tuple(f.target for f in board.outgoing(sticky_id))
    if not before and not after:
        way = [i for i in _forward(board) if _is_alike(board, i, sticky_id)]
        if sticky_id in way:
            place = way.index(sticky_id)
            before, after = tuple(way[max(0, place - 1) : place]), tuple(way[place + 1 : place + 2])
    pinned = tuple(s.id for s in board.pinned(sticky_id) if not is_parked(board, s))
    return Around(before, after, pinned)


def question(
    sticky: Sticky, mode: WalkMode, phase: AgendaPhase | None = None, language: str = "en"
) -> str:
    """Return what is asked at a step: the phase's own question for its kind, else the usual one."""
    own = [q.ask for q in phase.questions if q.kind is sticky.kind] if phase is not None else []
    if own and phase is not None and phase.walk == mode:
        return own[0]
    told = read_yaml("walk.yaml")
    by_kind = told.get(language, told["en"])[mode]
    return str(by_kind.get(sticky.kind.value, by_kind[_ANY]))


@once
def _forward(board: Board) -> tuple[str, ...]:
    flows = board.flows.values()
    joined = {f.source for f in flows} | {f.target for f in flows}
    lanes = {lane.id: place for place, lane in enumerate(board.in_order(Context))}
    told = [
        sticky
        for sticky in (board.stickies[i] for i in originals(board))
        if sticky.pinned_to is None
        and (sticky.kind is Kind.EVENT or (sticky.kind in _TOLD and sticky.id in joined))
    ]
    last = max((s.at for s in told if s.at is not None), default=0.0) + 1

    def place(sticky: Sticky) -> tuple[float, int, float, int, str]:
        at = last if sticky.at is None else sticky.at
        lane = lanes.get(sticky.context or "", len(lanes))
        return at, lane, sticky.y or 0.0, sticky.order, sticky.id

    return tuple(sticky.id for sticky in sorted(told, key=place))


@once
def _backward(board: Board) -> tuple[str, ...]:
    way = _forward(board)
    place = {sticky_id: number for number, sticky_id in enumerate(way)}
    told: dict[str, None] = {}
    for end in reversed(way):
        waiting = [end]
        while waiting:
            here = waiting.pop()
            if here in told:
                continue
            told[here] = None
            causes = (f.source for f in board.incoming(here) if not f.loop)
            # The latest cause is on top, so that it is told first.
            waiting += sorted((i for i in causes if i in place), key=place.__getitem__)
    return tuple(told)


def _is_alike(board: Board, one: str, other: str) -> bool:
    return board.stickies[one].context == board.stickies[other].context

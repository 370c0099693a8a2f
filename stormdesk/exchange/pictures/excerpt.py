"""A part of a board for a picture: one lane, or some stickies."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from typing import Literal

from stormdesk.layout.arrangement import Arrangement
from stormdesk.layout.card import Cards
from stormdesk.layout.pins import lane_of
from stormdesk.model.board import Board
from stormdesk.model.context import Context
from stormdesk.model.problem import BadInput, nearest, quoted
from stormdesk.model.record import Record
from stormdesk.model.sticky import Sticky


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The arrangement of what is left of a board; every sticky stands in its lane as before."""

    shows: Literal["whole", "lane", "selection"]
    arrangement: Arrangement

    @property
    def title(self) -> str:
        """What the board is called."""
        return self.arrangement.board.profile.title


def excerpt_of(board: Board, of: str, cards: Cards) -> Excerpt:
    """Return what ``whole``, ``lane NAME`` or ``selection ID,ID`` means on a board.

    Raises BadInput where there is no such lane or sticky.
    """
    shows, _, named = of.partition(" ")
    if shows == "lane":
        return lane_excerpt(board, _lane_named(board, named.strip()), cards)
    if shows == "selection":
        return selection_excerpt(board, _ids(board, named.strip()), cards)
    return Excerpt("whole", Arrangement.of(board, cards))


def lane_excerpt(board: Board, lane: Context, cards: Cards) -> Excerpt:
    """Return one lane with all that stands in it."""
    placed = Arrangement.of(board, cards).board
    stickies = placed.stickies.values()
    inside = {s.id for s in stickies if lane_of(placed, s) == lane.id and not s.parked}
    others = {context_id for context_id in board.contexts if context_id != lane.id}
    gone = others | (placed.stickies.keys() - inside)
    return Excerpt("lane", Arrangement.of(_without(placed, gone), cards))


def selection_excerpt(board: Board, ids: Set[str], cards: Cards) -> Excerpt:
    """Return some stickies with the flows among them; what is pinned on others stands alone."""
    whole = Arrangement.of(board, cards)
    placed = whole.board
    left = _without(placed, placed.stickies.keys() - ids).records.values()
    return Excerpt(
        "selection", Arrangement.of(Board.of(_held(each, whole) for each in left), cards)
    )


def _held(record: Record, whole: Arrangement) -> Record:
    """Return a record that keeps its place where others are gone."""
    if isinstance(record, Context):
        # Or lanes would close up and stickies come nearer to those of other lanes.
        lane = whole.lane(record.id)
        if lane is None or lane.collapsed:
            return record
        return record.revised(height=lane.height)
    if isinstance(record, Sticky):
        was = whole.board.stickies[record.id]
        if was.pinned_to is not None and record.pinned_to is None:
            parked = whole.is_parked(record.id)
            return record.revised(context=lane_of(whole.board, was), parked=parked)
    return record


def _without(board: Board, gone: Set[str]) -> Board:
    left: list[Record] = []
    for record in board.records.values():
        kept: Record | None = None if record.id in gone else record
        for record_id in record.references():
            if kept is not None and record_id in gone:
                kept = kept.without(record_id)
        if kept is not None:
            left.append(kept)
    return Board.of(left)


def _lane_named(board: Board, name: str) -> Context:
    lanes = board.in_order(Context)
    for lane in lanes:
        if name in (lane.name, lane.id):
            return lane
    names = [lane.name for lane in lanes]
    raise BadInput("of", f"there is no lane {quoted(name)}{nearest(name, names)}")


def _ids(board: Board, listed: str) -> frozenset[str]:
    """Return the ids in a list with commas; those that hold commas themselves are found too."""
    longest = max((sticky_id.count(",") for sticky_id in board.stickies), default=0) + 1
    parts, found = listed.split(","), set[str]()
    while parts:
        for length in range(min(longest, len(parts)), 0, -1):
            named = ",".join(parts[:length]).strip()
            if named in board.stickies:
                found.add(named)
                del parts[:length]
                break
        else:
            missed = parts[0].strip()
            known = nearest(missed, board.stickies)
            raise BadInput("of", f"there is no sticky with the id {quoted(missed)}{known}")
    return frozenset(found)

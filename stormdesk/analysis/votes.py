"""What was voted for, by ballot and in all; what is hidden yet is told by none of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from stormdesk.model.board import Board
from stormdesk.model.session import Ballot, Session, Vote
from stormdesk.model.sticky import Sticky


@dataclass(frozen=True, slots=True)
class Ranked:
    """A sticky and its votes; those with as many share a place."""

    place: int
    sticky: Sticky
    votes: int


def ballots(board: Board) -> list[Ballot]:
    """Return all ballots that were held on a board, the last one last."""
    return [ballot for session in board.in_order(Session) for ballot in session.ballots]


def votes_of(board: Board, ballot: Ballot) -> list[Vote]:
    """Return the votes of a ballot as they were cast."""
    return [vote for vote in board.in_order(Vote) if vote.ballot == ballot.name]


def ranking(board: Board, ballot: Ballot) -> tuple[Ranked, ...]:
    """Return what was voted for, most votes first; nothing while the ballot is hidden."""
    if ballot.revealed is None:
        return ()
    return ranked_by(board, votes_of(board, ballot))


def ranked_by(board: Board, cast: Iterable[Vote]) -> tuple[Ranked, ...]:
    """Return what some votes were for, most votes first."""
    votes = Counter[str]()
    for vote in cast:
        votes[vote.sticky] += vote.count
    order = {s.id: (s.at or 0.0, s.order, s.id) for i in votes if (s := board.stickies.get(i))}
    ids = sorted(order, key=lambda i: (-votes[i], order[i]))
    numbers = [votes[i] for i in ids]
    return tuple(Ranked(numbers.index(votes[i]) + 1, board.stickies[i], votes[i]) for i in ids)


def shown(board: Board) -> list[Vote]:
    """Return all votes but those of ballots that are still hidden, as they were cast."""
    hidden = {ballot.name for ballot in ballots(board) if ballot.revealed is None}
    return [v for v in board.in_order(Vote) if v.ballot is None or v.ballot not in hidden]


def shown_votes(board: Board) -> Mapping[str, int]:
    """Return how many votes each sticky has, without those of ballots that are still hidden."""
    found = Counter[str]()
    for vote in shown(board):
        found[vote.sticky] += vote.count
    return found

"""Voting: by name in turn or by counted hands, hidden until it is revealed, then ranked.

Every vote is a record of the board from the moment it is cast. Undo does not touch votes; a slip
is taken back here.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from stormdesk.analysis.votes import ballots, votes_of
from stormdesk.document.document import Document
from stormdesk.editor.workshop import session as sessions
from stormdesk.editor.workshop.timekeeping import spelled
from stormdesk.exchange.ids import Repeats
from stormdesk.model.board import Board
from stormdesk.model.naming import Taken
from stormdesk.model.problem import BadInput, quoted
from stormdesk.model.repetition import original_of
from stormdesk.model.session import Ballot, Session, Vote, VoteKind

MOST_HANDS = 100_000


def open_ballot(board: Board) -> Ballot | None:
    """Return the ballot that is under way: the last one that is not revealed."""
    session = sessions.running(board)
    hidden = [b for b in session.ballots if b.revealed is None] if session is not None else []
    return hidden[-1] if hidden else None


def open_new(
    document: Document,
    now: datetime,
    name: str = "Arrow voting",
    kind: VoteKind = "arrow",
    each: int = 2,
) -> Ballot:
    """Open a ballot, in a session of its own where none runs; one still open is revealed.

    Where the name was given before, it gets a number.
    """
    reveal(document, now)
    if sessions.running(document.board) is None:
        sessions.begin(document, now)
    taken = Taken()
    taken.names.update(ballot.name.casefold() for ballot in ballots(document.board))
    ballot = Ballot(
        name=taken.unique(name, " "), kind=kind, each=each, start=spelled(now), revealed=None
    ).revised()
    sessions.revise(document, lambda s: s.revised(ballots=(*s.ballots, ballot)))
    return ballot


def left(board: Board, ballot: Ballot) -> dict[str, int]:
    """Return how many votes each participant has left, in their order."""
    session = _session_of(board, ballot)
    used = Counter[str]()
    for vote in votes_of(board, ballot):
        used[vote.by or ""] += vote.count
    names = session.participants if session is not None else ()
    return {name: max(0, ballot.each - used[name]) for name in names}


def whose_turn(board: Board, ballot: Ballot) -> str | None:
    """Return the first participant who has votes left."""
    return next((name for name, votes in left(board, ballot).items() if votes), None)


def turnout(board: Board, ballot: Ballot) -> tuple[int, int]:
    """Return how many votes were cast, and how many the participants have in all."""
    cast_so_far = sum(vote.count for vote in votes_of(board, ballot))
    return cast_so_far, ballot.each * len(left(board, ballot))


def cast(document: Document, sticky_id: str, by: str) -> Vote:
    """Cast one vote of a participant in the open ballot.

    Raises BadInput where no ballot is open, nobody goes by the name, none of their votes is left,
    or the sticky is gone.
    """
    board = document.board
    ballot, sticky = _open(board), _sticky(board, sticky_id)
    votes = left(board, ballot)
    if by not in votes:
        raise BadInput("vote", f"nobody named {quoted(by)} takes part; add them to the session")
    if not votes[by]:
        raise BadInput("vote", f"{by} has no votes left; take one back first")
    vote = Vote(
        id=_new_id(board, f"vote:{sticky}>{by}"),
        order=board.next_order(Vote),
        sticky=sticky,
        by=by,
        kind=ballot.kind,
        ballot=ballot.name,
    )
    document.log(vote)
    return vote


def tally(document: Document, sticky_id: str, count: int) -> Vote | None:
    """Keep how many hands went up for a sticky in the open ballot, in place of the count before.

    None takes the count away. Raises BadInput where no ballot is open or the sticky is gone.
    """
    board = document.board
    ballot, sticky = _open(board), _sticky(board, sticky_id)
    if not 0 <= count <= MOST_HANDS:
        raise BadInput("vote", f"{count:,} is no count of hands")
    counted = [v for v in votes_of(board, ballot) if v.by is None and v.sticky == sticky]
    if not count:
        document.log(gone=[v.id for v in counted])
        return None
    if counted:
        vote = counted[0].revised(count=count, order=board.next_order(Vote))
    else:
        vote = Vote(
            id=_new_id(board, f"vote:{sticky}>"),
            order=board.next_order(Vote),
            sticky=sticky,
            kind=ballot.kind,
            ballot=ballot.name,
        ).revised(count=count)
    document.log(vote, gone=[v.id for v in counted[1:]])
    return vote


def take_back(document: Document, by: str | None = None) -> Vote | None:
    """Take the last vote of the open ballot back, or somebody's last; return it."""
    ballot = open_ballot(document.board)
    votes = votes_of(document.board, ballot) if ballot is not None else []
    slip = next((v for v in reversed(votes) if by is None or v.by == by), None)
    if slip is not None:
        document.log(gone=[slip.id])
    return slip


def reveal(document: Document, now: datetime) -> Ballot | None:
    """Show what the open ballot came to; return it."""
    ballot = open_ballot(document.board)
    if ballot is None:
        return None
    shown = ballot.revised(revealed=spelled(now))
    sessions.revise(
        document,
        lambda s: s.revised(ballots=tuple(shown if b is ballot else b for b in s.ballots)),
    )
    return shown


def _open(board: Board) -> Ballot:
    ballot = open_ballot(board)
    if ballot is None:
        raise BadInput("vote", "no ballot is open; open one first")
    return ballot


def _sticky(board: Board, sticky_id: str) -> str:
    """Return the sticky that is voted for, which a repetition stands in for."""
    sticky = board.stickies.get(sticky_id)
    if sticky is None:
        raise BadInput("vote", "that sticky is gone; choose another")
    return original_of(board, sticky).id


def _session_of(board: Board, ballot: Ballot) -> Session | None:
    found = (s for s in board.in_order(Session) if any(b.name == ballot.name for b in s.ballots))
    return next(found, None)


def _new_id(board: Board, plain: str) -> str:
    repeats = Repeats()
    while True:
        found = repeats.next(plain)
        if found not in board.records:
            return found

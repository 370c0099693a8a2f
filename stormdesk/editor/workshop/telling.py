"""Who tells the story, how far, and what was put up on the way: the log of a walk.

The log is kept in the running session, where the walk goes on after a crash. Each verb returns
the sticky where the walk stands, None where there is no walk.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from pydantic import ValidationError

from stormdesk.analysis.session_time import began, local, moment_after
from stormdesk.document.document import Document
from stormdesk.editor.entry import place_after, place_next
from stormdesk.editor.minting import minted_id
from stormdesk.editor.workshop import session as sessions
from stormdesk.editor.workshop import walk
from stormdesk.editor.workshop.timekeeping import rhythm_of, spelled
from stormdesk.model.board import Board
from stormdesk.model.problem import BadInput, explain
from stormdesk.model.session import Session, Turn, WalkMode
from stormdesk.model.sticky import Kind

if TYPE_CHECKING:
    from stormdesk.editor.editor import Editor


def turn_under_way(board: Board) -> Turn | None:
    """Return the turn of the one who is telling now."""
    session = sessions.running(board)
    last = session.turns[-1] if session is not None and session.turns else None
    return last if last is not None and last.end is None else None


def start_walk(
    document: Document, mode: WalkMode, now: datetime, by: str | None = None
) -> str | None:
    """Begin a walk, in a session of its own where none runs; one under way ends.

    The first participant tells, unless somebody is named.
    """
    if sessions.running(document.board) is None:
        sessions.begin(document, now)
    end_walk(document, now)
    first = walk.stepped(document.board, mode, None)

    def begun(session: Session) -> Session:
        narrator = by if by is not None else next(iter(session.participants), None)
        return _with_turn(session, _turn(document.board, mode, narrator, first, now))

    sessions.revise(document, begun)
    return first


def step(document: Document, steps: int = 1) -> str | None:
    """Go on along the walk, or back where negative."""
    turn = turn_under_way(document.board)
    if turn is None:
        return None
    at = _standing(document.board, turn)
    return go_to(document, walk.stepped(document.board, turn.mode, at, steps))


def go_to(document: Document, sticky_id: str | None) -> str | None:
    """Go to a sticky of the board, by pointer or otherwise; what was told is logged once a turn."""
    sticky = document.board.stickies.get(sticky_id or "")
    turn = turn_under_way(document.board)
    if turn is None or sticky is None:
        return turn.at if turn is not None else None
    if turn.at != sticky.id:
        steps = turn.steps if sticky.text in turn.steps else (*turn.steps, sticky.text)
        _revise_turn(document, lambda t: t.revised(at=sticky.id, steps=steps))
    return sticky.id


def hand_over(document: Document, now: datetime, to: str | None = None) -> str | None:
    """Let the next participant tell, or the one who is named; the walk stands where it stood."""
    before = turn_under_way(document.board)
    if before is None:
        return None

    def handed(session: Session) -> Session:
        narrator = to if to is not None else next_narrator(session)
        ended = _last_ended(session, now)
        return _with_turn(ended, _turn(document.board, before.mode, narrator, before.at, now))

    sessions.revise(document, handed)
    return before.at


def end_walk(document: Document, now: datetime) -> None:
    """End the walk that is under way."""
    if turn_under_way(document.board) is not None:
        sessions.revise(document, lambda session: _last_ended(session, now))


def next_narrator(session: Session) -> str | None:
    """Return who tells after the one who is telling."""
    names = session.participants
    last = session.turns[-1].by if session.turns else None
    if not names:
        return None
    return names[(names.index(last) + 1) % len(names)] if last in names else names[0]


def time_left(session: Session, now: datetime) -> int | None:
    """Return the seconds that the narrator has left, negative when it is time to hand over."""
    turn = session.turns[-1] if session.turns else None
    if turn is None or turn.start is None or turn.end is not None:
        return None
    since = local(now) - moment_after(turn.start, began(session))
    return rhythm_of(session).turn * 60 - max(0, int(since.total_seconds()))


def drop(editor: Editor, kind: Kind, text: str) -> str:
    """Put a hotspot, or another sticky, right where the walk stands, as one undoable step.

    Returns its id. Raises BadInput for a text that is none.
    """
    turn, board = turn_under_way(editor.board), editor.board
    host = board.stickies.get(turn.at or "") if turn is not None else editor.selected_sticky
    if host is None:
        raise BadInput("walk", "it stands at no sticky; step on to one, or select one")
    if not text.strip():
        raise BadInput("walk", "write what the sticky says")
    place = place_after if kind is Kind.EVENT else place_next
    try:
        sticky = place(editor.wall, host, kind).revised(
            id=minted_id(text, board), text=text.strip(), order=board.next_order(type(host))
        )
    except ValidationError as error:
        raise BadInput("walk", explain(error)) from None
    with editor.document.edit(f"Add {kind.value.replace('-', ' ')}") as edit:
        edit.put(sticky)
    log_dropped(editor.document, sticky.text)
    return sticky.id


def log_dropped(document: Document, text: str) -> None:
    """Log what was put up on the way, where it was typed on the board itself."""
    if turn_under_way(document.board) is not None:
        _revise_turn(document, lambda turn: turn.revised(dropped=(*turn.dropped, text)))


def _standing(board: Board, turn: Turn) -> str | None:
    """Return the step of the walk where a turn stands, or else the last one that it told."""
    way = walk.order(board, turn.mode)
    if turn.at in way:
        return turn.at
    told = {board.stickies[i].text: i for i in reversed(way)}
    return next((told[text] for text in reversed(turn.steps) if text in told), None)


def _turn(board: Board, mode: WalkMode, by: str | None, at: str | None, now: datetime) -> Turn:
    sticky = board.stickies.get(at or "")
    told = (sticky.text,) if sticky is not None else ()
    return Turn(mode=mode, start=spelled(now)).revised(by=by, at=at, steps=told)


def _with_turn(session: Session, turn: Turn) -> Session:
    return session.revised(turns=(*session.turns, turn))


def _last_ended(session: Session, now: datetime) -> Session:
    ended = session.turns[-1].revised(end=spelled(now), at=None)
    return session.revised(turns=(*session.turns[:-1], ended))


def _revise_turn(document: Document, change: Callable[[Turn], Turn]) -> None:
    sessions.revise(document, lambda s: s.revised(turns=(*s.turns[:-1], change(s.turns[-1]))))

"""Silent exploration: what was written unseen is revealed together, and doubles are merged."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import ValidationError

from stormdesk.analysis.board_language import language_of
from stormdesk.analysis.similarity import alike
from stormdesk.document.inbox import MOST, Waiting
from stormdesk.editor.editor import Editor
from stormdesk.editor.pasting import Spot, put_board
from stormdesk.exchange.outline_line import parse_line
from stormdesk.model.board import Board
from stormdesk.model.context import Flow
from stormdesk.model.naming import folded
from stormdesk.model.problem import BadInput, explain
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Kind, Sticky

_ROWS = 5
"""Stickies one below the other in a column, so that the room sees many of them at once."""
_TOP = 200.0


def written(text: str, by: str | None = None) -> list[Waiting]:
    """Return what lines of text are, one sticky a line, with the marks of an outline.

    Raises BadInput for a line that is too long.
    """
    found: list[Waiting] = []
    for line in text.splitlines():
        entry = parse_line(line)
        if entry is None:
            continue
        try:
            found.append(Waiting(text=entry.text, kind=entry.kind or Kind.EVENT).revised(by=by))
        except ValidationError as error:
            raise BadInput("inbox", explain(error)) from None
    if len(found) > MOST:
        raise BadInput("inbox", f"takes {MOST:,} stickies; reveal some first")
    return found


def reveal(editor: Editor, waiting: Sequence[Waiting]) -> list[str]:
    """Spread what waits behind all the rest, as one step; return the ids.

    They come in the order of their texts, so that nobody can tell who wrote what, and so that what
    is alike lies together.
    """
    if not waiting:
        return []
    ordered = sorted(waiting, key=lambda each: (folded(each.text), each.kind, each.text))
    profile = Profile(id="inbox", title=editor.board.profile.title)
    stickies = [
        Sticky(
            id=f"waiting-{number}", kind=each.kind, text=each.text, order=number,
            at=1.0 + number // _ROWS,
        )
        for number, each in enumerate(ordered)
    ]  # fmt: skip
    last = max((s.at or 0.0 for s in editor.board.stickies.values()), default=-1.0)
    number = len(stickies)
    label = "Reveal 1 sticky" if number == 1 else f"Reveal {number} stickies"
    ids = put_board(editor, Board.of([profile, *stickies]), Spot(last + 2, None, _TOP), label)
    return [ids[sticky.id] for sticky in stickies]


def doubles(board: Board) -> list[tuple[Sticky, ...]]:
    """Return stickies of one kind that say the same in other words, those of a cluster together."""
    language = language_of(board) or "en"
    found: list[tuple[Sticky, ...]] = []
    for kind in (Kind.EVENT, Kind.HOTSPOT, Kind.COMMAND, Kind.POLICY):
        texts = {
            s.id: s.text
            for s in board.in_order(Sticky)
            if s.kind is kind and s.again is None and s.text.strip()
        }
        clusters = alike(texts, language)
        found += [tuple(board.stickies[i] for i in cluster) for cluster in clusters]
    return found


def merge(editor: Editor, kept: str, gone: str) -> None:
    """Make one sticky of two, as one step: flows and what is pinned go to the one that stays.

    The other's words are kept in its notes. Raises BadInput where one of them is gone.
    """
    board = editor.board
    one, other = board.stickies.get(kept), board.stickies.get(gone)
    if one is None or other is None or one is other:
        raise BadInput("merge", "one of the two is gone")
    parts = [one.notes.strip()]
    if folded(other.text) != folded(one.text):
        parts.append(f"“{' '.join(other.text.split())}”")
    parts.append(other.notes.strip())
    pinned = [sticky.revised(pinned_to=kept) for sticky in board.pinned(gone)]
    flows = {
        (kept if f.source == gone else f.source, kept if f.target == gone else f.target)
        for f in (*board.incoming(gone), *board.outgoing(gone))
    }
    there = {(f.source, f.target) for f in board.flows.values()}
    coming = sorted(pair for pair in flows - there if pair[0] != pair[1])
    with editor.document.edit("Merge") as edit:
        edit.put(one.revised(notes="\n".join(filter(None, parts))), *pinned)
        edit.remove(gone)
        edit.put(
            *(Flow.between(*pair, board.next_order(Flow) + n) for n, pair in enumerate(coming))
        )
    editor.select([kept])

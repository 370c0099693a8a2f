"""Rules about how stickies are worded."""

from __future__ import annotations

from stormdesk.analysis.finding import Found, Level, named, rule
from stormdesk.analysis.wording import detect_language, is_past_tense
from stormdesk.model.board import Board
from stormdesk.model.sticky import Kind, Sticky


@rule(Level.WARNING)
def event_in_past_tense(board: Board) -> Found:
    """An event says what has happened.

    The past tense makes a sticky a fact that everybody can agree or disagree with; anything else
    is a wish, a process or a thing. Reword it as something that has happened: “Order placed”.
    Boards in a language whose word forms are not known are left alone.
    """
    events = [s for s in board.in_order(Sticky) if s.kind is Kind.EVENT and s.text.strip()]
    language = board.profile.language or detect_language(s.text for s in board.stickies.values())
    if language is None:
        return
    for event in events:
        if event.again is None and is_past_tense(event.text, language) is False:
            yield (
                (event.id,),
                f"event {named(event.text)} is not in the past tense",
                "say what has happened, such as “Order placed”",
            )

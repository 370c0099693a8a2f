"""The fixes of wordings: what a sticky should say, where that follows from what it says."""

from __future__ import annotations

from collections.abc import Callable

from stormdesk.analysis.board_language import language_of
from stormdesk.analysis.coaching_words import condition_of, excess
from stormdesk.analysis.finding import Finding
from stormdesk.analysis.neighbours import neighbours
from stormdesk.analysis.stub_wording import policy_text
from stormdesk.analysis.word_forms import split_text, word_forms
from stormdesk.analysis.wording import command_for, event_for
from stormdesk.model.board import Board, Change
from stormdesk.model.record import Record
from stormdesk.model.repetition import repetitions_of
from stormdesk.model.sticky import Kind, Sticky

_SPOKEN_OF_STICKIES = frozenset({"de", "en", "nl"})
"""Languages where a policy may hold the words of its event and command as they are."""


def as_event(board: Board, finding: Finding) -> Change | None:
    """Say that what was ordered has been done, where nothing in the text was done already."""
    return _each_reworded(board, finding, _event_of)


def _event_of(text: str, language: str) -> str | None:
    event = event_for(text, language)
    if event is None:
        return None
    forms = word_forms(language)
    done = any(forms.participle_of(word.lower()) for word in split_text(text)[1:])
    return None if done else event


def as_command(board: Board, finding: Finding) -> Change | None:
    """Order what was told as done."""
    return _each_reworded(board, finding, command_for)


def as_condition(board: Board, finding: Finding) -> Change | None:
    """Keep the name of a policy and say in the words of its one event and command what it does."""
    around, language = neighbours(board), language_of(board) or ""
    policy = board.stickies[finding.records[0]]
    events = [s.text for s in around.before.get(policy.id, ()) if s.kind is Kind.EVENT]
    commands = [s.text for s in around.after.get(policy.id, ()) if s.kind is Kind.COMMAND]
    if language not in _SPOKEN_OF_STICKIES or len(events) != 1 or len(commands) != 1:
        return None
    if not (events[0].strip() and commands[0].strip()) or condition_of(policy.text, language):
        return None
    said = policy_text(" ".join(events[0].split()), " ".join(commands[0].split()), language)
    text = f"{policy.text.strip().rstrip('.:')}: {said[0].lower()}{said[1:]}"
    # What another rule would call too long helps nobody.
    return _reworded(board, policy, text) if excess(text, Kind.POLICY) is None else None


def _each_reworded(
    board: Board, finding: Finding, reword: Callable[[str, str], str | None]
) -> Change | None:
    """The change that rewords those of a finding's stickies that can be, with their repetitions."""
    language = language_of(board) or ""
    pairs: dict[str, tuple[Record | None, Record | None]] = {}
    for sticky in (board.stickies[i] for i in finding.records):
        text = reword(sticky.text, language) if _is_plain(sticky.text) else None
        change = _reworded(board, sticky, text)
        pairs |= change.pairs if change is not None else {}
    return Change(pairs) if pairs else None


def _is_plain(text: str) -> bool:
    """Tell whether a text is words alone: rewording loses marks such as the stroke of "w/o"."""
    return all(letter.isalnum() or letter.isspace() or letter in "-'’_#" for letter in text)


def _reworded(board: Board, sticky: Sticky, text: str | None) -> Change | None:
    """The change that gives a sticky and its repetitions a text."""
    if text is None:
        return None
    same = (sticky, *repetitions_of(board, sticky.id))
    return Change({each.id: (each, each.revised(text=text)) for each in same})

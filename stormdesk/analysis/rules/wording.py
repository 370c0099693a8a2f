"""Rules about how stickies are worded."""

from __future__ import annotations

from collections.abc import Iterator

from stormdesk.analysis.board_language import language_of
from stormdesk.analysis.coaching_words import (
    condition_of,
    has_consequence,
    knows,
    parted,
    technical_words,
    vague_words,
)
from stormdesk.analysis.finding import Finding, Found, Level, called, named, rule
from stormdesk.analysis.neighbours import neighbours
from stormdesk.analysis.stub_wording import policy_text
from stormdesk.analysis.word_forms import LANGUAGES, split_text, word_forms
from stormdesk.analysis.wording import (
    command_for,
    event_for,
    is_imperative,
    is_past_tense,
    lemmas,
)
from stormdesk.layout.tilting import is_askew
from stormdesk.model.board import Board, Change
from stormdesk.model.context import Context
from stormdesk.model.repetition import repetitions_of
from stormdesk.model.session import Term
from stormdesk.model.sticky import Kind, Sticky

_WITH_COMMANDS = ("process", "software-design")
_MOST = (14, 110)
_MOST_OF_A_POLICY = (30, 220)
"""Words and letters that are read at a glance."""
_TALKATIVE = frozenset({Kind.HOTSPOT, Kind.NOTE, Kind.OPPORTUNITY, Kind.SCREEN})
"""Questions, ideas and sketches take the room they need."""
_SPOKEN_OF_STICKIES = frozenset({"de", "en", "nl"})
"""Languages where a policy may hold the words of its event and command as they are."""


def _as_event(board: Board, finding: Finding) -> Change | None:
    """Say that what was ordered has been done, where nothing in the text was done already."""
    sticky, language = board.stickies[finding.records[0]], language_of(board) or ""
    text = event_for(sticky.text, language)
    if text is None or not _is_plain(sticky.text):
        return None
    forms = word_forms(language)
    done = any(forms.participle_of(word.lower()) for word in split_text(sticky.text)[1:])
    return None if done else _reworded(board, sticky, text)


def _as_command(board: Board, finding: Finding) -> Change | None:
    """Order what was told as done."""
    sticky, language = board.stickies[finding.records[0]], language_of(board) or ""
    text = command_for(sticky.text, language) if _is_plain(sticky.text) else None
    return _reworded(board, sticky, text)


def _as_condition(board: Board, finding: Finding) -> Change | None:
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
    name = policy.text.strip().rstrip(".:")
    return _reworded(board, policy, f"{name}: {said[0].lower()}{said[1:]}")


@rule(Level.WARNING, fix=_as_event)
def event_in_past_tense(board: Board) -> Found:
    """An event says what has happened.

    The past tense makes a sticky a fact that everybody can agree or disagree with; anything else
    is a wish, a process or a thing. Reword it as something that has happened: “Order placed”.
    Boards in a language whose word forms are not known are left alone.
    """
    language = language_of(board) or ""
    for event in _worded(board, Kind.EVENT):
        if is_past_tense(event.text, language) is False:
            yield (
                (event.id,),
                f"{called(event)} is not in the past tense",
                "say what has happened, such as “Order placed”",
            )


@rule(Level.WARNING, _WITH_COMMANDS, fix=_as_command)
def command_in_past_tense(board: Board) -> Found:
    """A command is still to be carried out.

    A command may be refused; what has happened cannot. A command in the past tense is an event on
    the wrong colour, or hides the moment where somebody decides. Word it as an order, “Place
    order”, or make it an event.
    """
    language = language_of(board) or ""
    for command in _worded(board, Kind.COMMAND):
        # German spells "übergeben" alike in both: what its own order reads like is one.
        if (
            is_past_tense(command.text, language)
            and command_for(command.text, language) != command.text.strip()
        ):
            yield (
                (command.id,),
                f"{called(command)} tells what has happened",
                "word it as an order, such as “Place order”, or make it an event",
            )


@rule(Level.ADVICE, _WITH_COMMANDS)
def command_as_order(board: Board) -> Found:
    """A command says what is to be done.

    A noun such as “Order” leaves open what is asked for: to place it, change it or cancel it. Word
    it as an order that somebody gives: a verb, and what it is about.
    """
    language = language_of(board) or ""
    for command in _worded(board, Kind.COMMAND):
        if is_past_tense(command.text, language) is False and not is_imperative(
            command.text, language
        ):
            yield (
                (command.id,),
                f"{called(command)} does not say what to do",
                "word it as an order, such as “Place order”",
            )


@rule(Level.ADVICE, _WITH_COMMANDS, fix=_as_condition)
def policy_as_condition(board: Board) -> Found:
    """A policy says when it reacts and what it does then.

    “Whenever an order is paid, then ship it” is a rule that the room can test with examples; the
    mere name of a rule is not. Say both parts.
    """
    language = language_of(board) or ""
    if not knows(language):
        return
    for policy in _worded(board, Kind.POLICY):
        opening = condition_of(policy.text, language)
        if opening is None:
            yield (
                (policy.id,),
                f"{called(policy)} does not say when it reacts",
                "word it as “Whenever …, then …”",
            )
        elif not has_consequence(policy.text, opening, language):
            yield (
                (policy.id,),
                f"{called(policy)} does not say what it does then",
                "add what follows: “Whenever …, then …”",
            )


@rule(Level.ADVICE)
def technical_event(board: Board) -> Found:
    """An event speaks the language of the business.

    Domain experts can neither confirm nor correct an event about tables, buttons or brokers, and
    it changes with every rebuilding. Say what it means to the people it matters to. Words that
    name a context or stand in the board's own glossary are its language and are left alone.
    """
    own = _own_words(board)
    for event in _worded(board, Kind.EVENT):
        words = [word.lower() for word in split_text(event.text)]
        found = next((w for w in words if w in technical_words() and w not in own), None)
        if found is not None:
            yield (
                (event.id,),
                f"{called(event)} speaks of technology: {named(found)}",
                "say what it means to the business",
            )


@rule(Level.ADVICE)
def vague_event(board: Board) -> Found:
    """An event tells one thing from another.

    “Data updated” could be any moment of any process, so nobody can say what follows from it. Name
    the thing and what became of it, as people at work would. Words of the board's own glossary
    are left alone.
    """
    language = language_of(board) or ""
    vague = vague_words(language)
    if not vague:
        return
    own = _own_words(board)
    for event in _worded(board, Kind.EVENT):
        words = [word.lower() for word in split_text(event.text)]
        # Ground forms are dear, so they are asked for only where a word is vague as it stands.
        if vague.isdisjoint(words) or not own.isdisjoint(words):
            continue
        if vague.issuperset(lemmas(event.text, language)):
            yield (
                (event.id,),
                f"{called(event)} could mean anything",
                "name the thing and what became of it",
            )


@rule(Level.WARNING)
def two_events_in_one(board: Board) -> Found:
    """A sticky holds one event.

    Two facts on one sticky happen together today and apart tomorrow; each has its own cause, its
    own followers and its own failures. Put the second on a sticky of its own.
    """
    language = language_of(board) or ""
    if language not in LANGUAGES:
        return
    for event in _worded(board, Kind.EVENT):
        for first, second in parted(event.text, language):
            if (
                len(split_text(first)) > 1
                and is_past_tense(first, language)
                and is_past_tense(second, language)
            ):
                yield (
                    (event.id,),
                    f"{called(event)} tells two things at once",
                    f"put {named(second)} on a sticky of its own",
                )
                break


@rule(Level.ADVICE)
def long_text(board: Board) -> Found:
    """A sticky is read at a glance.

    A text that must be read like a letter is read by nobody from two steps away, and mostly holds
    more than one thought. Keep the few words that name it, and move the rest to its notes.
    """
    for kind in Kind:
        if kind in _TALKATIVE:
            continue
        words, letters = _MOST_OF_A_POLICY if kind is Kind.POLICY else _MOST
        for sticky in neighbours(board).of_kind(kind):
            count = len(sticky.text.split())
            if count > words or len(sticky.text) > letters:
                size = f"{count} words" if count > words else f"{len(sticky.text)} characters"
                yield (
                    (sticky.id,),
                    f"{called(sticky)} is {size} long",
                    "keep the words that name it and move the rest to its notes",
                )


def _worded(board: Board, kind: Kind) -> Iterator[Sticky]:
    """The stickies of a kind that say something, each once, without the parked ones.

    Nor is there anything to say of a tilted event: everybody sees that it wants better words.
    """
    for sticky in neighbours(board).of_kind(kind):
        if any(map(str.isalpha, sticky.text)) and not is_askew(sticky):
            yield sticky


def _is_plain(text: str) -> bool:
    """Tell whether a text is words alone: rewording loses marks such as the stroke of "w/o"."""
    return all(letter.isalnum() or letter.isspace() or letter in "-'’_#" for letter in text)


def _reworded(board: Board, sticky: Sticky, text: str | None) -> Change | None:
    """The change that gives a sticky and its repetitions a text."""
    if text is None:
        return None
    same = (sticky, *repetitions_of(board, sticky.id))
    return Change({each.id: (each, each.revised(text=text)) for each in same})


def _own_words(board: Board) -> frozenset[str]:
    """The words that the board explains, or names a context after."""
    terms = [term.term for term in board.of_type(Term).values()]
    names = [context.name for context in board.of_type(Context).values()]
    return frozenset(word.lower() for name in (*terms, *names) for word in split_text(name))

"""Rules about how stickies are worded."""

from __future__ import annotations

from collections.abc import Iterator

from stormdesk.analysis.better_words import as_command, as_condition, as_event
from stormdesk.analysis.board_language import language_of
from stormdesk.analysis.coaching_words import (
    condition_of,
    excess,
    has_consequence,
    knows,
    parted,
    technical_words,
    vague_words,
)
from stormdesk.analysis.finding import Found, Level, called, named, rule
from stormdesk.analysis.grouping import is_for_most, once_or_each
from stormdesk.analysis.neighbours import neighbours
from stormdesk.analysis.sample_wording import like_command, like_event, like_policy
from stormdesk.analysis.tense import participle, phrase
from stormdesk.analysis.word_forms import LANGUAGES, split_text
from stormdesk.analysis.wording import (
    command_for,
    is_imperative,
    is_past_tense,
    lemmas,
)
from stormdesk.layout.tilting import is_askew
from stormdesk.model.board import Board
from stormdesk.model.context import Context
from stormdesk.model.session import Term
from stormdesk.model.sticky import Kind, Sticky

_WITH_COMMANDS = ("process", "software-design")
_TALKATIVE = frozenset({Kind.HOTSPOT, Kind.NOTE, Kind.OPPORTUNITY, Kind.SCREEN})
"""Questions, ideas and sketches take the room they need."""


@rule(Level.WARNING, fix=as_event)
def event_in_past_tense(board: Board) -> Found:
    """An event says what has happened.

    The past tense makes a sticky a fact that everybody can agree or disagree with; anything else
    is a wish, a process or a thing. Reword it as something that has happened: “Order placed”.
    Boards in a language whose word forms are not known are left alone. Where half of many events
    are worded otherwise, it is said once.
    """
    language = language_of(board) or ""
    events = [*_worded(board, Kind.EVENT)]
    wrong = [event for event in events if is_past_tense(event.text, language) is False]
    remedy = f"say what has happened{like_event(language)}"
    yield from once_or_each(
        wrong,
        (f"{_of(wrong, events, 'events')} are not in the past tense", remedy),
        lambda event: (f"{called(event)} is not in the past tense", remedy),
        is_once=is_for_most(wrong, events),
    )


@rule(Level.WARNING, _WITH_COMMANDS, fix=as_command)
def command_in_past_tense(board: Board) -> Found:
    """A command is still to be carried out.

    A command may be refused; what has happened cannot. A command in the past tense is an event on
    the wrong colour, or hides the moment where somebody decides. Word it as an order, “Place
    order”, or make it an event.
    """
    language = language_of(board) or ""
    commands = [*_worded(board, Kind.COMMAND)]
    # German spells "übergeben" alike in both: what its own order reads like is one.
    wrong = [
        command
        for command in commands
        if is_past_tense(command.text, language)
        and command_for(command.text, language) != command.text.strip()
    ]
    remedy = f"word it as an order{like_command(language)}, or make it an event"
    yield from once_or_each(
        wrong,
        (
            f"{_of(wrong, commands, 'commands')} tell what has happened",
            f"word them as orders{like_command(language)}, or make them events",
        ),
        lambda command: (f"{called(command)} tells what has happened", remedy),
        is_once=is_for_most(wrong, commands),
    )


@rule(Level.ADVICE, _WITH_COMMANDS)
def command_as_order(board: Board) -> Found:
    """A command says what is to be done.

    A noun such as “Order” leaves open what is asked for: to place it, change it or cancel it. Word
    it as an order that somebody gives: a verb, and what it is about.
    """
    language = language_of(board) or ""
    commands = [*_worded(board, Kind.COMMAND)]
    wrong = [
        command
        for command in commands
        if is_past_tense(command.text, language) is False
        and not is_imperative(command.text, language)
    ]
    remedy = f"word it as an order{like_command(language)}"
    yield from once_or_each(
        wrong,
        (
            f"{_of(wrong, commands, 'commands')} do not say what to do",
            f"word them as orders{like_command(language)}",
        ),
        lambda command: (f"{called(command)} does not say what to do", remedy),
        is_once=is_for_most(wrong, commands),
    )


@rule(Level.ADVICE, _WITH_COMMANDS, fix=as_condition)
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
                f"say when it reacts and what it does then{like_policy(language)}",
            )
        elif not has_consequence(policy.text, opening, language):
            yield (
                (policy.id,),
                f"{called(policy)} does not say what it does then",
                f"add what follows{like_policy(language)}",
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
                    f"put {_apart(second, language)} on a sticky of its own",
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
        for sticky in neighbours(board).of_kind(kind):
            size = excess(sticky.text, kind)
            if size is not None:
                yield (
                    (sticky.id,),
                    f"{called(sticky)} is {size} long",
                    "keep the words that name it and move the rest to its notes",
                )


def _apart(second: str, language: str) -> str:
    """How the second of two facts is quoted; one without a subject shares that of the first."""
    shares = participle(phrase(second, language), 0) is not None
    return named(f"… {second.strip()}" if shares else second)


def _of(wrong: list[Sticky], all_told: list[Sticky], noun: str) -> str:
    """How many of how many, with the first as an example."""
    such = f", such as {named(wrong[0].text)}," if wrong else ""
    return f"{len(wrong)} of {len(all_told)} {noun}{such}"


def _worded(board: Board, kind: Kind) -> Iterator[Sticky]:
    """The stickies of a kind that say something, each once, without the parked ones.

    Nor is there anything to say of a tilted event: everybody sees that it wants better words.
    """
    for sticky in neighbours(board).of_kind(kind):
        if any(map(str.isalpha, sticky.text)) and not is_askew(sticky):
            yield sticky


def _own_words(board: Board) -> frozenset[str]:
    """The words that the board explains, or names a context after."""
    terms = [term.term for term in board.of_type(Term).values()]
    names = [context.name for context in board.of_type(Context).values()]
    return frozenset(word.lower() for name in (*terms, *names) for word in split_text(name))

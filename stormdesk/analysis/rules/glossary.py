"""Rules about the words of the board and what they mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from stormdesk.analysis.board_language import language_of
from stormdesk.analysis.finding import Found, Level, named, rule
from stormdesk.analysis.stickies import standing, standing_events
from stormdesk.analysis.word_forms import LANGUAGES
from stormdesk.analysis.wording import lemmas
from stormdesk.model.board import Board
from stormdesk.model.context import Context
from stormdesk.model.naming import folded
from stormdesk.model.session import Term
from stormdesk.model.sticky import Kind

_OFTEN = 5
_NAMED_THINGS = frozenset({Kind.EVENT, Kind.AGGREGATE, Kind.READ_MODEL})


@rule(Level.ADVICE)
def word_with_two_meanings(board: Board) -> Found:
    """A word means one thing, or the difference is known.

    The same word with different meanings in two contexts is how contexts are found, and how
    messages between them are misread. Give one of the two another word where they meet.
    """
    meanings = defaultdict[tuple[str, str], dict[str, _Meaning]](dict)
    for each in _meanings(board):
        meanings[each.kind, folded(each.word)].setdefault(each.context, each)
    place = {lane.id: number for number, lane in enumerate(board.in_order(Context))}
    for told in meanings.values():
        first, *others = (told[lane] for lane in sorted(told, key=place.__getitem__))
        differing = [each for each in others if folded(each.meaning) != folded(first.meaning)]
        if differing:
            here, there = (board.contexts[m.context].name for m in (first, differing[0]))
            yield (
                (first.record, *(each.record for each in differing)),
                f"{named(first.word)} means one thing in {here} and another in {there}",
                "give one of them another word where the two meet",
            )


@rule(Level.ADVICE)
def word_not_in_glossary(board: Board) -> Found:
    """The nouns that everybody uses stand in the glossary.

    A board that explains some of its words leads readers to believe that the others are clear.
    Define the aggregates and the words that come up in event after event. A board without any
    terms is left alone.
    """
    terms = [term.term for term in board.of_type(Term).values()]
    if not terms:
        return
    language = language_of(board)
    language = language if language in LANGUAGES else None
    known = {lemma for term in terms for lemma in lemmas(term, language or "")}
    explained: set[str] = set()
    for sticky in standing(board):
        if sticky.kind is Kind.AGGREGATE:
            parts = set(lemmas(sticky.text, language or ""))
            if parts and not parts & known:
                explained |= parts
                yield (
                    (sticky.id,),
                    f"aggregate {named(sticky.text)} is not in the glossary",
                    "define it",
                )
    if language is None:
        return
    used = defaultdict[str, list[str]](list)
    for event in standing_events(board):
        # What leads is what the event is about; a verb would stand there in another form.
        lemma = next(iter(lemmas(event.text, language)), "")
        if lemma in event.text.casefold().split():
            used[lemma].append(event.id)
    for lemma, ids in used.items():
        if len(ids) >= _OFTEN and lemma.isalpha() and lemma not in known | explained:
            yield (
                (ids[0],),
                f"{named(lemma)} is in {len(ids)} events and not in the glossary",
                "define it",
            )


class _Meaning(NamedTuple):
    """What a word of a kind means in one context, and the record that says so."""

    kind: str
    word: str
    record: str
    context: str
    meaning: str


def _meanings(board: Board) -> Iterator[_Meaning]:
    for term in board.in_order(Term):
        if term.context is not None and term.definition.strip():
            yield _Meaning("term", term.term, term.id, term.context, term.definition)
    for sticky in standing(board):
        told = sticky.kind in _NAMED_THINGS and sticky.doc.strip() and sticky.text.strip()
        if told and sticky.context is not None:
            yield _Meaning(sticky.kind, sticky.text, sticky.id, sticky.context, sticky.doc)

"""What a text speaks of, whatever the forms of its words: to find the event a policy names."""

from __future__ import annotations

from functools import cache, lru_cache

from stormdesk.analysis.tense import Phrase, phrase
from stormdesk.analysis.word_forms import LANGUAGES, clauses, split_text, word_forms

_EMPTY = (
    "determiner",
    "preposition",
    "conjunction",
    "stop",
    "asks",
    "modal",
    "past",
    "perfect",
    "present",
    "reflexive",
    "negation",
)


@lru_cache(maxsize=20_000)
def lemmas(text: str, language: str) -> tuple[str, ...]:
    """Return the content words of a text in their ground forms, in their order.

    Verbs come as infinitives, other words without their endings; in a language without tables
    all come as they are, in lower case.
    """
    if language not in LANGUAGES:
        return tuple(word.lower() for word in split_text(text))
    return tuple(
        lemma
        for clause in clauses(text)
        for lemma in _clause_lemmas(phrase(clause, language), _left_out(language))
    )


def matches_event(policy_condition: str, event_text: str, language: str) -> bool:
    """Tell whether a policy's condition ("Whenever an order is placed, …") speaks of the event.

    All content words of the event must occur in the condition, and both or neither must deny
    something. What follows the first comma or "then" is the consequence and is not looked at.
    """
    condition = next(iter(clauses(policy_condition)), "")
    named, said = set(lemmas(event_text, language)), set(lemmas(condition, language))
    return (
        bool(named)
        and named <= said
        and _denies(event_text, language) == _denies(condition, language)
    )


@cache
def _left_out(language: str) -> frozenset[str]:
    """The words of a language that carry no content."""
    classes = word_forms(language).classes
    return frozenset[str]().union(*(classes.get(kind, ()) for kind in _EMPTY))


def _clause_lemmas(said: Phrase, left_out: frozenset[str]) -> list[str]:
    """The lemmas of one clause; a particle that stands apart ("ging … ein") joins its verb."""
    found: list[str] = []
    last = len(said.words) - 1
    parted = said.forms.has("verbfinal", "yes")
    particle = said.at(last) if last > 0 and said.forms.has("particle", said.at(last)) else ""
    for index, word in enumerate(said.words):
        if index == last and particle:
            if not parted:
                found.append(word)
        elif word not in left_out:
            lemma = _lemma(said, index)
            joined = particle + lemma
            found.append(
                joined if particle and parted and joined in said.forms.infinitives else lemma
            )
    return found


def _lemma(said: Phrase, index: int) -> str:
    word = said.at(index)
    if word in said.forms.infinitives:
        return word
    capital = said.forms.has("capital", "yes") and said.written[index][0].isupper()
    if not capital or index == len(said.words) - 1:
        if verb := said.forms.participle_of(word) or said.forms.preterite_of(word):
            return verb
        for verb in said.forms.respelled("reduce", word):
            if verb in said.forms.infinitives and not capital:
                return verb
    return next((stem for stem in said.forms.respelled("plural", word) if len(stem) > 2), word)


def _denies(text: str, language: str) -> bool:
    if language not in LANGUAGES:
        return False
    said = phrase(text, language)
    return any(said.forms.has("negation", word) or word.endswith("n't") for word in said.words)

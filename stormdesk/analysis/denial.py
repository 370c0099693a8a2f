"""An event denied: that it did not happen, in its own words."""

from __future__ import annotations

from collections.abc import Callable

from stormdesk.analysis.rewording import command_for
from stormdesk.analysis.spelling import as_text
from stormdesk.analysis.tense import Phrase, is_past_tense, participle, past_verb, phrase
from stormdesk.analysis.word_forms import LANGUAGES

_NOT = {
    "de": "nicht",
    "en": "not",
    "es": "no",
    "fr": "non",
    "it": "non",
    "nl": "niet",
    "pl": "nie",
    "pt": "não",
}
_AUXILIARIES = ("past", "perfect", "present")


def is_denial(event: str, language: str) -> bool:
    """Tell whether a text says that something did not happen; False without tables."""
    if language not in LANGUAGES:
        return False
    said = phrase(event, language)
    return any(said.forms.has("negation", w) or w.endswith("n't") for w in said.words)


def denied(event: str, language: str) -> str | None:
    """Return that an event did not happen: "Order not placed", "Patient did not arrive".

    None where unsure, as with what is no event, and in a language without tables.
    """
    if not is_past_tense(event, language) or is_denial(event, language):
        return None
    said = phrase(event, language)
    words = _WAYS[language](said, plain_words(said, event), _NOT[language])
    if words is None:
        return None
    # What now opens the text brings its capital, and what stood there loses it.
    if said.written and words[0] != said.written[0] and said.written[0].istitle():
        words = [w.lower() if w == said.written[0] else w for w in words]
    text = as_text(words, said)
    return text if is_past_tense(text, language) else None


def plain_words(said: Phrase, event: str) -> list[str]:
    """Return the words of a text; a name such as OrderPlaced becomes a phrase of plain words."""
    return list(said.written if " " in event else (said.written[0], *said.words[1:]))


def _in_english(said: Phrase, words: list[str], no: str) -> list[str] | None:
    """After an auxiliary, before the participle of a passive, or "did not" and the verb."""
    told = _auxiliary(said)
    if told is not None:
        return [*words[: told + 1], no, *words[told + 1 :]]
    at = next((i for i in range(1, len(words)) if participle(said, i) is not None), None)
    if at is not None and command_for(" ".join(words), "en") is not None:
        return [*words[:at], no, *words[at:]]
    at = past_verb(said)
    verb = (said.forms.preterite_of(said.at(at)) or participle(said, at)) if at else None
    if not at or verb not in said.forms.infinitives:
        return None
    if any(participle(said, i) is not None for i in range(at + 1, len(words))):
        return None
    return [*words[:at], "did", no, verb, *words[at + 1 :]]


def _before_last_verb(said: Phrase, words: list[str], no: str) -> list[str] | None:
    """In German and Dutch before the participle that closes the clause."""
    closing = (
        i
        for i in range(1, len(words))
        if said.leads_on(i + 1)
        and (verb := participle(said, i)) is not None
        and said.forms.past_participle(verb)
        and said.forms.participle_of(said.at(i))
    )
    at = next(closing, None)
    return [*words[:at], no, *words[at:]] if at is not None else None


def _before_verb(said: Phrase, words: list[str], no: str) -> list[str] | None:
    """In Spanish, Italian and Portuguese before the verb, its auxiliary and its pronoun."""
    at = _auxiliary(said)
    at = past_verb(said) if at is None else at
    if at is None:
        return None
    at = _with_pronoun(said, at)
    return [*words[:at], no, *words[at:]]


def _around_verb(said: Phrase, words: list[str], no: str) -> list[str] | None:
    """In French around the auxiliary, else before the participle."""
    at = _auxiliary(said)
    if at is not None:
        start = _with_pronoun(said, at)
        opening = "n" if said.at(start)[0] in "aeiouéêh" else "ne"
        return [*words[:start], opening, *words[start : at + 1], "pas", *words[at + 1 :]]
    at = past_verb(said)
    return [*words[:at], no, *words[at:]] if at and participle(said, at) is not None else None


def _in_polish(said: Phrase, words: list[str], no: str) -> list[str] | None:
    """Joined with a participle; before a verb that has no object, whose case would change."""
    at = _auxiliary(said)
    if at is not None:
        return [*words[:at], no, *words[at:]]
    at = past_verb(said)
    if not at or said.forms.respelled("impersonal", said.at(at)):
        return None
    if said.forms.participle_of(said.at(at)):
        return [*words[:at], no + words[at], *words[at + 1 :]]
    alone = said.leads_on(at + 1) or said.at(at + 1) == "się"
    return [*words[:at], no, *words[at:]] if alone else None


def _auxiliary(said: Phrase) -> int | None:
    """Return where the first auxiliary stands."""
    return next(
        (
            i
            for i in range(len(said.words))
            for entry in said.entries(i)
            if any(said.forms.has(kind, entry) for kind in _AUXILIARIES)
        ),
        None,
    )


def _with_pronoun(said: Phrase, at: int) -> int:
    """Return where a verb begins with the pronoun before it, as in "se envió" and "s'est"."""
    before = said.at(at - 1) if at else ""
    told = any(said.forms.has(kind, before) for kind in ("reflexive", "passive"))
    return at - 1 if told else at


_Way = Callable[[Phrase, list[str], str], list[str] | None]
_WAYS: dict[str, _Way] = {
    "en": _in_english,
    "fr": _around_verb,
    "pl": _in_polish,
    **dict.fromkeys(("de", "nl"), _before_last_verb),
    **dict.fromkeys(("es", "it", "pt"), _before_verb),
}

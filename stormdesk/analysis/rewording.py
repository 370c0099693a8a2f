"""The command behind an event, and the event that a command leads to, in words."""

from __future__ import annotations

from stormdesk.analysis.tense import Phrase, is_imperative, is_past_tense, participle, phrase
from stormdesk.analysis.word_forms import LANGUAGES

_PASSIVE = ("was", "were", "been", "has", "have", "got", "had")


def command_for(event_text: str, language: str) -> str | None:
    """Return the command that leads to an event: "Order placed" gives "Place order".

    Known for English, German and Dutch; None where unsure, as with "Stock ran out" or a denial.
    """
    if language not in LANGUAGES or not is_past_tense(event_text, language):
        return None
    said = phrase(event_text, language)
    if any(said.forms.has("negation", word) for word in said.words):
        return None
    if language == "en":
        return _english_command(said)
    return _final_command(said) if language in {"de", "nl"} else None


def event_for(command_text: str, language: str) -> str | None:
    """Return the event that a command leads to: "Place order" gives "Order placed".

    Known for English, German and Dutch; None where unsure, as with a command without an object.
    """
    if language not in LANGUAGES or not is_imperative(command_text, language):
        return None
    said = phrase(command_text, language)
    if any(
        said.forms.has("negation", word) or said.forms.has("polite", word) for word in said.words
    ):
        return None
    if language == "en":
        return _english_event(said)
    if (
        language in {"de", "nl"}
        and len(said.words) > 1
        and (form := said.forms.infinitives.get(said.words[-1]))
    ):
        return _sentence([*said.written[:-1], form])
    return None


def _english_command(said: Phrase) -> str | None:
    """Subject and participle change places; who did it is left out."""
    at = next((i for i in range(1, len(said.words)) if participle(said, i)), None)
    verb = participle(said, at) if at is not None else None
    if at is None or verb not in said.forms.infinitives:
        return None
    told = said.at(at - 1) in _PASSIVE
    subject = [
        w
        for w in said.written[:at]
        if w.lower() not in (*_PASSIVE, "the", "a", "an")
        and not said.forms.has("adverb", w.lower())
    ]
    rest = list(said.written[at + 1 :])
    if "by" in (word.lower() for word in rest):
        rest = rest[: [word.lower() for word in rest].index("by")]
    particle = (
        rest[:1] if rest and said.forms.has("particle", rest[0].lower()) and len(rest) == 1 else []
    )
    active = bool(rest) and not particle and not said.leads_on(at + 1)
    if not subject or active or (told and said.at(at - 1) in {"has", "have", "had"}):
        return None
    if not told and (
        said.forms.has("intransitive", verb) or said.forms.participles.get(said.at(at)) != verb
    ):
        return None
    return _sentence([verb, *particle, *_inner(subject), *rest[len(particle) :]])


def _english_event(said: Phrase) -> str | None:
    """The object up to a preposition comes first, then participle, particle and the rest."""
    form = said.forms.infinitives.get(said.at(0))
    if form is None or said.at(0) in {"be", "have", "do", "need", "let", "go"}:
        return None
    rest = list(said.written[1:])
    particle = (
        [rest.pop(0)] if len(rest) > 1 and said.forms.has("particle", rest[0].lower()) else []
    )
    while rest and said.forms.has("determiner", rest[0].lower()):
        rest.pop(0)
    cut = next(
        (i for i, word in enumerate(rest) if said.forms.has("preposition", word.lower())), len(rest)
    )
    if cut == 0:
        return None
    return _sentence([*rest[:cut], form, *particle, *rest[cut:]])


def _final_command(said: Phrase) -> str | None:
    """In German and Dutch the infinitive stands where the participle stood."""
    last = len(said.words) - 1
    verb = participle(said, last)
    if (
        not last
        or verb not in said.forms.infinitives
        or any(said.forms.has(kind, w) for w in said.words for kind in ("past", "perfect"))
    ):
        return None
    return _sentence([*said.written[:last], verb])


def _inner(words: list[str]) -> list[str]:
    """A first word in the middle of a sentence; abbreviations keep their capitals."""
    first = words[0]
    return [first.lower() if first.istitle() and first.isalpha() else first, *words[1:]]


def _sentence(words: list[str]) -> str:
    text = " ".join(words)
    return text[:1].upper() + text[1:]

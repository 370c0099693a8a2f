"""The command behind an event, and the event that a command leads to, in words."""

from __future__ import annotations

from collections.abc import Callable

from stormdesk.analysis.agreement import Number, agreeing, agreement_of, number_of
from stormdesk.analysis.polish_case import accusative
from stormdesk.analysis.spelling import as_text, inner
from stormdesk.analysis.tense import (
    Phrase,
    is_imperative,
    is_noun,
    is_past_tense,
    participle,
    phrase,
)
from stormdesk.analysis.word_forms import LANGUAGES

_PASSIVE = ("was", "were", "been", "has", "have", "got", "had")
_DEEDS = ("tion", "sion", "ment", "ance", "ence", "ture")
"""Endings of English nouns that tell what is done."""
_FRENCH_ARTICLES = {
    Number(False, False): "le",
    Number(True, False): "la",
    Number(False, True): "les",
    Number(True, True): "les",
}


def command_for(event_text: str, language: str) -> str | None:
    """Return the command that leads to an event: "Order placed" gives "Place order".

    None where unsure, as with "Stock ran out" or a denial, and in a language without tables.
    """
    if language not in LANGUAGES or not is_past_tense(event_text, language):
        return None
    said = phrase(event_text, language)
    if any(said.forms.has("negation", word) for word in said.words):
        return None
    return _COMMANDS[language](said, language)


def event_for(command_text: str, language: str) -> str | None:
    """Return the event that a command leads to: "Place order" gives "Order placed".

    None where unsure, as with a command without an object, and in a language without tables.
    """
    if language not in LANGUAGES or not is_imperative(command_text, language):
        return None
    said = phrase(command_text, language)
    denied = any(said.forms.has("negation", word) for word in said.words)
    if len(said.words) < 2 or said.start() > 0 or denied:
        return None
    return _EVENTS[language](said, language)


def _english_command(said: Phrase, _language: str) -> str | None:
    """Subject and participle change places; who did it is left out."""
    at = next((i for i in range(1, len(said.words)) if participle(said, i)), None)
    verb = participle(said, at) if at is not None else None
    if at is None or verb not in said.forms.infinitives:
        return None
    told = said.at(at - 1) in _PASSIVE
    subject = [
        w
        for i, w in enumerate(said.written[:at])
        if w.lower() not in (*_PASSIVE, "the", "a", "an") and not said.is_adverb(i)
    ]
    rest = _without_agent(said, at + 1)
    particle = (
        rest[:1] if rest and said.forms.has("particle", rest[0].lower()) and len(rest) == 1 else []
    )
    active = bool(rest) and not particle and not said.leads_on(at + 1)
    if not subject or active or (told and said.at(at - 1) in {"has", "have", "had"}):
        return None
    form = said.at(at).rpartition("-")[2]
    if not told and (
        said.forms.has("intransitive", verb) or said.forms.participles.get(form) != verb
    ):
        return None
    again = said.at(at).rpartition("-")[0]
    verb = f"{again}-{verb}" if again else verb
    return as_text([verb, *particle, *inner(subject), *rest[len(particle) :]])


def _english_event(said: Phrase, _language: str) -> str | None:
    """The object up to a preposition comes first, then participle, particle and the rest."""
    again, hyphen, verb = said.at(0).rpartition("-")
    form = said.forms.infinitives.get(verb)
    if form is None or said.at(0) in {"be", "have", "do", "need", "let", "go"}:
        return None
    if len(said.words) == 2 and said.forms.has("compounding", verb) and _names_a_deed(said):
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
    if cut == 0 or said.forms.has("state", rest[cut - 1].lower()):
        return None
    return as_text([*rest[:cut], again + hyphen + form, *particle, *rest[cut:]])


def _names_a_deed(said: Phrase) -> bool:
    """Whether the last word may be the head of a name, as in "price change", "loan extension"."""
    last = said.words[-1]
    return last in said.forms.infinitives or last.endswith(_DEEDS)


def _final_command(said: Phrase, _language: str) -> str | None:
    """In German and Dutch the infinitive stands where the participle stood."""
    told = [i for i, word in enumerate(said.words) if said.forms.has("be", word)]
    at = next(
        (
            i
            for i in range(1, len(said.words))
            if i not in told and participle(said, i) and said.leads_on(i + 1)
        ),
        None,
    )
    verb = participle(said, at) if at is not None else None
    others = [word for i, word in enumerate(said.words) if i not in told]
    if (
        at is None
        or verb is None
        or not said.forms.past_participle(verb)
        or said.forms.has("intransitive", verb)
        or any(said.forms.has(kind, w) for w in others for kind in ("past", "perfect", "reflexive"))
    ):
        return None
    before = _without_agent(said, 0, at)
    subject = [word for word in before if not said.forms.has("be", word.lower())]
    return as_text([*subject, verb, *_without_agent(said, at + 1)]) if subject else None


def _final_event(said: Phrase, _language: str) -> str | None:
    """The participle closes the clause; in Dutch the verb of the command may open it."""
    last = len(said.words) - 1
    at = next(
        (
            i
            for i in range(1, last + 1)
            if said.forms.past_participle(said.at(i))
            and said.leads_on(i + 1)
            and not is_noun(said, i)
        ),
        None,
    )
    if at is not None:
        form = said.forms.past_participle(said.at(at))
        before = _without_articles(said, 0, at)
        return as_text([*before, form, *said.written[at + 1 :]]) if form and before else None
    verb = said.forms.ordered_by(said.at(0))
    if verb and said.forms.has("particle", said.at(last)):
        verb, last = said.at(last) + verb, last - 1
    form = said.forms.past_participle(verb) if verb else None
    rest = _without_articles(said, 1, last + 1)
    return as_text([*rest, form]) if form and rest else None


def _romance_command(said: Phrase, language: str) -> str | None:
    """The infinitive comes first; who did it is left out."""
    forms = said.forms
    if forms.has("passive", said.at(0)):
        verb = forms.preterite_of(said.at(1))
        rest = _without_agent(said, 2)
        return as_text([verb, *rest]) if verb and rest and not said.leads_on(2) else None
    at = next((i for i in range(1, len(said.words)) if _is_event_participle(said, i)), None)
    verb = participle(said, at) if at is not None else None
    ground = forms.past_participle(verb) if verb else None
    if at is None or verb is None or ground is None or not said.leads_on(at + 1):
        return None
    if forms.has("intransitive", verb) or forms.has("moving", verb):
        return None
    before = range(at)
    active = any(forms.has("perfect", said.at(i)) for i in before)
    if (active and not forms.has("be", said.at(at - 1))) or any(
        forms.has("reflexive", said.at(i)) for i in before
    ):
        return None
    kinds = ("past", "perfect", "present", "be")
    subject = [
        said.written[i]
        for i in before
        if not any(forms.has(kind, said.at(i)) for kind in kinds) and not said.is_adverb(i)
    ]
    rest = list(said.written[at + 1 :]) if forms.has("from", verb) else _without_agent(said, at + 1)
    if not subject:
        return None
    subject = inner(subject)
    if language == "fr" and not forms.has("determiner", subject[0].lower()):
        number = agreement_of(said.at(at), ground, language)
        vowel = subject[0][0].lower() in "aeiouyéèêàâîôûœh" and not number.plural
        subject = ["l" if vowel else _FRENCH_ARTICLES[number], *subject]
    return as_text([verb, *subject, *rest], said)


def _romance_event(said: Phrase, language: str) -> str | None:
    """The object, with what belongs to it, comes first and the participle agrees with it."""
    forms = said.forms
    verb = forms.ordered_by(said.at(0))
    ground = forms.past_participle(verb) if verb else None
    start = 1
    while forms.has("determiner", said.at(start)):
        start += 1
    ends = (
        i
        for i in range(start, len(said.words))
        if forms.has("preposition", said.at(i))
        and (not forms.has("of", said.at(i)) or (verb and forms.has("from", verb)))
    )
    end = next(ends, len(said.words))
    if ground is None or end <= start:
        return None
    number = number_of([*said.words[1 : start + 1]], forms)
    if number is None:
        return None
    form = agreeing(ground, number, language)
    return as_text([*said.written[start:end], form, *said.written[end:]], said)


def _polish_command(said: Phrase, _language: str) -> str | None:
    """The subject of a passive becomes the object; that of "złożono" is one already."""
    forms = said.forms
    at = next((i for i in range(len(said.words)) if _is_event_participle(said, i)), None)
    verb = participle(said, at) if at is not None else None
    if at is None or not verb or "się" in said.words:
        return None
    rest = _without_agent(said, at + 1)
    subject = [w for w in said.written[:at] if not forms.has("past", w.lower())]
    if forms.respelled("impersonal", said.at(at)):
        things = [*inner(subject), *rest] if subject else rest
        return as_text([verb, *things]) if things else None
    things = accusative(inner(subject), said.at(at), forms) if subject else None
    return as_text([verb, *things, *rest]) if things and said.leads_on(at + 1) else None


def _polish_event(said: Phrase, _language: str) -> str | None:
    """The impersonal form, as in "złożono", has the same object as the command."""
    verb = said.forms.ordered_by(said.at(0))
    form = said.forms.past_participle(verb) if verb else None
    if not form or "się" in said.words or said.leads_on(1):
        return None
    return as_text([form[:-1] + "o", *said.written[1:]])


def _is_event_participle(said: Phrase, index: int) -> bool:
    """Whether the word is a participle that an event may end on: no noun, no "been"."""
    kinds = ("be", "past", "perfect", "present", "determiner")
    return bool(
        not any(said.forms.has(kind, said.at(index)) for kind in kinds) and participle(said, index)
    )


def _without_agent(said: Phrase, start: int, end: int | None = None) -> list[str]:
    """The words from ``start`` without who did it: "by the customer", "par le client".

    Where the same word tells by what means, as in "par courriel", who did it has an article.
    """
    words = list(said.written[start:end])
    for at, word in enumerate(said.words[start:end]):
        if said.forms.has("agent", word):
            named = said.forms.has("determiner", said.at(start + at + 1))
            if named or not said.forms.has("means", word):
                return words[:at]
    return words


def _without_articles(said: Phrase, start: int, end: int) -> list[str]:
    while start < end and said.forms.has("determiner", said.at(start)):
        start += 1
    return list(said.written[start:end])


_Rewording = Callable[[Phrase, str], str | None]
_COMMANDS: dict[str, _Rewording] = {
    "en": _english_command,
    "pl": _polish_command,
    **dict.fromkeys(("de", "nl"), _final_command),
    **dict.fromkeys(("es", "fr", "it", "pt"), _romance_command),
}
_EVENTS: dict[str, _Rewording] = {
    "en": _english_event,
    "pl": _polish_event,
    **dict.fromkeys(("de", "nl"), _final_event),
    **dict.fromkeys(("es", "fr", "it", "pt"), _romance_event),
}

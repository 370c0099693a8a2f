"""What stands on the stickies that scaffolding adds, in the language of the board."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from stormdesk.analysis.rewording import command_for
from stormdesk.analysis.tense import Phrase, is_imperative, participle, phrase
from stormdesk.analysis.word_forms import LANGUAGES, sections

_NOT = {"de": "nicht", "en": "not", "es": "no", "fr": "non", "it": "non", "nl": "niet", "pt": "não"}
_WHENEVER = {
    "de": "Immer wenn {event}, dann {command}",
    "en": "Whenever {event}, then {command}",
    "es": "Siempre que {event}, entonces {command}",
    "fr": "Chaque fois que {event}, alors {command}",
    "it": "Ogni volta che {event}, allora {command}",
    "nl": "Telkens als {event}, dan {command}",
    "pl": "Zawsze gdy {event}, wtedy {command}",
    "pt": "Sempre que {event}, então {command}",
}
_OPEN = "…"


def command_text(event: str, language: str) -> str:
    """Return the command that leads to an event; nothing where its words do not tell.

    An event that is worded as an order gives that order.
    """
    return command_for(event, language) or (event if is_imperative(event, language) else "")


def policy_text(event: str, command: str, language: str) -> str:
    """Return the policy that answers an event with a command."""
    pattern = _WHENEVER.get(language, _WHENEVER["en"])
    return pattern.format(event=_inner(event, language), command=_inner(command, language))


def failure_texts(event: str, language: str) -> tuple[str, ...]:
    """Return what may happen instead of an event: its opposite, and that it does not happen.

    A blank text where the words do not tell; nothing for an event that is a denial itself.
    """
    if language not in LANGUAGES:
        return ("",)
    said = phrase(event, language)
    if any(said.forms.has("negation", word) for word in said.words):
        return ()
    at = _participle_of_passive(said, event, language)
    if at is None:
        return ("",)
    # A name such as OrderPlaced becomes a phrase of plain words.
    words = said.written if " " in event else (said.written[0], *said.words[1:])
    denied = (*words[:at], _NOT[language], *words[at:])
    other = _opposites(language).get(said.at(at))
    opposite = (*words[:at], other, *words[at + 1 :]) if other is not None else ()
    return tuple(" ".join(each) for each in (opposite, denied) if each)


def _participle_of_passive(said: Phrase, event: str, language: str) -> int | None:
    """Return where the participle stands that "not" goes before; None where word order is free."""
    if language not in _NOT:
        return None
    if language in {"de", "en", "nl"} and command_for(event, language) is None:
        return None
    # Only in English does "not" go there after an auxiliary too: "was not placed".
    kinds = ("perfect",) if language == "en" else ("past", "perfect")
    if any(said.forms.has(kind, word) for kind in kinds for word in said.words):
        return None
    order = range(1, len(said.words))
    return next((i for i in order if participle(said, i) is not None), None)


@cache
def _opposites(language: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for one, other in _pairs(sections("opposites.txt").get(language, ())):
        found.setdefault(one, other)
        found.setdefault(other, one)
    return found


def _pairs(entries: Iterable[str]) -> Iterator[tuple[str, str]]:
    for entry in entries:
        one, _, other = entry.partition("/")
        yield one, other


def _inner(text: str, language: str) -> str:
    """Return a text as it stands within a sentence; nouns and abbreviations keep capitals."""
    text = text.strip().rstrip(".") or _OPEN
    first = text.split()[0]
    keeps = language == "de" or not (first.istitle() and first.isalpha())
    return text if keeps else text[0].lower() + text[1:]

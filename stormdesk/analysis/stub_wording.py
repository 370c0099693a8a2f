"""What stands on the stickies that scaffolding adds, in the language of the board."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from stormdesk.analysis.denial import denied, plain_words
from stormdesk.analysis.rewording import command_for
from stormdesk.analysis.spelling import as_text
from stormdesk.analysis.tense import is_imperative, participle, phrase
from stormdesk.analysis.word_forms import sections

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
_WHAT_LEADS_TO = {
    "de": "Was führt zu „{event}“?",
    "en": "What leads to “{event}”?",
    "es": "¿Qué lleva a «{event}»?",
    "fr": "Qu'est-ce qui mène à « {event} » ?",
    "it": "Che cosa porta a «{event}»?",
    "nl": "Wat leidt tot “{event}”?",
    "pl": "Co prowadzi do „{event}”?",
    "pt": "O que leva a “{event}”?",
}
_OPEN = "…"
_MOST_ASKED = 120
"""So many letters of an event are quoted in a question."""


def command_text(event: str, language: str) -> str:
    """Return the command that leads to an event; nothing where its words do not tell.

    An event that is worded as an order gives that order.
    """
    return command_for(event, language) or (event if is_imperative(event, language) else "")


def command_question(event: str, language: str) -> str:
    """Return what is asked in place of a command that the words of an event do not tell."""
    said = " ".join(event.split()).rstrip(".")
    said = said if len(said) <= _MOST_ASKED else f"{said[: _MOST_ASKED - 1]}{_OPEN}"
    return _WHAT_LEADS_TO.get(language, f"{_OPEN} {{event}}").format(event=said)


def condition(language: str) -> str | None:
    """Return the form of a policy, with its parts left open: "Whenever …, then …"."""
    pattern = _WHENEVER.get(language)
    return pattern.format(event=_OPEN, command=_OPEN) if pattern is not None else None


def policy_text(event: str, command: str, language: str) -> str:
    """Return the policy that answers an event with a command."""
    pattern = _WHENEVER.get(language, _WHENEVER["en"])
    return pattern.format(event=_inner(event, language), command=_inner(command, language))


def failure_texts(event: str, language: str) -> tuple[str, ...]:
    """Return what may happen instead of an event: its opposite, and that it does not happen.

    Nothing where the words do not tell, as with a denial, and in a language without tables.
    """
    denial = denied(event, language)
    if denial is None:
        return ()
    opposite = _opposite(event, language)
    return (opposite, denial) if opposite is not None else (denial,)


def _opposite(event: str, language: str) -> str | None:
    """Return an event with the participle of its passive replaced by the one that undoes it."""
    said = phrase(event, language)
    if language in {"de", "en", "nl"} and command_for(event, language) is None:
        return None
    if any(said.forms.has(kind, word) for kind in ("past", "perfect") for word in said.words):
        return None
    at = next((i for i in range(1, len(said.words)) if participle(said, i) is not None), 0)
    other = _opposites(language).get(said.at(at))
    words = plain_words(said, event)
    return as_text([*words[:at], other, *words[at + 1 :]], said) if other is not None else None


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
    """Return a text as it stands within a sentence; nouns and abbreviations keep capitals.

    A question, as one that stands for an unknown command, leaves it open.
    """
    text = text.strip().rstrip(".") or _OPEN
    if text.endswith("?"):
        return _OPEN
    first = text.split()[0]
    keeps = language == "de" or not (first.istitle() and first.isalpha())
    return text if keeps else text[0].lower() + text[1:]

"""The words of a language: its closed classes and past forms, from ``resources/words``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from stormdesk.resources import resource

LANGUAGES = frozenset({"de", "en", "es", "fr", "nl"})
"""Languages that have tables."""

_WORD = re.compile(r"#?\w+(?:[-'’]\w+)*", re.UNICODE)
_CLAUSE_END = re.compile(
    r"[,;:.!?()–—]|\bthen\b|\bdann\b|\bdan\b|\balors\b|\bentonces\b", re.IGNORECASE
)
_IDENTIFIER = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[^\W\d_A-Z]+|[A-Z]+|\d+")


class Rule(NamedTuple):
    """How a word is spelled back to another form; applies where the pattern is found."""

    pattern: re.Pattern[str]
    replacement: str

    def __call__(self, word: str) -> str | None:
        """Return the other form, or None where the rule does not apply."""
        other, times = self.pattern.subn(self.replacement, word, count=1)
        return other if times else None


@dataclass(frozen=True)
class WordForms:
    """One language: word classes by name, rules by name, and verbs.

    ``participles`` and ``preterites`` map forms to infinitives, ``infinitives`` to participles.
    """

    classes: dict[str, frozenset[str]]
    rules: dict[str, tuple[Rule, ...]]
    guesses: tuple[re.Pattern[str], ...]
    participles: dict[str, str]
    preterites: dict[str, str]
    infinitives: dict[str, str]

    def has(self, name: str, word: str) -> bool:
        """Tell whether the word belongs to the class."""
        return word in self.classes.get(name, ())

    def respelled(self, name: str, word: str) -> tuple[str, ...]:
        """Return what the rules of that name make of the word, in their order."""
        made = (rule(word) for rule in self.rules.get(name, ()))
        return tuple(other for other in made if other)

    def participle_of(self, word: str) -> str | None:
        """Return the infinitive that ``word`` is a participle of, or None."""
        if self.has("nominal", word):
            return None
        spellings = (word, *self.respelled("agreement", word))
        for spelling in spellings:
            if spelling in self.participles:
                return self.participles[spelling]
        for prefix, rest in (part for spelling in spellings for part in self._unprefixed(spelling)):
            if rest in self.participles:
                return prefix + self.participles[rest]
        return None

    def preterite_of(self, word: str) -> str | None:
        """Return the infinitive that ``word`` is a preterite of."""
        if self.has("nominal", word):
            return None
        found = self.preterites.get(word)
        for other in self.respelled("number", word):
            found = found or self.preterites.get(other)
        return found

    def is_guessed(self, word: str) -> bool:
        """Tell whether an unknown word has the shape of a past form."""
        if word in self.infinitives or self.has("nominal", word):
            return False
        return any(guess.search(word) for guess in self.guesses)

    def is_infinitive(self, word: str) -> bool:
        """Tell whether the word, or what a prefix leaves of it, is a known infinitive."""
        return word in self.infinitives or any(
            rest in self.infinitives for _, rest in self._unprefixed(word)
        )

    def _unprefixed(self, word: str) -> list[tuple[str, str]]:
        prefixes = (prefix for prefix in self.classes.get("prefix", ()) if word.startswith(prefix))
        return sorted(
            (prefix, word[len(prefix) :]) for prefix in prefixes if len(word) - len(prefix) > 3
        )


@cache
def sections(name: str) -> dict[str, tuple[str, ...]]:
    """Return the words of each ``[section]`` of a table in ``resources/words``."""
    found: dict[str, tuple[str, ...]] = {}
    for line in resource(f"words/{name}").read_text("utf-8").splitlines():
        if line.startswith("["):
            title, _, words = line[1:].partition("]")
            found[title] = tuple(words.split())
    return found


@cache
def word_forms(language: str) -> WordForms:
    """Return the tables of a language of ``LANGUAGES``."""
    grammar = sections(f"{language}.grammar.txt")
    participles: dict[str, str] = {}
    preterites: dict[str, str] = {}
    infinitives: dict[str, str] = {}
    for line in resource(f"words/{language}.verbs.txt").read_text("utf-8").splitlines():
        infinitive, preterite, *rest = line.split(" ")
        participle = rest[0] if rest else preterite
        infinitives[infinitive] = participle.partition("/")[0]
        for form in participle.split("/"):
            participles.setdefault(form, infinitive)
        for form in preterite.split("/"):
            preterites.setdefault(form, infinitive)
    preterites.pop("-", None)
    return WordForms(
        {name: frozenset(words) for name, words in grammar.items()},
        {
            name: tuple(_rule(word) for word in words)
            for name, words in grammar.items()
            if name in {"order", "agreement", "number", "reduce", "plural"}
        },
        tuple(re.compile(pattern) for pattern in grammar.get("guess", ())),
        participles,
        preterites,
        infinitives,
    )


def _rule(entry: str) -> Rule:
    pattern, _, replacement = entry.partition(">")
    return Rule(re.compile(pattern), replacement)


def split_text(text: str) -> list[str]:
    """Return the words as they are written; ``OrderPlaced`` and ``order_placed`` are two."""
    stripped = text.strip()
    if not re.search(r"\s", stripped) and not re.search(r"['’]", stripped):
        return _IDENTIFIER.findall(stripped)
    return _WORD.findall(stripped.replace("_", " "))


def clauses(text: str) -> list[str]:
    """Return the text cut at punctuation and at "then"."""
    return [part for part in _CLAUSE_END.split(text) if part and part.strip()]

"""The words of a language: its closed classes and past forms, from ``resources/words``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from stormdesk.resources import resource

LANGUAGES = frozenset({"de", "en", "es", "fr", "it", "nl", "pl", "pt"})
"""Languages that have tables."""

RULES = frozenset({
    "accusative", "adverbial", "agreement", "certain", "feminine", "impersonal", "many",
    "masculine", "number", "order", "plural", "reduce",
})  # fmt: skip
"""Sections of a grammar that respell words; the others list them."""

_KEPT = 10_000
"""So many words are remembered with what they are: a board has far more stickies than words."""

_WORD = re.compile(r"#?\w+(?:[-'’]\w+)*", re.UNICODE)
_CLAUSE_END = re.compile(
    r"[,;:.!?()–—]|\b(?:then|dann|dan|alors|entonces|allora|então|wtedy)\b", re.IGNORECASE
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


@dataclass(frozen=True, eq=False)
class WordForms:
    """One language: word classes by name, rules by name, and verbs.

    ``participles``, ``preterites`` and ``imperatives`` map forms to infinitives, ``infinitives``
    to participles; imperatives are known where no rule makes them.
    """

    classes: dict[str, frozenset[str]]
    rules: dict[str, tuple[Rule, ...]]
    guesses: tuple[re.Pattern[str], ...]
    participles: dict[str, str]
    preterites: dict[str, str]
    imperatives: dict[str, str]
    infinitives: dict[str, str]

    @cached_property
    def auxiliaries(self) -> frozenset[str]:
        """The words that tell a tense or a mood by themselves, as the tables name them."""
        kinds = ("modal", "past", "perfect", "present")
        return frozenset[str]().union(*(self.classes.get(kind, ()) for kind in kinds))

    def has(self, name: str, word: str) -> bool:
        """Tell whether the word belongs to the class."""
        return word in self.classes.get(name, ())

    @lru_cache(maxsize=_KEPT)  # noqa: B019  # tables live as long as the program
    def respelled(self, name: str, word: str) -> tuple[str, ...]:
        """Return what the rules of that name make of the word, in their order."""
        made = (rule(word) for rule in self.rules.get(name, ()))
        return tuple(other for other in made if other)

    @lru_cache(maxsize=_KEPT)  # noqa: B019  # tables live as long as the program
    def participle_of(self, word: str) -> str | None:
        """Return the infinitive that ``word`` is a participle of, or None."""
        if self.has("nominal", word):
            return None
        spellings = (word, *self.respelled("agreement", word))
        for spelling in spellings:
            if spelling in self.participles:
                return self.participles[spelling]
        return self._verb_with_prefix(spellings, self.participles)

    @lru_cache(maxsize=_KEPT)  # noqa: B019  # tables live as long as the program
    def preterite_of(self, word: str) -> str | None:
        """Return the infinitive that ``word`` is a preterite of."""
        if self.has("nominal", word):
            return None
        spellings = (word, *self.respelled("number", word))
        found = next((self.preterites[s] for s in spellings if s in self.preterites), None)
        return found or self._verb_with_prefix(spellings, self.preterites)

    def ordered_by(self, word: str) -> str | None:
        """Return the infinitive that ``word`` is, or may be the imperative of, or None."""
        if found := self.imperatives.get(word):
            return found
        verbs = self.respelled("order", word)
        known = next((verb for verb in verbs if self.is_infinitive(verb)), None)
        return known or self._verb_with_prefix((word,), self.imperatives, least=3)

    def past_participle(self, infinitive: str) -> str | None:
        """Return the participle of a verb as the tables spell it, None where there is none."""
        form = self.infinitives.get(infinitive)
        if form is None:
            made = (p + self.infinitives.get(rest, "-") for p, rest in self._unprefixed(infinitive))
            form = next((form for form in made if not form.endswith("-")), "-")
        return None if form == "-" else form

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

    def _verb_with_prefix(
        self, spellings: tuple[str, ...], verbs: dict[str, str], least: int = 4
    ) -> str | None:
        parts = (part for spelling in spellings for part in self._unprefixed(spelling, least))
        return next((prefix + verbs[rest] for prefix, rest in parts if rest in verbs), None)

    def _unprefixed(self, word: str, least: int = 4) -> list[tuple[str, str]]:
        prefixes = (prefix for prefix in self.classes.get("prefix", ()) if word.startswith(prefix))
        return sorted(
            (prefix, word[len(prefix) :]) for prefix in prefixes if len(word) - len(prefix) >= least
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
    text = resource(f"words/{language}.verbs.txt").read_text("utf-8")
    width = text.partition("\n")[0].count(" ") + 1
    words = text.split()
    columns = [words[at::width] for at in range(width)]
    infinitives, preterites, participles = columns[:3]
    participles = [
        past if own == "=" else own for past, own in zip(preterites, participles, strict=True)
    ]
    return WordForms(
        {name: frozenset(words) for name, words in grammar.items()},
        {
            name: tuple(_rule(word) for word in words)
            for name, words in grammar.items()
            if name in RULES
        },
        tuple(re.compile(pattern) for pattern in grammar.get("guess", ())),
        _verbs_by_form(participles, infinitives),
        _verbs_by_form(preterites, infinitives),
        _verbs_by_form(columns[3], infinitives) if width > 3 else {},
        {verb: form.partition("/")[0] for verb, form in zip(infinitives, participles, strict=True)},
    )


def _verbs_by_form(forms: list[str], infinitives: list[str]) -> dict[str, str]:
    """The infinitive of each form; the first where several verbs share one."""
    verbs = dict(zip(reversed(forms), reversed(infinitives), strict=True))
    for several in [form for form in verbs if "/" in form]:
        infinitive = verbs.pop(several)
        for form in several.split("/"):
            verbs.setdefault(form, infinitive)
    verbs.pop("-", None)
    return verbs


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

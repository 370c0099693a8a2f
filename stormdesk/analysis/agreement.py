"""How a participle agrees with its noun in the Romance languages."""

from __future__ import annotations

from typing import NamedTuple

from stormdesk.analysis.word_forms import WordForms


class Number(NamedTuple):
    """Grammatical gender and number of a noun."""

    feminine: bool
    plural: bool


ENDINGS = {"es": "o a os as", "it": "o a i e", "pt": "o a os as", "fr": "- e s es"}
"""Endings of a participle: masculine and feminine, then both in the plural."""


def number_of(words: list[str], forms: WordForms) -> Number | None:
    """Tell gender and number of a noun from its article, else from its ending; None if unsure.

    ``words`` are the noun and what stands before it, in lower case.
    """
    for name, number in (
        ("un", Number(False, False)),
        ("una", Number(True, False)),
        ("unos", Number(False, True)),
        ("unas", Number(True, True)),
    ):
        if len(words) > 1 and forms.has(name, words[0]):
            return number
    noun = words[-1]
    plural = _is_plural(noun, forms)
    singular = (next(iter(forms.respelled("plural", noun)), noun)) if plural else noun
    feminine = _is_feminine(singular, forms)
    return None if feminine is None else Number(feminine, plural)


def agreeing(participle: str, number: Number, language: str) -> str:
    """Return the participle, given in the masculine singular, as the noun demands it."""
    endings = [ending.strip("-") for ending in ENDINGS[language].split()]
    ending = endings[2 * number.plural + number.feminine]
    if language == "fr":
        doubled = participle.endswith(("s", "x")) and ending == "s"
        return participle if doubled else participle + ending
    if not participle.endswith("o"):
        return participle + "s" if number.plural else participle
    return participle[:-1] + ending


def agreement_of(form: str, participle: str, language: str) -> Number:
    """Tell what gender and number a participle is in; ``participle`` is the ground form."""
    numbers = [Number(bool(i % 2), i > 1) for i in range(4)]
    return next((n for n in numbers if agreeing(participle, n, language) == form), numbers[0])


def _is_plural(noun: str, forms: WordForms) -> bool:
    return not forms.has("singular", noun) and any(
        rule.pattern.search(noun) for rule in forms.rules["many"]
    )


def _is_feminine(noun: str, forms: WordForms) -> bool | None:
    """By the exceptions first, which name whole words, then by the endings."""
    rules = [(rule.pattern, True) for rule in forms.rules["feminine"]]
    rules += [(rule.pattern, False) for rule in forms.rules["masculine"]]
    rules.sort(key=lambda entry: not entry[0].pattern.startswith("^"))
    return next((feminine for pattern, feminine in rules if pattern.search(noun)), None)

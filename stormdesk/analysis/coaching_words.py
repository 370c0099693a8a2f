"""What the words of a text tell a coach: vague ones, technical ones, and those that join."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from stormdesk.analysis.lemmas import lemmas
from stormdesk.analysis.word_forms import clauses, sections, split_text
from stormdesk.model.sticky import Kind

_MOST = (14, 110)
_MOST_OF_A_POLICY = (30, 220)
"""Words and letters that are read at a glance."""
_ENOUGH_FOR_BOTH = 3
"""Content words from which a condition without a comma is taken to name a consequence too."""
_STEP = re.compile(r"\n|->|=>|[→⇒]")


def knows(language: str) -> bool:
    """Tell whether there are words to coach by in a language."""
    return f"{language}.whenever" in sections("coaching.txt")


@cache
def technical_words() -> frozenset[str]:
    """Return what no business talks about, in any language."""
    return frozenset(sections("coaching.txt")["technical"])


@cache
def vague_words(language: str) -> frozenset[str]:
    """Return words that say nothing by themselves, as they stand and in their ground forms."""
    words = sections("coaching.txt").get(f"{language}.vague", ())
    return frozenset(words).union(*(lemmas(word, language) for word in words))


@cache
def neutral_words(language: str) -> frozenset[str]:
    """Return small words that change no meaning."""
    return frozenset(sections("coaching.txt").get(f"{language}.neutral", ()))


def condition_of(text: str, language: str) -> re.Match[str] | None:
    """Return where a text opens a condition in a language that it ``knows``."""
    return _opening_words(language).search(text)


def has_consequence(text: str, condition: re.Match[str], language: str) -> bool:
    """Tell whether something is said beside the condition, before it or after it."""
    before, after = text[: condition.start()], text[condition.end() :]
    if ":" not in before and split_text(before):
        return True
    said = [part for step in _STEP.split(after) for part in clauses(step) if split_text(part)]
    return len(said) > 1 or len(lemmas(after, language)) >= _ENOUGH_FOR_BOTH


def parted(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield each way to part a text in two where a word or a mark joins them."""
    for joint in _joints(language).finditer(text):
        yield text[: joint.start()], text[joint.end() :]


def excess(text: str, kind: Kind) -> str | None:
    """Return how long a text is that cannot be read at a glance, None for one that can."""
    words, letters = _MOST_OF_A_POLICY if kind is Kind.POLICY else _MOST
    count = len(text.split())
    if count > words:
        return f"{count} words"
    return f"{len(text)} characters" if len(text) > letters else None


@cache
def _opening_words(language: str) -> re.Pattern[str]:
    words = sections("coaching.txt")[f"{language}.whenever"]
    return re.compile(
        rf"\b(?:{'|'.join(re.escape(w) for w in words)})\b".replace(r"\+", r"\s+"), re.IGNORECASE
    )


@cache
def _joints(language: str) -> re.Pattern[str]:
    words = "|".join(sections("coaching.txt").get(f"{language}.and", ()))
    return re.compile(rf"\s+(?:{words})\s+|\s*[;&+/]\s*", re.IGNORECASE)

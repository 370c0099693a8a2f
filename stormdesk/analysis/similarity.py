"""Texts that say the same in other words, found without comparing each with each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from stormdesk.analysis.coaching_words import neutral_words
from stormdesk.analysis.lemmas import lemmas
from stormdesk.analysis.tense import phrase
from stormdesk.analysis.word_forms import LANGUAGES, WordForms, word_forms

_SLIP_IN = 6
"""Letters that a word must have before one that differs is taken for a slip of the pen."""
_SMALL = ("determiner", "preposition", "conjunction", "stop", "asks", "modal", "negation")


class Meaning(NamedTuple):
    """What a text says: its content words in their ground forms, and the small words that count.

    "Order placed", "The order was placed" and "Orders placed" mean the same; "not placed", "placed
    for" and "all orders placed" do not.
    """

    words: tuple[str, ...]
    small: frozenset[str]


@lru_cache(maxsize=20_000)
def sentence(text: str, language: str) -> Meaning:
    """Return what a text says; in a language without tables, its words in lower case."""
    said = lemmas(text, language)
    if language not in LANGUAGES:
        return Meaning(said, frozenset())
    words = phrase(text, language).words
    denied = {"not"} if any(word.endswith("n't") for word in words) else ()
    return Meaning(said, _small_words(language).intersection(words).union(denied))


@lru_cache(maxsize=20_000)
def name(text: str, language: str) -> Meaning:
    """Return what a name stands for: "Customers" means "the customer", but a "booking" no "book".

    It is one word in the eyes of ``alike``, so that the order of its words counts.
    """
    if language not in LANGUAGES:
        return Meaning((" ".join(text.split()).lower(),), frozenset())
    said = phrase(text, language)
    neutral = neutral_words(language)
    words = (_singular(word, said.forms) for word in said.words if word not in neutral)
    whole = " ".join(words)
    return Meaning((whole,) if whole else (), frozenset())


def _singular(word: str, forms: WordForms) -> str:
    return next((stem for stem in forms.respelled("plural", word) if len(stem) > 2), word)


@cache
def _small_words(language: str) -> frozenset[str]:
    """The small words that change a meaning: not "the", but "for" and "all" and "not"."""
    classes = word_forms(language).classes
    small = frozenset[str]().union(*(classes.get(kind, ()) for kind in _SMALL))
    return small.difference(neutral_words(language))


def alike(
    texts: Mapping[str, str], language: str, read: Callable[[str, str], Meaning] = sentence
) -> list[tuple[str, ...]]:
    """Return clusters of keys whose texts mean the same to ``read``, all in the order given.

    A cluster holds texts of one meaning, whatever the place of the verb, and those that differ
    from another by one slip of the pen in a long word that no other text uses.
    """
    if len(texts) < 2:
        return []
    meanings = {key: read(text, language) for key, text in texts.items()}
    verbs = word_forms(language).infinitives if language in LANGUAGES else None
    slips = _slipped(meanings, verbs) if verbs is not None else ()
    leader: dict[str, str] = {}

    def first(key: str) -> str:
        while key in leader:
            key = leader[key]
        return key

    for one, other in (*_same(meanings), *slips):
        if first(one) != first(other):
            leader[first(other)] = first(one)
    clusters: dict[str, list[str]] = defaultdict(list)
    for key in texts:
        clusters[first(key)].append(key)
    place = {key: number for number, key in enumerate(texts)}
    return sorted(
        (tuple(keys) for keys in clusters.values() if len(keys) > 1), key=lambda c: place[c[0]]
    )


def _same(meanings: Mapping[str, Meaning]) -> Iterator[tuple[str, str]]:
    """Pairs of one meaning: blocked by their words, whatever the order."""
    blocks: dict[tuple[tuple[str, ...], frozenset[str]], list[str]] = defaultdict(list)
    for key, (words, small) in meanings.items():
        if words:
            blocks[tuple(sorted(words)), small].append(key)
    for keys in blocks.values():
        # One key speaks for all that put their words in its order, so that a block stays short.
        orders: dict[tuple[str, ...], str] = {}
        for key in keys:
            words = meanings[key].words
            known = orders.get(words) or next(
                (other for order, other in orders.items() if _one_moved(order, words)), None
            )
            orders.setdefault(words, key)
            if known is not None:
                yield known, key


def _one_moved(order: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether only one word stands elsewhere: "customer calls agent" is not its reverse."""
    return any(_without(order, word) == _without(other, word) for word in dict.fromkeys(order))


def _without(words: tuple[str, ...], word: str) -> tuple[str, ...]:
    at = words.index(word)
    return words[:at] + words[at + 1 :]


def _slipped(
    meanings: Mapping[str, Meaning], infinitives: Container[str]
) -> Iterator[tuple[str, str]]:
    """Pairs that differ by a slip in one word: blocked by the others and by its first letter."""
    used = Counter(word for each in meanings.values() for word in set(each.words))
    blocks: dict[tuple[object, ...], dict[str, str]] = defaultdict(dict)
    for key, (words, small) in meanings.items():
        for at, word in enumerate(words):
            if len(words) > 1 and len(word) >= _SLIP_IN and word.isalpha():
                blocks[words[:at], words[at + 1 :], small, word[0]].setdefault(word, key)
    for block in blocks.values():
        common = [word for word in block if used[word] > 1]
        for slip in (word for word in block if used[word] == 1 and word not in infinitives):
            for word, _, _ in process.extract(
                slip, common, scorer=OSA.distance, score_cutoff=1, limit=None
            ):
                yield block[word], block[slip]

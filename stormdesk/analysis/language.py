"""Which language a board is written in, told from its texts without any dictionary."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from unicodedata import name

from stormdesk.analysis.word_forms import LANGUAGES, sections, split_text

ENOUGH = 2.0
"""A board scoring less says too little to tell."""
LEAD = 1.3
"""How many times the runner-up's score the winner needs."""
WORD, ENDING, LETTER = 1.0, 0.6, 0.8


@cache
def _cues() -> dict[str, tuple[frozenset[str], tuple[str, ...], re.Pattern[str] | None]]:
    """Words, endings and letters by language."""
    cues: dict[str, tuple[frozenset[str], tuple[str, ...], re.Pattern[str] | None]] = {}
    for language, entries in sections("detection.txt").items():
        endings = tuple(entry[1:] for entry in entries if entry.startswith("-"))
        letters = [e.removeprefix("~") for e in entries if e.startswith("~")]
        words = frozenset(e for e in entries if e[0] not in "-~")
        cues[language] = (words, endings, re.compile("|".join(letters)) if letters else None)
    return cues


def is_in_latin_script(text: str) -> bool:
    """Tell whether all letters are Latin, as those of every language with word tables are."""
    return text.isascii() or all(
        name(letter, "").startswith("LATIN ") for letter in text if letter.isalpha()
    )


def detect_language(texts: Iterable[str]) -> str | None:
    """Return the language most of the texts are in, such as ``"de"``.

    None where the texts say too little, mix languages, or are in one without word tables.
    """
    counted = Counter(word.lower() for text in texts for word in split_text(text))
    scores = {
        language: sum(
            min(times, 5)
            * (
                WORD * (word in words)
                + ENDING * (len(word) > 4 and word.endswith(endings))
                + LETTER * bool(letters and letters.search(word))
            )
            for word, times in counted.items()
        )
        for language, (words, endings, letters) in _cues().items()
    }
    (best, score), (_, second) = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:2]
    return best if best in LANGUAGES and score >= max(ENOUGH, LEAD * second) else None

"""How well a few typed letters fit a name."""

from __future__ import annotations

from functools import cache

from stormdesk.editor.search import folded

_WORD, _GAP, _START = 1.0, 3.0, 0.02


def rank(query: str, name: str) -> float | None:
    """Return how far typed letters are from a name, less being better; None where they do not fit.

    They fit where the name holds all of them in their order. Neighbours are best, beginnings of
    words are nearly as good.
    """
    letters, text = "".join(folded(query).split()), folded(name)

    @cache
    def cost(letter: int, place: int) -> float:
        if letter == len(letters):
            return 0.0
        best = float("inf")
        at = text.find(letters[letter], place)
        while at >= 0:
            gap = 0.0 if at == place and letter else _GAP
            if at == 0 or not text[at - 1].isalnum():
                gap = min(gap, _WORD)
            best = min(best, gap + cost(letter + 1, at + 1))
            at = text.find(letters[letter], at + 1)
        return best

    found = cost(0, 0)
    return None if found == float("inf") else found + _START * len(text)

"""The board's own words, found in texts whatever the forms they stand in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from stormdesk.analysis.board_language import language_of
from stormdesk.analysis.wording import lemmas
from stormdesk.model.board import Board
from stormdesk.model.session import Term

Words = tuple[str, ...]


class Vocabulary:
    """Finds the terms of a board in a text, in time that does not grow with their number."""

    def __init__(self, terms: Iterable[Term], language: str | None) -> None:
        self._language = language or ""
        begun: defaultdict[str, list[tuple[Words, Term]]] = defaultdict(list)
        for term in terms:
            for words in self._readings(term.term):
                begun[words[0]].append((words, term))
        self._by_first_word: Mapping[str, list[tuple[Words, Term]]] = begun

    def found_in(self, text: str) -> list[Term]:
        """Return the terms that a text speaks of, in the order in which it does."""
        found: dict[str, tuple[int, Term]] = {}
        for words in self._readings(text):
            for place, word in enumerate(words):
                for wanted, term in self._by_first_word.get(word, ()):
                    if words[place : place + len(wanted)] == wanted:
                        found.setdefault(term.id, (place, term))
        return [term for _, term in sorted(found.values(), key=lambda each: each[0])]

    def _readings(self, text: str) -> set[Words]:
        """Return a text's words as they stand, and in their ground forms."""
        plain = lemmas(text.casefold(), "")
        ground = lemmas(text, self._language)
        return {words for words in (plain, ground) if words}


def vocabulary_of(board: Board) -> Vocabulary:
    """Return the terms of a board in the board's language."""
    return Vocabulary(board.in_order(Term), language_of(board))

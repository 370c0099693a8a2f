"""A word of a closed list, as an option takes it."""

from __future__ import annotations

from collections.abc import Sequence

from stormdesk.model.problem import BadInput, nearest, quoted


def chosen(option: str, word: str, words: Sequence[str]) -> str:
    """Return the word if it is one of these.

    Raises BadInput that names them, and the nearest.
    """
    if word not in words:
        raise BadInput(
            option, f"{quoted(word)} is not one of {', '.join(words)}{nearest(word, words)}"
        )
    return word

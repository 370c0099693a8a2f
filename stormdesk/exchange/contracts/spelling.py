"""Names as a format can spell them: plain, never a reserved word, no two alike."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable

from stormdesk.model.naming import digest, words


def spelled(
    names: Iterable[str],
    spell: Callable[[str], str],
    reserved: Container[str] = (),
    *,
    folds_case: bool = False,
) -> dict[str, str]:
    """Return the spelling of each name, the same one whatever names follow it.

    A name that is spelled as an earlier one, or as a ``reserved`` word, gets a stable code behind
    it. ``folds_case`` takes spellings that differ only in case for the same.
    """
    result: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        if name in result:
            continue
        plain = candidate = spell(name)
        length = 4
        while candidate in reserved or _key(candidate, folds_case=folds_case) in taken:
            candidate = f"{plain}_{digest(name, length)}"
            length += 1
        taken.add(_key(candidate, folds_case=folds_case))
        result[name] = candidate
    return result


def _key(name: str, *, folds_case: bool) -> str:
    return name.casefold() if folds_case else name


def snake(name: str, fallback: str = "field") -> str:
    """Return a name as ``lower_case_words``; without Latin letters, the fallback and a code."""
    result = "_".join(word.lower() for word in words(name))[:120].rstrip("_")
    if not result:
        return f"{fallback}_{digest(name, 6)}"
    return result if result[0].isalpha() else f"{fallback}_{result}"

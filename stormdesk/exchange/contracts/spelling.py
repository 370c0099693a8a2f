"""Names as a format can spell them: plain, never a reserved word, no two alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from stormdesk.model.naming import digest, words


def spelled(
    names: Iterable[str],
    spell: Callable[[str], str],
    reserved: Iterable[str] = (),
    *,
    alike: Callable[[str], str] = str,
) -> dict[str, str]:
    """Return the spelling of each name, the same one whatever names follow it.

    A name that is spelled as an earlier one, or as a ``reserved`` word, gets a stable code behind
    it. ``alike`` gives what is told apart of a spelling, ``str.casefold`` where case is not.
    """
    result: dict[str, str] = {}
    taken = set(map(alike, reserved))
    for name in names:
        if name in result:
            continue
        plain = candidate = spell(name)
        length = 4
        while alike(candidate) in taken:
            candidate = f"{plain}_{digest(name, length)}"
            length += 1
        taken.add(alike(candidate))
        result[name] = candidate
    return result


def snake(name: str, fallback: str = "field") -> str:
    """Return a name as ``lower_case_words``; without Latin letters, the fallback and a code."""
    result = "_".join(word.lower() for word in words(name))[:120].rstrip("_")
    if not result:
        return f"{fallback}_{digest(name, 6)}"
    return result if result[0].isalpha() else f"{fallback}_{result}"

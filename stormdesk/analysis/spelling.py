"""Words put together to a text."""

from __future__ import annotations

from stormdesk.analysis.tense import Phrase


def inner(words: list[str]) -> list[str]:
    """Return words as they stand within a sentence; abbreviations keep their capitals."""
    first = words[0]
    return [first.lower() if first.istitle() and first.isalpha() else first, *words[1:]]


def as_text(words: list[str], said: Phrase | None = None) -> str:
    """Return the text of words, with a capital; elided ones join the next: "l'ordine"."""
    text = ""
    for word in words:
        elided = said is not None and said.forms.has("elision", word.lower())
        text += word + ("'" if elided else " ")
    text = text.rstrip()
    return text[:1].upper() + text[1:]

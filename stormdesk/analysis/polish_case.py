"""The accusative of Polish nouns that open the text of an event."""

from __future__ import annotations

from stormdesk.analysis.word_forms import WordForms


def accusative(words: list[str], participle: str, forms: WordForms) -> list[str] | None:
    """Return a subject as the object of a command; None where its case is not certain.

    ``participle`` tells gender and number: "wysłana" is said of one feminine thing. Only the
    first word changes, so that a second one must be its genitive or none.
    """
    first, rest = words[0], words[1:]
    if participle.endswith(("ni", "ci")):
        return None
    if participle.endswith(("na", "ta")):
        if rest and rest[0].endswith("a") and not forms.has("personal", rest[0][:-1]):
            return None
        return [first[:-1] + "ę" if first.endswith("a") else first, *rest]
    if forms.has("personal", first) and participle.endswith("y"):
        return [next(iter(forms.respelled("accusative", first)), first), *rest]
    return words

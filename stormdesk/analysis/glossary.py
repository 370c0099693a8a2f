"""The words of event storming, as the program explains them wherever they appear."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from stormdesk.resources import read_yaml


@dataclass(frozen=True, slots=True)
class Entry:
    """A word with its other spellings, what it means, and the mistake that people make with it.

    ``kind`` is the kind of sticky that it names, ``fields`` those of records that it explains.
    """

    term: str
    means: str
    slip: str
    names: tuple[str, ...] = ()
    kind: str | None = None
    fields: tuple[str, ...] = ()

    @property
    def help(self) -> str:
        """What is shown beside the word."""
        return f"{self.means}\nA common slip: {self.slip[:1].lower()}{self.slip[1:]}"


@cache
def glossary() -> tuple[Entry, ...]:
    """Return all words in their order, read once."""
    return tuple(
        Entry(
            term=each["term"],
            means=each["means"],
            slip=each["slip"],
            names=tuple(each.get("names", ())),
            kind=each.get("kind"),
            fields=tuple(each.get("fields", ())),
        )
        for each in read_yaml("glossary.yaml")["terms"]
    )


def term_help(name: str) -> str | None:
    """Return the help for a word or a kind of sticky, if there is any."""
    entry = _by_name().get(name.casefold())
    return entry.help if entry is not None else None


def field_help(path: str) -> str | None:
    """Return the help for a field of a record, such as ``handling.retry.attempts``, if any.

    It may be spelled as in Python or as in files; a part without a word of its own has that of
    the whole. Places in lists are passed over.
    """
    steps = [step for step in path.replace("_", "-").split(".") if not step.isdigit()]
    wholes = (".".join(steps[:length]) for length in range(len(steps), 0, -1))
    entry = next((_by_field()[whole] for whole in wholes if whole in _by_field()), None)
    return entry.help if entry is not None else None


def searched(query: str, entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries that hold all words of a query, those that are called so first."""
    words = query.casefold().split()
    found = [(_rank(entry, words), entry) for entry in entries]
    return [entry for rank, entry in sorted(found, key=lambda each: each[0]) if rank < _NOWHERE]


_NOWHERE = 3


def _rank(entry: Entry, words: list[str]) -> int:
    term = entry.term.casefold()
    names = " ".join((term, *entry.names)).casefold()
    for rank, text in enumerate((term, names, f"{names} {entry.means} {entry.slip}".casefold())):
        if all(word in text for word in words):
            return rank
    return _NOWHERE


@cache
def _by_name() -> Mapping[str, Entry]:
    called = ((name, e) for e in glossary() for name in (e.kind, e.term, *e.names) if name)
    return {name.casefold(): entry for name, entry in called}


@cache
def _by_field() -> Mapping[str, Entry]:
    return {path: entry for entry in glossary() for path in entry.fields}

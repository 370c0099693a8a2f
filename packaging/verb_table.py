"""What the builders of the verb tables share: lines, word lists, and files of irregular verbs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from simplemma.strategies.dictionaries import DefaultDictionaryFactory

ROOT = Path(__file__).parent.parent


class Verb(NamedTuple):
    """One line of a table; each form may hold alternatives parted by ``/``."""

    infinitive: str
    preterite: str
    participle: str
    imperative: str = ""

    def __str__(self) -> str:
        participle = "=" if self.participle == self.preterite else self.participle
        return f"{self.infinitive} {self.preterite} {participle} {self.imperative}".rstrip()


class Dictionary:
    """simplemma's word list of one language: lemma of each form, and forms of each lemma."""

    def __init__(self, language: str) -> None:
        self.lemma_of = dict(DefaultDictionaryFactory().get_dictionary(language).items())
        self.forms_of: Mapping[str, set[str]] = defaultdict(set)
        for form, lemma in self.lemma_of.items():
            self.forms_of[lemma].add(form)

    def __contains__(self, form: str) -> bool:
        return form in self.lemma_of

    def infinitives(self, *endings: str, forms: int) -> Iterator[str]:
        """Yield lemmas with one of the endings and so many forms as only verbs have."""
        for lemma, known in self.forms_of.items():
            if (
                lemma.isalpha()
                and lemma.islower()
                and lemma.endswith(endings)
                and len(known) >= forms
            ):
                yield lemma


def source(language: str) -> list[str]:
    """Return the lines of the file of irregular verbs."""
    path = ROOT / "packaging" / "irregular_verbs" / f"{language}.txt"
    return path.read_text("utf-8").splitlines()


def irregular(language: str) -> dict[str, Verb]:
    """Return the irregular verbs by infinitive."""
    rows = (line.split() for line in source(language) if line[0] != "#" and ":" not in line)
    return {row[0]: Verb(*row) for row in rows}


def prefixes(language: str, kind: str = "prefix") -> list[str]:
    """Return the prefixes of verbs that the file of irregular verbs names in its first lines."""
    lines = source(language)
    return next(line.partition(":")[2].split() for line in lines if line.startswith(f"{kind}:"))


def prefixed(prefix: str, forms: str) -> str:
    """Return each alternative of ``forms`` with the prefix before it."""
    return "-" if forms == "-" else "/".join(prefix + form for form in forms.split("/"))


def base_of(word: str, bases: Mapping[str, Verb], prefixes: list[str]) -> tuple[str, Verb] | None:
    """Return prefix and irregular verb that ``word`` is made of, the longest verb first."""
    for cut in range(1, len(word) - 1):
        if word[cut:] in bases and word[:cut] in prefixes:
            return word[:cut], bases[word[cut:]]
    return None

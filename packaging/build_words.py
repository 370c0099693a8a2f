"""Build ``resources/words/*.verbs.txt``, the tables of past forms that analysis/wording reads.

Run it by hand after a change, ``python packaging/build_words.py [LANGUAGE…]``, and commit what it
writes. Where the words come from: which verbs exist and how they are spelled is looked up in the
dictionaries of simplemma; ``resources/words/LICENCES.txt`` credits it and its sources. Regular
forms are computed by the rules in the files beside this one and kept where the dictionary knows
them; irregular verbs and prefixes come from ``packaging/irregular_verbs``, written for this
project. No dictionary is copied.

A table holds one line a verb, ``infinitive preterite participle``, alternatives parted by ``/``,
``-`` where a form does not exist or a rule at run time finds it, ``=`` for a participle that is
the preterite. In Polish the imperative follows, which no rule finds, and verbs that are a prefix
and another verb are left out, because there are too many. simplemma is needed here alone, never
at run time, where its dictionaries cost seconds and 100 MB.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

from germanic_verbs import dutch, english, german
from polish_verbs import polish, unprefixed
from romance_verbs import french, italian, portuguese, spanish
from verb_table import ROOT, Dictionary, Verb, irregular, prefixes

LANGUAGES: dict[str, Callable[[Dictionary, Mapping[str, Verb]], Iterator[Verb]]] = {
    "de": german,
    "en": english,
    "es": spanish,
    "fr": french,
    "it": italian,
    "nl": dutch,
    "pl": polish,
    "pt": portuguese,
}


def build(language: str) -> str:
    """Return a language's table, sorted, so that a rebuild differs only where words do."""
    irregular_verbs = irregular(language)
    words = Dictionary(language)
    verbs = {*irregular_verbs.values(), *LANGUAGES[language](words, irregular_verbs)}
    if language == "pl":
        verbs = unprefixed(verbs, prefixes("pl"), irregular_verbs)
    disputed = losers(verbs, words, irregular_verbs)
    return "".join(f"{verb}\n" for verb in sorted(verbs, key=lambda v: (v in disputed, v)))


def losers(verbs: set[Verb], words: Dictionary, irregular_verbs: Mapping[str, Verb]) -> set[Verb]:
    """Return the verbs whose participle rather belongs to another; the table names them last."""
    owners: Mapping[str, list[Verb]] = defaultdict(list)
    for verb in sorted(verbs):
        for form in verb.participle.split("/"):
            owners[form].append(verb)
    lost: set[Verb] = set()
    for form, sharing in owners.items():
        chosen = [v for v in sharing if v.infinitive in irregular_verbs] or [
            v for v in sharing if words.lemma_of.get(form) == v.infinitive
        ]
        if form != "-" and len(sharing) > 1 and chosen:
            lost.update(verb for verb in sharing if verb not in chosen)
    return lost


def main(languages: list[str]) -> None:
    """Write the tables of the named languages, or of all."""
    for language in languages or sorted(LANGUAGES):
        text = build(language)
        path = ROOT / "resources" / "words" / f"{language}.verbs.txt"
        path.write_text(text, "utf-8", newline="\n")
        print(f"{path.name}: {text.count(chr(10))} verbs, {len(text.encode()) // 1024} KiB")


if __name__ == "__main__":
    main(sys.argv[1:])

"""Build ``resources/words/*.verbs.txt``, the tables of past forms that analysis/wording reads.

Run it by hand after a change, ``python packaging/build_words.py [LANGUAGE…]``, and commit what it
writes. Where the words come from: which verbs exist and how they are spelled is looked up in the
dictionaries of simplemma (MIT licence, https://github.com/adbar/simplemma; its authors name the
public word lists they compiled them from). Regular forms are computed by the rules below and kept
where the dictionary knows them; irregular verbs and prefixes come from
``packaging/irregular_verbs``, written for this project. No dictionary is copied.

A table holds one line a verb, ``infinitive preterite participle``, alternatives parted by ``/``,
``-`` where a form does not exist or a rule at run time finds it, and the participle left out where
it equals the preterite. simplemma is needed here alone, never at run time, where its dictionaries
cost seconds and 100 MB.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from simplemma.strategies.dictionaries import DefaultDictionaryFactory

ROOT = Path(__file__).parent.parent

GERMAN_BOTH = ("über", "unter", "hinter", "voll")
"""Prefixes that part in some senses of a verb; the sense where they do not is the commoner."""
FRENCH_WHOLE = {"aller", "avoir", "être", "dire", "devoir", "lire", "rire", "taire"}


GERMAN_LINK = re.compile(r"([dt]|(ch|[^aeiouäöülrhmn])[nm])$")
"""Stems that take -et where others take -t, to be spoken at all."""


class Verb(NamedTuple):
    """One line of a table; each form may hold alternatives parted by ``/``."""

    infinitive: str
    preterite: str
    participle: str


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


def english(words: Dictionary, irregular_verbs: Mapping[str, Verb]) -> Iterator[Verb]:
    """Regular verbs are lemmas with both an -ed and an -ing form."""
    english_prefixes = prefixes("en")
    for lemma in words.forms_of:
        if (
            not (lemma.isalpha() and lemma.islower() and lemma.isascii())
            or lemma in irregular_verbs
        ):
            continue
        if base := base_of(lemma, irregular_verbs, english_prefixes):
            prefix, verb = base
            participle = prefixed(prefix, verb.participle)
            if any(form in words for form in participle.split("/")):
                yield Verb(lemma, prefixed(prefix, verb.preterite), participle)
                continue
        stems = (
            lemma,
            lemma + lemma[-1],
            lemma + "k",
            lemma.removesuffix("e"),
            lemma.removesuffix("y") + "i",
        )
        past = sorted(form for stem in stems if (form := f"{stem}ed") in words and form != lemma)
        past = [
            form
            for form in dict.fromkeys(past)
            if words.lemma_of[form] == lemma or f"{form}s" not in words
        ]
        if past and any(f"{stem}ing" in words for stem in stems[:4]):
            yield Verb(lemma, "/".join(past), "/".join(past))


def german(words: Dictionary, irregular_verbs: Mapping[str, Verb]) -> Iterator[Verb]:
    """Preterites of separable verbs are left out: they stand apart, as in "ging … ein"."""
    separable = sorted(prefixes("de", "separable"), key=len, reverse=True)
    firm_prefixes = tuple(prefixes("de", "firm"))
    for lemma in words.infinitives("en", "ern", "eln", forms=5):
        if lemma in irregular_verbs:
            continue
        apart = next(
            (p for p in separable if lemma.startswith(p)),
            None,
        )
        base = base_of(lemma, irregular_verbs, [*separable, *firm_prefixes])
        if base:
            prefix, verb = base
            together = prefixed(prefix, verb.participle)
            firm = "/".join(prefix + form.removeprefix("ge") for form in verb.participle.split("/"))
            known = {
                form
                for form in (*together.split("/"), *firm.split("/"))
                if words.lemma_of.get(form) == lemma
            }
            known = known or {
                form for form in (*together.split("/"), *firm.split("/")) if form in words
            }
            if prefix in GERMAN_BOTH and len(known) > 1:
                yield Verb(lemma, prefixed(prefix, verb.preterite), f"{firm}/{together}")
                continue
            if prefix in separable and known & set(together.split("/")):
                yield Verb(lemma, "-", together)
                continue
            if prefix in firm_prefixes and known & set(firm.split("/")):
                yield Verb(lemma, prefixed(prefix, verb.preterite), firm)
                continue
        stem = lemma.removesuffix("en") if lemma.endswith("en") else lemma.removesuffix("n")
        end = "et" if GERMAN_LINK.search(stem) else "t"
        candidates = [f"ge{stem}{end}"]
        if apart:
            candidates.append(f"{apart}ge{stem[len(apart) :]}{end}")
        found = [form for form in candidates if words.lemma_of.get(form) == lemma] or [
            form for form in reversed(candidates) if form in words
        ]
        parts = bool(found) and not found[0].startswith("ge" + stem)
        if not found:
            firm_prefix = lemma.startswith(firm_prefixes) or lemma.endswith("ieren")
            if not firm_prefix and not apart:
                continue
            found = [form for form in (f"{stem}{end}",) if form in words]
            parts = bool(apart) and not firm_prefix
        past = f"{stem}{end}e"
        if found:
            yield Verb(lemma, "-" if parts or past not in words else past, found[0])


def dutch_stems(infinitive: str) -> Iterator[str]:
    """Yield how the stem may be spelled: betaal for betalen, geloof for geloven."""
    stem = infinitive.removesuffix("en")
    if stem[-1:] == stem[-2:-1] and stem[-1] not in "aeiou":
        stem = stem[:-1]
    elif (
        len(stem) > 2 and stem[-1] not in "aeiou" and stem[-2] in "aeou" and stem[-3] not in "aeiou"
    ):
        yield from dutch_voiceless(stem[:-1] + stem[-2] + stem[-1])
    yield from dutch_voiceless(stem)


def dutch_voiceless(stem: str) -> Iterator[str]:
    """Yield the stem as it is spelled at the end of a word."""
    yield stem[:-1] + {"v": "f", "z": "s"}.get(stem[-1], stem[-1])


def dutch(words: Dictionary, irregular_verbs: Mapping[str, Verb]) -> Iterator[Verb]:
    """Infinitives are found by the present participle: simplemma files many under a noun."""
    separable = sorted(prefixes("nl", "separable"), key=len, reverse=True)
    firm_prefixes = tuple(prefixes("nl", "firm"))
    parted = {
        lemma.replace("_", ""): lemma.split("_")[0] for lemma in words.forms_of if "_" in lemma
    }
    infinitives = {
        form[:-1] for form in words.lemma_of if form.endswith("end") and form[:-1] in words
    }
    infinitives |= set(words.infinitives("en", "aan", "ien", "oen", forms=5)) | set(parted)
    for lemma in sorted(infinitives):
        if not lemma.isalpha() or lemma in irregular_verbs or len(lemma) < 4:
            continue
        if base := base_of(lemma, irregular_verbs, [*separable, *firm_prefixes]):
            prefix, verb = base
            together = prefixed(prefix, verb.participle)
            if lemma in parted or together in words:
                yield Verb(lemma, "-", together)
                continue
            firm = prefix + verb.participle.removeprefix("ge")
            if prefix in firm_prefixes and (
                firm in words or prefixed(prefix, verb.preterite) in words
            ):
                yield Verb(lemma, prefixed(prefix, verb.preterite), firm)
                continue
        if not lemma.endswith("en"):
            continue
        apart = parted.get(lemma) or next(
            (p for p in separable if lemma.startswith(p) and lemma[len(p) :] in infinitives),
            "",
        )
        voice = "t" if lemma[:-2][-1:] in "tkfschpx" else "d"
        for stem in dutch_stems(lemma):
            end = "" if stem.endswith(voice) else voice
            rest = stem[len(apart) :]
            candidates = [f"ge{stem}{end}"]
            if apart:
                candidates.insert(0, f"{apart}ge{rest}{end}")
            if lemma.startswith(firm_prefixes):
                candidates.append(f"{stem}{end}")
                if rest.startswith(firm_prefixes):
                    candidates.append(f"{apart}{rest}{end}")
            found = next((form for form in candidates if form in words), None)
            if found:
                parts = bool(apart) and found == candidates[0]
                past = "-" if parts else f"{stem}{voice}e"
                yield Verb(lemma, past if past in words else "-", found)
                break


def french(words: Dictionary, irregular_verbs: Mapping[str, Verb]) -> Iterator[Verb]:
    """Feminine and plural participles follow from the masculine by a rule at run time."""
    known_prefixes = prefixes("fr")
    bases = {name: verb for name, verb in irregular_verbs.items() if name not in FRENCH_WHOLE}
    bases |= {"dire": irregular_verbs["dire"], "lire": irregular_verbs["lire"]}
    for lemma in words.infinitives("er", "ir", "re", forms=8):
        if lemma in irregular_verbs:
            continue
        if base := base_of(lemma, bases, known_prefixes):
            prefix, verb = base
            yield Verb(lemma, prefixed(prefix, verb.preterite), prefixed(prefix, verb.participle))
        elif lemma.endswith("er"):
            soft = {"c": "ça", "g": "gea"}.get(lemma[-3], lemma[-3] + "a")
            yield Verb(lemma, lemma[:-3] + soft, lemma[:-2] + "é")
        elif lemma.endswith("ir") and not lemma.endswith("oir"):
            yield Verb(lemma, "-", lemma[:-1])
        elif lemma.endswith(("ndre", "rdre", "ompre")):
            yield Verb(lemma, lemma[:-2] + "it", lemma[:-2] + "u")


def spanish(words: Dictionary, irregular_verbs: Mapping[str, Verb]) -> Iterator[Verb]:
    """Preterites are the third person; plural and gender follow by rules at run time."""
    known_prefixes = prefixes("es")
    bases = {name: verb for name, verb in irregular_verbs.items() if len(name) > 3 or name == "ver"}
    for lemma in words.infinitives("ar", "er", "ir", forms=8):
        if lemma in irregular_verbs:
            continue
        base = base_of(lemma, bases, known_prefixes)
        if base and any(f in words for f in prefixed(base[0], base[1].participle).split("/")):
            yield Verb(
                lemma, prefixed(base[0], base[1].preterite), prefixed(base[0], base[1].participle)
            )
            continue
        stem = lemma[:-2]
        if lemma.endswith("ar"):
            yield Verb(lemma, stem + "ó", stem + "ado")
        elif stem[-1] in "aeo":
            yield Verb(lemma, stem + "yó", stem + "ído")
        else:
            regular = stem + ("yó" if stem[-1] == "u" and not stem.endswith(("gu", "qu")) else "ió")
            past = next(
                (form for form in sorted(words.forms_of[lemma]) if form.endswith("ió")), regular
            )
            yield Verb(lemma, past, stem + "ido")


LANGUAGES: dict[str, Callable[[Dictionary, Mapping[str, Verb]], Iterator[Verb]]] = {
    "de": german,
    "en": english,
    "es": spanish,
    "fr": french,
    "nl": dutch,
}


def build(language: str) -> str:
    """Return a language's table, sorted, so that a rebuild differs only where words do."""
    irregular_verbs = irregular(language)
    words = Dictionary(language)
    verbs = {*irregular_verbs.values(), *LANGUAGES[language](words, irregular_verbs)}
    return "".join(
        f"{v.infinitive} {v.preterite} {v.participle}\n".replace(
            f" {v.participle} {v.participle}\n", f" {v.participle}\n"
        )
        for v in sorted(verbs)
    )


def main(languages: list[str]) -> None:
    """Write the tables of the named languages, or of all."""
    for language in languages or sorted(LANGUAGES):
        text = build(language)
        path = ROOT / "resources" / "words" / f"{language}.verbs.txt"
        path.write_text(text, "utf-8", newline="\n")
        print(f"{path.name}: {text.count(chr(10))} verbs, {len(text.encode()) // 1024} KiB")


if __name__ == "__main__":
    main(sys.argv[1:])

"""Build ``resources/words/*.verbs.txt``, the tables of past forms that analysis/wording reads.

Run it by hand after a change: ``python packaging/build_words.py [LANGUAGE…]``; its output is committed.

Where the words come from: which verbs exist and how they are spelled is looked up in the dictionaries of
simplemma (MIT licence, https://github.com/adbar/simplemma; compiled by its authors from public lexical
data such as Lexical, Unimorph, kaikki and spaCy lookups). Regular forms are computed by the rules below
and kept where the dictionary knows them; irregular ones come from ``packaging/irregular_verbs``, written
for this project. No dictionary is copied: a table holds one line a verb, ``infinitive preterite
participle``, alternatives parted by ``/``, ``-`` where a form does not exist or a rule at run time finds
it. simplemma is needed here alone, never at run time, where its dictionaries cost seconds and 100 MB.
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

GERMAN_SEPARABLE = (
    "ab an auf aus bei da dar ein empor entgegen fehl fern fest fort frei gut her heraus hervor hin hinaus hinein "
    "hinzu hoch klar kennen krank kaputt los mit nach nieder rück statt still teil über um unter unterwegs vor voran "
    "voraus vorbei weg weiter wieder wider durch zu zurück zusammen zwischen fertig bekannt bereit kurz gegen"
).split()
GERMAN_FIRM = "be emp ent er ge miss ver zer über um unter durch wider wieder hinter voll".split()
DUTCH_FIRM = "be ge her er ont ver mis over onder door voor aan vol weer om".split()
DUTCH_SEPARABLE = (
    "aan achter af bij binnen door goed in kwijt langs los mee na neer om onder op over samen stil tegen terug "
    "thuis toe uit vast vol voor voorbij vrij weg klaar buiten bijeen plaats deel dicht open rond"
).split()
FRENCH_PREFIXES = (
    "a ab abs ac accom ad appar at com compro con contre cor de dé dés dis dis é em en entr entre in inter intro "
    "main mé o ob par per pour pré pro r re ré res réa rés se sou sous sub sur trans"
).split()
FRENCH_WHOLE = {"aller", "avoir", "être", "dire", "devoir", "lire", "rire", "taire"}
SPANISH_PREFIXES = (
    "a ab abs ad ante com con contra de des dis em en entre ex im inter intro man o ob per pos pre pro re rete sobre "
    "sub super sos su trans"
).split()


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
        """Yield lemmas with one of the endings and at least so many forms, which only verbs have."""
        for lemma, known in self.forms_of.items():
            if lemma.isalpha() and lemma.islower() and lemma.endswith(endings) and len(known) >= forms:
                yield lemma


def irregular(language: str) -> dict[str, Verb]:
    """Return the irregular verbs by infinitive."""
    text = (ROOT / "packaging" / "irregular_verbs" / f"{language}.txt").read_text("utf-8")
    rows = (line.split() for line in text.splitlines() if not line.startswith("#"))
    return {row[0]: Verb(*row) for row in rows}


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
    prefixes = "be co fore inter mis out over pre re self un under up with".split()
    for lemma, forms in words.forms_of.items():
        if not (lemma.isalpha() and lemma.islower() and lemma.isascii()) or lemma in irregular_verbs:
            continue
        if base := base_of(lemma, irregular_verbs, prefixes):
            prefix, verb = base
            participle = prefixed(prefix, verb.participle)
            if any(form in words for form in participle.split("/")):
                yield Verb(lemma, prefixed(prefix, verb.preterite), participle)
                continue
        stems = (lemma, lemma + lemma[-1], lemma + "k", lemma.removesuffix("e"), lemma.removesuffix("y") + "i")
        past = sorted({f"{stem}ed" for stem in stems} & words.lemma_of.keys() - {lemma})
        past = [form for form in past if words.lemma_of[form] in (lemma, form)]
        if past and any(f"{stem}ing" in words for stem in stems[:4]):
            yield Verb(lemma, "/".join(past), "/".join(past))


def german(words: Dictionary, irregular_verbs: Mapping[str, Verb]) -> Iterator[Verb]:
    """Preterites of separable verbs are left out: they stand apart, as in "ging … ein"."""
    for lemma in words.infinitives("en", "ern", "eln", forms=5):
        if lemma in irregular_verbs:
            continue
        apart = next((p for p in sorted(GERMAN_SEPARABLE, key=len, reverse=True) if lemma.startswith(p)), None)
        base = base_of(lemma, irregular_verbs, [*GERMAN_SEPARABLE, *GERMAN_FIRM])
        if base:
            prefix, verb = base
            together = prefixed(prefix, verb.participle)
            firm = "/".join(prefix + form.removeprefix("ge") for form in verb.participle.split("/"))
            known = {form for form in (*together.split("/"), *firm.split("/")) if words.lemma_of.get(form) == lemma}
            known = known or {form for form in (*together.split("/"), *firm.split("/")) if form in words}
            if prefix in GERMAN_SEPARABLE and known & set(together.split("/")):
                yield Verb(lemma, "-", together)
                continue
            if prefix in GERMAN_FIRM and known & set(firm.split("/")):
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
        separable = bool(found) and not found[0].startswith("ge" + stem)
        if not found:
            firm_prefix = lemma.startswith(tuple(GERMAN_FIRM)) or lemma.endswith("ieren")
            if not firm_prefix and not apart:
                continue
            found = [form for form in (f"{stem}{end}",) if form in words]
            separable = bool(apart) and not firm_prefix
        past = f"{stem}{end}e"
        if found:
            yield Verb(lemma, "-" if separable or past not in words else past, found[0])


def dutch_stems(infinitive: str) -> Iterator[str]:
    """Yield how the stem may be spelled: betaal for betalen, meld for melden, geloof for geloven."""
    stem = infinitive.removesuffix("en")
    if stem[-1:] == stem[-2:-1] and stem[-1] not in "aeiou":
        stem = stem[:-1]
    elif len(stem) > 2 and stem[-1] not in "aeiou" and stem[-2] in "aeou" and stem[-3] not in "aeiou":
        yield from dutch_voiceless(stem[:-1] + stem[-2] + stem[-1])
    yield from dutch_voiceless(stem)


def dutch_voiceless(stem: str) -> Iterator[str]:
    """Yield the stem as it is spelled at the end of a word."""
    yield stem[:-1] + {"v": "f", "z": "s"}.get(stem[-1], stem[-1])


def dutch(words: Dictionary, irregular_verbs: Mapping[str, Verb]) -> Iterator[Verb]:
    """Infinitives are found by the present participle, because simplemma often files them under a noun."""
    parted = {lemma.replace("_", ""): lemma.split("_")[0] for lemma in words.forms_of if "_" in lemma}
    infinitives = {form[:-1] for form in words.lemma_of if form.endswith("end") and form[:-1] in words}
    infinitives |= set(words.infinitives("en", "aan", "ien", "oen", forms=5)) | set(parted)
    for lemma in sorted(infinitives):
        if not lemma.isalpha() or lemma in irregular_verbs or len(lemma) < 4:
            continue
        if base := base_of(lemma, irregular_verbs, [*DUTCH_SEPARABLE, *DUTCH_FIRM]):
            prefix, verb = base
            together = prefixed(prefix, verb.participle)
            if lemma in parted or together in words:
                yield Verb(lemma, "-", together)
                continue
            firm = prefix + verb.participle.removeprefix("ge")
            if prefix in DUTCH_FIRM and (firm in words or prefixed(prefix, verb.preterite) in words):
                yield Verb(lemma, prefixed(prefix, verb.preterite), firm)
                continue
        if not lemma.endswith("en"):
            continue
        apart = parted.get(lemma) or next(
            (p for p in sorted(DUTCH_SEPARABLE, key=len, reverse=True) if lemma.startswith(p) and lemma[len(p) :] in infinitives),
            "",
        )
        voice = "t" if lemma[:-2][-1:] in "tkfschpx" else "d"
        for stem in dutch_stems(lemma):
            end = "" if stem.endswith(voice) else voice
            rest = stem[len(apart) :]
            candidates = [f"ge{stem}{end}"]
            if apart:
                candidates.insert(0, f"{apart}ge{rest}{end}")
            if lemma.startswith(tuple(DUTCH_FIRM)):
                candidates.append(f"{stem}{end}")
                if rest.startswith(tuple(DUTCH_FIRM)):
                    candidates.append(f"{apart}{rest}{end}")
            found = next((form for form in candidates if form in words), None)
            if found:
                separable = bool(apart) and found == candidates[0]
                past = "-" if separable else f"{stem}{voice}e"
                yield Verb(lemma, past if past in words else "-", found)
                break


def french(words: Dictionary, irregular_verbs: Mapping[str, Verb]) -> Iterator[Verb]:
    """Feminine and plural participles follow from the masculine by a rule at run time."""
    bases = {name: verb for name, verb in irregular_verbs.items() if name not in FRENCH_WHOLE}
    bases |= {"dire": irregular_verbs["dire"], "lire": irregular_verbs["lire"]}
    for lemma in words.infinitives("er", "ir", "re", forms=8):
        if lemma in irregular_verbs:
            continue
        if base := base_of(lemma, bases, FRENCH_PREFIXES):
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
    bases = {name: verb for name, verb in irregular_verbs.items() if len(name) > 3 or name == "ver"}
    for lemma in words.infinitives("ar", "er", "ir", forms=8):
        if lemma in irregular_verbs:
            continue
        base = base_of(lemma, bases, SPANISH_PREFIXES)
        if base and any(f in words for f in prefixed(base[0], base[1].participle).split("/")):
            yield Verb(lemma, prefixed(base[0], base[1].preterite), prefixed(base[0], base[1].participle))
            continue
        stem = lemma[:-2]
        if lemma.endswith("ar"):
            yield Verb(lemma, stem + "ó", stem + "ado")
        elif stem[-1] in "aeo":
            yield Verb(lemma, stem + "yó", stem + "ído")
        else:
            regular = stem + ("yó" if stem[-1] == "u" and not stem.endswith(("gu", "qu")) else "ió")
            past = next((form for form in sorted(words.forms_of[lemma]) if form.endswith("ió")), regular)
            yield Verb(lemma, past, stem + "ido")


LANGUAGES: dict[str, Callable[[Dictionary, Mapping[str, Verb]], Iterator[Verb]]] = {
    "de": german,
    "en": english,
    "es": spanish,
    "fr": french,
    "nl": dutch,
}


def build(language: str) -> str:
    """Return the text of one language's table, sorted, so that a rebuild differs only where words do."""
    irregular_verbs = irregular(language)
    words = Dictionary(language)
    verbs = {*irregular_verbs.values(), *LANGUAGES[language](words, irregular_verbs)}
    return "".join(
        f"{v.infinitive} {v.preterite} {v.participle}\n".replace(f" {v.participle} {v.participle}\n", f" {v.participle}\n")
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

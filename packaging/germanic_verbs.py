"""Past forms of English, German and Dutch verbs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from verb_table import Dictionary, Verb, base_of, prefixed, prefixes

GERMAN_BOTH = ("über", "unter", "hinter", "voll")
"""Prefixes that part in some senses of a verb; the sense where they do not is the commoner."""
GERMAN_LINK = re.compile(r"([dt]|(ch|[^aeiouäöülrhmn])[nm])$")
"""Stems that take -et where others take -t, to be spoken at all."""


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


def dutch_ge(stem: str) -> Iterator[str]:
    """Yield the stem after ge-, with a diaeresis where its vowel would join the e."""
    yield "ge" + stem[:1].translate(str.maketrans("eiu", "ëïü")) + stem[1:]
    yield "ge" + stem


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
            candidates = [f"{ge}{end}" for ge in dutch_ge(stem)]
            if apart:
                candidates[:0] = [f"{apart}{ge}{end}" for ge in dutch_ge(rest)]
            if lemma.startswith(firm_prefixes):
                candidates.append(f"{stem}{end}")
                if rest.startswith(firm_prefixes):
                    candidates.append(f"{apart}{rest}{end}")
            found = next((form for form in candidates if form in words), None)
            if found:
                parts = bool(apart) and found in {f"{apart}{ge}{end}" for ge in dutch_ge(rest)}
                past = "-" if parts else f"{stem}{voice}e"
                yield Verb(lemma, past if past in words else "-", found)
                break

"""Past forms of French, Spanish, Italian and Portuguese verbs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from verb_table import Dictionary, Verb, base_of, prefixed, prefixes

FRENCH_WHOLE = {"aller", "avoir", "être", "dire", "devoir", "lire", "rire", "taire"}
ITALIAN_WHOLE = {"avere", "dare", "dire", "essere", "fare", "ire", "parere", "stare"}
ITALIAN_SHORT = 5
"""Length of a verb up to which a verb that ends in it need have nothing to do with it."""
ITALIAN_SOFT = re.compile(r"(c|sc)$")
"""Stems that keep their soft sound before -uto: conosciuto, piaciuto."""
PORTUGUESE_WHOLE = {"dar", "ir", "ser", "estar", "haver", "matar", "limpar", "caber"}


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


def italian(words: Dictionary, irregular_verbs: Mapping[str, Verb]) -> Iterator[Verb]:
    """Preterites are the third person; plural and gender follow by rules at run time."""
    known_prefixes = prefixes("it")
    bases = {n: v for n, v in irregular_verbs.items() if n not in ITALIAN_WHOLE}
    long = sorted((name for name in bases if len(name) > ITALIAN_SHORT), key=len, reverse=True)
    for lemma in words.infinitives("are", "ere", "ire", "rre", forms=8):
        if lemma in irregular_verbs:
            continue
        base = base_of(lemma, bases, known_prefixes) or next(
            ((lemma.removesuffix(n), bases[n]) for n in long if lemma.endswith(n)), None
        )
        if base and any(
            form in words
            for forms in (base[1].participle, base[1].preterite)
            for form in prefixed(base[0], forms).split("/")
        ):
            prefix, verb = base
            yield Verb(lemma, prefixed(prefix, verb.preterite), prefixed(prefix, verb.participle))
            continue
        stem = lemma[:-3]
        if lemma.endswith("are"):
            yield Verb(lemma, stem + "ò", stem + "ato")
        elif lemma.endswith("ire"):
            yield Verb(lemma, stem + "ì", stem + "ito")
        elif (
            lemma.endswith("ere")
            and (participle := ITALIAN_SOFT.sub(r"\1i", stem) + "uto") in words
        ):
            yield Verb(lemma, f"{stem}é/{stem}ette", participle)


def portuguese(words: Dictionary, irregular_verbs: Mapping[str, Verb]) -> Iterator[Verb]:
    """Preterites are the third person; plural and gender follow by rules at run time."""
    known_prefixes = prefixes("pt")
    bases = {n: v for n, v in irregular_verbs.items() if n not in PORTUGUESE_WHOLE}
    bases["por"] = bases.pop("pôr")
    for lemma in words.infinitives("ar", "er", "ir", "or", forms=8):
        if lemma in irregular_verbs:
            continue
        base = base_of(lemma, bases, known_prefixes)
        if base and (
            prefixed(base[0], base[1].preterite) in words
            or prefixed(base[0], base[1].participle.split("/")[0]) in words
        ):
            prefix, verb = base
            yield Verb(lemma, prefixed(prefix, verb.preterite), prefixed(prefix, verb.participle))
            continue
        stem = lemma[:-2]
        if lemma.endswith("ar"):
            yield Verb(lemma, stem + "ou", stem + "ado")
        elif lemma.endswith("er"):
            yield Verb(lemma, stem + "eu", stem + "ido")
        elif lemma.endswith("ir"):
            apart = stem[-1] in "aeou" and not stem.endswith(("gu", "qu"))
            yield Verb(lemma, stem + "iu", stem + ("ído" if apart else "ido"))

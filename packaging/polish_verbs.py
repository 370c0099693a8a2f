"""Past forms and imperatives of Polish verbs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from verb_table import Dictionary, Verb, prefixed

SHORT = 3
"""Length of a form up to which a word that ends in it need have nothing to do with it."""
HARD = {"s": ("sz",), "z": ("ż",), "r": ("rz",), "k": ("cz",)}
"""How stems in -ać end before endings that soften them: pisz from pisać."""
SOFT = {"dz": "dź", "c": "ć", "s": "ś", "z": "ź", "n": "ń"}
"""How stems in -ić are spelled at the end of a word: opłać from opłacić."""


def polish(words: Dictionary, irregular_verbs: Mapping[str, Verb]) -> Iterator[Verb]:
    """Verbs in -ść, -źć and -c change too much for rules and are all listed as irregular.

    Verbs of becoming, such as blednieć, are left out: no sticky needs them.
    """
    for lemma in words.infinitives("ać", "eć", "ić", "yć", "uć", "ąć", forms=12):
        preterite = lemma[:-2] + "ał" if lemma.endswith("eć") else lemma[:-1] + "ł"
        known = words.forms_of[lemma]
        if lemma in irregular_verbs or preterite not in known:
            continue
        participle = next((f for f in polish_participles(lemma, preterite) if f in words), "-")
        if participle == "-" and lemma.endswith(("nieć", "cieć", "wieć")):
            continue
        orders = dict.fromkeys(
            order
            for order in polish_imperatives(lemma)
            if order + "cie" in known and order + "my" in known
        )
        yield Verb(lemma, preterite, participle, "/".join(orders) or "-")


def polish_imperatives(infinitive: str) -> Iterator[str]:
    """Yield what the imperative may be."""
    stem = infinitive[:-2]
    if infinitive.endswith(("ować", "ywać", "iwać")):
        yield infinitive[:-4] + "uj"
    if infinitive.endswith("ać"):
        yield from (stem + "aj", stem + "ej", stem.removesuffix("t") + "cz")
        yield from (stem[:-1] + hard for hard in HARD.get(stem[-1:], ()))
    if infinitive.endswith("ąć"):
        yield from (stem + "ij", stem.removesuffix("n") + "ń", stem[:-1] + "jmij", stem + "nij")
    if infinitive.endswith(("ić", "yć", "uć", "eć")):
        bare = stem.removesuffix("i")
        last = "dz" if bare.endswith("dz") else bare[-1:]
        spelled = (bare, bare.removesuffix(last) + SOFT.get(last, last))
        for form in spelled:
            yield form
            head, vowel, tail = form.rpartition("o")
            if vowel and len(tail) < SHORT:
                yield f"{head}ó{tail}"
        yield from (bare + "ij", bare + "yj", infinitive[:-1] + "j")
        if bare.endswith("śc"):
            yield bare[:-1] + "ść"[1:]


def polish_participles(infinitive: str, preterite: str) -> Iterator[str]:
    """Yield what the passive participle may be, the likelier first."""
    stem = infinitive[:-2]
    if infinitive.endswith(("ać", "eć")):
        yield preterite.removesuffix("ł") + "ny"
    if infinitive.endswith("ąć"):
        yield from (f"{stem}ęty", f"{stem.removesuffix('n')}nięty")
    if infinitive.endswith(("yć", "uć", "ić")):
        yield f"{infinitive[:-1]}ty"
    if infinitive.endswith(("ić", "yć", "eć")):
        yield from (f"{soft}ony" for soft in polish_softened(stem, infinitive[-2]))


def polish_softened(stem: str, vowel: str) -> Iterator[str]:
    """Yield the stem of -ić and -yć verbs as it is before -ony: zgłosz for zgłosić."""
    softened = {"ści": "szcz", "ździ": "żdż", "śl": "śl", "zi": "ż", "si": "sz", "dzi": "dz"}
    whole = stem + (vowel if vowel == "i" else "")
    for soft in ("ści", "ździ", "dzi", "zi", "si", "ci"):
        if whole.endswith(soft):
            yield whole.removesuffix(soft) + softened.get(soft, "c")
            break
    yield from (stem, whole)


def unprefixed(
    verbs: set[Verb], known: list[str], irregular_verbs: Mapping[str, Verb]
) -> set[Verb]:
    """Return the verbs without those that are one of the prefixes and another verb."""
    kept: dict[str, Verb] = {}
    for verb in sorted(verbs, key=lambda verb: (len(verb.infinitive), verb)):
        parts = [(p, verb.infinitive.removeprefix(p)) for p in known]
        if verb.infinitive in irregular_verbs or not any(
            rest in kept
            and verb.preterite == prefixed(prefix, kept[rest].preterite)
            and verb.participle in {"-", prefixed(prefix, kept[rest].participle)}
            and min(map(len, kept[rest].preterite.split("/"))) > SHORT
            for prefix, rest in parts
        ):
            kept[verb.infinitive] = verb
    return set(kept.values())

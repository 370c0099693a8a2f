"""Whether a text states a past fact or gives an order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from stormdesk.analysis.language import is_in_latin_script
from stormdesk.analysis.word_forms import LANGUAGES, WordForms, split_text, word_forms


@dataclass(frozen=True)
class Phrase:
    """The words of one text in one language: as written, and in lower case."""

    written: tuple[str, ...]
    words: tuple[str, ...]
    forms: WordForms

    def at(self, index: int) -> str:
        """Return the word at the index, empty beyond the ends."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def opens_with(self, name: str) -> bool:
        """Tell whether the phrase begins with a word, or two, of the class."""
        return any(self.forms.has(name, entry) for entry in self.entries(0))

    def entries(self, index: int) -> tuple[str, str]:
        """Return how a table may name the word at the index: alone, or joined with the next."""
        return self.at(index), f"{self.at(index)}+{self.at(index + 1)}"

    def is_adverb(self, index: int) -> bool:
        """Tell whether the word at the index is an adverb, by the list or by its ending."""
        word = self.at(index)
        return self.forms.has("adverb", word) or bool(self.forms.respelled("adverbial", word))

    def start(self) -> int:
        """Return where the phrase begins to say something, after "please" and the like."""
        return next((i for i, w in enumerate(self.words) if not self.forms.has("polite", w)), 0)

    def leads_on(self, index: int) -> bool:
        """Tell whether the word at the index opens an adjunct, as prepositions do, or is none."""
        word = self.at(index)
        return (
            not word
            or self.forms.has("preposition", word)
            or self.is_adverb(index)
            or word[0] in "#0123456789"
        )


@lru_cache(maxsize=20_000)
def phrase(text: str, language: str) -> Phrase:
    """Return the words of a text in a language of ``LANGUAGES``."""
    forms = word_forms(language)
    written: list[str] = []
    for word in split_text(text):
        head, mark, tail = word.replace("’", "'").partition("'")
        if mark and forms.has("elision", head.lower()):
            written += [head, tail]
        elif mark and tail == "s":
            written.append(head)
        else:
            written.append(head + mark + tail)
    return Phrase(tuple(written), tuple(word.lower() for word in written), forms)


@lru_cache(maxsize=20_000)
def is_past_tense(text: str, language: str) -> bool | None:
    """Tell whether the text states a fact in the past, as a domain event should.

    None where the language, or the script of a word, has no tables. Present passives
    ("Order is placed") and questions are not past.
    """
    if language not in LANGUAGES or not is_in_latin_script(text):
        return None
    if not text.strip() or "?" in text:
        return False
    said = phrase(text, language)
    if said.opens_with("asks") or _is_surely_ordered(said):
        return False
    decided = _by_auxiliary(said)
    return past_verb(said) is not None if decided is None else decided


def is_imperative(text: str, language: str) -> bool | None:
    """Tell whether the text may be read as an order, as a command should; None without tables.

    Where a noun and a verb are spelled alike, as "review" is, it is taken for the verb; where an
    order and a past fact are, as in "Paket übergeben", the text is both.
    """
    past = is_past_tense(text, language)
    if past is None:
        return None
    said = phrase(text, language)
    if "?" in text or said.opens_with("asks") or not said.words:
        return False
    start = said.start()
    verb_final = said.forms.has("verbfinal", "yes")
    if (not verb_final and said.forms.has("determiner", said.at(start))) or any(
        said.forms.has(kind, e)
        for i in range(start, len(said.words))
        for kind in ("modal", "present")
        for e in said.entries(i)
    ):
        return _is_surely_ordered(said)
    if past:
        last = said.words[-1]
        is_both = said.forms.participle_of(last) == last and not _by_auxiliary(said)
        # Nobody orders what merely happens, as a session that expires.
        return verb_final and is_both and not said.forms.has("intransitive", last)
    while said.forms.has("reflexive", said.at(start)) or (
        start + 2 < len(said.words) and said.is_adverb(start)
    ):
        start += 1
    first = said.at(start)
    if said.forms.ordered_by(first) or said.forms.ordered_by(first.rpartition("-")[2]):
        alone = start + 1 == len(said.words)
        return not alone or said.forms.has("bare", "yes") or _is_infinitive(said, start)
    return verb_final and _closes_with_order(said)


def past_verb(said: Phrase) -> int | None:
    """Return where the past verb of a text without auxiliary stands, None without one."""
    return next((i for i in range(len(said.words)) if _is_past_verb(said, i)), None)


def participle(said: Phrase, index: int) -> str | None:
    """Return the infinitive of the participle at the index; the word itself where guessed."""
    word = said.at(index)
    if is_noun(said, index):
        return None
    if found := said.forms.participle_of(word):
        return found
    part = word.rpartition("-")[2]
    if part != word and (found := said.forms.participle_of(part)):
        return found
    return word if index > 0 and said.forms.is_guessed(part) else None


def is_noun(said: Phrase, index: int) -> bool:
    """Tell whether a word looks like a noun, in languages that write those with a capital."""
    if not said.forms.has("capital", "yes") or index == 0 or not said.written[index][0].isupper():
        return False
    titled = all(word[0].isupper() or not word[0].isalpha() for word in said.written)
    return not (
        titled and index == len(said.words) - 1 and said.words[index] not in said.forms.infinitives
    )


def _closes_with_order(said: Phrase) -> bool:
    """For German and Dutch: whether an infinitive closes a clause, as in "Preis festlegen"."""
    return any(
        said.forms.is_infinitive(word) and said.leads_on(index + 1) and not is_noun(said, index)
        for index, word in enumerate(said.words)
    )


def _is_infinitive(said: Phrase, index: int) -> bool:
    """Where infinitives are told by their ending: whether the word is one, or one with "-se"."""
    verbs = said.forms.respelled("certain", said.at(index))
    return any(said.forms.is_infinitive(verb) for verb in verbs)


def _is_surely_ordered(said: Phrase) -> bool:
    """Whether the phrase opens with a verb that makes an order of it, whatever follows."""
    start, forms = said.start(), said.forms
    first, following = said.at(start), said.at(start + 1)
    if "certain" in forms.rules:
        if _is_infinitive(said, start):
            return not forms.has("thing", first)
        return bool(
            forms.has("determiner", following)
            and not forms.has("thing", first)
            and forms.ordered_by(first)
        )
    if first not in forms.infinitives or forms.has("verbfinal", "yes"):
        return False
    if forms.has("resulting", first):
        return len(said.words) > start + 2
    return (
        not forms.has("acting", first)
        and (forms.has("ordering", first) or not forms.has("governing", following))
        and participle(said, start + 1) is not None
        and _is_described(said, start + 2)
    )


def _is_described(said: Phrase, index: int) -> bool:
    """Whether the word at the index is a noun that the participle before it describes."""
    kinds = ("determiner", "conjunction", "tail")
    if len(said.at(index)) == 1:
        return False
    ends_in_result = index + 1 == len(said.words) and participle(said, index) is not None
    return not (
        said.leads_on(index)
        or ends_in_result
        or any(said.forms.has(kind, said.at(index)) for kind in kinds)
    )


def _by_auxiliary(said: Phrase) -> bool | None:
    """What the first auxiliary that decides says, None without one."""
    for index in range(len(said.words)):
        entries = said.entries(index)
        if said.forms.auxiliaries.isdisjoint(entries):
            continue
        if any(said.forms.has("modal", entry) for entry in entries):
            return False
        if any(said.forms.has("past", entry) for entry in entries):
            return True
        perfect = said.forms.has("perfect", said.at(index))
        if not perfect and not any(said.forms.has("present", entry) for entry in entries):
            continue
        start = 0 if said.forms.has("verbfinal", "yes") else index + 1
        verbs = {participle(said, i) for i in range(start, len(said.words)) if i != index} - {None}
        if verbs and not perfect:
            reflexive = said.forms.has("reflexive", said.at(index - 1))
            return reflexive or any(said.forms.has("moving", verb) for verb in verbs if verb)
        if verbs:
            return True
    return None


def _is_past_verb(said: Phrase, index: int) -> bool:
    verb = participle(said, index)
    finite = None if is_noun(said, index) else said.forms.preterite_of(said.at(index))
    if said.forms.has("finite", said.at(index)) and not said.leads_on(index + 1):
        return False
    if not (verb or finite) or said.forms.has(
        "compound", "+".join(said.words[index - 1 : index + 1])
    ):
        return False
    if said.forms.has("verbfinal", "yes"):
        return _is_past_verb_at_end(said, index, verb, finite)
    doubtful = said.at(index) == (finite or verb) and said.at(index) in said.forms.infinitives
    if index == 0:
        if not said.forms.has("initial", "yes") or doubtful or said.forms.has("thing", said.at(0)):
            return False
        told = finite and not verb and "certain" in said.forms.rules
        return bool(told) or said.leads_on(1) or _is_impersonal(said, 0)
    if _is_blocked(said, index) or (
        all(said.is_adverb(i) for i in range(index)) and not said.leads_on(index + 1)
    ):
        return _is_impersonal(said, index)
    return (
        not doubtful or said.leads_on(index + 1) or said.forms.has("determiner", said.at(index + 1))
    )


def _is_impersonal(said: Phrase, index: int) -> bool:
    """Whether the word is a past form that has no subject, such as Polish "złożono"."""
    verbs = said.forms.respelled("impersonal", said.at(index))
    return any(said.forms.participle_of(verb) for verb in verbs)


def _is_past_verb_at_end(said: Phrase, index: int, verb: str | None, finite: str | None) -> bool:
    """For German and Dutch: a participle closes its clause, else it may be present tense."""
    word, following = said.at(index), said.at(index + 1)
    if verb and not (index == 0 and word in said.forms.infinitives):
        present = (
            word.endswith("t") and word[:-1] in {verb[:-2], verb[:-1]}
        ) or word in said.forms.infinitives
        if not following or (not present and said.leads_on(index + 1)):
            return True
    return (
        bool(finite)
        and index > 0
        and word not in said.forms.infinitives
        and not _is_blocked(said, index)
    )


def _is_blocked(said: Phrase, index: int) -> bool:
    """Whether the word before makes this one a noun or an adjective; "all done" has neither.

    Nor has "Till opened": what opens a text is no preposition if a past verb ends it.
    """
    before = said.at(index - 1)
    stands_alone = said.forms.has("pronoun", before) or said.forms.has("preposition", before)
    if index == 1 and stands_alone and said.leads_on(2):
        return False
    return any(
        said.forms.has(kind, before) for kind in ("determiner", "preposition", "conjunction")
    )

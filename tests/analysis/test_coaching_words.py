"""The words that rules look for are there in every language with word tables."""

from __future__ import annotations

import pytest

from stormdesk.analysis.coaching_words import (
    condition_of,
    has_consequence,
    knows,
    neutral_words,
    parted,
    vague_words,
)
from stormdesk.analysis.lemmas import lemmas
from stormdesk.analysis.word_forms import LANGUAGES

SAID = {
    "de": (
        "Immer wenn bezahlt wurde, dann versenden",
        "Daten verarbeitet",
        "verpackt und versandt",
    ),
    "en": ("Whenever it is paid, then ship", "Data processed", "packed and sent"),
    "es": ("Siempre que se pague, entonces enviar", "Datos procesados", "pagado y enviado"),
    "fr": ("Dès que c'est payé, alors expédier", "Données traitées", "payé et envoyé"),
    "it": ("Ogni volta che si paga, allora spedire", "Dati elaborati", "pagato e spedito"),
    "nl": ("Telkens als betaald is, dan versturen", "Gegevens verwerkt", "betaald en verstuurd"),
    "pl": ("Zawsze gdy opłacono, wtedy wyślij", "Dane przetworzone", "opłacono i wysłano"),
    "pt": ("Sempre que for pago, então enviar", "Dados processados", "pago e enviado"),
}
"""By language: a policy that says both its parts, a vague event, and two participles joined."""


def test_every_language_with_word_tables_is_known() -> None:
    assert SAID.keys() == LANGUAGES
    assert all(knows(language) and neutral_words(language) for language in LANGUAGES)
    assert not knows("fi")


@pytest.mark.parametrize("language", sorted(SAID))
def test_a_policy_opens_with_its_condition_and_goes_on(language: str) -> None:
    policy = SAID[language][0]
    condition = condition_of(policy, language)
    assert condition is not None
    assert condition.start() == 0
    assert has_consequence(policy, condition, language)
    alone = condition.group() + " …"
    assert not has_consequence(alone, condition, language)


@pytest.mark.parametrize("language", sorted(SAID))
def test_what_says_nothing_is_vague_in_its_ground_form_too(language: str) -> None:
    assert vague_words(language).issuperset(lemmas(SAID[language][1], language))


@pytest.mark.parametrize("language", sorted(SAID))
def test_a_text_is_parted_where_a_word_joins(language: str) -> None:
    first, _, second = SAID[language][2].split()
    assert list(parted(SAID[language][2], language)) == [(first, second)]


def test_marks_join_in_every_language() -> None:
    assert list(parted("one; two + three", "fi")) == [("one", "two + three"), ("one; two", "three")]

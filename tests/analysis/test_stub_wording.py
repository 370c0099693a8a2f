"""The words on what scaffolding adds."""

from __future__ import annotations

import pytest

from stormdesk.analysis.coaching_words import condition_of
from stormdesk.analysis.stub_wording import (
    command_question,
    command_text,
    condition,
    failure_texts,
    policy_text,
)
from stormdesk.analysis.word_forms import LANGUAGES


@pytest.mark.parametrize(
    ("event", "language", "told"),
    [
        ("Order placed", "en", ("Order cancelled", "Order not placed")),
        ("OrderPlaced", "en", ("Order cancelled", "Order not placed")),
        ("Payment was received", "en", ("Payment was not received",)),
        ("Bill approved by clerk", "en", ("Bill rejected by clerk", "Bill not approved by clerk")),
        ("Bestellung aufgegeben", "de", ("Bestellung storniert", "Bestellung nicht aufgegeben")),
        ("Bestelling geplaatst", "nl", ("Bestelling geannuleerd", "Bestelling niet geplaatst")),
        ("Commande passée", "fr", ("Commande non passée",)),
        ("Pedido realizado", "es", ("Pedido no realizado",)),
        ("Patient arrived", "en", ("Patient did not arrive",)),
        ("Ship has left port", "en", ("Ship has not left port",)),
        ("Stock ran out", "en", ("Stock did not run out",)),
        ("Customer paid invoice", "en", ("Customer did not pay invoice",)),
        ("Charge left unconfirmed", "en", ()),
        ("Order", "en", ()),
        ("Patient angekommen", "de", ("Patient nicht angekommen",)),
        ("Der Patient ist angekommen", "de", ("Der Patient ist nicht angekommen",)),
        ("Schiff legte ab", "de", ()),
        ("Patiënt aangekomen", "nl", ("Patiënt niet aangekomen",)),
        ("Le patient est arrivé", "fr", ("Le patient n'est pas arrivé",)),
        ("L'ordre a été passé", "fr", ("L'ordre n'a pas été passé",)),
        ("Le client s'est inscrit", "fr", ("Le client ne s'est pas inscrit",)),
        ("Se envió el pedido", "es", ("No se envió el pedido",)),
        ("L'ordine è stato inviato", "it", ("L'ordine non è stato inviato",)),
        ("Il cliente si è iscritto", "it", ("Il cliente non si è iscritto",)),
        ("O paciente chegou", "pt", ("O paciente não chegou",)),
        ("Zamówienie złożone", "pl", ("Zamówienie niezłożone",)),
        ("Zamówienie zostało złożone", "pl", ("Zamówienie nie zostało złożone",)),
        ("Klient zarejestrował się", "pl", ("Klient nie zarejestrował się",)),
        ("Klient zapłacił rachunek", "pl", ()),
        ("Złożono zamówienie", "pl", ()),
        ("Objednávka odeslána", "cs", ()),
        ("Order not placed", "en", ()),
        ("Order wasn't placed", "en", ()),
        ("Bestellung nicht aufgegeben", "de", ()),
    ],
)  # fmt: skip
def test_what_happens_if_an_event_does_not(
    event: str, language: str, told: tuple[str, ...]
) -> None:
    assert failure_texts(event, language) == told


@pytest.mark.parametrize(
    ("event", "command", "language", "told"),
    [
        ("Order placed", "Send invoice", "en", "Whenever order placed, then send invoice"),
        ("GDPR consent given", "", "en", "Whenever GDPR consent given, then …"),
        ("Bestellung aufgegeben", "Rechnung senden", "de",
         "Immer wenn Bestellung aufgegeben, dann Rechnung senden"),
        ("Objednávka odeslána", "Zaslat", "cs", "Whenever objednávka odeslána, then zaslat"),
    ],
)  # fmt: skip
def test_a_policy_answers_an_event_with_a_command(
    event: str, command: str, language: str, told: str
) -> None:
    assert policy_text(event, command, language) == told


def test_what_a_command_is_not_told_by_is_asked() -> None:
    assert command_text("Order placed", "en") == "Place order"
    assert command_text("Stock ran out", "en") == ""
    assert command_question("Stock ran out.", "en") == "What leads to “Stock ran out”?"
    assert command_question("Patient angekommen", "de") == "Was führt zu „Patient angekommen“?"
    assert command_question("Objednávka\nodeslána", "cs") == "… Objednávka odeslána"


def test_a_question_quotes_the_beginning_of_a_long_event() -> None:
    asked = command_question("Ship arrived " + "at the port " * 50, "en")
    assert asked.startswith("What leads to “Ship arrived at the port")
    assert asked.endswith("…”?")
    assert len(asked) < 150


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_language_asks_and_has_a_form_of_policies(language: str) -> None:
    assert command_question("E", language) != command_question("E", "cs")
    form = condition(language)
    assert form is not None
    assert condition_of(form, language) is not None


def test_a_question_is_no_part_of_a_policy() -> None:
    asked = command_question("Stock ran out", "en")
    assert policy_text("Order placed", asked, "en") == "Whenever order placed, then …"


def test_an_event_worded_as_an_order_gives_that_order() -> None:
    assert command_text("Check stock", "en") == "Check stock"

"""The words on what scaffolding adds."""

from __future__ import annotations

import pytest

from stormdesk.analysis.stub_wording import command_text, failure_texts, policy_text


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
        ("Stock ran out", "en", ("",)),
        ("Objednávka odeslána", "cs", ("",)),
        ("Order not placed", "en", ()),
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


def test_a_command_is_blank_where_the_words_do_not_tell() -> None:
    assert command_text("Order placed", "en") == "Place order"
    assert command_text("Stock ran out", "en") == ""


def test_an_event_worded_as_an_order_gives_that_order() -> None:
    assert command_text("Check stock", "en") == "Check stock"

"""Wording is judged by labelled phrases such as people write on stickies."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from stormdesk.analysis.findings import check
from stormdesk.analysis.wording import (
    LANGUAGES,
    command_for,
    detect_language,
    event_for,
    is_imperative,
    is_past_tense,
    lemmas,
    matches_event,
)
from stormdesk.model.board import Board
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Kind, Sticky


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Betaling is geweigerd", "nl"),
        ("Zahlung ist eingegangen", "de"),
        ("Se pagó la factura", "es"),
        ("Factures payées", "fr"),
        ("Order #123 placed", "en"),
        ("OrderPlaced", "en"),
        ("order_placed", "en"),
        ("Price cut", "en"),
        ("Step number 1 done", "en"),
        ("Milk gone bad", "en"),
        ("All done", "en"),
        ("Both signed by the customer", "en"),
        ("Bank approved loan", "en"),
        ("Load exceeded limit", "en"),
        ("OrderPlacedEvent", "en"),
        ("Order shipped next day", "en"),
        ("Till opened", "en"),
        ("Report sent twice", "en"),
        ("Mario scrisse", "it"),
        ("È arrivata la merce", "it"),
        ("Os e-mails foram enviados", "pt"),
        ("Chegou a encomenda", "pt"),
        ("Wystąpił błąd", "pl"),
        ("Ustalono termin", "pl"),
        ("Wypisany", "pl"),
    ],
)
def test_facts_in_the_past(text: str, language: str):
    assert is_past_tense(text, language) is True


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Cut price", "en"),
        ("Order is placed", "en"),
        ("Data set", "en"),
        ("All signed documents", "en"),
        ("", "en"),
        ("   ", "de"),
        ("?!", "en"),
        ("🚚", "fr"),
        ("Bestellung wird aufgegeben", "de"),
        ("Kunde bezahlt die Rechnung", "de"),
        ("Release deferred charges", "en"),
        ("Rerun failed jobs", "en"),
        ("Mark order paid", "en"),
        ("Newly signed tenants", "en"),
        ("Le médecin prescrit un traitement", "fr"),
        ("O cliente paga a fatura", "pt"),
        ("Odrzucona płatność klienta", "pl"),
        ("Bloccare la carta rubata", "it"),
        ("Bloquea la tarjeta robada", "es"),
    ],
)
def test_what_is_no_fact_in_the_past(text: str, language: str):
    assert is_past_tense(text, language) is False


def test_an_unsupported_language_keeps_silent():
    assert is_past_tense("Beställning lagd", "sv") is None
    assert is_imperative("Lägg beställning", "sv") is None
    assert command_for("Beställning lagd", "sv") is None
    assert event_for("Lägg beställning", "sv") is None


@pytest.mark.parametrize("text", ["تم تقديم الطلب", "订单已创建", "Order 已付款", "Заказ оплачен"])
@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_a_script_without_tables_keeps_silent(text: str, language: str):
    assert is_past_tense(text, language) is None
    assert is_imperative(text, language) is None


def test_events_in_another_script_are_no_findings_on_a_board_in_english():
    texts = ["订单已创建", "تم الدفع", "Order placed by the customer", "Payment of the order"]
    stickies = [Sticky(id=t, kind=Kind.EVENT, text=t, at=i) for i, t in enumerate(texts)]
    board = Board.of([Profile(id="b", title="B", language="en"), *stickies])
    found = [f.records for f in check(board) if f.rule == "event-in-past-tense"]
    assert found == [("Payment of the order",)]


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("de", ["Bestellung aufgegeben", "Zahlung abgelehnt", "Rechnung verschickt"]),
        ("it", ["Ordine effettuato", "Pagamento ricevuto", "Fattura inviata al cliente"]),
        ("pl", ["Zamówienie złożone", "Płatność odrzucona", "Faktura wysłana"]),
        ("pt", ["Pedido realizado", "Pagamento recebido", "Fatura enviada"]),
        ("es", ["Pedido realizado", "Pago recibido", "Factura enviada"]),
    ],
)
def test_neighbouring_languages_are_told_apart(language: str, texts: list[str]):
    assert detect_language(texts) == language


@pytest.mark.parametrize(
    "texts",
    [
        [],
        ["", "42"],
        ["注文", "支払い"],
        ["Objednávka odeslána", "Faktura zaplacena", "Platba přijata"],
        ["Comandă trimisă", "Factură plătită", "Plata respinsă"],
        ["Beställning lagd", "Faktura skickad", "Betalning mottagen"],
    ],
)
def test_no_language_is_told_where_unsure(texts: list[str]):
    assert detect_language(texts) is None


@pytest.mark.parametrize(
    ("condition", "event", "language"),
    [
        ("Whenever an order is placed, reserve its stock", "Order placed", "en"),
        ("When a customer places an order", "Order placed", "en"),
        ("Whenever orders are shipped", "OrderShipped", "en"),
        ("Whenever a guest has checked in, print the key card", "Guest checked in", "en"),
        ("Immer wenn eine Bestellung aufgegeben wird", "Bestellung aufgegeben", "de"),
        ("Sobald eine Zahlung eingeht, dann buchen", "Zahlung ging ein", "de"),
        ("Dès qu'une commande est passée, réserver le stock", "Commande passée", "fr"),
        ("Cuando se realiza un pedido, reservar existencias", "Pedido realizado", "es"),
        ("Zodra een bestelling is geplaatst", "Bestelling geplaatst", "nl"),
        ("Ogni volta che i pacchi sono consegnati, avvisare", "Pacco consegnato", "it"),
        ("Quando o pedido é enviado, avisar o cliente", "Pedidos enviados", "pt"),
        ("Gdy faktura jest wysłana", "Wysłano fakturę", "pl"),
        ("order placed", "Order placed", "xx"),
    ],
)
def test_a_condition_names_its_event(condition: str, event: str, language: str):
    assert matches_event(condition, event, language)


@pytest.mark.parametrize(
    ("condition", "event"),
    [
        ("Whenever an order is placed, reserve its stock", "Stock reserved"),
        ("Whenever an order is not paid", "Order paid"),
        ("Whenever an order is paid", "Order not paid"),
        ("Whenever a guest has checked in", "Guest checked out"),
        ("Whenever an order is placed", "Order shipped"),
        ("Whenever an order is placed", ""),
    ],
)
def test_a_condition_does_not_name_other_events(condition: str, event: str):
    assert not matches_event(condition, event, "en")


def test_lemmas_are_ground_forms_of_content_words():
    assert lemmas("The orders were placed", "en") == ("order", "place")
    assert lemmas("Zahlung ging ein", "de") == ("zahlung", "eingehen")


def test_the_dictionaries_of_the_build_script_are_not_needed():
    code = (
        "import sys; sys.modules['simplemma'] = None\n"
        "from stormdesk.analysis.wording import is_past_tense\n"
        "assert is_past_tense('Order placed', 'en')"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])

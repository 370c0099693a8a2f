"""How an event, a command and a policy read in the language of a board, for remedies to show."""

from __future__ import annotations

from stormdesk.analysis.rewording import command_for
from stormdesk.analysis.stub_wording import condition

_EVENTS = {
    "de": "Bestellung aufgegeben",
    "en": "Order placed",
    "es": "Pedido enviado",
    "fr": "Commande passée",
    "it": "Ordine inviato",
    "nl": "Bestelling geplaatst",
    "pl": "Zamówienie złożone",
    "pt": "Pedido enviado",
}


def like_event(language: str) -> str:
    """Return ``, such as “Order placed”``; nothing in a language without words of its own."""
    return _such_as(_EVENTS.get(language))


def like_command(language: str) -> str:
    """Return ``, such as “Place order”``; nothing in a language without words of its own."""
    return _such_as(command_for(_EVENTS.get(language, ""), language))


def like_policy(language: str) -> str:
    """Return ``: “Whenever …, then …”``; nothing in a language without words of its own."""
    form = condition(language)
    return f": “{form}”" if form is not None else ""


def _such_as(text: str | None) -> str:
    return f", such as “{text}”" if text is not None else ""

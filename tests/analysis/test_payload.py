"""What the names of fields say."""

from __future__ import annotations

import pytest

from stormdesk.analysis.payload import names_a_delivery, names_a_thing, own_name, ties_messages
from stormdesk.analysis.vendors import is_id_of
from stormdesk.model.message import Field, Message
from stormdesk.model.sticky import Kind, Sticky


@pytest.mark.parametrize(
    ("name", "thing", "delivery", "ties"),
    [
        ("orderId", True, False, False),
        ("order_id", True, False, False),
        ("billingKey", True, False, False),
        ("paid", False, False, False),
        ("eventId", True, True, False),
        ("idempotency-key", True, True, False),
        ("eventName", False, False, False),
        ("causation_id", True, False, True),
        ("traceparent", False, False, True),
        ("parent", False, False, False),
        ("注文", False, False, False),
    ],
)
def test_a_name_says_what_it_identifies(name: str, thing: bool, delivery: bool, ties: bool) -> None:
    assert (names_a_thing(name), names_a_delivery(name), ties_messages(name)) == (
        thing,
        delivery,
        ties,
    )


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (["orderId", "eventId", "correlationId"], "orderId"),
        (["orderId", "customerId"], None),
        (["total"], None),
    ],
)
def test_a_message_is_named_by_its_only_id(fields: list[str], expected: str | None) -> None:
    message = Message(fields=tuple(Field(name=name, type="uuid") for name in fields))
    assert own_name(message, {}) == expected


@pytest.mark.parametrize(
    ("system", "event", "name", "theirs"),
    [
        ("Stripe", "Payment collected", "stripeEventId", True),
        ("Payment processor", "Payment collected", "paymentId", False),
        ("Payment processor", "Payment collected", "processorReference", True),
        ("Subscription vendor", "Webhook delivered", "deliveryId", False),
        ("Bank", "Statement received", "externalId", True),
        ("SAP", "Order created", "sapling", False),
    ],
)
def test_an_id_bears_the_name_of_who_gave_it_out(
    system: str, event: str, name: str, theirs: bool
) -> None:
    giver = Sticky(id="s", kind=Kind.SYSTEM, text=system)
    given = Sticky(id="e", kind=Kind.EVENT, text=event)
    assert is_id_of(giver, name, given) is theirs

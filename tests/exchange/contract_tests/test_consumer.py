"""Who reads what, and by what of it they tell duplicates and order."""

from __future__ import annotations

import pytest

from stormdesk.exchange.contract_tests.consumer import consumers_of
from stormdesk.exchange.contracts.contracts import contracts_of
from stormdesk.exchange.format import read
from stormdesk.exchange.formats import FORMATS

_MODEL = """\
format: stormdesk/1
board: {id: shop, title: Shop}
teams: [{id: stock-team, name: Stock team}]
contexts: [{id: sales, name: Sales}, {id: stock, name: Stock, owner: stock-team}]
types:
  - {name: Item, fields: [{name: sku, type: string, tag: 1}, {name: a.b, type: string, tag: 2}]}
stickies:
  - id: placed
    kind: event
    text: Order placed
    context: sales
    at: 1
    message:
      key: orderId
      idempotency-key: eventId
      fields:
        - {name: eventId, type: uuid, tag: 1}
        - {name: orderId, type: uuid, tag: 2}
        - {name: item, type: Item, tag: 3}
        - {name: x.y, type: string, tag: 4}
        - {name: x, type: string, tag: 5}
        - {name: items, type: list<Item>, tag: 6}
  - {id: view, kind: read-model, text: Orders, context: sales, at: 2}
  - {id: reserve, kind: policy, text: Reserve, context: stock, at: 2, handling: HANDLING}
  - {id: parked, kind: policy, text: Parked, parked: true}
flows: [{from: placed, to: reserve}, {from: placed, to: view}, {from: placed, to: parked}]
"""


def _consumers(handling: str = "{group: reserver}"):
    text = _MODEL.replace("HANDLING", handling).encode()
    return consumers_of(contracts_of(read(FORMATS["yaml"], {"b.yaml": text})))


def test_consumers_are_those_that_the_flows_lead_to_in_the_order_of_the_board():
    view, reserve = _consumers()
    assert (view.sticky.id, view.context, view.owner) == ("view", "sales", "")
    assert (reserve.sticky.id, reserve.owner, reserve.group) == (
        "reserve",
        "Stock team",
        "reserver",
    )
    assert [read.subject.name for read in reserve.reads] == ["OrderPlaced"]


@pytest.mark.parametrize(
    ("handling", "identity", "order"),
    [
        ("{}", ("eventId",), ("orderId",)),
        ("{idempotent-by: orderId, order-by: eventId}", ("orderId",), ("eventId",)),
        ("{idempotent-by: item.sku}", ("item", "sku"), ("orderId",)),
        ("{idempotent-by: item.a.b}", ("item", "a.b"), ("orderId",)),
        ("{idempotent-by: x.y}", ("x.y",), ("orderId",)),
        ("{idempotent-by: no-such, order-by: x.sku}", ("eventId",), ("orderId",)),
        ("{idempotent-by: items.sku}", ("eventId",), ("orderId",)),
    ],
)
def test_handling_decides_before_the_keys_of_the_message(
    handling: str, identity: tuple[str, ...], order: tuple[str, ...]
):
    (read,) = _consumers(handling)[1].reads
    assert (read.identity, read.order) == (identity, order)

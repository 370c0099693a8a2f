"""A board where one event has service levels, and a policy of another context reads it."""

from typing import Any

from stormdesk.exchange import yaml_model
from stormdesk.exchange.yaml_text import dump
from stormdesk.model.board import Board


def board_with(
    *levels: dict[str, Any],
    message: dict[str, Any] | None = None,
    handling: dict[str, Any] | None = None,
    via: str = "event",
    broker: str = "kafka",
    outcome: dict[str, Any] | None = None,
    **event: Any,
) -> Board:
    """Return a board where ``Order placed`` has these levels.

    ``event`` adds to its sticky, ``outcome`` to that of the event which comes of it.
    """
    content: dict[str, Any] = {
        "format": "stormdesk/1",
        "board": {"id": "b", "title": "B", "namespace": "com.example"},
        "teams": [
            {"id": "shop", "name": "Shop", "kind": "domain"},
            {"id": "stock", "name": "Stock", "kind": "domain"},
            {"id": "sre", "name": "Reliability", "kind": "sre"},
        ],
        "contexts": [
            {"id": "ordering", "name": "Ordering", "owner": "shop", "broker": broker},
            {"id": "inventory", "name": "Inventory", "owner": "stock", "broker": broker},
        ],
        "stickies": [
            {
                "id": "placed",
                "kind": "event",
                "text": "Order placed",
                "context": "ordering",
                "at": 1,
                "service-levels": list(levels),
                **({"message": message} if message is not None else {}),
                **event,
            },
            {
                "id": "reserver",
                "kind": "policy",
                "text": "Whenever an order is placed, reserve",
                "context": "inventory",
                "at": 2,
                "handling": {"group": "reservers", **(handling or {})},
            },
            {
                "id": "reserved",
                "kind": "event",
                "text": "Stock reserved",
                "context": "inventory",
                "at": 3,
                **(outcome or {}),
            },
        ],
        "flows": [
            {"from": "placed", "to": "reserver", "via": via},
            {"from": "reserver", "to": "reserved"},
        ],
    }
    return yaml_model.read({"b.yaml": dump(content).encode()})

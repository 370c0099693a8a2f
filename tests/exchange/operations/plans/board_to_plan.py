"""A board where one event is read by one policy, of which plans have much to say."""

from typing import Any

from stormdesk.exchange import yaml_model
from stormdesk.exchange.operations.plans.files import write
from stormdesk.exchange.operations.plans.options import PlanOptions
from stormdesk.exchange.yaml_text import dump
from stormdesk.model.board import Board

FIELDS = [{"name": "orderId", "type": "uuid", "tag": 1}]
RATE = {"steady": "10/s", "peak": "50/s"}


def board_to_plan(
    *levels: dict[str, Any],
    handling: dict[str, Any] | None = None,
    reader: dict[str, Any] | None = None,
    event: dict[str, Any] | None = None,
    broker: str = "kafka",
    **message: Any,
) -> Board:
    """Return the board; what is left over says more of the message."""
    content: dict[str, Any] = {
        "format": "stormdesk/1",
        "board": {"id": "b", "title": "B", "namespace": "com.example"},
        "teams": [
            {"id": "shop", "name": "Shop", "kind": "domain", "on-call": "shop-primary"},
            {"id": "sre", "name": "Reliability", "kind": "sre"},
        ],
        "contexts": [
            {"id": "ordering", "name": "Ordering", "owner": "shop", "broker": broker},
            {"id": "stock", "name": "Stock", "broker": broker},
        ],
        "stickies": [
            {
                "id": "placed",
                "kind": "event",
                "text": "Order placed",
                "context": "ordering",
                "service-levels": list(levels),
                **(event or {}),
                "message": {"fields": FIELDS, **message},
            },
            {
                "id": "reserver",
                "kind": "policy",
                "text": "Whenever an order is placed, reserve",
                "context": "stock",
                "handling": {"group": "reservers", **(handling or {})},
                **(reader or {}),
            },
        ],
        "flows": [{"from": "placed", "to": "reserver"}],
    }
    return yaml_model.read({"b.yaml": dump(content).encode()})


def plans(board: Board, **options: Any) -> dict[str, str]:
    """Return the plans of a board as texts."""
    return {name: data.decode() for name, data in write(board, PlanOptions(**options)).items()}


def row(text: str, first: str) -> list[str]:
    """Return the cells of the one row of a Markdown table that begins with a cell."""
    (found,) = [line for line in text.splitlines() if line.startswith(f"| {first} |")]
    return [cell.strip() for cell in found.strip("|").split(" | ")]

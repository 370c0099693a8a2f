"""Small boards to simulate."""

from __future__ import annotations

from typing import Any

from stormdesk.model.board import Board
from stormdesk.model.context import Flow
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Sticky


def board_of(stickies: list[dict[str, Any]], flows: list[str]) -> Board:
    """Return a board; a flow is written ``a > b``, with ``~>`` in batches and ``@>`` as a loop."""
    made = [
        Sticky.model_validate({"text": each["id"], "order": number, **each})
        for number, each in enumerate(stickies)
    ]
    profile = Profile.model_validate({"id": "wall", "title": "Wall", "language": "en"})
    return Board.of([profile, *made, *(_flow(flow, n) for n, flow in enumerate(flows))])


def _flow(written: str, order: int) -> Flow:
    source, arrow, target = written.split()
    fields = {"id": Flow.derived_id(source, target), "from": source, "to": target, "order": order}
    if arrow == "~>":
        fields["via"] = "batch"
    return Flow.model_validate({**fields, "loop": arrow == "@>"})


def event(sticky_id: str, steady: str | None = None, **fields: Any) -> dict[str, Any]:
    rates = {"rate": {"steady": steady}} if steady is not None else {}
    return {"id": sticky_id, "kind": "event", "message": rates, **fields}


def policy(sticky_id: str, **handling: Any) -> dict[str, Any]:
    return {"id": sticky_id, "kind": "policy", "handling": handling}


def queue(rate: float, **handling: Any) -> Board:
    """One event, and one policy that consumes it and leads to another."""
    return board_of(
        [event("asked", f"{rate:g}/s"), policy("answer", **handling), event("answered")],
        ["asked > answer", "answer > answered"],
    )


def calling(rate: float, **handling: Any) -> Board:
    """One event, a policy that takes no time, and a system that it calls, which may fail."""
    return board_of(
        [
            event("asked", f"{rate:g}/s"),
            policy("call", service_time="0s", parallelism=1),
            {"id": "vendor", "kind": "system", "text": "vendor", "handling": handling},
            event("answered"),
        ],
        ["asked > call", "call > vendor", "vendor > answered"],
    )

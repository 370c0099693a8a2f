"""The policy of an error budget proposes, and decides nothing that the board does not state."""

from __future__ import annotations

import re

from exchange.contracts.on_kafka import stored
from exchange.operations.levels_on_order import board_with

from stormdesk.exchange.operations.openslo.files import write
from stormdesk.exchange.operations.openslo.options import OpenSloOptions
from stormdesk.model.board import Board
from stormdesk.resources import resource

_LEVEL = {"indicator": "success-rate", "objective": "99.9%"}
_PROPOSED = (
    "When half of a budget is burnt (50 %)",
    "When a budget is spent (100 %)",
    "When a deployment is rolled back",
    "Order of a canary",
)
_MARK = "**Proposal, nobody has decided it:**"


def _policy(board: Board, owner: str) -> dict[str, str]:
    """Return the sections of the policy of an owner by their headings."""
    text = write(board, OpenSloOptions())[f"error-budget-policy/{owner}.md"].decode()
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_all_that_stops_is_a_proposal_that_names_who_would_decide():
    board = stored(resource("templates/inventory-under-peak-load.yaml"))
    sections = _policy(board, "inventory-team")
    for heading in _PROPOSED:
        assert _MARK in sections[heading]
        assert "To decide: Head of supply for Inventory team" in sections[heading]
    assert "together with Head of platform for Reliability" in sections[_PROPOSED[0]]
    assert "the four proposals above" in sections["Still undecided"]


def test_what_the_board_states_is_no_proposal():
    board = stored(resource("templates/inventory-under-peak-load.yaml"))
    sections = _policy(board, "inventory-team")
    assert _MARK not in sections["What is promised"]
    order, _, pace = sections[_PROPOSED[3]].partition(_MARK)
    assert "| OrderPlaced | BACKWARD | consumers (inventory-reserver) |" in order
    assert "starts with one instance" in pace
    rollback = sections[_PROPOSED[2]]
    assert rollback.index(_MARK) < rollback.index("within an hour")


def test_where_nobody_is_named_that_is_told():
    sections = _policy(board_with(_LEVEL), "shop")
    for heading in _PROPOSED:
        assert "To decide: Shop (not yet decided who decides there)" in sections[heading]

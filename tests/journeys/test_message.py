"""Filling in a message from nothing, by keyboard alone in a real window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from journeys.saved_board import message_in
from real_window import Window

OUTLINE = """# Ordering
c: Place order
e: Order placed
"""


def test_a_message_is_filled_in_by_keyboard_alone(
    open_window: Callable[..., Window], imported: Callable[[str], Path]
) -> None:
    path = imported(OUTLINE)
    window = open_window(str(path))
    window.key("ctrl+f")
    window.type("placed")
    window.settle(0.6)
    window.key("F3", "Escape", "ctrl+shift+i")
    window.settle(0.6)
    for line in (
        "orderId: uuid",
        "total: decimal(12,2)",
        "email: string? (personal)",
        "lines: list<OrderLine>",
    ):
        window.type(line)
        window.key("Return")
    window.screenshot("typed")
    window.type("paid: datetime")
    window.key("Return")
    window.screenshot("refused")
    window.key("ctrl+a")
    window.type("paidAt: timestamp")
    window.key("Return", "Up", "alt+Up", "alt+Up")
    window.screenshot("moved")
    # The details of the field that was moved, and what it is classified as.
    window.key("alt+Return", "Tab", "Tab", "Tab", "Tab")
    window.type("c")
    window.screenshot("classified")
    # On to the version, past what is offered and the other lines with their details.
    window.key(*["Tab"] * 8)
    window.type("1.0.0")
    window.key("Tab")
    window.type("o")
    window.key("Tab", "Return")
    window.type("ret")
    window.screenshot("offered")
    window.key("Return")
    window.type("7d")
    window.key("Return")
    window.screenshot("filled")
    window.key("ctrl+s")
    names = ("orderId", "total", "paidAt", "email", "lines")
    window.wait_until(
        lambda: tuple(f.name for f in message_in(path).fields) == names, "the fields are saved"
    )
    message = message_in(path)
    assert [f.tag for f in message.fields] == [1, 2, 5, 3, 4]
    assert [f.type for f in message.fields][:3] == ["uuid", "decimal(12,2)", "timestamp"]
    assert (message.version, message.key, message.retention) == ("1.0.0", "orderId", "7d")
    email = message.field("email")
    assert email is not None
    assert (email.required, email.personal) == (False, True)
    paid = message.field("paidAt")
    assert paid is not None
    assert paid.classification == "confidential"
    window.close()

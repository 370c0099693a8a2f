"""Publishing a contract, changing it, and being told whom that breaks, in a real window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from journeys.saved_board import message_in
from real_window import Window

from stormdesk.document.file import read

OUTLINE = """# Ordering (Checkout team)
c: Place order
e: Order placed
  orderId: uuid
  total: decimal(12,2)
# Shipping (Dispatch team)
p: Whenever Order placed, ship it
"""


def test_a_change_of_a_published_message_is_judged_published_and_undone(
    open_window: Callable[..., Window], imported: Callable[[str], Path]
) -> None:
    path = imported(OUTLINE)
    window = open_window(str(path))
    window.key("ctrl+f")
    window.type("placed")
    window.settle(0.6)
    window.key("F3", "Escape", "ctrl+shift+p")
    window.settle(1.5)
    window.screenshot("first version")
    window.key("Return")
    window.key("ctrl+s")
    window.wait_until(lambda: message_in(path).version == "1.0.0", "it is published")
    assert message_in(path).name == "OrderPlaced"
    # The type of the second field, with the contract below the canvas.
    window.key("ctrl+j", "ctrl+shift+i", "Down", "ctrl+a")
    window.type("total: int64")
    window.settle(1)
    window.screenshot("judged")
    window.key("Return", "ctrl+shift+p")
    window.settle(1.5)
    window.screenshot("next version")
    window.key("Return", "ctrl+s")
    window.wait_until(lambda: message_in(path).version == "2.0.0", "the next one is published")
    message = message_in(path)
    assert [each.version for each in message.published] == ["1.0.0", "2.0.0"]
    assert [each.type for each in message.published[0].fields] == ["uuid", "decimal(12,2)"]
    assert [each.tag for each in message.fields] == [1, 2]
    window.key("Escape", "ctrl+z", "ctrl+s")
    window.wait_until(lambda: message_in(path).version == "1.0.0", "publishing is undone")
    assert message_in(path).fields[1].type == "int64"
    window.key("ctrl+z", "ctrl+s")
    window.wait_until(
        lambda: message_in(path).fields[1].type == "decimal(12,2)", "the change is undone"
    )
    assert [each.version for each in message_in(path).published] == ["1.0.0"]
    window.key("ctrl+f", "ctrl+a")
    sticky = next(i for i, s in read(path)[0].stickies.items() if s.text.startswith("Whenever"))
    window.type(f"stormdesk://{sticky}")
    window.settle(0.8)
    window.screenshot("found")
    window.close()

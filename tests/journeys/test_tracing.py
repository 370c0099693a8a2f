"""Following the flow in a real window: what leads here, what follows, and what stops with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PIL import Image
from real_window import Window

from stormdesk.layout.appearance import DEFAULT_PALETTE
from stormdesk.model.sticky import Kind

ORANGE = DEFAULT_PALETTE.kinds[Kind.EVENT]
BLUE = DEFAULT_PALETTE.kinds[Kind.COMMAND]
BAR = (240, 92, 1260, 138)
OUTLINE = """# Ordering (Sales)
a: Customer
c: Place order
e: Order placed
# Shipping (Depot)
p: Whenever an order is placed, pack the parcel
c: Pack parcel
e: Parcel packed
# Returns (Depot)
c: Return parcel
e: Parcel returned
"""


def lit(window: Window) -> tuple[int, int]:
    return len(window.blobs(BLUE)), len(window.blobs(ORANGE))


def told(window: Window, name: str) -> bytes:
    """Return the picture of what is said above the canvas."""
    return Image.open(window.screenshot(name)).convert("RGB").crop(BAR).tobytes()


def find(window: Window, text: str) -> None:
    window.key("ctrl+f", "ctrl+a")
    window.type(text)
    window.settle(0.6)
    window.key("F3", "Escape", "0")
    window.settle(0.6)


def test_the_flow_is_lit_from_a_sticky_both_ways_and_from_a_lane(
    open_window: Callable[..., Window], imported: Callable[[str], Path]
) -> None:
    window = open_window(str(imported(OUTLINE)))
    find(window, "Order placed")
    silent = told(window, "unlit")
    assert lit(window) == (3, 3)
    window.key("f")
    window.settle(1)
    around = told(window, "around")
    assert around != silent
    assert lit(window) == (2, 2)
    window.key("w")
    window.settle(1)
    # The command that led there goes dark, and there is less to tell.
    assert told(window, "stopped") not in (silent, around)
    assert lit(window) == (1, 2)
    window.key("Escape")
    window.settle(0.6)
    assert told(window, "lit again") == silent
    assert lit(window) == (3, 3)
    find(window, "Return parcel")
    window.key("f")
    window.settle(1)
    assert told(window, "returns") not in (silent, around)
    assert lit(window) == (1, 1)
    window.close()

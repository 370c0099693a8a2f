"""Finding one's way over a board in a real window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from real_window import Window

from stormdesk.document.file import read
from stormdesk.layout.appearance import DEFAULT_PALETTE
from stormdesk.model.board import Board
from stormdesk.model.sticky import Kind, Sticky

ORANGE = DEFAULT_PALETTE.kinds[Kind.EVENT]
OUTLINE = """# Ordering
c: Place order
e: Order placed
h: Who cancels?
# Shipping
e: Parcel packed
e: Parcel sent
"""


def texts(path: Path) -> set[str]:
    board: Board = read(path)[0]
    return {sticky.text for sticky in board.of_type(Sticky).values()}


def test_what_is_found_is_lit_and_can_be_changed_at_once(
    open_window: Callable[..., Window], imported: Callable[[str], Path]
) -> None:
    path = imported(OUTLINE)
    window = open_window(str(path))
    window.key("0")
    window.settle(0.5)
    assert len(window.blobs(ORANGE)) == 3
    window.key("ctrl+f")
    window.type("parcel")
    window.settle(0.5)
    window.screenshot("found")
    assert len(window.blobs(ORANGE)) == 2
    window.key("F3", "F3")
    window.screenshot("stepped")
    window.key("Escape")
    assert len(window.blobs(ORANGE)) == 3
    window.key("F2", "ctrl+a")
    window.type("Parcel lost")
    window.key("Escape", "F8", "F2", "ctrl+a")
    window.type("Who pays?")
    window.key("Escape", "ctrl+s")
    wanted = {"Place order", "Order placed", "Who pays?", "Parcel packed", "Parcel lost"}
    window.wait_until(lambda: texts(path) == wanted, "what was found is changed")
    window.close()


def test_the_outline_and_the_palette_do_without_a_mouse(
    open_window: Callable[..., Window], imported: Callable[[str], Path]
) -> None:
    path = imported(OUTLINE)
    window = open_window(str(path))
    window.key("ctrl+shift+o", "Home", "Down", "Return")
    window.settle(0.4)
    window.key("ctrl+a")
    window.type("Buy basket")
    window.key("Return")
    window.screenshot("outline")
    window.key("ctrl+k")
    window.settle(0.4)
    window.type("lckp")
    window.screenshot("palette")
    window.key("Return", "ctrl+s")
    window.wait_until(lambda: "Buy basket" in texts(path), "the text of the row is changed")
    sticky = next(s for s in read(path)[0].stickies.values() if s.text == "Buy basket")
    assert sticky.locked
    window.close()

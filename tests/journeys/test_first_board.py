"""From an empty board to a PDF, by keys and mouse in a real window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pypdf import PdfReader
from real_window import Window

from stormdesk.document.file import read
from stormdesk.layout.appearance import DEFAULT_PALETTE
from stormdesk.model.board import Board
from stormdesk.model.sticky import Kind, Sticky

Pixel = tuple[float, float]
ORANGE = DEFAULT_PALETTE.kinds[Kind.EVENT]
OUTLINE = "# Ordering (Checkout team)\n# Shipping (Logistics team)\n"


def texts(board: Board) -> list[str]:
    return [s.text for s in board.in_order(Sticky)]


def lane_of(board: Board, text: str) -> str | None:
    sticky = next(s for s in board.stickies.values() if s.text == text)
    return board.contexts[sticky.context].name if sticky.context else None


def lanes(window: Window) -> list[Pixel]:
    """Return a place on every lane, from top to bottom."""
    found = [place for colour in DEFAULT_PALETTE.lanes for place in window.blobs(colour)[:1]]
    return sorted(found, key=lambda place: place[1])


def add_event(window: Window, text: str) -> None:
    window.click(*lanes(window)[0])
    window.key("e")
    window.type(text)
    window.key("Escape")


def test_a_board_from_the_first_key_to_the_pdf(
    open_window: Callable[..., Window], imported: Callable[[str], Path]
) -> None:
    path = imported(OUTLINE)
    window = open_window(str(path))
    window.click(*lanes(window)[0])
    window.key("c")
    for text in ("Place order", "Order placed", "Whenever an order is placed, pack it"):
        window.type(text)
        window.key("Return")
    window.type("Pack order")
    window.key("Return")
    window.type("Order packed")
    window.key("Escape", "0")
    window.screenshot("typed")

    before = window.blobs(ORANGE)
    assert len(before) == 2
    packed = before[-1]
    window.drag(packed, (packed[0], lanes(window)[1][1]))
    window.screenshot("dragged")
    window.key("ctrl+z")
    assert len(window.blobs(ORANGE)) == 2
    window.key("ctrl+shift+z")
    window.key("ctrl+s")
    window.wait_until(lambda: len(read(path)[0].stickies) == 5, "the file holds five stickies")
    window.close()

    board, _ = read(path)
    assert texts(board) == [
        "Place order",
        "Order placed",
        "Whenever an order is placed, pack it",
        "Pack order",
        "Order packed",
    ]
    assert [s.kind for s in board.in_order(Sticky)] == [
        Kind.COMMAND,
        Kind.EVENT,
        Kind.POLICY,
        Kind.COMMAND,
        Kind.EVENT,
    ]
    assert lane_of(board, "Order placed") == "Ordering"
    assert lane_of(board, "Order packed") == "Shipping"
    assert len(board.flows) == 4

    window = open_window(str(path))
    window.key("ctrl+z")  # the history outlives the window
    window.screenshot("undone-after-restart")
    window.key("ctrl+shift+z")
    window.key("ctrl+e")
    window.focus("Export")
    window.type("PDF")
    window.screenshot("export")
    window.key("Return")
    pdf = path.with_suffix(".pdf")
    window.wait_until(pdf.exists, "the PDF is written")
    window.screenshot("exported")
    window.key("Escape")
    window.focus("stormdesk")
    window.close()
    text = " ".join("".join(page.extract_text() for page in PdfReader(pdf).pages).split())
    assert "Order packed" in text
    assert read(path)[0] == board


def test_what_was_committed_outlives_a_kill(
    open_window: Callable[..., Window], imported: Callable[[str], Path]
) -> None:
    path = imported(OUTLINE)
    window = open_window(str(path))
    add_event(window, "Parcel lost")
    window.kill()
    assert not read(path)[0].stickies

    window = open_window(str(path))
    window.screenshot("recovered")
    window.key("ctrl+s")
    window.wait_until(lambda: texts(read(path)[0]) == ["Parcel lost"], "it is saved")
    window.close()


def test_a_second_window_may_only_look(
    open_window: Callable[..., Window], imported: Callable[[str], Path]
) -> None:
    path = imported(OUTLINE)
    first = open_window(str(path))
    second = open_window(str(path))
    second.screenshot("read-only")
    add_event(second, "Theirs")
    second.key("ctrl+s")
    second.kill()
    first.focus("stormdesk")
    add_event(first, "Ours")
    first.key("ctrl+s")
    first.wait_until(lambda: texts(read(path)[0]) == ["Ours"], "only the first may change it")
    first.close()

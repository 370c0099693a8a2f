"""From an empty board to a PDF, by keys and mouse in a real window."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from pypdf import PdfReader
from real_window import Window

from stormdesk.document.file import read
from stormdesk.layout.appearance import DEFAULT_PALETTE
from stormdesk.model.board import Board
from stormdesk.model.sticky import Kind, Sticky

ORANGE = DEFAULT_PALETTE.kinds[Kind.EVENT]
OUTLINE = "# Ordering (Checkout team)\n# Shipping (Logistics team)\n"


def new_board(folder: Path) -> Path:
    (folder / "lanes.outline.txt").write_text(OUTLINE)
    path = folder / "orders.stormdesk"
    subprocess.run(
        [sys.executable, "-m", "stormdesk", "import", "lanes.outline.txt", "-o", str(path)],
        cwd=folder,
        check=True,
    )
    return path


def texts(board: Board) -> list[str]:
    return [s.text for s in board.in_order(Sticky)]


def lane_of(board: Board, text: str) -> str | None:
    sticky = next(s for s in board.stickies.values() if s.text == text)
    return board.contexts[sticky.context].name if sticky.context else None


def test_a_board_from_the_first_key_to_the_pdf(
    open_window: Callable[..., Window], tmp_path: Path
) -> None:
    path = new_board(tmp_path)
    window = open_window(str(path))
    window.click(*window.middle_of(DEFAULT_PALETTE.lanes[0]))
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
    window.drag(packed, (packed[0], window.middle_of(DEFAULT_PALETTE.lanes[1])[1]))
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
    pdf = tmp_path / "orders.pdf"
    window.wait_until(pdf.exists, "the PDF is written")
    window.screenshot("exported")
    window.key("Escape")
    window.focus("stormdesk")
    window.close()
    text = " ".join("".join(page.extract_text() for page in PdfReader(pdf).pages).split())
    assert "Order packed" in text
    assert read(path)[0] == board


def test_what_was_committed_outlives_a_kill(
    open_window: Callable[..., Window], tmp_path: Path
) -> None:
    path = new_board(tmp_path)
    window = open_window(str(path))
    window.click(*window.middle_of(DEFAULT_PALETTE.lanes[0]))
    window.key("e")
    window.type("Parcel lost")
    window.key("Escape")
    window.kill()
    assert not read(path)[0].stickies

    window = open_window(str(path))
    window.screenshot("recovered")
    window.key("ctrl+s")
    window.wait_until(lambda: texts(read(path)[0]) == ["Parcel lost"], "it is saved")
    window.close()


def test_a_second_window_may_only_look(open_window: Callable[..., Window], tmp_path: Path) -> None:
    path = new_board(tmp_path)
    open_window(str(path))
    second = open_window(str(path))
    second.screenshot("read-only")
    second.click(*second.middle_of(DEFAULT_PALETTE.lanes[0]))
    second.key("e")
    second.type("Never")
    second.key("Escape", "ctrl+s")
    assert not read(path)[0].stickies

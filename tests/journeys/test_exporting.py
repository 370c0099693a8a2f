"""Looking at a report before it is written, writing it, and writing it again, by keys alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PIL import Image
from pypdf import PdfReader
from real_window import SCREEN, Window

OUTLINE = """# Ordering (Checkout team)
c: Place order
e: Order placed
# Shipping (Dispatch team)
p: Whenever Order placed, ship it
c: Ship order
e: Order shipped
"""


def test_a_report_is_seen_written_and_written_again(
    open_window: Callable[..., Window], imported: Callable[[str], Path], tmp_path: Path
) -> None:
    path = imported(OUTLINE)
    window = open_window(str(path))
    window.key("ctrl+e")
    window.focus("Export")
    window.key("ctrl+f")
    window.type("report")
    window.wait_until(lambda: _shows_cover(window), "the first page can be seen")
    window.key("Return", "Return")
    report = tmp_path / "board-report.pdf"
    window.wait_until(report.exists, "the report is written")
    assert "Order shipped" in _text(report)
    window.settle(0.6)
    window.screenshot("written")
    window.key("Escape")
    window.focus("stormdesk")
    before = report.read_bytes()
    window.key("ctrl+a", "Delete", "ctrl+shift+x")
    window.wait_until(lambda: report.read_bytes() != before, "it is written again")
    window.settle(0.6)
    window.screenshot("written again")
    assert "Order shipped" not in _text(report)
    window.key("ctrl+z", "ctrl+alt+c")
    window.settle(1.5)
    window.screenshot("copied")
    window.key("ctrl+s")
    window.close()


def _shows_cover(window: Window) -> bool:
    """Tell whether the preview shows paper with the coloured band of a cover."""
    image = Image.open(window.screenshot("preview")).convert("RGB")
    right = image.crop((SCREEN[0] // 2, 90, SCREEN[0] - 200, SCREEN[1] - 250))
    found = {colour: count for count, colour in right.getcolors(1_000_000) or ()}
    return found.get((255, 255, 255), 0) > 100_000 and (35, 191, 231) in found


def _text(path: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)

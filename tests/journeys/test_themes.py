"""A person changes the theme by keyboard, and finds it again the next time."""

from __future__ import annotations

from collections.abc import Callable

from PIL import Image
from real_window import CANVAS_LEFT, CANVAS_RIGHT, Window

EVENT = "#FF9D48"
DARK = 70


def darkness(window: Window) -> float:
    """Return the share of dark pixels on the canvas."""
    image = Image.open(window.screenshot("theme")).convert("L")
    wall = image.crop((CANVAS_LEFT, 150, CANVAS_RIGHT, image.height - 60))
    histogram = wall.histogram()
    return sum(histogram[:DARK]) / sum(histogram)


def test_the_dark_theme_by_keyboard(open_window: Callable[..., Window]) -> None:
    window = open_window("--tour")
    window.wait_until(lambda: bool(window.blobs(EVENT)), "the tour is shown")
    assert darkness(window) < 0.1
    window.key("ctrl+comma")
    window.focus("Settings")
    window.key("Tab", "End", "Return")
    window.wait_until(lambda: darkness(window) > 0.5, "the wall is dark")
    assert window.blobs(EVENT)
    window.kill()
    again = open_window("--tour")
    again.wait_until(lambda: darkness(again) > 0.5, "the wall is dark again")
    assert again.blobs(EVENT)

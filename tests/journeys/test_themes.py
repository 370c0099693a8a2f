"""A person changes the theme by keyboard, and finds it again the next time."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

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


def theme_kept(window: Window) -> str | None:
    kept = json.loads((window.folder / "config" / "settings.json").read_text())
    return kept.get("theme")


def test_the_dark_theme_by_keyboard(
    open_window: Callable[..., Window], imported: Callable[[str], Path]
) -> None:
    path = imported("e: Order placed\n")
    before = path.read_bytes()
    window = open_window(str(path))
    window.wait_until(lambda: bool(window.blobs(EVENT)), "the board is shown")
    assert darkness(window) < 0.1
    window.key("ctrl+comma")
    window.focus("Settings")
    window.key("Tab", "End", "Return")
    window.wait_until(lambda: darkness(window) > 0.5, "the wall is dark")
    assert window.blobs(EVENT), "an event is orange on every wall"
    assert theme_kept(window) == "dark"
    window.close()
    assert path.read_bytes() == before, "a theme is no change of the board"
    again = open_window(str(path))
    again.wait_until(lambda: darkness(again) > 0.5, "the wall is dark again")
    again.key("ctrl+comma")
    again.focus("Settings")
    again.key("Tab", "Home", "Return")
    again.wait_until(lambda: darkness(again) < 0.1, "the wall is light again")
    assert theme_kept(again) is None, "only what differs from the start is kept"
    again.close()

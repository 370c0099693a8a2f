"""The wall in a real window beside the console, which keeps the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PIL import Image
from real_window import SCREEN, Window

from stormdesk.document.file import read
from stormdesk.model.sticky import Sticky


def texts(path: Path) -> set[str]:
    return {sticky.text for sticky in read(path)[0].of_type(Sticky).values()}


def is_shown(window: Window) -> bool:
    mine = ("--all", "--pid", str(window.process.pid), "--name", "wall$")
    return bool(window._tool("search", "--onlyvisible", *mine, check=False).split())


def test_the_console_is_typed_in_while_the_wall_shows_it(
    open_window: Callable[..., Window], imported: Callable[[str], Path]
) -> None:
    path = imported("# Ordering\nOrder placed\nOrder paid\n")
    window = open_window(str(path))
    window.settle(2)
    window.click(700, 700)
    window.key("F5")
    window.wait_until(lambda: is_shown(window), "the wall is shown")
    window.settle(1)
    before = window.screenshot("wall")
    window.key("e")
    window.type("Order sent")
    after = window.screenshot("wall-typed")
    assert Image.open(before).tobytes() != Image.open(after).tobytes()
    window.key("Escape", "ctrl+s")
    window.wait_until(lambda: "Order sent" in texts(path), "what was typed is saved")
    window.key("F5")
    window.wait_until(lambda: not is_shown(window), "the wall is closed")
    window.close()


def test_one_screen_is_given_to_the_room_and_taken_back(
    open_window: Callable[..., Window], imported: Callable[[str], Path]
) -> None:
    window = open_window(str(imported("# Ordering\nOrder placed\nOrder paid\n")))
    window.settle(2)
    window.click(700, 700)
    before = Image.open(window.screenshot("console")).convert("RGB")
    window.key("shift+F5")
    window.settle(1)
    shown = Image.open(window.screenshot("presented")).convert("RGB")
    corner = (0, 0, SCREEN[0], 24)
    assert shown.crop(corner).tobytes() != before.crop(corner).tobytes()
    window.key("Escape")
    window.settle(1)
    after = Image.open(window.screenshot("back")).convert("RGB")
    assert after.crop(corner).tobytes() == before.crop(corner).tobytes()
    window.close()

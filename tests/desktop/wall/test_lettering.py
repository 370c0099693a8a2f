"""Letters on the wall are large enough, and stay in their place."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from stormdesk.desktop.countdown import countdown
from stormdesk.desktop.wall.lettering import TEXT, is_legible, paint_text, unit
from stormdesk.desktop.wall.screens import chosen


def test_the_smallest_letters_are_read_from_the_last_row() -> None:
    assert is_legible(TEXT * unit(1080), 1920)
    assert is_legible(TEXT * unit(2160), 3840)
    assert TEXT >= 28


@pytest.mark.parametrize("text", ["short", "word " * 200, "x" * 3_000, ""])
def test_a_text_stays_in_its_place(text: str) -> None:
    image = QImage(400, 120, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    place = QRectF(20, 20, 360, 80)
    with QPainter(image) as painter:
        taken = paint_text(painter, place, text, (60, 20), QColor("black"))
    assert taken.height() <= place.height() + 1
    edge = [image.pixel(x, y) for x in range(400) for y in (2, 117)]
    assert set(edge) == {QColor("white").rgb()}


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(0, "0:00"), (65, "1:05"), (3_600, "1:00:00"), (-5, "+0:05"), (-3_725, "+1:02:05")],
)
def test_a_countdown_tells_what_is_overdrawn(seconds: int, told: str) -> None:
    assert countdown(seconds) == told


def screen(name: str) -> Any:
    return SimpleNamespace(name=lambda: name)


def test_the_wall_goes_to_another_screen_than_the_console() -> None:
    laptop, beamer, third = screen("eDP-1"), screen("HDMI-1"), screen("HDMI-2")
    assert chosen([laptop], laptop, "") is None
    assert chosen([laptop, beamer, third], laptop, "") is beamer
    assert chosen([laptop, beamer, third], laptop, "HDMI-2") is third
    assert chosen([laptop, beamer], laptop, "HDMI-2") is beamer
    assert chosen([laptop, beamer], laptop, "eDP-1") is beamer
    assert chosen([laptop, beamer], beamer, "") is laptop

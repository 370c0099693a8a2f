"""Themes in a window."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from stormdesk.desktop import look
from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.window import Window
from stormdesk.exchange.format import write
from stormdesk.exchange.formats import FORMATS
from stormdesk.layout.contrast import LEAST_CONTRAST, contrast
from stormdesk.layout.themes import THEMES, ThemeName, palette_of
from stormdesk.model.sticky import Kind


@pytest.fixture(autouse=True)
def light_again() -> Iterator[None]:
    yield
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    look.colour(app, is_dark=False)


def colour_of_the_event(view: BoardView) -> str:
    view.canvas.zoom_to_actual()
    view.canvas.reveal("placed")
    box = view.editor.wall.box("placed")
    assert box is not None
    corner = view.canvas.camera.on_screen(box).bottomLeft().toPoint()
    picture = view.canvas.grab().toImage()
    ratio = picture.devicePixelRatio()
    at = ((corner.x() + 6) * ratio, (corner.y() - 6) * ratio)
    return picture.pixelColor(round(at[0]), round(at[1])).name().upper()


@pytest.mark.parametrize("name", THEMES)
def test_a_theme_is_painted_remembered_and_ticked(
    window: Window, view: BoardView, name: ThemeName
) -> None:
    window.bound.run("theme-greyscale")
    window.bound.run(f"theme-{name}")
    assert colour_of_the_event(view) == palette_of(name).kinds[Kind.EVENT]
    assert window.opening.settings.value.theme == name
    ticked = [n for n in THEMES if window.bound.actions[f"theme-{n}"].isChecked()]
    assert ticked == [name]


def test_another_theme_changes_neither_board_nor_place(window: Window, view: BoardView) -> None:
    board, camera = view.editor.board, view.canvas.camera
    window.bound.run("theme-dark")
    assert view.editor.board is board
    assert view.canvas.camera == camera


def test_the_window_is_dark_round_the_dark_theme_and_light_again(
    window: Window, view: BoardView
) -> None:
    window.bound.run("theme-dark")
    assert look.shades_of(window.palette()) == look.DARK
    window.bound.run("theme-projector")
    assert look.shades_of(window.palette()) == look.LIGHT


def test_a_board_opens_in_the_theme_that_is_set(window: Window, path: Path) -> None:
    window.opening.settings.change(theme="greyscale")
    window.open_path(path)
    assert window.view is not None
    assert colour_of_the_event(window.view) == palette_of("greyscale").kinds[Kind.EVENT]


def test_the_poster_keeps_the_usual_colours(window: Window, view: BoardView) -> None:
    def poster() -> object:
        return write(FORMATS["pdf"], view.editor.board, FORMATS["pdf"].options())

    before = poster()
    window.bound.run("theme-dark")
    assert poster() == before


@pytest.mark.parametrize("shades", [look.LIGHT, look.DARK], ids=["light", "dark"])
def test_text_of_the_window_stands_out(shades: look.Shades) -> None:
    for ground in (shades.paper, shades.ground, shades.hover, shades.wash):
        assert contrast(shades.ink, ground) >= LEAST_CONTRAST
    for ink in (shades.faint, shades.accent, shades.error, shades.warning, shades.advice):
        assert contrast(ink, shades.paper) >= LEAST_CONTRAST
    assert contrast(shades.on_primary, shades.primary) >= LEAST_CONTRAST
    assert contrast(shades.on_tip, shades.tip) >= LEAST_CONTRAST


def test_the_style_sheet_is_filled_in_wholly(window: Window) -> None:
    for is_dark in (True, False):
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        look.colour(app, is_dark=is_dark)
        assert re.findall("@[A-Z]", app.styleSheet()) == []
        shades = look.DARK if is_dark else look.LIGHT
        assert QColor(shades.ground).name() == window.palette().window().color().name()

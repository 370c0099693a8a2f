"""What a board can begin with."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from stormdesk.desktop.cards import Card, Strip
from stormdesk.desktop.opening import Opening
from stormdesk.desktop.templates import read_templates, template_files
from stormdesk.desktop.window import Window
from stormdesk.layout.themes import THEMES, ThemeName, palette_of
from stormdesk.model.sticky import Kind


def card(window: Window, name: str) -> Card:
    assert window.start is not None
    return next(c for c in window.start.findChildren(Card) if c.text() == name)


def click(window: Window, name: str) -> None:
    QTest.mouseClick(card(window, name), Qt.MouseButton.LeftButton)


def test_every_template_can_be_read() -> None:
    assert [t.path for t in read_templates()] == template_files()
    assert all(t.title and t.scope and t.strip for t in read_templates())


def test_templates_come_as_cards_and_open(window: Window, qtbot) -> None:
    window.show_start()
    titles = {t.title for t in read_templates()}
    start = window.start
    assert start is not None
    qtbot.waitUntil(lambda: titles <= {c.text() for c in start.findChildren(Card)})
    click(window, "Webhook billing")
    assert window.view is not None
    assert window.view.editor.board.profile.title == "Webhook billing"


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("Big picture", "big-picture"),
        ("Process", "process"),
        ("Software design", "software-design"),
    ],
)
def test_a_new_board_begins_at_a_level(window: Window, name: str, level: str) -> None:
    window.show_start()
    click(window, name)
    assert window.view is not None
    assert window.view.editor.level == level


def test_recent_boards_are_listed_and_open(window: Window, path: Path) -> None:
    window.open_path(path)
    window.close_board()
    click(window, "Shop")
    assert window.view is not None
    assert window.view.opened.path == path


def test_boards_never_saved_are_offered(window: Window, opening: Opening) -> None:
    lost = opening.blank("process")
    with lost.document.edit("Name it") as edit:
        edit.put(lost.document.board.profile.revised(title="Lost and found"))
    lost.close()
    window.show_start()
    click(window, "Lost and found")
    assert window.view is not None
    assert window.view.editor.board.profile.title == "Lost and found"
    assert window.view.opened.is_unsaved


def test_cards_can_be_used_by_keyboard(window: Window) -> None:
    window.show_start()
    QTest.keyClick(card(window, "Process"), Qt.Key.Key_Space)
    assert window.view is not None


def test_a_recent_board_has_its_title_and_its_path(window: Window, path: Path) -> None:
    window.open_path(path)
    window.close_board()
    assert str(path) in card(window, "Shop").accessibleDescription()
    path.write_bytes(b"torn")
    window.show_start()
    assert str(path) in card(window, "shop.stormdesk").accessibleDescription()


def test_a_board_whose_changes_were_undone_is_not_offered(window: Window, opening: Opening) -> None:
    lost = opening.blank("process")
    with lost.document.edit("Name it") as edit:
        edit.put(lost.document.board.profile.revised(title="Lost and found"))
    lost.document.undo()
    lost.close()
    window.show_start()
    assert window.start is not None
    titles = [each.text() for each in window.start.findChildren(Card)]
    assert "Lost and found" not in titles
    assert "Untitled board" not in titles


@pytest.mark.parametrize("theme", THEMES)
def test_templates_are_shown_in_the_theme(
    window: Window, opening: Opening, theme: ThemeName, qtbot
) -> None:
    opening.settings.change(theme=theme)
    window.show_start()
    start = window.start
    assert start is not None
    qtbot.waitUntil(lambda: len(start.findChildren(Strip)) == len(template_files()))
    picture = start.findChildren(Strip)[0].grab().toImage()
    colours = {
        picture.pixelColor(x, y).name().upper()
        for x in range(picture.width())
        for y in range(picture.height())
    }
    palette = palette_of(theme)
    assert {palette.paper, palette.kinds[Kind.EVENT], palette.kinds[Kind.COMMAND]} <= colours


def test_the_recent_menu_tells_title_and_file(window: Window, path: Path, tmp_path: Path) -> None:
    window.open_path(path)
    window.close_board()
    gone = tmp_path / "gone.stormdesk"
    window.opening.settings.note_recent(gone)
    menus = {m.title(): m for m in window.menuBar().findChildren(QMenu)}
    menu = menus["Open recent"]
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == [
        "gone.stormdesk",
        "Shop — shop.stormdesk",
    ]
    assert menu.actions()[1].toolTip() == str(path)
    window.show_start()
    assert str(gone) in card(window, "gone.stormdesk").accessibleDescription()

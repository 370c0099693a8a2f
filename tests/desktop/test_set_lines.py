"""Where the open text stands: in the lines, at the places and in the colours of the painted one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import Image, ImageChops
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QInputMethodEvent
from PySide6.QtWidgets import QApplication

from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.canvas.camera import Camera
from stormdesk.desktop.canvas.caret import Caret
from stormdesk.editor import typing
from stormdesk.layout.appearance import DEFAULT_PALETTE
from stormdesk.layout.card import set_sticky
from stormdesk.model.sticky import Kind

SHIFT = Qt.KeyboardModifier.ShiftModifier
TEXTS = (
    "Order placed",
    "Stock reserved\nfor order 12",
    "AVATAR Toys Tower LTV waived fi office",
    "Internationalisierungsverantwortlicher benannt",
    "A\n\nB",
    " Far ",
    "Many words " * 14,
    "\u200fOrder, was placed",
)


@pytest.fixture
def caret(view: BoardView) -> Caret:
    caret = view.canvas.findChild(Caret)
    assert caret is not None
    return caret


def opened(view: BoardView, text: str, scale: float = 1.0) -> None:
    with view.editor.document.edit("Change text") as edit:
        edit.put(view.editor.board.stickies["placed"].revised(text=text))
    box = view.editor.wall.box("placed")
    assert box is not None
    view.canvas.look(Camera(box.x - 200.3, box.y - 200.7, scale))
    typing.open_text(view.editor, "placed")


def shown_lines(caret: Caret) -> list[str]:
    found: list[str] = []
    block = caret.document().begin()
    while block.isValid():
        layout, text = block.layout(), block.text()
        at = layout.preeditAreaPosition() if layout.preeditAreaText() else 0
        units = (text[:at] + layout.preeditAreaText() + text[at:]).encode("utf-16-le")
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            start, end = line.textStart(), line.textStart() + line.textLength()
            found.append(units[2 * start : 2 * end].decode("utf-16-le").strip())
        block = block.next()
    return found


def grey(view: BoardView, area: QRect) -> Image.Image:
    image = view.canvas.grab(area).toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    size, data = (image.width(), image.height()), bytes(image.constBits())
    return Image.frombuffer("L", size, data, "raw", "L", image.bytesPerLine(), 1)


@pytest.mark.parametrize("scale", [0.83, 1.0, 1.37])
@pytest.mark.parametrize("text", TEXTS)
def test_opening_a_text_moves_no_letter(
    view: BoardView, caret: Caret, text: str, scale: float
) -> None:
    opened(view, text, scale)
    area = caret.geometry()
    caret.setReadOnly(True)  # shows no caret
    caret.type_on()
    after = grey(view, area)
    view.editor.cancel()
    view.editor.select([])
    before = grey(view, area)
    # Letters are drawn in whole sizes there, and as large as they are here.
    assert sum(before.histogram()[:80]) > 100
    assert sum(ImageChops.difference(before, after).histogram()[130:]) <= 3


def test_a_text_does_not_scroll_in_a_lower_sticky(view: BoardView, caret: Caret) -> None:
    placed = view.editor.board.stickies["placed"]
    clerk = placed.revised(id="clerk", kind=Kind.ACTOR, x=(placed.x or 0) + 200)
    with view.editor.document.edit("Add") as edit:
        edit.put(clerk)
    opened(view, "Order placed")
    high = caret.height()
    view.editor.cancel()
    typing.open_text(view.editor, "clerk")
    assert caret.height() < high
    caret.type_on()
    assert caret.verticalScrollBar().maximum() == 0


def test_a_text_that_is_opened_in_a_collapsed_lane_is_seen(view: BoardView, caret: Caret) -> None:
    view.editor.select(["ordering"])
    view.bound.run("collapse-lane")
    opened(view, "Order placed")
    text = set_sticky(view.editor.board.stickies["placed"], view.editor.wall.cards.typefaces)
    assert caret.height() >= text.height
    caret.type_on()
    assert sum(grey(view, caret.geometry()).histogram()[:80]) > 100


def test_lines_that_are_read_leftwards_stand_in_the_middle(view: BoardView, caret: Caret) -> None:
    opened(view, "אבגדהוזח טיכלמנסע פצקרשת")
    layout = caret.document().begin().layout()
    assert layout.lineCount() > 1
    for number in range(layout.lineCount()):
        seen = layout.lineAt(number).naturalTextRect()
        assert seen.center().x() == pytest.approx(caret.width() / 2, abs=1)


def test_lines_break_where_they_are_painted(view: BoardView, caret: Caret, qtbot) -> None:
    opened(view, "Order placed")
    assert shown_lines(caret) == ["Order", "placed"]
    caret.type_on()
    qtbot.keyClicks(caret, " by phone")
    assert shown_lines(caret) == ["Order", "placed by", "phone"]
    qtbot.keyClick(caret, Qt.Key.Key_Return, SHIFT)
    caret.insertPlainText("🎉🎉 or fax 🎉 x")
    told = set_sticky(view.editor.board.stickies["placed"], view.editor.wall.cards.typefaces)
    assert shown_lines(caret) == [line.text for line in told.lines]


def test_a_click_puts_the_caret_where_the_letter_is(view: BoardView, caret: Caret) -> None:
    opened(view, "Order placed")
    middle = caret.width() // 2
    height = caret.height()
    assert caret.cursorForPosition(QPoint(0, height // 2 - 12)).position() == 0
    assert caret.cursorForPosition(QPoint(0, height // 2 + 12)).position() == len("Order ")
    assert caret.cursorForPosition(QPoint(2 * middle, height - 1)).position() == len("Order placed")
    assert caret.cursorForPosition(QPoint(middle, 0)).position() in (2, 3)


def test_what_an_input_method_composes_shows_and_is_text_once_it_is_done(
    view: BoardView, caret: Caret
) -> None:
    opened(view, "Order placed")
    caret.type_on()
    QApplication.sendEvent(caret, QInputMethodEvent("ます", []))
    assert view.editor.board.stickies["placed"].text == "Order placed"
    assert shown_lines(caret)[-1] == "placedます"
    done = QInputMethodEvent()
    done.setCommitString("増す")
    QApplication.sendEvent(caret, done)
    assert view.editor.board.stickies["placed"].text == "Order placed増す"


def test_the_open_text_wears_the_colours_of_the_theme(view: BoardView, caret: Caret) -> None:
    kinds = {**DEFAULT_PALETTE.kinds, "event": "#102030"}
    view.canvas.use_palette(replace(DEFAULT_PALETTE, ink="#F0E000", kinds=kinds))
    opened(view, "Order placed")
    caret.type_on()
    image = caret.grab().toImage()
    colours = {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }
    assert {"#102030", "#f0e000"} <= colours

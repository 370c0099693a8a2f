"""The panel of findings."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF

from stormdesk.analysis.finding import Finding, Level
from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.panels.findings import set_text


def messages(view: BoardView) -> list[str]:
    return [view.findings.list.item(n).text() for n in range(view.findings.list.count())]


def test_findings_follow_the_board_after_a_pause(view: BoardView, qtbot) -> None:
    qtbot.waitUntil(lambda: any("Paying" in text for text in messages(view)))
    with view.editor.document.edit("Own it") as edit:
        edit.put(view.editor.board.contexts["paying"].revised(owner="Ada"))
    qtbot.waitUntil(lambda: not any("Paying" in text for text in messages(view)))


def test_a_click_reveals_what_a_finding_is_about(view: BoardView, qtbot) -> None:
    with view.editor.document.edit("Rename") as edit:
        edit.put(view.editor.board.stickies["placed"].revised(text="Place it"))
    qtbot.waitUntil(lambda: any("Place it" in text for text in messages(view)))
    row = next(n for n, text in enumerate(messages(view)) if "past tense" in text)
    view.findings.list.itemClicked.emit(view.findings.list.item(row))
    assert view.editor.selection == {"placed"}


def finding(message: str) -> Finding:
    return Finding(
        rule="naming", level=Level.ADVICE, message=message, remedy="name it", records=("placed",)
    )


def test_after_a_jump_the_keys_belong_to_the_canvas(view: BoardView, qtbot) -> None:
    view.window().activateWindow()
    view.turn_to("findings")
    view.findings.show_findings([finding("the name tells nothing")])
    view.findings.list.setFocus()
    view.findings.list.itemClicked.emit(view.findings.list.item(0))
    qtbot.waitUntil(view.canvas.hasFocus)
    assert view.editor.selection == {"placed"}


def test_a_jump_comes_near_enough_to_read(view: BoardView, qtbot) -> None:
    view.canvas.glide.is_smooth = False
    view.canvas.zoom_by(0.1, QPointF(300, 300))
    view.findings.show_findings([finding("the name tells nothing")])
    view.findings.list.itemClicked.emit(view.findings.list.item(0))
    qtbot.waitUntil(lambda: view.canvas.zoom >= 0.6)


@pytest.mark.parametrize(
    "message",
    [
        "short",
        "a sentence of several words that goes on for longer than any one line of the panel",
        "Oberweserdampfschifffahrtsgesellschaftskapitänsmützenabzeichenverleihung" * 3,
    ],
)
def test_a_row_is_as_high_as_its_lines(view: BoardView, qtbot, message: str) -> None:
    view.turn_to("findings")
    panel = view.findings.list
    view.findings.close_task()
    view.findings.show_findings([finding(message)] * 30)
    font = panel.font()
    for wide in (300, 261, 240, 333, 279):
        view.findings.setFixedWidth(wide)
        qtbot.wait(50)
        row = panel.visualItemRect(panel.item(0))
        room = row.width() - 48
        font.setPixelSize(13)
        font.setWeight(font.Weight.Medium)
        told = set_text(message[:1].upper() + message[1:], font, room).boundingRect()
        font.setPixelSize(12)
        font.setWeight(font.Weight.Normal)
        remedy = set_text("Name it", font, room).boundingRect()
        assert told.width() <= room
        assert row.right() <= panel.viewport().width()
        assert 0 <= row.height() - 23 - told.height() - remedy.height() < 1


def test_rows_make_room_for_a_scroll_bar(view: BoardView, qtbot) -> None:
    view.turn_to("findings")
    panel = view.findings.list
    view.window().resize(900, 2_000)
    view.findings.show_findings([finding("word " * n) for n in range(4, 16)])
    qtbot.wait(50)
    view.turn_to("inspector")
    view.window().resize(900, 560)
    qtbot.wait(50)
    view.turn_to("findings")
    qtbot.waitUntil(panel.verticalScrollBar().isVisible)
    qtbot.wait(50)
    heights = [panel.visualItemRect(panel.item(n)).height() for n in range(12)]
    panel.doItemsLayout()
    assert heights == [panel.visualItemRect(panel.item(n)).height() for n in range(12)]

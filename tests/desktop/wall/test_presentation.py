"""One screen: the window itself becomes the wall, and comes back as it was."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolBar

from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.window import Window
from stormdesk.editor.workshop import session


def test_bars_and_panels_go_and_come_back(window: Window, view: BoardView) -> None:
    parts = [view.kinds, view.status, view.panes.side, *window.findChildren(QToolBar)]
    before = [part.isVisible() for part in parts]
    window.bound.run("presentation")
    assert not any(part.isVisible() for part in parts)
    assert window.menuBar().height() == 0
    assert window.isFullScreen()
    assert view.presentation.foot.isVisible()
    QTest.keyClick(view.canvas, Qt.Key.Key_Escape)
    assert [part.isVisible() for part in parts] == before
    assert not window.isFullScreen()
    assert window.menuBar().maximumHeight() > 1000
    assert not view.presentation.foot.isVisible()


def test_escape_ends_what_the_hand_is_at_first(view: BoardView) -> None:
    view.presentation.enter()
    view.editor.select(["placed"])
    QTest.keyClick(view.canvas, Qt.Key.Key_Escape)
    assert view.presentation.is_on
    QTest.keyClick(view.canvas, Qt.Key.Key_Escape)
    assert not view.presentation.is_on


def test_legend_and_clock_are_there_and_the_coach_is_not(view: BoardView) -> None:
    view.presentation.enter()
    now = datetime.now()  # noqa: DTZ005  # the room's time
    session.begin(view.editor.document, now, None, ["Anna"])
    view.projection.look()
    assert "Event" in view.presentation.foot.accessibleName()
    session.take_break(view.editor.document, now, 5)
    view.projection.look()
    assert view.presentation.overlays.rest.is_wanted
    view.presentation.leave()
    assert not view.presentation.overlays.rest.is_wanted


def test_leaving_the_board_keeps_the_side_for_the_next_time(
    window: Window, view: BoardView
) -> None:
    assert window.opening.settings.value.side_panel
    view.presentation.enter()
    window.close_board()
    assert window.opening.settings.value.side_panel
    assert window.menuBar().maximumHeight() > 1000

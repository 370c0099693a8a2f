"""What is left behind of a board that the window shows no more: nothing."""

from __future__ import annotations

import gc
import weakref
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QFileDialog

from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.dialogs.export_dialog import ExportDialog
from stormdesk.desktop.opening import Opening
from stormdesk.desktop.window import Window
from stormdesk.document.opening import open_board


@pytest.fixture(autouse=True)
def unsettled() -> None:
    """Collect garbage as the window does."""


def test_a_board_that_gave_way_to_another_is_freed(
    window: Window, path: Path, tmp_path: Path, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stormdesk.desktop.window._UNTIL_CALM", 50)
    window.open_path(path)
    assert window.view is not None
    editor = weakref.ref(window.view.editor)
    qtbot.waitUntil(gc.isenabled, timeout=5_000)
    another = tmp_path / "another.stormdesk"
    another.write_bytes(path.read_bytes())
    window.open_path(another)
    # Not once gc is enabled: the timer of a window that another test closed enables it too.
    qtbot.waitUntil(lambda: editor() is None, timeout=5_000)


def test_a_view_that_was_saved_as_another_file_hears_of_no_change(
    window: Window,
    path: Path,
    tmp_path: Path,
    opening: Opening,
    qtbot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mine = str(tmp_path / "mine.stormdesk")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (mine, ""))
    with closing(open_board(path, opening.state, opening.settled)):
        window.open_path(path)
    viewed = window.view
    assert viewed is not None
    assert viewed.opened.is_read_only
    with qtbot.waitSignal(viewed.destroyed):
        assert window.save_as()
    assert window.view is not None
    editor = window.view.editor
    with editor.document.edit("Change text") as edit:
        edit.put(editor.board.stickies["placed"].revised(text="Order accepted"))
    assert editor.board.stickies["placed"].text == "Order accepted"


def test_an_export_dialog_goes_once_it_is_closed(window: Window, view: BoardView) -> None:
    QTimer.singleShot(0, lambda: window.findChild(ExportDialog).reject())
    window.export()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert window.findChild(ExportDialog) is None

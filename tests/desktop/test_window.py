"""Opening, saving and closing boards in the window."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFileDialog

from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.canvas.empty_hint import paint_empty_hint
from stormdesk.desktop.canvas.paint import Paints
from stormdesk.desktop.memory import settle_memory
from stormdesk.desktop.opening import Opening
from stormdesk.desktop.window import Window
from stormdesk.document.file import read, to_bytes
from stormdesk.document.opening import open_board
from stormdesk.document.recovery import unsaved_boards
from stormdesk.editor import typing
from stormdesk.editor.tools.type import Type
from stormdesk.model.sticky import Kind
from stormdesk.resources import resource


def retext(view: BoardView, text: str) -> None:
    with view.editor.document.edit("Change text") as edit:
        edit.put(view.editor.board.stickies["placed"].revised(text=text))


def type_text(view: BoardView, text: str) -> None:
    tool = view.editor.tool
    assert isinstance(tool, Type), "no text is open"
    tool.type(view.editor, text)


def crash(path: Path, state: Path, opening: Opening, *, undoing: bool = False) -> None:
    """Leave a board changed, or changed and undone, with nothing saved."""
    crashed = open_board(path, state, opening.settled)
    with crashed.document.edit("Change text") as edit:
        edit.put(crashed.document.board.stickies["placed"].revised(text="Order accepted"))
    if undoing:
        crashed.document.undo()
    crashed.close()


def save_to(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(path), ""))


def test_the_title_tells_name_and_modification(window: Window, view: BoardView, qtbot) -> None:
    assert window.windowTitle() == "shop.stormdesk[*] — stormdesk"
    assert not window.isWindowModified()
    retext(view, "Order accepted")
    qtbot.waitUntil(window.isWindowModified)
    view.editor.document.undo()
    qtbot.waitUntil(lambda: not window.isWindowModified())


def test_places_are_given_without_counting_as_a_change(window: Window, view: BoardView) -> None:
    assert all(s.x is not None for s in view.editor.board.stickies.values())
    assert not view.opened.is_unsaved


def test_saving_takes_the_open_text_along(
    window: Window, view: BoardView, path: Path, qtbot
) -> None:
    typing.open_text(view.editor, "placed")
    type_text(view, "Order accepted")
    assert window.save()
    assert read(path)[0].stickies["placed"].text == "Order accepted"
    qtbot.waitUntil(lambda: not window.isWindowModified())


def test_a_file_changed_meanwhile_is_asked_about(
    window: Window, view: BoardView, path: Path, questions
) -> None:
    retext(view, "Mine")
    theirs = to_bytes(read(path)[0])[:-1] + b"\n\n"
    path.write_bytes(theirs)
    questions.answers += ["Cancel"]
    assert not window.save()
    assert path.read_bytes() == theirs
    questions.answers += ["Overwrite"]
    assert window.save()
    assert read(path)[0].stickies["placed"].text == "Mine"


def test_reloading_offers_ones_own_changes_beside(
    window: Window, view: BoardView, path: Path, questions
) -> None:
    retext(view, "Mine")
    path.write_bytes(to_bytes(read(path)[0]).replace(b"Order placed", b"Theirs"))
    questions.answers += ["Reload"]
    window.save()
    assert window.view is not None
    assert window.view.editor.board.stickies["placed"].text == "Theirs"
    (banner,) = window.view.banners
    assert "another content" in banner.text
    (unsaved,) = window.view.opened.beside
    window.open_unsaved(unsaved)
    assert window.view.editor.board.stickies["placed"].text == "Mine"


def test_closing_asks_about_unsaved_changes(
    window: Window, view: BoardView, path: Path, questions, state: Path
) -> None:
    retext(view, "Order accepted")
    questions.answers += ["Cancel"]
    assert not window.close()
    assert window.view is view
    questions.answers += ["Do not save"]
    assert window.close()
    assert "Shop" in questions.asked[-1]
    assert read(path)[0].stickies["placed"].text == "Order placed"
    assert unsaved_boards(state) == []


def test_closing_can_save(window: Window, view: BoardView, path: Path, questions) -> None:
    retext(view, "Order accepted")
    questions.answers += ["Save"]
    assert window.close()
    assert read(path)[0].stickies["placed"].text == "Order accepted"


def test_a_second_window_views_until_it_saves_a_copy(
    window: Window,
    path: Path,
    state: Path,
    opening: Opening,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = open_board(path, state, opening.settled)
    window.open_path(path)
    view = window.view
    assert view is not None
    (banner,) = view.banners
    assert "Another window" in banner.text
    assert not view.inspector.rows["title"].entry.isEnabled()
    assert not view.bound.actions["place-event"].isEnabled()
    save_to(monkeypatch, tmp_path / "copy")
    assert window.save()
    assert window.view is not None
    assert window.view.opened.path == tmp_path / "copy.stormdesk"
    assert window.view.banners == []
    assert window.view.editor.is_editable
    other.close()


def test_what_a_crash_left_is_brought_back_and_told(
    window: Window, path: Path, state: Path, opening: Opening
) -> None:
    crash(path, state, opening)
    window.open_path(path)
    assert window.view is not None
    assert window.view.editor.board.stickies["placed"].text == "Order accepted"
    (banner,) = window.view.banners
    assert "brought back" in banner.text
    assert not any(letter.isdigit() for letter in banner.text)
    assert window.save()
    assert window.view.banners == []


def test_changes_undone_before_a_crash_are_not_told(
    window: Window, path: Path, state: Path, opening: Opening
) -> None:
    crash(path, state, opening, undoing=True)
    window.open_path(path)
    assert window.view is not None
    assert window.view.banners == []
    assert not window.isWindowModified()


def test_text_being_typed_outlives_a_crash(window: Window, view: BoardView, path: Path) -> None:
    view.bound.run("place-command")
    type_text(view, "Cancel ord")
    view.draft.keep()
    view.let_go()
    view.opened.close()
    window.view = None
    window.open_path(path)
    assert window.view is not None
    found = [s.kind for s in window.view.editor.board.stickies.values() if s.text == "Cancel ord"]
    assert found == [Kind.COMMAND]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("torn.stormdesk", b'{"format":"stormdesk/1"}\n{"type":"bo'),
        ("binary.stormdesk", b"\x00\xff"),
        ("wrong.yaml", b"format: stormdesk/1\nbord: {}\n"),
        ("missing.stormdesk", None),
    ],
)
def test_a_wrong_file_is_told_and_the_start_screen_is_there(
    window: Window,
    questions,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    content: bytes | None,
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    shown: list[object] = []
    ask = questions.ask
    monkeypatch.setattr(
        "stormdesk.desktop.dialogs.ask.ask",
        lambda *told: shown.append(window.centralWidget()) or ask(*told),
    )
    window.open_path(path)
    assert window.view is None
    assert window.start is not None
    assert name in questions.asked[0]
    assert shown == [window.start], "a message over an empty window"


def test_a_template_opens_as_a_new_board(window: Window) -> None:
    template = resource("templates/webhook-billing.yaml")
    before = template.read_bytes()
    window.open_template(template)
    assert window.view is not None
    assert window.view.opened.path is None
    assert window.view.editor.board.profile.id != "webhook-billing"
    assert all(s.x is not None for s in window.view.editor.board.stickies.values() if not s.parked)
    assert template.read_bytes() == before


def test_the_tour_is_a_copy_of_its_template(window: Window) -> None:
    window.open_tour()
    assert window.view is not None
    assert window.view.opened.path is None
    assert not window.isWindowModified()
    assert len(window.view.editor.board.stickies) > 25


def test_a_reload_of_what_is_no_board_any_more_ends_at_the_start(
    window: Window, view: BoardView, path: Path, questions
) -> None:
    retext(view, "Mine")
    path.write_bytes(b"torn")
    questions.answers += ["Reload"]
    assert not window.save()
    assert window.view is None
    assert window.start is not None


def test_a_new_board_has_the_level_asked_for(window: Window) -> None:
    window.new("process")
    assert window.view is not None
    assert window.view.editor.level == "process"


def test_forgetting_a_board_leaves_its_file_alone(
    window: Window, view: BoardView, path: Path, questions, state: Path
) -> None:
    content = path.read_bytes()
    retext(view, "Order accepted")
    questions.answers += ["Forget this board"]
    window.forget()
    assert window.view is None
    assert path.read_bytes() == content
    assert list((state / "journals").glob("*")) == []
    assert window.opening.settings.value.recent == ()


def test_the_window_remembers_its_place(window: Window, view: BoardView, opening: Opening) -> None:
    view.panes.toggle_side()
    window.resize(770, 560)
    assert window.close()
    again = Window(opening)
    assert (again.width(), again.height()) == (770, 560)
    assert opening.settings.value.side_panel is False
    again.close()


def test_status_counts_and_tells_how_safe_it_is(view: BoardView) -> None:
    view.status.refresh()
    assert view.status.counts.text() == "2 events · 1 command · 1 hotspot"
    assert view.status.safety.text() == "Saved"
    retext(view, "Order accepted")
    view.opened.document.edit("Remove").__enter__().remove("doubt")
    view.opened.document.open_edit.commit()  # type: ignore[union-attr]  # opened a line above
    view.status.refresh()
    assert view.status.counts.text() == "2 events · 1 command"
    assert "kept safe" in view.status.safety.text()


def test_a_journal_that_fails_is_told(view: BoardView, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("stormdesk.document.journal.Journal.append", full)
    retext(view, "Order accepted")
    view.status.refresh()
    assert "no space left" in view.status.safety.text()


def test_a_long_hint_is_cut_with_an_ellipsis(window: Window, view: BoardView, qtbot) -> None:
    window.resize(900, 600)
    view.status.say("what the hand can do now, told at great length, " * 5)
    hint = view.status.hint
    qtbot.waitUntil(lambda: window.width() == 900)
    assert hint.shown.endswith("…")
    assert hint.toolTip() == hint.text()


def test_an_empty_board_says_what_to_press_first(window: Window, qtbot) -> None:
    window.new("process")
    view = window.view
    assert view is not None
    empty = view.canvas.grab().toImage()
    view.editor.document.is_read_only = True
    without = view.canvas.grab().toImage()
    assert empty != without
    view.editor.document.is_read_only = False
    assert view.canvas.grab().toImage() == empty
    typing.place(view.editor, Kind.EVENT)
    type_text(view, "Order placed")
    view.finish_typing()
    with_sticky = view.canvas.grab()
    paints, painter = Paints(view.canvas.palette_shown), QPainter(with_sticky)
    before = with_sticky.toImage()
    paint_empty_hint(painter, view.editor, view.canvas.camera, QRectF(view.canvas.rect()), paints)
    painter.end()
    assert with_sticky.toImage() == before


def test_garbage_is_looked_for_once_an_opened_board_is_calm(
    window: Window, path: Path, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stormdesk.desktop.window.settle_memory", settle_memory)
    gc.enable()
    window.open_path(path)
    assert not gc.isenabled()
    qtbot.waitUntil(gc.isenabled, timeout=5_000)

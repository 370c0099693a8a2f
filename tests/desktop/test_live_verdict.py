"""What a change of a message means is told in the inspector while it is made."""

from __future__ import annotations

from pathlib import Path

import pytest
from desktop.publishing import published, take_leniently
from inspecting import message, show, write
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.bundles import name_bundle, named_bundle
from stormdesk.desktop.panels.form import Form
from stormdesk.desktop.panels.pinned_verdict import PinnedVerdict
from stormdesk.desktop.panels.text_entries import LineEntry
from stormdesk.desktop.panels.verdict_box import VerdictBox, newest_first
from stormdesk.desktop.settings import SettingsFile
from stormdesk.exchange.contracts.bundle import write as write_bundle
from stormdesk.exchange.contracts.options import SchemaOptions
from stormdesk.model.message import Message
from stormdesk.model.problem import BadInput


@pytest.fixture
def at_placed(view: BoardView) -> BoardView:
    return published(view)


def told(view: BoardView) -> str:
    there = [each for each in view.inspector.findChildren(VerdictBox) if each.isVisible()]
    return there[-1].accessibleDescription() if there else ""


def test_what_was_never_published_is_no_matter(at_placed: BoardView, qtbot) -> None:
    qtbot.waitUntil(lambda: told(at_placed) == "As published in 1.0.0.")
    sticky = at_placed.editor.board.stickies["placed"]
    with at_placed.editor.document.edit("Forget") as edit:
        edit.put(sticky.revised(message=message(at_placed).revised(published=(), topic=None)))
    qtbot.waitUntil(lambda: told(at_placed) == "")


def test_the_verdict_comes_while_a_field_is_typed(at_placed: BoardView, qtbot) -> None:
    before = message(at_placed)
    entry = at_placed.inspector.rows["message.fields.1"].entry
    assert isinstance(entry, LineEntry)
    entry.setFocus()
    entry.selectAll()
    QTest.keyClicks(entry, "total: int64")
    qtbot.waitUntil(lambda: "Breaks BACKWARD with 1.0.0" in told(at_placed))
    said = told(at_placed)
    assert "Next version: 2.0.0." in said
    assert "Read by Paying." in said
    assert "total" in said
    assert message(at_placed) is before
    assert at_placed.inspector.rows["message.fields.1"].entry is entry
    entry.selectAll()
    QTest.keyClicks(entry, "total: decimal(12,2)")
    qtbot.waitUntil(lambda: told(at_placed) == "As published in 1.0.0.")


def test_half_a_line_is_not_judged(at_placed: BoardView, qtbot) -> None:
    qtbot.waitUntil(lambda: bool(told(at_placed)))
    entry = at_placed.inspector.rows["message.fields.3"].entry
    entry.setFocus()
    QTest.keyClicks(entry, "note: strin")
    qtbot.wait(60)
    assert told(at_placed) == "As published in 1.0.0."
    QTest.keyClicks(entry, "g?")
    qtbot.waitUntil(lambda: "Breaks BACKWARD with 1.0.0" in told(at_placed))
    assert "Next version: 2.0.0." in told(at_placed)
    assert "strictly" in told(at_placed)
    take_leniently(at_placed)
    qtbot.waitUntil(lambda: "Compatible with 1.0.0" in told(at_placed))
    assert "Next version: 1.1.0." in told(at_placed)
    assert "strictly" not in told(at_placed)


def test_a_message_that_makes_no_contract_is_told_and_mended(at_placed: BoardView, qtbot) -> None:
    write(at_placed, "message.fields.3", "what: Nowhere")
    qtbot.waitUntil(lambda: "cannot be compared" in told(at_placed))
    assert "Nowhere" in told(at_placed)
    assert at_placed.editor.document.undo()
    qtbot.waitUntil(lambda: told(at_placed) == "As published in 1.0.0.")


def test_another_sticky_shows_no_verdict_of_this_one(at_placed: BoardView, qtbot) -> None:
    qtbot.waitUntil(lambda: bool(told(at_placed)))
    show(at_placed, "paid")
    assert told(at_placed) == ""
    show(at_placed, "placed")
    qtbot.waitUntil(lambda: told(at_placed) == "As published in 1.0.0.")


def test_a_bundle_that_is_named_counts(
    at_placed: BoardView, settings: SettingsFile, tmp_path: Path, qtbot
) -> None:
    board = at_placed.editor.board
    folder = tmp_path / "bundle"
    for name, content in write_bundle(board, SchemaOptions()).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    sticky = board.stickies["placed"]
    with at_placed.editor.document.edit("Forget") as edit:
        edit.put(sticky.revised(message=message(at_placed).revised(published=())))
    with pytest.raises(BadInput, match=r"manifest\.json"):
        name_bundle(settings, board, tmp_path)
    name_bundle(settings, board, folder)
    assert named_bundle(settings, board) == str(folder)
    write(at_placed, "message.fields.1", "")
    qtbot.waitUntil(lambda: "1.0.0" in told(at_placed))
    (folder / "manifest.json").unlink()
    at_placed.inspector.verdict.look_soon()
    qtbot.waitUntil(lambda: "The bundle cannot be read" in told(at_placed))
    name_bundle(settings, board, None)
    at_placed.inspector.verdict.look_soon()
    qtbot.waitUntil(lambda: told(at_placed) == "")
    assert named_bundle(settings, board) == ""


def test_names_that_others_rely_on_are_read_only(at_placed: BoardView) -> None:
    rows = at_placed.inspector.rows
    assert not rows["message.name"].entry.isEnabled()
    assert not rows["message.topic"].entry.isEnabled()
    assert rows["message.version"].entry.isEnabled()
    asked: list[tuple[str, str]] = []
    at_placed.inspector.asking.disconnect()
    at_placed.inspector.asking.connect(lambda *told: asked.append(told))
    for label in ("Rename the contract …", "Publish a version …"):
        buttons = at_placed.inspector.findChildren(QPushButton)
        next(each for each in buttons if each.accessibleName() == label).click()
    assert asked == [("rename-contract", "placed"), ("publish", "placed")]


def test_a_type_in_published_messages_is_renamed_on_purpose_only(at_placed: BoardView) -> None:
    at_placed.inspector.open_record("type:Line")
    assert not at_placed.inspector.rows["name"].entry.isEnabled()
    assert at_placed.inspector.rows["doc"].entry.isEnabled()


def test_a_drag_is_no_change_of_a_message(at_placed: BoardView, qtbot) -> None:
    qtbot.waitUntil(lambda: bool(told(at_placed)))
    verdict = at_placed.inspector.verdict
    assert not verdict._due.isActive()
    placed = at_placed.editor.board.stickies["placed"]
    with at_placed.editor.document.edit("Move") as edit:
        edit.place({"placed": (1000.0, placed.y, 4.0, placed.context)})
    assert not verdict._due.isActive()


def test_a_message_with_fields_can_be_published_for_the_first_time(view: BoardView) -> None:
    placed = view.editor.board.stickies["placed"]
    with view.editor.document.edit("Fill in") as edit:
        edit.put(placed.revised(message=Message()))
    show(view, "placed")
    assert "ask:publish" not in stops(view)
    write(view, "message.fields.0", "orderId: uuid")
    assert "ask:publish" in stops(view)
    # The way from the fields to the version is as short as it was.
    assert stops(view).index("message.version") < stops(view).index("ask:publish")


def stops(view: BoardView) -> list[str]:
    form = view.inspector.findChildren(Form)[-1]
    return list(form.stops)


def test_what_was_just_edited_is_told_first_and_the_rest_unfolds() -> None:
    assert newest_first(["a", "b", "c"], ["c", "a", "gone"]) == ["b", "c", "a"]
    assert newest_first(["a", "b"], []) == ["a", "b"]


def test_all_reasons_are_shown_when_they_are_asked_for(at_placed: BoardView, qtbot) -> None:
    for number in range(6):
        write(at_placed, f"message.fields.{3 + number}", f"extra{number}: string")
        qtbot.waitUntil(lambda n=number: f"extra{n}" in told(at_placed))
    box = [b for b in at_placed.inspector.findChildren(VerdictBox) if b.isVisible()][-1]
    # The field that was written last is told first.
    assert box.details.text().index("extra5") < box.details.text().index("extra4")
    assert "extra0" not in box.details.text()
    box.more.click()
    assert "extra0" in box.details.text()


def test_the_verdict_stays_in_sight_while_fields_above_it_are_edited(
    at_placed: BoardView, qtbot
) -> None:
    qtbot.waitUntil(lambda: bool(told(at_placed)))
    inspector = at_placed.inspector
    (pinned,) = inspector.findChildren(PinnedVerdict)
    box = next(b for b in inspector.findChildren(VerdictBox) if b.isVisible())
    inspector.setFixedHeight(200)
    inspector.verticalScrollBar().setValue(0)
    qtbot.waitUntil(pinned.isVisible)
    assert pinned.headline.text() == box.headline.text()
    QTest.mouseClick(pinned, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(pinned.isHidden)


def test_a_stated_version_is_not_taken_for_a_published_one(at_placed: BoardView, qtbot) -> None:
    write(at_placed, "message.fields.3", "note: string?")
    qtbot.waitUntil(lambda: "with 1.0.0" in told(at_placed))
    assert "is not published yet" not in told(at_placed)
    sticky = at_placed.editor.board.stickies["placed"]
    with at_placed.editor.document.edit("State") as edit:
        edit.put(sticky.revised(message=message(at_placed).revised(version="2.0.0")))
    qtbot.waitUntil(lambda: "2.0.0 is not published yet" in told(at_placed))

"""Changing what is selected, field by field."""

from __future__ import annotations

from inspecting import choose, show, shown, write
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.panels.choice_entries import TickEntry
from stormdesk.desktop.panels.text_entries import AreaEntry
from stormdesk.editor import typing
from stormdesk.model.context import Context, Flow
from stormdesk.model.sticky import Kind


def test_fields_of_a_sticky_become_one_step_each(view: BoardView) -> None:
    show(view, "placed")
    before = view.editor.board
    write(view, "text", "Order accepted")
    write(view, "tags", "sale, #peak, sale")
    write(view, "notes", "Twice on Sundays")
    choose(view, "kind", "Policy")
    sticky = view.editor.board.stickies["placed"]
    assert (sticky.text, sticky.tags, sticky.notes, sticky.kind) == (
        "Order accepted",
        ("sale", "peak"),
        "Twice on Sundays",
        Kind.POLICY,
    )
    for _ in range(4):
        assert view.editor.document.undo()
    assert view.editor.board == before
    assert not view.editor.document.undo()


def test_an_owner_is_kept_by_the_teams_id_and_shown_by_its_name(view: BoardView) -> None:
    show(view, "placed")
    write(view, "owner", "checkout TEAM")
    assert view.editor.board.stickies["placed"].owner == "checkout-team"
    assert shown(view, "owner") == "Checkout team"
    write(view, "owner", "Ada")
    assert view.editor.board.stickies["placed"].owner == "Ada"
    write(view, "owner", "")
    assert "owner" not in view.editor.board.stickies["placed"].model_fields_set


def test_a_sticky_goes_to_another_lane(view: BoardView) -> None:
    show(view, "placed")
    choose(view, "context", "Paying")
    assert view.editor.board.stickies["placed"].context == "paying"


def test_several_stickies_share_their_fields(view: BoardView) -> None:
    show(view, "placed", "paid")
    assert "text" not in view.inspector.rows
    assert shown(view, "context") == ""
    write(view, "owner", "Ada")
    owners = {view.editor.board.stickies[i].owner for i in ("placed", "paid")}
    assert owners == {"Ada"}
    assert view.editor.document.undo()
    assert view.editor.board.stickies["paid"].owner is None
    tick = view.inspector.rows["pivotal"].entry
    assert isinstance(tick, TickEntry)
    QTest.mouseClick(tick, Qt.MouseButton.LeftButton, pos=tick.rect().center() / 4)
    assert all(view.editor.board.stickies[i].pivotal for i in ("placed", "paid"))


def test_fields_of_flow_and_lane(view: BoardView) -> None:
    show(view, Flow.derived_id("place", "placed"))
    choose(view, "via", "Batch")
    assert next(iter(view.editor.board.flows.values())).via == "batch"
    show(view, "ordering")
    write(view, "name", "Sales")
    choose(view, "subdomain", "Core")
    lane = view.editor.board.contexts["ordering"]
    assert (lane.name, lane.subdomain) == ("Sales", "core")


def test_the_ends_of_a_flow_lead_to_its_stickies(view: BoardView, qtbot) -> None:
    show(view, Flow.derived_id("place", "placed"))
    with qtbot.waitSignal(view.inspector.revealing) as told:
        buttons = view.inspector.findChildren(QPushButton)
        button = next(b for b in buttons if b.accessibleName() == "To Order placed")
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert told.args == ["placed"]
    assert view.editor.selection == {"placed"}


def test_with_nothing_selected_it_shows_the_board(view: BoardView) -> None:
    show(view)
    assert shown(view, "title") == "Shop"
    write(view, "title", "Web shop")
    choose(view, "level", "Software design")
    profile = view.editor.board.profile
    assert (profile.title, profile.level) == ("Web shop", "software-design")


def test_a_wrong_value_is_told_and_not_taken(view: BoardView) -> None:
    show(view, "ordering")
    board = view.editor.board
    write(view, "colour", "reddish")
    entry = view.inspector.rows["colour"].entry
    assert view.editor.board is board
    assert "is not a colour" in entry.accessibleDescription()
    write(view, "colour", "#FF0000")
    assert view.editor.board.contexts["ordering"].colour == "#FF0000"
    assert entry.accessibleDescription() == ""


def test_a_sticky_keeps_a_text(view: BoardView) -> None:
    show(view, "placed")
    write(view, "text", "")
    assert view.editor.board.stickies["placed"].text == "Order placed"
    assert view.inspector.rows["text"].entry.accessibleDescription()


def test_a_repetition_follows_its_original(view: BoardView) -> None:
    with view.editor.document.edit("Repeat") as edit:
        placed = view.editor.board.stickies["placed"]
        edit.put(placed.revised(id="again", again="placed", at=9.0, x=2560.0))
    show(view, "placed")
    write(view, "text", "Order accepted")
    assert view.editor.board.stickies["again"].text == "Order accepted"
    show(view, "again")
    write(view, "text", "Order taken")
    assert view.editor.board.stickies["placed"].text == "Order taken"


def test_it_follows_the_board_but_not_into_what_is_being_typed(view: BoardView, qtbot) -> None:
    show(view, "placed")
    view.activateWindow()
    notes = view.inspector.rows["notes"].entry
    assert isinstance(notes, AreaEntry)
    notes.setFocus()
    qtbot.waitUntil(notes.hasFocus)
    QTest.keyClicks(notes, "half a sen")
    with view.editor.document.edit("From elsewhere") as edit:
        edit.put(view.editor.board.stickies["placed"].revised(text="Renamed", notes="theirs"))
    view.inspector.refresh()
    assert shown(view, "text") == "Renamed"
    assert shown(view, "notes") == "half a sen"


def test_what_was_typed_goes_to_what_was_selected_then(view: BoardView) -> None:
    show(view, "placed")
    notes = view.inspector.rows["notes"].entry
    assert isinstance(notes, AreaEntry)
    notes.setPlainText("for the first")
    show(view, "paid")
    assert view.editor.board.stickies["placed"].notes == "for the first"
    assert view.editor.board.stickies["paid"].notes == ""
    assert shown(view, "notes") == ""


def test_undo_shows_what_is_there_again(view: BoardView, qtbot) -> None:
    show(view, "placed")
    write(view, "text", "Order accepted")
    view.editor.document.undo()
    qtbot.waitUntil(lambda: shown(view, "text") == "Order placed")


def test_coming_from_open_text_ends_the_typing(view: BoardView, qtbot) -> None:
    view.activateWindow()
    typing.open_text(view.editor, "placed")
    view.inspector.refresh()
    entry = view.inspector.rows["owner"].entry
    entry.setFocus()
    qtbot.waitUntil(lambda: view.editor.document.open_edit is None and entry.hasFocus())
    write(view, "owner", "Ada")
    assert view.editor.board.stickies["placed"].owner == "Ada"


def test_lanes_made_meanwhile_can_be_chosen(view: BoardView, qtbot) -> None:
    show(view, "placed")
    with view.editor.document.edit("Add lane") as edit:
        edit.put(Context(id="shipping", name="Shipping", order=2))
    qtbot.waitUntil(lambda: view.inspector.rows["context"].entry.findText("Shipping") > 0)


def test_a_form_of_another_shape_is_shown_from_its_top(view: BoardView, qtbot) -> None:
    view.resize(view.width(), 400)
    show(view, "placed")
    bar = view.inspector.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    there = bar.value()
    show(view, "paid")
    assert bar.value() == there
    show(view)
    assert bar.value() == 0


def test_everything_has_a_name_for_those_who_cannot_see_it(view: BoardView) -> None:
    for ids in (("placed",), ("placed", "paid"), ("ordering",), ("flow:place>placed",), ()):
        show(view, *ids)
        for row in view.inspector.rows.values():
            assert row.entry.accessibleName()

"""Filling in a message: its fields line by line, and their details."""

from __future__ import annotations

import pytest
from inspecting import add, choose, message, press, show, shown, write, wrong
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.panels.entries import Entry
from stormdesk.desktop.panels.form_parts import Note, Shown, place_in
from stormdesk.desktop.panels.form_pieces import OfferButton
from stormdesk.desktop.panels.form_published import contract
from stormdesk.desktop.panels.table_of_fields import Grip, LineRow
from stormdesk.desktop.panels.text_entries import LineEntry
from stormdesk.model.message import Field, Message, Published, SharedType
from stormdesk.model.sticky import Kind, Sticky


def takes(entry: Entry, key: Qt.Key, modifier: Qt.KeyboardModifier) -> bool:
    """Tell whether an entry keeps keys from the actions of the window."""
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, modifier)
    event.ignore()
    QApplication.sendEvent(entry, event)
    return event.isAccepted()


def publish(view: BoardView) -> None:
    """Make the fields as they are a version that others rely on."""
    sticky, version = view.editor.board.stickies["placed"], message(view)
    then = Published(version="1.0.0", date="2026-03-01", fields=version.fields)
    with view.editor.document.edit("Publish") as edit:
        edit.put(sticky.revised(message=version.revised(published=(then,))))
    view.inspector.refresh()


def type_lines(view: BoardView, qtbot, *lines: str) -> None:
    """Type fields one after the other, wherever the keyboard is."""
    for line in lines:
        entry = QApplication.focusWidget()
        assert isinstance(entry, LineEntry)
        QTest.keyClicks(entry, line)
        QTest.keyClick(entry, Qt.Key.Key_Return)
        qtbot.waitUntil(
            lambda old=entry: (
                isinstance(QApplication.focusWidget(), LineEntry)
                and QApplication.focusWidget() is not old
            )
        )


@pytest.fixture
def at_message(view: BoardView, qtbot) -> BoardView:
    """Return a view whose inspector shows a message with two fields."""
    show(view, "placed")
    qtbot.waitUntil(view.isActiveWindow)
    add(view, "Message")
    qtbot.waitUntil(view.inspector.rows["message.fields.0"].entry.hasFocus)
    type_lines(view, qtbot, "orderId: uuid", "total: decimal(12,2)")
    return view


def test_enter_goes_to_the_next_field(at_message: BoardView) -> None:
    assert [(f.name, f.type, f.tag) for f in message(at_message).fields] == [
        ("orderId", "uuid", 1),
        ("total", "decimal(12,2)", 2),
    ]
    assert at_message.inspector.rows["message.fields.2"].entry.hasFocus()
    document = at_message.editor.document
    assert document.undo()
    assert document.undo()
    assert at_message.editor.board.stickies["placed"].message is None


def test_undo_in_an_entry_is_the_board_s_where_nothing_is_typed(at_message: BoardView) -> None:
    entry = at_message.inspector.rows["message.fields.2"].entry
    undo = (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not takes(entry, *undo)
    QTest.keyClicks(entry, "note")
    assert takes(entry, *undo)


def test_escape_goes_back_first_and_then_out_to_the_canvas(at_message: BoardView) -> None:
    entry = at_message.inspector.rows["message.fields.2"].entry
    QTest.keyClicks(entry, "note")
    QTest.keyClick(entry, Qt.Key.Key_Escape)
    assert entry.hasFocus()
    assert not entry.is_dirty
    QTest.keyClick(entry, Qt.Key.Key_Escape)
    assert at_message.canvas.hasFocus()


def test_a_wrong_line_is_told_beside_it_and_keeps_the_keyboard(at_message: BoardView) -> None:
    row = at_message.inspector.rows["message.fields.2"]
    QTest.keyClicks(row.entry, "when: datetime")
    QTest.keyClick(row.entry, Qt.Key.Key_Return)
    assert "timestamp" in row.entry.accessibleDescription()
    assert row.entry.hasFocus()
    assert len(message(at_message).fields) == 2


def test_escape_takes_what_was_said_of_a_wrong_value_away(at_message: BoardView) -> None:
    row = at_message.inspector.rows["message.fields.2"]
    QTest.keyClicks(row.entry, "when: datetime")
    QTest.keyClick(row.entry, Qt.Key.Key_Return)
    assert row.is_wrong
    QTest.keyClick(row.entry, Qt.Key.Key_Escape)
    assert not row.is_wrong


def test_keys_move_a_field_and_open_its_details(at_message: BoardView) -> None:
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Up)
    total = at_message.inspector.rows["message.fields.1"].entry
    assert total.hasFocus()
    QTest.keyClick(total, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [(f.name, f.tag) for f in message(at_message).fields] == [("total", 2), ("orderId", 1)]
    moved = at_message.inspector.rows["message.fields.0"].entry
    assert moved.hasFocus()
    QTest.keyClick(moved, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    choose(at_message, "message.fields.0.classification", "Confidential")
    write(at_message, "message.fields.0.doc", "With tax")
    add(at_message, "Unit", "Add to total …")
    write(at_message, "message.fields.0.unit", "EUR")
    field = message(at_message).fields[0]
    assert (field.classification, field.doc, field.unit) == ("confidential", "With tax", "EUR")


def test_a_field_is_dragged_to_another_place(at_message: BoardView) -> None:
    rows = [r for r in at_message.inspector.findChildren(LineRow) if r.isVisibleTo(at_message)]
    first, second = (next(r for r in rows if r.index == i) for i in (0, 1))
    grip = first.findChild(Grip)
    assert grip is not None
    down = grip.mapFromGlobal(second.mapToGlobal(second.rect().center()))
    QTest.mousePress(grip, Qt.MouseButton.LeftButton, pos=QPoint(5, 10))
    QTest.mouseMove(grip, down)
    QTest.mouseRelease(grip, Qt.MouseButton.LeftButton, pos=down)
    assert [f.name for f in message(at_message).fields] == ["total", "orderId"]


def test_an_emptied_line_removes_its_field_for_good(at_message: BoardView) -> None:
    publish(at_message)
    write(at_message, "message.fields.0", "")
    assert [(f.name, f.tag) for f in message(at_message).fields] == [("total", 2)]
    assert [(r.name, r.tag) for r in message(at_message).reserved] == [("orderId", 1)]


def test_a_field_that_was_never_published_leaves_its_name(at_message: BoardView) -> None:
    write(at_message, "message.fields.0", "")
    assert message(at_message).reserved == ()
    write(at_message, "message.fields.1", "orderId: string")
    assert [f.name for f in message(at_message).fields] == ["total", "orderId"]


def test_keys_are_chosen_among_the_fields(at_message: BoardView) -> None:
    choose(at_message, "message.key", "orderId")
    add(at_message, "Idempotency key", "Add to the message …")
    choose(at_message, "message.idempotency_key", "orderId")
    assert (message(at_message).key, message(at_message).idempotency_key) == ("orderId", "orderId")


def test_keys_that_pass_others_on_their_way_make_one_step(at_message: BoardView, qtbot) -> None:
    add(at_message, "Compatibility", "Add to the message …")
    before = at_message.editor.board
    entry = at_message.inspector.rows["message.compatibility"].entry
    qtbot.waitUntil(entry.hasFocus)
    for _ in range(4):
        QTest.keyClick(entry, Qt.Key.Key_Down)
    assert at_message.editor.board is before
    QTest.keyClick(entry, Qt.Key.Key_Escape)
    assert shown(at_message, "message.compatibility") == "—"
    QTest.keyClicks(entry, "full_")
    QTest.keyClick(entry, Qt.Key.Key_Tab)
    assert message(at_message).compatibility == "FULL_TRANSITIVE"
    assert at_message.editor.document.undo()
    assert at_message.editor.board == before


def test_what_keys_have_chosen_is_taken_after_a_pause(at_message: BoardView, qtbot) -> None:
    entry = at_message.inspector.rows["kind"].entry
    entry.setFocus()
    QTest.keyClicks(entry, "ag")
    sticky = at_message.editor.board.stickies["placed"]
    assert sticky.kind is Kind.EVENT
    qtbot.waitUntil(lambda: at_message.editor.board.stickies["placed"].kind is Kind.AGGREGATE)


@pytest.mark.parametrize(("name", "letter"), [("kind", "p"), ("context", "p")])
def test_what_keys_have_chosen_is_never_for_another(
    at_message: BoardView, name: str, letter: str
) -> None:
    entry = at_message.inspector.rows[name].entry
    entry.setFocus()
    QTest.keyClicks(entry, letter)
    assert entry.is_dirty
    command = at_message.editor.board.stickies["place"]
    show(at_message, "place")
    assert at_message.editor.board.stickies["place"] == command


def test_a_wrong_detail_is_told_and_not_taken(at_message: BoardView) -> None:
    add(at_message, "Retention", "Add to the message …")
    before = at_message.editor.board
    write(at_message, "message.retention", "long")
    row = at_message.inspector.rows["message.retention"]
    assert "time span" in row.entry.accessibleDescription()
    assert at_message.editor.board is before
    add(at_message, "Topic", "Add to the message …")
    row = at_message.inspector.rows["message.retention"]
    assert isinstance(row.entry, LineEntry)
    assert row.entry.text() == "long"
    assert "time span" in row.entry.accessibleDescription()


def test_half_typed_details_are_kept_before_they_are_taken(at_message: BoardView) -> None:
    before = at_message.editor.board
    QTest.keyClicks(QApplication.focusWidget(), "paid: da")
    assert at_message.inspector.draft() == []
    QTest.keyClicks(QApplication.focusWidget(), "te")
    (draft,) = at_message.inspector.draft()
    assert isinstance(draft, Sticky)
    assert draft.message is not None
    assert [field.name for field in draft.message.fields] == ["orderId", "total", "paid"]
    assert at_message.editor.board is before


def test_a_menu_goes_to_what_is_typed(at_message: BoardView) -> None:
    buttons = at_message.inspector.findChildren(OfferButton)
    button = next(b for b in buttons if b.accessibleName() == "Add to the message …")
    menu = button.menu()
    QTest.keyClicks(menu, "rep")
    assert menu.activeAction().text() == "Replay window"
    QTest.keyClicks(menu, "to")
    assert menu.activeAction().text() == "Topic"


@pytest.mark.parametrize(
    ("line", "label", "name", "values"),
    [
        ("sum: decimal(12,2)", "Smallest", "min", ("low", "expected a number", "5")),
        ("sum: decimal(12,2)", "Default", "default", ("abc", "abc", "0.00")),
        ("note: string", "Example", "example", ("", "", "fragile")),
        ("note: string", "Pattern", "pattern", ("[a-", "regular expression", "[a-z]+")),
        ("note: string", "Longest", "max_length", ("-1", "too small", "20")),
        ("at: timestamp", "Example", "example", ("noon", "noon", "2026-03-01T12:00:00Z")),
    ],
)
def test_details_that_do_not_fit_the_type_are_told(
    at_message: BoardView, line: str, label: str, name: str, values: tuple[str, str, str]
) -> None:
    told_wrong, told, right = values
    write(at_message, "message.fields.2", line)
    row = at_message.inspector.rows["message.fields.2"].entry
    QTest.keyClick(row, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    add(at_message, label, f"Add to {line.partition(':')[0]} …")
    before = at_message.editor.board
    place = f"message.fields.2.{name}"
    write(at_message, place, told_wrong)
    assert at_message.editor.board is before
    assert told in wrong(at_message, place)
    write(at_message, place, right)
    assert wrong(at_message, place) == ""
    assert str(getattr(message(at_message).fields[2], name)) == right


def test_bounds_and_default_fit_one_another(at_message: BoardView) -> None:
    entry = at_message.inspector.rows["message.fields.1"].entry
    QTest.keyClick(entry, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    for label in ("Smallest", "Largest", "Default"):
        add(at_message, label, "Add to total …")
    write(at_message, "message.fields.1.min", "5")
    write(at_message, "message.fields.1.max", "3")
    assert wrong(at_message, "message.fields.1.max") == "min is above max"
    write(at_message, "message.fields.1.max", "8")
    write(at_message, "message.fields.1.default", "9")
    assert "above max" in wrong(at_message, "message.fields.1.default")


def test_only_what_can_constrain_a_type_is_offered(at_message: BoardView) -> None:
    for index, offered in ((0, set()), (1, {"Smallest", "Largest"})):
        entry = at_message.inspector.rows[f"message.fields.{index}"].entry
        QTest.keyClick(entry, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
        name = message(at_message).fields[index].name
        buttons = at_message.inspector.findChildren(OfferButton)
        button = next(b for b in buttons if b.accessibleName() == f"Add to {name} …")
        every = {"Smallest", "Largest", "Shortest", "Longest", "Pattern"}
        assert {action.text() for action in button.menu().actions()} & every == offered


def test_published_versions_are_read_only(at_message: BoardView) -> None:
    publish(at_message)
    write(at_message, "message.fields.0", "number: string")
    press(at_message, "Published 1.0.0, folded")
    told = [label.text() for label in at_message.inspector.findChildren(QLabel)]
    assert "orderId: uuid\ntotal: decimal(12,2)" in told
    assert not [name for name in at_message.inspector.rows if "published" in name]


def test_a_published_version_shows_its_types_as_they_were() -> None:
    types = (
        SharedType(name="Line", fields=(Field(name="sku", type="string", tag=1),)),
        SharedType(name="State", values=("open", "done")),
    )
    then = Published(version="1.0.0", fields=(), types=types)
    sticky = Sticky(id="s", kind=Kind.EVENT, text="S", message=Message(published=(then,)))
    parts = contract(sticky, Shown([place_in(("message", "published", 0))]))
    (told,) = [each.text for each in parts if isinstance(each, Note)]
    assert told.splitlines()[1:] == ["Type Line: sku: string", "Type State: open, done"]

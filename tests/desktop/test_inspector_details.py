"""Filling in what lies behind stickies, and what the board holds beside its wall."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton

from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.panels.entries import (
    AreaEntry,
    ChoiceEntry,
    Entry,
    LineEntry,
    TickEntry,
    TicksEntry,
)
from stormdesk.desktop.panels.form_lists import LISTS
from stormdesk.desktop.panels.form_parts import Row, Shown
from stormdesk.desktop.panels.form_pieces import FoldHead, OfferButton
from stormdesk.desktop.panels.form_plan import form_of
from stormdesk.desktop.panels.form_records import FIELDS
from stormdesk.desktop.panels.form_sticky import (
    BASE,
    EXTRA,
    HANDLING,
    MESSAGE,
    OBSERVABILITY,
    SECTIONS,
)
from stormdesk.desktop.panels.table_of_fields import Grip, LineRow
from stormdesk.exchange.yaml_reader import read_text
from stormdesk.model.context import Context, Relation
from stormdesk.model.handling import Handling
from stormdesk.model.message import Message, NamedType
from stormdesk.model.people import Team
from stormdesk.model.profile import Profile
from stormdesk.model.record import Value
from stormdesk.model.session import Decision, Term
from stormdesk.model.sticky import Sticky


def show(view: BoardView, *ids: str) -> None:
    view.activateWindow()
    view.editor.select(ids)
    view.inspector.refresh()


def add(view: BoardView, label: str, among: str = "Add …") -> None:
    """Choose something from a quiet button."""
    buttons = view.inspector.findChildren(OfferButton)
    button = next(b for b in buttons if b.accessibleName() == among and b.isVisibleTo(view))
    menu = button.menu()
    if menu is None:
        QTest.keyClick(button, Qt.Key.Key_Return)
    else:
        next(action for action in menu.actions() if action.text() == label).trigger()
    view.inspector.refresh()


def press(view: BoardView, name: str) -> None:
    """Press the button of an accessible name."""
    found = [*view.inspector.findChildren(QPushButton), *view.inspector.findChildren(QToolButton)]
    button = next(b for b in found if b.accessibleName() == name and b.isVisibleTo(view))
    QTest.keyClick(button, Qt.Key.Key_Space)
    view.inspector.refresh()


def write(view: BoardView, name: str, text: str) -> None:
    """Type into a field, and leave it."""
    entry = view.inspector.rows[name].entry
    assert isinstance(entry, LineEntry | AreaEntry)
    entry.setFocus()
    entry.selectAll()
    QTest.keyClicks(entry, text) if text else QTest.keyClick(entry, Qt.Key.Key_Delete)
    entry.commit()
    view.inspector.refresh()


def choose(view: BoardView, name: str, label: str) -> None:
    entry = view.inspector.rows[name].entry
    assert isinstance(entry, ChoiceEntry)
    entry.setCurrentIndex(entry.findText(label))
    entry.activated.emit(entry.currentIndex())
    view.inspector.refresh()


def takes(entry: Entry, key: Qt.Key, modifier: Qt.KeyboardModifier) -> bool:
    """Tell whether an entry keeps keys from the actions of the window."""
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, modifier)
    event.ignore()
    QApplication.sendEvent(entry, event)
    return event.isAccepted()


def message(view: BoardView) -> Message:
    found = view.editor.board.stickies["placed"].message
    assert found is not None
    return found


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


def test_a_fresh_sticky_shows_little(view: BoardView) -> None:
    show(view, "placed")
    assert list(view.inspector.rows) == [
        "text", "kind", "context", "pivotal", "owner", "tags", "notes",
    ]  # fmt: skip


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
    write(at_message, "message.fields.0", "")
    assert [(f.name, f.tag) for f in message(at_message).fields] == [("total", 2)]
    assert [(r.name, r.tag) for r in message(at_message).reserved] == [("orderId", 1)]


def test_keys_are_chosen_among_the_fields(at_message: BoardView) -> None:
    choose(at_message, "message.key", "orderId")
    add(at_message, "Idempotency key", "Add to the message …")
    choose(at_message, "message.idempotency_key", "orderId")
    assert (message(at_message).key, message(at_message).idempotency_key) == ("orderId", "orderId")


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


def test_lists_take_items_and_lose_them(view: BoardView) -> None:
    show(view, "placed")
    add(view, "Service levels")
    add(view, "Latency", "Add a service level …")
    write(view, "service_levels.0.objective", "95%")
    write(view, "service_levels.0.threshold", "500ms")
    add(view, "Examples")
    add(view, "", "Add an example")
    write(view, "examples.0.given", "Basket holds two articles")
    write(view, "examples.0.when", "Place order")
    sticky = view.editor.board.stickies["placed"]
    level, example = sticky.service_levels[0], sticky.examples[0]
    assert (level.indicator, level.objective, level.threshold) == ("latency", "95%", "500ms")
    assert (example.given, example.when) == (("Basket holds two articles",), "Place order")
    press(view, "Remove Latency · 95% · 500ms")
    assert view.editor.board.stickies["placed"].service_levels == ()


def test_words_are_ticked(view: BoardView) -> None:
    show(view, "placed")
    add(view, "What is watched")
    entry = view.inspector.rows["observability"].entry
    assert isinstance(entry, TicksEntry)
    for tick in entry.findChildren(TickEntry)[:2]:
        QTest.keyClick(tick, Qt.Key.Key_Space)
    assert view.editor.board.stickies["placed"].observability == ("trace", "metric")


def test_details_of_several_are_changed_at_once(view: BoardView) -> None:
    show(view, "placed", "paid")
    add(view, "Message")
    assert "message.fields.0" not in view.inspector.rows
    add(view, "Retention", "Add to the message …")
    write(view, "message.retention", "7d")
    messages = [view.editor.board.stickies[i].message for i in ("placed", "paid")]
    assert [m.retention for m in messages if m is not None] == ["7d", "7d"]
    show(view, "paid")
    write(view, "message.retention", "1d")
    show(view, "placed", "paid")
    entry = view.inspector.rows["message.retention"].entry
    assert isinstance(entry, LineEntry)
    assert (entry.text(), entry.placeholderText()) == ("", "several")


def test_a_repetition_shows_and_changes_the_message_of_its_original(view: BoardView) -> None:
    with view.editor.document.edit("Repeat") as edit:
        placed = view.editor.board.stickies["placed"]
        edit.put(placed.revised(id="again", again="placed", at=9.0, x=2560.0))
    show(view, "again")
    add(view, "Message")
    write(view, "message.fields.0", "orderId: uuid")
    write(view, "message.version", "1.0.0")
    assert message(view).version == "1.0.0"
    assert [f.name for f in message(view).fields] == ["orderId"]
    assert view.editor.board.stickies["again"].message is None


def test_sections_stay_as_they_were_left(view: BoardView) -> None:
    show(view, "placed")
    add(view, "Message")
    write(view, "message.version", "1.0.0")
    head = next(h for h in view.inspector.findChildren(FoldHead) if h.fold.name == "message")
    head.turned.emit()
    assert "message.version" not in view.inspector.rows
    assert "message" not in view._settings.value.unfolded
    show(view, "paid")
    show(view, "placed")
    assert "message.version" not in view.inspector.rows


def test_the_page_of_the_board_takes_and_opens_records(view: BoardView, qtbot) -> None:
    show(view)
    qtbot.waitUntil(view.isActiveWindow)
    press(view, "Teams, folded")
    write(view, "list:team.new", "Shipping team")
    press(view, "Shipping team")
    qtbot.waitUntil(view.inspector.rows["name"].entry.hasFocus)
    write(view, "channel", "#ship")
    write(view, "on_call", "ship-primary")
    team = next(t for t in view.editor.board.of_type(Team).values() if t.name == "Shipping team")
    assert (team.channel, team.on_call) == ("#ship", "ship-primary")
    QTest.keyClick(view.inspector, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert "title" in view.inspector.rows
    link = QApplication.focusWidget()
    assert link is not None
    assert link.accessibleName() == "Shipping team"
    QTest.keyClick(link, Qt.Key.Key_Return)
    press(view, "Remove this team")
    assert "title" in view.inspector.rows
    assert team.id not in view.editor.board.records


def test_terms_decisions_and_types_are_written(view: BoardView) -> None:
    show(view)
    add(view, "Glossary", "Teams, words, decisions …")
    write(view, "list:term.new", "Order: what somebody wants to have")
    write(view, "list:term.new", "Basket")
    terms = view.editor.board.of_type(Term)
    assert terms["term:Order"].definition == "what somebody wants to have"
    assert "term:Basket" in terms
    add(view, "Decisions", "Teams, words, decisions …")
    write(view, "list:decision.new", "No partial orders")
    press(view, "No partial orders")
    write(view, "about", "paid")
    assert next(iter(view.editor.board.of_type(Decision).values())).about == ("paid",)
    write(view, "about", "order p")
    assert "write more" in view.inspector.rows["about"].entry.accessibleDescription()
    show(view, "placed")
    show(view)
    add(view, "Shared types", "Teams, words, decisions …")
    write(view, "list:type.new", "OrderLine")
    press(view, "OrderLine")
    press(view, "Fields, folded")
    write(view, "fields.0", "sku: string")
    write(view, "name", "Line")
    found = view.editor.board.of_type(NamedType)["type:Line"]
    assert [f.name for f in found.fields] == ["sku"]
    assert "fields.0" in view.inspector.rows


def test_lanes_are_related(view: BoardView) -> None:
    show(view, "ordering")
    add(view, "Feeds Paying", "Relate to another lane …")
    press(view, "Feeds Paying")
    choose(view, "pattern", "Customer supplier")
    relation = view.editor.board.records["relation:ordering>paying"]
    assert relation.written()["pattern"] == "customer-supplier"


def test_environments_are_named_and_filled_in(view: BoardView) -> None:
    show(view)
    add(view, "Environments", "Teams, words, decisions …")
    write(view, "environments.new", "staging")
    press(view, "staging, folded")
    write(view, "environments.staging.retention", "1d")
    assert view.editor.board.profile.environments["staging"].retention == "1d"
    press(view, "Remove staging")
    assert view.editor.board.profile.environments == {}


def test_a_board_that_may_only_be_read_offers_nothing(view: BoardView, monkeypatch) -> None:
    monkeypatch.setattr(type(view.editor), "is_editable", property(lambda editor: False))
    show(view, "placed")
    offers = view.inspector.findChildren(OfferButton)
    assert not any(offer.isVisibleTo(view) for offer in offers)
    assert not view.inspector.rows["owner"].entry.isEnabled()


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


NOT_FILLED_IN = {
    Sticky: {
        "id", "order", "at", "x", "y", "derived_from", "locked", "parked", "pinned_to", "again",
        "message", "handling",
    },
    Message: {"fields", "reserved", "published", "rate"},
    Handling: {"retry", "circuit_breaker"},
    Context: {"id", "order", "height", "collapsed", "locked"},
    NamedType: {"id", "order", "fields", "reserved"},
    Profile: {"id", "order", "environments", "labels"},
    Relation: {"id", "order", "upstream", "downstream"},
}  # fmt: skip
"""What other parts of the program change, or what consists of parts with fields of their own."""


def test_everything_that_can_be_said_can_be_said_here() -> None:
    of_sticky = [*BASE, *EXTRA, OBSERVABILITY, *(f for s in SECTIONS for f in s.fields)]
    told: dict[type[Value], set[str]] = {
        Sticky: {str(f.path[0]) for f in of_sticky} | {each.name for each in LISTS},
        Message: {str(f.path[1]) for f in MESSAGE},
        Handling: {str(f.path[1]) for f in HANDLING},
    }
    told |= {record: {f.name for f in fields} for record, fields in FIELDS.items()}
    for model, names in told.items():
        rest = NOT_FILLED_IN.get(model, {"id", "order", "stickies", "source", "target"})
        missing = set(model.model_fields) - names - rest
        assert not missing, f"{model.__name__}: {missing}"


REFERENCE = Path(__file__).parents[1] / "boards" / "inventory.model.yaml"


def test_every_record_of_the_reference_is_shown_with_all_that_is_said_in_it() -> None:
    board = read_text(REFERENCE.read_bytes(), "reference")
    shown = Shown([*(s.name for s in SECTIONS), *(each.name for each in LISTS)])
    for record in board.records.values():
        if isinstance(record, Sticky) or type(record) in FIELDS:
            parts = form_of(board, [record], shown)
            fields = {part.field.name for part in parts if isinstance(part, Row)}
            kept = NOT_FILLED_IN.get(type(record), {"id", "order", "stickies", "source", "target"})
            lists = {each.name for each in LISTS}
            assert record.model_fields_set - kept - lists <= fields, record.id

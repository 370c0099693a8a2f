"""Filling in what lies behind stickies: the parts of their forms, and that none is missing."""

from __future__ import annotations

from pathlib import Path

from inspecting import add, message, press, show, write, wrong
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.panels.choice_entries import TickEntry, TicksEntry
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
from stormdesk.desktop.panels.text_entries import LineEntry
from stormdesk.exchange.yaml_reader import read_text
from stormdesk.model.context import Context, Flow, Relation
from stormdesk.model.handling import Handling
from stormdesk.model.message import Message, NamedType
from stormdesk.model.profile import Profile
from stormdesk.model.record import Value
from stormdesk.model.session import Kpi
from stormdesk.model.sticky import Kind, Sticky


def test_a_fresh_sticky_shows_little(view: BoardView) -> None:
    show(view, "placed")
    assert list(view.inspector.rows) == [
        "text", "kind", "context", "pivotal", "owner", "tags", "notes",
    ]  # fmt: skip


def test_lists_take_items_and_lose_them(view: BoardView, qtbot) -> None:
    show(view, "placed")
    qtbot.waitUntil(view.isActiveWindow)
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
    assert QApplication.focusWidget().accessibleName() == "Add a service level …"


def test_the_keyboard_comes_to_the_first_field_of_what_is_added(view: BoardView, qtbot) -> None:
    with view.editor.document.edit("Buy") as edit:
        edit.put(Sticky(id="bank", kind=Kind.SYSTEM, text="Bank", external=True))
    show(view, "bank")
    qtbot.waitUntil(view.isActiveWindow)
    for label, name in (("Integration", "adapter_owner"), ("Handling", "handling.group")):
        add(view, label)
        assert view.inspector.rows[name].entry.hasFocus()
    show(view, "placed")
    add(view, "Failure modes")
    assert QApplication.focusWidget().accessibleName() == "Add a failure mode …"


def test_key_figures_of_an_event_are_written(view: BoardView) -> None:
    show(view, "placed")
    add(view, "Key figures")
    write(view, "kpis.new", "Revenue")
    assert view.editor.board.records["kpi:Revenue"] == Kpi(
        id="kpi:Revenue", name="Revenue", event="placed"
    )
    write(view, "kpis.new", "Revenue")
    assert "there already" in wrong(view, "kpis.new")
    press(view, "Revenue")
    write(view, "measure", "sum(total)")
    write(view, "event", "")
    assert wrong(view, "event")
    write(view, "event", "paid")
    kpi = view.editor.board.of_type(Kpi)["kpi:Revenue"]
    assert (kpi.measure, kpi.event) == ("sum(total)", "paid")
    for _ in range(3):
        assert view.editor.document.undo()
    assert "kpi:Revenue" not in view.editor.board.records


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


def test_a_consumer_follows_a_renamed_field_in_one_step(view: BoardView) -> None:
    handling = Handling(idempotent_by="orderId")
    policy = Sticky(id="p", kind=Kind.POLICY, text="Whenever an order is placed, ship it")
    with view.editor.document.edit("React") as edit:
        edit.put(policy.revised(handling=handling), Flow.between("placed", "p"))
    show(view, "placed")
    add(view, "Message")
    write(view, "message.fields.0", "orderId: uuid")
    before = view.editor.board
    write(view, "message.fields.0", "orderNumber: uuid")
    assert view.editor.board.stickies["p"].handling == Handling(idempotent_by="orderNumber")
    view.editor.document.undo()
    assert view.editor.board == before


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


def test_a_board_that_may_only_be_read_offers_nothing(view: BoardView, monkeypatch) -> None:
    monkeypatch.setattr(type(view.editor), "is_editable", property(lambda editor: False))
    show(view, "placed")
    offers = view.inspector.findChildren(OfferButton)
    assert not any(offer.isVisibleTo(view) for offer in offers)
    assert not view.inspector.rows["owner"].entry.isEnabled()


NOT_FILLED_IN = {
    Sticky: {
        "id", "order", "at", "x", "y", "derived_from", "locked", "parked", "pinned_to", "again",
        "message", "handling",
    },
    Message: {"fields", "reserved", "published", "rate"},
    Handling: {"retry", "circuit_breaker"},
    Context: {"id", "order", "height", "collapsed", "locked"},
    NamedType: {"id", "order", "fields", "reserved", "numbers"},
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

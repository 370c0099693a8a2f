"""Writing what the board holds beside its wall."""

from __future__ import annotations

from inspecting import add, choose, press, show, shown, write, wrong
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from stormdesk.desktop.board_view import BoardView
from stormdesk.model.message import NamedType
from stormdesk.model.people import Team
from stormdesk.model.session import Decision, Kpi, Term
from stormdesk.model.sticky import Kind


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
    assert [b for b in view.inspector.findChildren(QPushButton) if b.text() == "‹ Selection"]
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


def test_a_key_figure_is_written_with_its_event(view: BoardView) -> None:
    show(view)
    add(view, "Key figures", "Teams, words, decisions …")
    write(view, "kpis.new", "Revenue")
    assert "event" in wrong(view, "kpis.new")
    write(view, "kpis.new", "Revenue: nothing such")
    assert "nothing on the board says" in wrong(view, "kpis.new")
    write(view, "kpis.new", "Revenue: order paid")
    assert view.editor.board.of_type(Kpi)["kpi:Revenue"].event == "paid"


def test_kinds_are_named_as_the_board_calls_them(view: BoardView) -> None:
    show(view)
    before = view.editor.board
    add(view, "Names of the kinds", "Teams, words, decisions …")
    write(view, "labels.system", "Partner")
    assert view.editor.board.profile.labels == {Kind.SYSTEM: "Partner"}
    write(view, "labels.system", "")
    assert view.editor.board == before
    for _ in range(2):
        assert view.editor.document.undo()
    assert not view.editor.document.undo()


def test_a_shared_type_stays_in_view_when_its_name_is_undone(view: BoardView, qtbot) -> None:
    with view.editor.document.edit("Add type") as edit:
        edit.put(NamedType(id="type:Line", name="Line"))
    show(view)
    qtbot.waitUntil(view.isActiveWindow)
    view.inspector.open_record("type:Line")
    write(view, "name", "OrderLine")
    assert "type:OrderLine" in view.editor.board.records
    for step, name in (
        (view.editor.document.undo, "Line"),
        (view.editor.document.redo, "OrderLine"),
    ):
        step()
        view.inspector.refresh()
        assert shown(view, "name") == name
        assert view.inspector.rows["name"].entry.hasFocus()

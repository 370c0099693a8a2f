"""The panel of words, and the words that are explained where they stand."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from stormdesk.desktop.board_view import BoardView
from stormdesk.model.session import Term
from stormdesk.model.sticky import Kind


def define(view: BoardView, term: str, definition: str, context: str | None = None) -> None:
    with view.editor.document.edit("Define") as edit:
        edit.put(
            Term(
                id=Term.derived_id(term),
                term=term,
                definition=definition,
                order=view.editor.board.next_order(Term),
            ).revised(context=context)
        )


def heads(view: BoardView) -> list[str]:
    rows = view.glossary.rows
    groups = [rows.topLevelItem(n) for n in range(rows.topLevelItemCount())]
    return [g.child(n).text(0) for g in groups for n in range(g.childCount())]


def test_the_own_words_come_first_and_follow_the_board(view: BoardView, qtbot) -> None:
    define(view, "Order", "What somebody is bound to pay for.", "ordering")
    view.turn_to("glossary")
    qtbot.waitUntil(lambda: heads(view)[:1] == ["Order"])
    assert "Idempotency" in heads(view)
    define(view, "Basket", "")
    qtbot.waitUntil(lambda: heads(view)[:2] == ["Basket", "Order"])


def test_words_are_found_by_name_and_by_meaning(view: BoardView, qtbot) -> None:
    define(view, "Order", "What somebody is bound to pay for.")
    view.turn_to("glossary")
    view.glossary.search.setText("bound pay")
    qtbot.waitUntil(lambda: heads(view) == ["Order"])
    view.glossary.search.setText("xyzzy")
    qtbot.waitUntil(lambda: heads(view) == [])
    assert view.glossary._nothing.isVisible()


def rest_on(view: BoardView, sticky_id: str) -> str:
    box = view.editor.wall.box(sticky_id)
    assert box is not None
    at = view.canvas.camera.to_screen(*box.center).toPoint()
    event = QHelpEvent(QEvent.Type.ToolTip, at, view.canvas.mapToGlobal(at))
    QApplication.sendEvent(view.canvas, event)
    return QToolTip.text()


def test_a_word_of_the_board_is_explained_over_a_sticky(view: BoardView, qtbot) -> None:
    view.canvas.zoom_to_fit()
    assert rest_on(view, "placed") == ""
    define(view, "Orders", "What <somebody> is bound to pay for.", "ordering")
    told = rest_on(view, "placed")
    assert told == "<b>Orders</b> (Ordering): What &lt;somebody&gt; is bound to pay for."
    rest_on(view, "doubt")
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_a_word_without_a_definition_says_nothing(view: BoardView) -> None:
    view.canvas.zoom_to_fit()
    define(view, "Order", "  ")
    assert rest_on(view, "placed") == ""


def test_a_kind_is_explained_where_it_is_chosen(view: BoardView) -> None:
    button = view.kinds.button(Kind.COMMAND)
    event = QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), button.mapToGlobal(QPoint(5, 5)))
    QApplication.sendEvent(button, event)
    assert QToolTip.text().startswith("<div>Command (C)</div>")
    assert "A common slip: " in QToolTip.text()


def test_a_field_of_the_inspector_is_explained_beside_its_label(view: BoardView) -> None:
    view.editor.select(["placed"])
    view.turn_to("inspector")
    view.inspector.refresh()
    row = view.inspector.rows["pivotal"]
    event = QHelpEvent(QEvent.Type.ToolTip, QPoint(1, 1), row.mapToGlobal(QPoint(1, 1)))
    QApplication.sendEvent(row, event)
    assert QToolTip.text().startswith("<div>One of the few events")

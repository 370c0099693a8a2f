"""What a person does to the inspector, for tests of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QToolButton

from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.panels.choice_entries import ChoiceEntry, TickEntry
from stormdesk.desktop.panels.form_pieces import OfferButton
from stormdesk.desktop.panels.text_entries import AreaEntry, LineEntry
from stormdesk.model.message import Message


def show(view: BoardView, *ids: str) -> None:
    """Select records, and let the inspector show them; without any, the board."""
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
    """Choose one of several values by its label."""
    entry = view.inspector.rows[name].entry
    assert isinstance(entry, ChoiceEntry)
    entry.setCurrentIndex(entry.findText(label))
    entry.activated.emit(entry.currentIndex())
    view.inspector.refresh()


def shown(view: BoardView, name: str) -> str:
    """Return what stands in a field."""
    entry = view.inspector.rows[name].entry
    match entry:
        case LineEntry():
            return entry.text()
        case AreaEntry():
            return entry.toPlainText()
        case ChoiceEntry():
            return entry.currentText()
        case TickEntry():
            return entry.checkState().name


def wrong(view: BoardView, name: str) -> str:
    """Return what is told beside a field."""
    return view.inspector.rows[name].entry.accessibleDescription()


def message(view: BoardView) -> Message:
    """Return the message of the placed order."""
    found = view.editor.board.stickies["placed"].message
    assert found is not None
    return found

"""The contracts of the selected message, read while it is edited."""

from __future__ import annotations

from dataclasses import astuple

import pytest
from desktop.publishing import published
from inspecting import show
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QTextDocument
from PySide6.QtTest import QTest

from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.look import DARK, LIGHT, Shades
from stormdesk.desktop.panels.contract_preview import ContractPreview
from stormdesk.desktop.panels.text_entries import LineEntry
from stormdesk.desktop.syntax import Syntax, inks_of
from stormdesk.desktop.window import Window
from stormdesk.layout.contrast import LEAST_CONTRAST, contrast


@pytest.fixture
def preview(window: Window, view: BoardView) -> ContractPreview:
    published(view)
    window.bound.run("contracts")
    return view.contracts


def text(preview: ContractPreview) -> str:
    return preview.text.toPlainText()


def turn_to(preview: ContractPreview, label: str) -> None:
    tabs = preview.tabs
    labels = [tabs.tabText(n) for n in range(tabs.count())]
    tabs.setCurrentIndex(labels.index(label))


def test_every_format_has_its_tab(preview: ContractPreview, qtbot) -> None:
    qtbot.waitUntil(lambda: '"$schema"' in text(preview))
    for label, sign in (
        ("Avro", '"type": "record"'),
        ("Protobuf", "message OrderPlaced {"),
        ("CloudEvents", "specversion"),
        ("AsyncAPI", 'asyncapi: "3.0.0"'),
    ):
        turn_to(preview, label)
        qtbot.waitUntil(lambda sign=sign: sign in text(preview))
    assert preview.text.isReadOnly()


def test_it_follows_what_is_typed(preview: ContractPreview, view: BoardView, qtbot) -> None:
    qtbot.waitUntil(lambda: '"total"' in text(preview))
    entry = view.inspector.rows["message.fields.1"].entry
    assert isinstance(entry, LineEntry)
    entry.setFocus()
    entry.selectAll()
    QTest.keyClicks(entry, "amount: int64")
    qtbot.waitUntil(lambda: '"amount"' in text(preview) and '"total":' not in text(preview))
    QTest.keyClick(entry, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: '"total":' in text(preview))


def test_the_place_stays_while_it_is_edited(
    preview: ContractPreview, view: BoardView, qtbot
) -> None:
    qtbot.waitUntil(lambda: '"total"' in text(preview))
    preview.text.verticalScrollBar().setValue(7)
    entry = view.inspector.rows["message.fields.3"].entry
    entry.setFocus()
    QTest.keyClicks(entry, "note: string?")
    qtbot.waitUntil(lambda: '"note"' in text(preview))
    assert preview.text.verticalScrollBar().value() == 7


def test_several_files_can_be_chosen_and_copied(preview: ContractPreview, qtbot) -> None:
    qtbot.waitUntil(lambda: '"$schema"' in text(preview))
    names = [preview.files.itemText(n) for n in range(preview.files.count())]
    assert names == ["OrderPlaced.schema.json", "OrderPlaced.example.json"]
    preview.files.setCurrentIndex(1)
    preview.files.activated.emit(1)
    assert '"$schema"' not in text(preview)
    assert preview.path.text() == "ordering/v1/OrderPlaced.example.json"
    preview.copying.click()
    assert QGuiApplication.clipboard().text() == text(preview)


def test_why_there_is_no_contract_is_told(preview: ContractPreview, view: BoardView, qtbot) -> None:
    qtbot.waitUntil(lambda: bool(text(preview)))
    entry = view.inspector.rows["message.fields.3"].entry
    entry.setFocus()
    QTest.keyClicks(entry, "what: Nowhere")
    qtbot.waitUntil(preview.wrong.isVisible)
    assert "Nowhere" in preview.wrong.text()
    assert text(preview)
    QTest.keyClick(entry, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not preview.wrong.isVisible())


def test_what_has_no_contract_is_told(preview: ContractPreview, view: BoardView, qtbot) -> None:
    show(view, "paid")
    qtbot.waitUntil(lambda: "no message yet" in preview.hint.text())
    assert not preview.text.isVisible()
    show(view, "doubt")
    qtbot.waitUntil(lambda: "Select an event" in preview.hint.text())
    show(view, "placed")
    qtbot.waitUntil(preview.text.isVisible)
    assert not preview.hint.isVisible()


def test_it_closes_and_opens_as_it_was_left(
    preview: ContractPreview, window: Window, view: BoardView
) -> None:
    assert preview.isVisible()
    assert view.canvas.isVisible()
    assert view.canvas.height() > 100
    QTest.keyClick(preview.text, Qt.Key.Key_Escape)
    assert not preview.isVisible()
    assert not window.opening.settings.value.contracts
    window.bound.run("contracts")
    assert preview.isVisible()
    assert window.opening.settings.value.contracts


@pytest.mark.parametrize("shades", [LIGHT, DARK])
def test_every_ink_is_legible(shades: Shades) -> None:
    for ink in (*astuple(inks_of(shades)), shades.ink):
        assert contrast(ink, shades.paper) >= LEAST_CONTRAST


@pytest.mark.parametrize(
    ("path", "line", "inks"),
    [
        ("a.json", '  "name": "text \\" on", 12', {2: "key", 10: "text", 24: "number"}),
        ("a.avsc", '"a": null', {0: "key", 5: "word"}),
        ("a.yaml", "# why", {0: "remark"}),
        ("a.yaml", "  order-id: 7 # seven", {2: "key", 12: "number", 14: "remark"}),
        ("a.yaml", 'address: "x: y"', {0: "key", 9: "text", 10: "text"}),
        ("a.proto", "  optional string order_id = 4; // id", {2: "word", 18: "key", 32: "remark"}),
        ("a.csv", "true,1", {0: "", 5: ""}),
    ],
)
def test_words_have_their_colours(path: str, line: str, inks: dict[int, str], qtbot) -> None:
    document = QTextDocument()
    syntax = Syntax(document)
    syntax.read_as(path)
    document.setPlainText(line)
    syntax.rehighlight()
    colours = inks_of(LIGHT)
    for place, name in inks.items():
        ranges = document.firstBlock().layout().formats()
        found = [r for r in ranges if r.start <= place < r.start + r.length]
        shown = found[0].format.foreground().color() if found else None
        assert shown == (QColor(getattr(colours, name)) if name else None)

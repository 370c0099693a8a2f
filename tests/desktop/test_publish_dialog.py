"""Publishing contracts by the dialog: the next version is proposed, and checked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from desktop.publishing import FIELDS, published, take_leniently
from inspecting import message, write
from inspecting import show as select
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QPushButton

from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.bundles import named_bundle
from stormdesk.desktop.dialogs.publish_dialog import PublishDialog
from stormdesk.desktop.dialogs.rename_dialog import (
    RenameDialog,
    contract_dialog,
    namespace_dialog,
    package_dialog,
    type_dialog,
)
from stormdesk.desktop.window import Window
from stormdesk.editor.publishing import publishable
from stormdesk.exchange.contracts.bundle import write as write_bundle
from stormdesk.exchange.contracts.options import SchemaOptions
from stormdesk.model.message import Field, Message, NamedType

Show = Callable[..., PublishDialog]


@pytest.fixture
def show(view: BoardView, qtbot) -> Iterator[Show]:
    published(view)
    shown: list[PublishDialog] = []

    def show(*ids: str) -> PublishDialog:
        board = view.editor.board
        dialog = PublishDialog(view.editor, list(ids) or publishable(board), "", view)
        shown.append(dialog)
        dialog.show()
        qtbot.waitUntil(lambda: bool(dialog._rows))
        return dialog

    yield show
    for dialog in shown:
        dialog.reject()


def change(view: BoardView, sticky_id: str, *fields: Field) -> None:
    sticky = view.editor.board.stickies[sticky_id]
    before = sticky.message or Message()
    with view.editor.document.edit("Change") as edit:
        edit.put(sticky.revised(message=before.revised(fields=fields)))


def test_what_did_not_change_is_left_out_until_it_is_chosen(view: BoardView, show: Show) -> None:
    change(view, "paid", Field(name="orderId", type="uuid"))
    dialog = show()
    assert dialog.list.isVisible()
    assert dialog.versions == {"paid": "1.0.0"}
    assert dialog.current == "paid"
    dialog.publish()
    assert view.editor.document.undo_label == "Publish"
    paid = view.editor.board.stickies["paid"].message
    assert paid is not None
    assert (paid.name, [each.version for each in paid.published]) == ("OrderPaid", ["1.0.0"])
    assert len(message(view).published) == 1


def test_the_smallest_right_version_is_proposed_and_published(view: BoardView, show: Show) -> None:
    change(view, "placed", *FIELDS[:1], Field(name="total", type="int64", tag=2))
    dialog = show("placed")
    assert not dialog.list.isVisible()
    assert dialog.version.text() == "2.0.0"
    assert dialog.fields.text() == "orderId: uuid\ntotal: int64"
    assert dialog.title.text() == "Publish OrderPlaced"
    assert "Breaks BACKWARD" in dialog.verdict.accessibleDescription()
    QTest.keyClick(dialog.version, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert [each.version for each in message(view).published] == ["1.0.0", "2.0.0"]
    assert message(view).version == "2.0.0"
    view.editor.document.undo()
    assert [each.version for each in message(view).published] == ["1.0.0"]


def test_a_version_that_was_published_is_refused_in_place(view: BoardView, show: Show) -> None:
    take_leniently(view)
    change(view, "placed", *FIELDS, Field(name="note", type="string", required=False, tag=4))
    dialog = show("placed")
    dialog.version.selectAll()
    QTest.keyClicks(dialog.version, "1.0.0")
    assert "published already" in dialog.wrong.text()
    dialog.publish()
    assert dialog.isVisible()
    assert len(message(view).published) == 1
    dialog.version.selectAll()
    QTest.keyClicks(dialog.version, "1.0.1")
    assert not dialog.wrong.isVisible()
    assert "smallest right version is 1.1.0" in dialog.hint.text()
    dialog.publish()
    assert message(view).version == "1.0.1"


def test_a_message_that_makes_no_contract_keeps_no_other_back(view: BoardView, show: Show) -> None:
    change(view, "paid", Field(name="what", type="Nowhere"))
    change(view, "placed", *FIELDS[:2])
    dialog = show()
    assert dialog.versions == {"placed": "1.1.0"}
    dialog.list.setCurrentRow(1)
    assert dialog.current == "paid"
    assert "Nowhere" in dialog.verdict.accessibleDescription()
    assert not dialog.version.isEnabled()
    dialog.publish()
    assert message(view).version == "1.1.0"


def test_a_bundle_that_is_gone_is_told_and_keeps_nobody_back(
    view: BoardView, tmp_path: Path, qtbot
) -> None:
    published(view)
    change(view, "placed", *FIELDS[:2])
    dialog = PublishDialog(view.editor, ["placed"], str(tmp_path / "gone"), view)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.version.text() == "1.1.0")
    assert "The bundle cannot be read" in dialog.verdict.accessibleDescription()
    dialog.publish()
    assert message(view).version == "1.1.0"


def test_without_a_message_the_action_says_so(window: Window, view: BoardView) -> None:
    window.bound.run("publish")
    assert "No message has fields yet" in view.status.hint.text()


def test_renaming_a_contract_tells_who_breaks(view: BoardView) -> None:
    published(view)
    dialog = contract_dialog(view.editor, "placed", view)
    assert "OrderPlaced: read by Paying" in dialog.told.text()
    name, topic = dialog.entries.values()
    name.setText("no name")
    dialog.accept()
    assert "is no name" in dialog.wrong.text()
    name.setText("OrderTaken")
    topic.setText("ordering.taken")
    dialog.show()
    QTest.keyClick(name, Qt.Key.Key_Return)
    assert dialog.result() == RenameDialog.DialogCode.Accepted
    assert (message(view).name, message(view).topic) == ("OrderTaken", "ordering.taken")


def test_renaming_a_type_tells_who_breaks(view: BoardView) -> None:
    published(view)
    dialog = type_dialog(view.editor, "type:Line", view)
    assert "OrderPlaced: read by Paying" in dialog.told.text()
    (name,) = dialog.entries.values()
    name.setText("line")
    dialog.accept()
    assert dialog.wrong.text()
    name.setText("OrderLine")
    dialog.accept()
    assert [each.name for each in view.editor.board.in_order(NamedType)] == ["OrderLine"]
    assert message(view).fields[2].type == "list<OrderLine>"


def test_renaming_what_is_in_every_name_tells_who_breaks(view: BoardView) -> None:
    published(view)
    dialog = package_dialog(view.editor, "ordering", view)
    assert "OrderPlaced: read by Paying" in dialog.told.text()
    (name,) = dialog.entries.values()
    assert name.text() == "ordering"
    for wrong, why in (
        ("paying", "is taken"),
        ("No package", "is no name of a package"),
        ("con", "is taken"),
    ):
        name.setText(wrong)
        dialog.accept()
        assert why in dialog.wrong.text()
    name.setText("orders")
    dialog.accept()
    assert view.editor.board.contexts["ordering"].slug == "orders"
    dialog = namespace_dialog(view.editor, "board", view)
    assert "OrderPlaced: read by Paying" in dialog.told.text()
    (namespace,) = dialog.entries.values()
    namespace.setText("com example")
    dialog.accept()
    assert dialog.wrong.text()
    namespace.setText("com.example")
    dialog.accept()
    assert view.editor.board.profile.namespace == "com.example"


def buttons(view: BoardView) -> list[str]:
    return [b.accessibleName() for b in view.inspector.findChildren(QPushButton) if b.isVisible()]


def test_names_that_others_rely_on_are_only_renamed_on_purpose(view: BoardView) -> None:
    select(view, "ordering")
    assert "Rename the package …" not in buttons(view)
    published(view)
    select(view, "ordering")
    assert not view.inspector.rows["slug"].entry.isEnabled()
    assert "Rename the package …" in buttons(view)
    write(view, "name", "Orders")
    context = view.editor.board.contexts["ordering"]
    assert (context.name, context.slug) == ("Orders", "ordering")
    select(view)
    assert "namespace" not in view.inspector.rows
    assert "Rename the namespace …" in buttons(view)


def answered(run: Callable[[], object]) -> str:
    """Do something that opens a dialog, take the dialog away, and return its title."""
    titles: list[str] = []

    def take_away() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        titles.append(dialog.windowTitle())
        dialog.reject()

    QTimer.singleShot(100, take_away)
    run()
    return titles[0]


def test_menus_and_inspector_open_the_dialogs(window: Window, view: BoardView) -> None:
    assert not window.bound.actions["rename-contract"].isEnabled()
    published(view)
    window.bound.refresh()
    assert answered(lambda: window.bound.run("publish")) == "Publish contracts"
    assert answered(lambda: window.bound.run("rename-contract")) == "Rename"
    for name, record_id, title in (
        ("publish", "placed", "Publish contracts"),
        ("rename-contract", "placed", "Rename"),
        ("rename-type", "type:Line", "Rename"),
        ("rename-package", "ordering", "Rename"),
        ("rename-namespace", view.editor.board.profile.id, "Rename"),
    ):
        ask = view.inspector.asking
        assert answered(lambda n=name, i=record_id, a=ask: a.emit(n, i)) == title


def test_a_bundle_is_named_and_forgotten(
    window: Window, view: BoardView, tmp_path: Path, questions, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(view)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    action = window.bound.actions["bundle"]
    window.bound.run("bundle")
    assert "holds no manifest.json" in questions.asked[0].lower()
    assert not action.isChecked()
    for name, content in write_bundle(view.editor.board, SchemaOptions()).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    window.bound.run("bundle")
    assert action.isChecked()
    assert named_bundle(window.opening.settings, view.editor.board) == str(tmp_path)
    window.bound.run("bundle")
    assert not action.isChecked()

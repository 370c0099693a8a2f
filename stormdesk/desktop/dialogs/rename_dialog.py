"""Renaming what others rely on: on purpose, and knowing who breaks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from pydantic import ValidationError
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from stormdesk.desktop.words import tr
from stormdesk.editor.board_records import rename_type
from stormdesk.editor.editor import Editor
from stormdesk.editor.publishing import rename_contract, rename_namespace, rename_package
from stormdesk.editor.relying import published_in, published_with
from stormdesk.exchange.contracts.compatibility.consumers import consumers_of
from stormdesk.model.board import Board
from stormdesk.model.message import NamedType
from stormdesk.model.naming import context_slugs, message_names
from stormdesk.model.problem import BadInput, explain
from stormdesk.model.sticky import Sticky

_MOST = 8


class RenameDialog(QDialog):
    """Asks for other names; ``take`` puts them on the board, or raises what is wrong with them."""

    def __init__(
        self,
        title: str,
        told: str,
        names: Mapping[str, str],
        take: Callable[[Mapping[str, str]], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._take = take
        self.setWindowTitle(tr("Rename"))
        self.setMinimumWidth(460)
        heading, about = QLabel(title), QLabel(told)
        heading.setProperty("role", "title")
        for label in (heading, about):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.told = about
        self.wrong = QLabel()
        self.wrong.setProperty("role", "wrong")
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        self.entries: dict[str, QLineEdit] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(26, 22, 26, 20)
        layout.setSpacing(8)
        layout.addWidget(heading)
        layout.addWidget(about)
        layout.addSpacing(6)
        for label_text, name in names.items():
            label, entry = QLabel(label_text), QLineEdit(name)
            label.setProperty("role", "field")
            label.setBuddy(entry)
            entry.setAccessibleName(label_text)
            entry.textEdited.connect(lambda _: self._tell(""))
            self.entries[label_text] = entry
            layout.addWidget(label)
            layout.addWidget(entry)
        layout.addWidget(self.wrong)
        layout.addSpacing(6)
        layout.addLayout(self._buttons())
        next(iter(self.entries.values())).selectAll()

    def accept(self) -> None:
        """Rename; stay where a name cannot be taken, which is then told."""
        try:
            self._take({label: entry.text().strip() for label, entry in self.entries.items()})
        except BadInput as problem:
            self._tell(problem.why)
        except ValidationError as error:
            self._tell(explain(error, ()))
        except ValueError as error:
            self._tell(str(error))
        else:
            super().accept()

    def _buttons(self) -> QHBoxLayout:
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for text, run in ((tr("Cancel"), self.reject), (tr("Rename"), self.accept)):
            button = QPushButton(text)
            button.setAutoDefault(False)
            button.clicked.connect(run)
            buttons.addWidget(button)
        button.setDefault(True)
        return buttons

    def _tell(self, why: str) -> None:
        self.wrong.setText(f"{why[:1].upper()}{why[1:]}." if why else "")
        self.wrong.setVisible(bool(why))


def contract_dialog(editor: Editor, sticky_id: str, parent: QWidget | None = None) -> RenameDialog:
    """Return what asks for another name and topic of a published message."""
    called = message_names(editor.board)[sticky_id]
    name, topic = tr("Name of the message"), tr("Topic")
    message = editor.board.stickies[sticky_id].message
    told = tr(
        "Who reads it looks for it under its old name and topic, and a registry takes it for"
        " another one. {who}",
        who=who_breaks(editor.board, [editor.board.stickies[sticky_id]]),
    )
    names = {name: called.name, topic: (message.topic if message is not None else None) or ""}
    return RenameDialog(
        tr("Rename the contract {name}", name=called.name),
        told,
        names,
        lambda given: rename_contract(editor, sticky_id, name=given[name], topic=given[topic]),
        parent,
    )


def type_dialog(editor: Editor, type_id: str, parent: QWidget | None = None) -> RenameDialog:
    """Return what asks for another name of a shared type that published messages carry."""
    named = editor.board.of_type(NamedType)[type_id]
    name = tr("Name of the type")
    told = tr(
        "Avro and Protobuf compare types by name: who reads a message with it takes it for another"
        " type. {who}",
        who=who_breaks(editor.board, published_with(editor.board, named.name)),
    )
    return RenameDialog(
        tr("Rename the type {name}", name=named.name),
        told,
        {name: named.name},
        lambda given: rename_type(editor, type_id, given[name]),
        parent,
    )


def package_dialog(editor: Editor, context_id: str, parent: QWidget | None = None) -> RenameDialog:
    """Return what asks for another name of a context in packages and folders."""
    board = editor.board
    label = tr("Name of the package")
    told = tr(
        "It is part of the names of all its messages: who reads one looks for it in the old package"
        " and under its old type. {who}",
        who=who_breaks(board, published_in(board, context_id)),
    )
    return RenameDialog(
        tr("Rename the package of {name}", name=board.contexts[context_id].name),
        told,
        {label: context_slugs(board)[context_id]},
        lambda given: rename_package(editor, context_id, given[label]),
        parent,
    )


def namespace_dialog(editor: Editor, _: str, parent: QWidget | None = None) -> RenameDialog:
    """Return what asks for another namespace of the schemas of the board."""
    board = editor.board
    label = tr("Namespace")
    told = tr(
        "It is part of the names of all messages: who reads one looks for it in the old package and"
        " under its old type. Empty, it follows from the board. {who}",
        who=who_breaks(board, published_in(board)),
    )
    return RenameDialog(
        tr("Rename the namespace of the board"),
        told,
        {label: board.profile.namespace or ""},
        lambda given: rename_namespace(editor, given[label]),
        parent,
    )


def who_breaks(board: Board, stickies: Sequence[Sticky]) -> str:
    """Return whom another name of some messages breaks, by the flows of the board."""
    names = message_names(board)
    lines: list[str] = []
    for sticky in stickies[:_MOST]:
        consumers = consumers_of(board, sticky.id)
        who = str(consumers) if consumers else tr("nobody on this board")
        lines.append(tr("• {name}: read by {who}", name=names[sticky.id].name, who=who))
    if len(stickies) > _MOST:
        lines.append(tr("and {number} more messages", number=len(stickies) - _MOST))
    return "\n".join([tr("It breaks:"), *lines])

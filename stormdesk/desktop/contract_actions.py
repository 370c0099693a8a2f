"""The table of what is done about contracts; menus, keys and the palette come from it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QFileDialog

from stormdesk.desktop.bundles import name_bundle, named_bundle
from stormdesk.desktop.dialogs.ask import tell_bad_input
from stormdesk.desktop.words import counted, tr
from stormdesk.editor.action import Action
from stormdesk.late import resolved
from stormdesk.model.problem import BadInput
from stormdesk.model.repetition import original_of
from stormdesk.model.sticky import Sticky

if TYPE_CHECKING:
    from stormdesk.desktop.window import Window

PUBLISHABLE = "stormdesk.editor.publishing:publishable"
PUBLISH_DIALOG = "stormdesk.desktop.dialogs.publish_dialog:PublishDialog"
CONTRACT_DIALOG = "stormdesk.desktop.dialogs.rename_dialog:contract_dialog"
TYPE_DIALOG = "stormdesk.desktop.dialogs.rename_dialog:type_dialog"
PACKAGE_DIALOG = "stormdesk.desktop.dialogs.rename_dialog:package_dialog"
NAMESPACE_DIALOG = "stormdesk.desktop.dialogs.rename_dialog:namespace_dialog"
"""Found when they are asked for: nobody who opens a board has to wait for every format."""


def ask(window: Window, name: str, record_id: str) -> None:
    """Ask what a button of the inspector is about, for the record that it shows."""
    match name:
        case "publish":
            _ask_publish(window, [record_id])
        case "rename-contract":
            _ask_rename(window, CONTRACT_DIALOG, record_id)
        case "rename-type":
            _ask_rename(window, TYPE_DIALOG, record_id)
        case "rename-package":
            _ask_rename(window, PACKAGE_DIALOG, record_id)
        case "rename-namespace":
            _ask_rename(window, NAMESPACE_DIALOG, record_id)


def _has_board(window: Window) -> bool:
    return window.view is not None


def _can_edit(window: Window) -> bool:
    return window.view is not None and window.view.editor.is_editable


def _shows(window: Window) -> bool:
    return window.view is not None and not window.view.contracts.isHidden()


def _published(window: Window) -> Sticky | None:
    """Return the selected sticky whose message is published."""
    editor = window.view.editor if window.view is not None else None
    chosen = editor.selected_sticky if editor is not None and editor.is_editable else None
    if editor is None or chosen is None:
        return None
    sticky = original_of(editor.board, chosen)
    return sticky if sticky.message is not None and sticky.message.published else None


def _publish(window: Window) -> None:
    view = window.view
    if view is None:
        return
    view.finish_typing()
    ids = resolved(PUBLISHABLE)(view.editor.board, view.editor.selection)
    if ids:
        _ask_publish(window, ids)
    else:
        view.status.say(tr("No message has fields yet: give it some in the inspector."))


def _ask_publish(window: Window, ids: list[str]) -> None:
    view = window.view
    if view is None:
        return
    view.finish_typing()
    folder = named_bundle(window.opening.settings, view.editor.board)
    dialog = resolved(PUBLISH_DIALOG)(view.editor, ids, folder, window)
    number = len(dialog.versions) if dialog.exec() == QDialog.DialogCode.Accepted else 0
    dialog.deleteLater()
    if number:
        view.status.say(tr("Published: {what}.", what=counted(number, "message", "messages")))


def _rename(window: Window) -> None:
    sticky = _published(window)
    if sticky is not None:
        _ask_rename(window, CONTRACT_DIALOG, sticky.id)


def _ask_rename(window: Window, dialog: str, record_id: str) -> None:
    view = window.view
    if view is not None:
        view.finish_typing()
        asking = resolved(dialog)(view.editor, record_id, window)
        asking.exec()
        asking.deleteLater()


def _has_bundle(window: Window) -> bool:
    view = window.view
    return view is not None and bool(named_bundle(window.opening.settings, view.editor.board))


def _turn_bundle(window: Window) -> None:
    """Ask for the published bundle that messages are held to; with one named, forget it."""
    view = window.view
    if view is None:
        return
    settings, board = window.opening.settings, view.editor.board
    told = None
    if not _has_bundle(window):
        told = QFileDialog.getExistingDirectory(
            window, tr("Published bundle"), settings.value.export_folder
        )
        if not told:
            return
    try:
        name_bundle(settings, board, Path(told) if told else None)
    except BadInput as problem:
        tell_bad_input(window, tr("That is no bundle of contracts"), problem)
    view.inspector.verdict.look_soon()


CONTRACT_ACTIONS: tuple[Action[Window], ...] = (
    Action("publish", "Publish contracts…", "Sticky/Contracts", _publish, ("Ctrl+Shift+P",),
           _can_edit, words="version release freeze schema"),
    Action("rename-contract", "Rename the contract…", "Sticky/Contracts", _rename, (),
           lambda w: _published(w) is not None, words="message topic name break"),
    Action("bundle", "Compare with a published bundle…", "Sticky/Contracts", _turn_bundle, (),
           _has_board, checked=_has_bundle, words="compatibility manifest folder against"),
    Action("contracts", "Contracts of the message", "View",
           lambda w: w.view and w.view.toggle_contracts(), ("Ctrl+J",), _has_board,
           checked=_shows,
           words="schema preview json avro protobuf cloudevents asyncapi topic"),
)  # fmt: skip

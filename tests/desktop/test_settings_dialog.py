"""The dialog of the settings, and what it puts on the board."""

from __future__ import annotations

import json

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox

from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.dialogs.settings_dialog import SettingsDialog
from stormdesk.desktop.preferences import change_settings
from stormdesk.desktop.settings import Settings, sections
from stormdesk.desktop.window import Window
from stormdesk.layout.themes import TITLES
from stormdesk.model.sticky import Kind


@pytest.fixture
def dialog(view: BoardView, qtbot) -> SettingsDialog:
    dialog = SettingsDialog(Settings(screen_width=3.5), view.editor)
    qtbot.addWidget(dialog)
    return dialog


def test_it_has_an_entry_for_every_setting_and_shows_what_is_set(dialog: SettingsDialog) -> None:
    shown = [name for form in dialog.forms.values() for name in form.entries]
    assert shown == [name for names in sections().values() for name in names]
    width = dialog.forms["Room"].entries["screen_width"]
    assert isinstance(width, QDoubleSpinBox)
    assert width.value() == 3.5
    assert width.suffix() == " m"
    theme = dialog.forms["Appearance"].entries["theme"]
    assert isinstance(theme, QComboBox)
    assert [theme.itemText(i) for i in range(theme.count())] == list(TITLES.values())


def test_what_is_chosen_is_told_and_kept(
    window: Window, view: BoardView, dialog: SettingsDialog
) -> None:
    theme, snapping = (
        dialog.forms["Appearance"].entries["theme"], dialog.forms["Hand"].entries["snapping"],
    )  # fmt: skip
    assert isinstance(theme, QComboBox)
    assert isinstance(snapping, QCheckBox)
    theme.setCurrentText(TITLES["projector"])
    snapping.setChecked(False)
    dialog.accept()
    assert dialog.result() == SettingsDialog.DialogCode.Accepted
    change_settings(window, **dialog.changes)
    kept = json.loads(window.opening.settings.path.read_text())
    assert kept["theme"] == "projector"
    assert kept["snapping"] is False
    assert "room_distance" not in kept
    assert view.editor.snaps is False


def test_names_of_kinds_go_on_the_board_in_one_step_and_show_everywhere(
    view: BoardView, dialog: SettingsDialog, qtbot
) -> None:
    assert dialog.board is not None
    dialog.board.labels[Kind.EVENT].setText("Ereignis")
    dialog.board.language.setText("de")
    dialog.accept()
    assert view.editor.board.profile.labels == {Kind.EVENT: "Ereignis"}
    insert = view.bound.actions["place-event"]
    qtbot.waitUntil(lambda: insert.text() == "Ereignis")
    view.kinds.refresh()
    assert view.kinds.button(Kind.EVENT).text() == "Ereignis"
    view.status.refresh()
    assert "2 × Ereignis" in view.status.counts.text()
    view.editor.document.undo()
    assert view.editor.board.profile.labels == {}
    assert view.editor.board.profile.language is None
    qtbot.waitUntil(lambda: insert.text() == "Event")


def test_a_wrong_language_is_told_and_nothing_is_taken(
    view: BoardView, dialog: SettingsDialog
) -> None:
    assert dialog.board is not None
    dialog.board.language.setText("no such")
    dialog.accept()
    assert dialog.result() != SettingsDialog.DialogCode.Accepted
    assert dialog.board.language.property("wrong")
    assert dialog.list.currentRow() == len(dialog.forms)
    assert view.editor.board.profile.language is None


def test_without_a_board_only_the_program_is_asked_about(qtbot) -> None:
    dialog = SettingsDialog(Settings())
    qtbot.addWidget(dialog)
    assert dialog.list.count() == len(sections())
    assert dialog.board is None

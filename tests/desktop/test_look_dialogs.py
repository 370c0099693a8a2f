"""Standard dialogs look as ours do."""

from __future__ import annotations

from PySide6.QtWidgets import QDialogButtonBox

_EVERY = (
    QDialogButtonBox.StandardButton.Ok
    | QDialogButtonBox.StandardButton.Cancel
    | QDialogButtonBox.StandardButton.Save
    | QDialogButtonBox.StandardButton.Open
)


def test_the_buttons_of_standard_dialogs_have_words_only(qtbot) -> None:
    box = QDialogButtonBox(_EVERY)
    qtbot.addWidget(box)
    box.show()
    assert [button.text() for button in box.buttons() if not button.icon().isNull()] == []

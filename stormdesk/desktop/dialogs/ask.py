"""Short questions and messages, with buttons that say what they do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from stormdesk.desktop.words import tr
from stormdesk.model.problem import BadInput


def tell(parent: QWidget | None, title: str, text: str) -> None:
    """Show a message until it is acknowledged."""
    ask(parent, title, text, [tr("OK")])


def tell_bad_input(parent: QWidget | None, title: str, error: Exception) -> None:
    """Show what is wrong with an input: what, where and why, and what to do."""
    if isinstance(error, BadInput):
        tell(parent, title, f"{error.why[:1].upper()}{error.why[1:]}.\n\n{error.where}")
    else:
        tell(parent, title, str(error))


def ask(
    parent: QWidget | None, title: str, text: str, choices: Sequence[str], danger: str = ""
) -> str:
    """Return the choice taken; the first is the default, the last is what Escape takes.

    ``danger`` is a choice that loses something and stands apart.
    """
    box = QMessageBox(parent)
    box.setWindowTitle("stormdesk")
    box.setIcon(QMessageBox.Icon.NoIcon)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(title)
    box.setInformativeText(text)
    buttons: dict[str, QPushButton] = {}
    for choice in choices:
        role = QMessageBox.ButtonRole.AcceptRole
        if choice == danger:
            role = QMessageBox.ButtonRole.DestructiveRole
        elif choice == choices[-1]:
            role = QMessageBox.ButtonRole.RejectRole
        buttons[choice] = box.addButton(choice, role)
    box.setDefaultButton(buttons[choices[0]])
    box.setEscapeButton(buttons[choices[-1]])
    # The title of a message is text to us, not decoration.
    box.setStyleSheet("QLabel#qt_msgbox_label { font-size: 16px; font-weight: 500; }")
    box.exec()
    clicked = box.clickedButton()
    taken = next((c for c, button in buttons.items() if button is clicked), choices[-1])
    box.deleteLater()
    return taken

"""The settings of the program, and what the open board says of itself, in one dialog."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from stormdesk.desktop.dialogs.options_form import OptionsForm
from stormdesk.desktop.icons import kind_icon
from stormdesk.desktop.panels.marking import mark_wrong
from stormdesk.desktop.settings import Settings, sections
from stormdesk.desktop.words import tr
from stormdesk.editor.editor import Editor
from stormdesk.editor.profile import own_labels, revise_profile
from stormdesk.layout.appearance import look_of
from stormdesk.layout.themes import palette_of
from stormdesk.model.problem import explain
from stormdesk.model.sticky import Kind

_ROW = QSize(0, 38)


class SettingsDialog(QDialog):
    """Shows the settings by section; ``changes`` are those that were chosen, once accepted.

    What is said of the board is put on the board itself, as one step that can be undone.
    """

    def __init__(
        self, settings: Settings, editor: Editor | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.changes: dict[str, Any] = {}
        self.setWindowTitle(tr("Settings"))
        self.resize(720, 540)
        self.list = QListWidget()
        self.list.setObjectName("formats")
        self.list.setAccessibleName(tr("Sections"))
        self.list.setFixedWidth(180)
        self._pages = QStackedWidget()
        self.list.currentRowChanged.connect(self._pages.setCurrentIndex)
        values = settings.model_dump()
        self.forms = {
            title: OptionsForm(Settings, names=names, values=values)
            for title, names in sections().items()
        }
        for title, form in self.forms.items():
            self._add(title, form)
        self.board: BoardForm | None = None
        if editor is not None and editor.is_editable:
            self.board = BoardForm(editor, settings)
            self._add("This board", self.board)
        self.list.setCurrentRow(0)
        self._lay_out()

    def accept(self) -> None:
        """Take what was chosen; stay where something cannot be taken, which is then told."""
        changes: dict[str, Any] = {}
        for row, (title, form) in enumerate(self.forms.items()):
            options = form.options()
            if options is None:
                self.list.setCurrentRow(row)
                return
            changes |= options.model_dump(include=set(sections()[title]))
        if self.board is not None and not self.board.apply():
            self.list.setCurrentRow(len(self.forms))
            return
        self.changes = changes
        super().accept()

    def _add(self, title: str, content: QWidget) -> None:
        item = QListWidgetItem(tr(title))
        item.setSizeHint(item.sizeHint().expandedTo(_ROW))
        self.list.addItem(item)
        content.setContentsMargins(24, 22, 24, 16)
        room = QScrollArea()
        room.setWidgetResizable(True)
        room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        room.setFrameShape(QFrame.Shape.NoFrame)
        room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        room.setWidget(content)
        self._pages.addWidget(room)

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.list)
        middle.addWidget(self._pages, 1)
        cancel, take = QPushButton(tr("Cancel")), QPushButton(tr("Save"))
        take.setDefault(True)
        cancel.clicked.connect(self.reject)
        take.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(16, 12, 16, 14)
        buttons.setSpacing(10)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(take)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(middle, 1)
        layout.addLayout(buttons)


class BoardForm(QWidget):
    """The language of the board's texts, and what the board calls each kind of sticky."""

    def __init__(self, editor: Editor, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        profile = editor.board.profile
        self.language = QLineEdit(profile.language or "")
        self.language.setPlaceholderText(tr("found out from the texts"))
        self.labels = {kind: QLineEdit(profile.labels.get(kind, "")) for kind in Kind}
        self._wrong = _label("", "wrong")
        self._wrong.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(5)
        layout.addWidget(_label(tr("Language"), "field", self.language))
        layout.addWidget(self.language)
        layout.addWidget(_label(tr("Of the texts, such as en, de or fr."), "faint"))
        layout.addSpacing(14)
        layout.addWidget(_label(tr("Names of the kinds on this board"), "field"))
        layout.addLayout(self._grid(settings))
        layout.addWidget(self._wrong)
        layout.addStretch(1)

    def apply(self) -> bool:
        """Put it on the board; False where it cannot be taken, which the form then tells."""
        told: Mapping[Kind, str] = {kind: line.text() for kind, line in self.labels.items()}
        language = self.language.text().strip() or None
        for line in (self.language, *self.labels.values()):
            mark_wrong(line, False)
        try:
            revise_profile(self._editor, language=language, labels=own_labels(told))
        except ValidationError as error:
            place = error.errors(include_url=False)[0]["loc"]
            self._wrong.setText(explain(error, place[:1]))
            self._wrong.show()
            entry = self.labels[Kind(place[1])] if place[0] == "labels" else self.language
            mark_wrong(entry, True)
            entry.setFocus()
            return False
        return True

    def _grid(self, settings: Settings) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        palette = palette_of(settings.theme)
        for number, (kind, line) in enumerate(self.labels.items()):
            usual = tr(look_of(kind).label)
            line.setPlaceholderText(usual)
            line.setAccessibleName(usual)
            sign = QLabel()
            sign.setPixmap(kind_icon(kind, palette).pixmap(24, 24))
            row, column = number % 6, number // 6 * 2
            grid.addWidget(sign, row, column)
            grid.addWidget(line, row, column + 1)
        return grid


def _label(text: str, role: str, buddy: QWidget | None = None) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    label.setWordWrap(True)
    if buddy is not None:
        label.setBuddy(buddy)
        buddy.setAccessibleName(text)
    return label

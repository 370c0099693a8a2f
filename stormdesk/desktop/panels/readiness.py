"""The panel of how ready the board is: what it says itself, and what people tick."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pydantic import ValidationError
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QTreeWidgetItem, QVBoxLayout, QWidget

from stormdesk.desktop.panels.readiness_rows import FOLDED_AT_FIRST, groups_of
from stormdesk.desktop.panels.told_rows import ToldRows
from stormdesk.desktop.panels.value_grid import ValueGrid
from stormdesk.desktop.tasks import Task
from stormdesk.desktop.words import tr
from stormdesk.editor import typing
from stormdesk.editor.editor import Editor
from stormdesk.editor.ticking import answer, last_name, take_back
from stormdesk.late import resolved
from stormdesk.model.board import Change

if TYPE_CHECKING:
    from stormdesk.analysis.readiness import Readiness

READINESS = "stormdesk.analysis.readiness:readiness"
"""Found when it is first needed: nobody who opens a board has to wait for it."""

_PAUSE = 250


class ReadinessPanel(QWidget):
    """Judges the board in a worker while it is in sight; a row leads to the stickies concerned."""

    showing = Signal(tuple)

    def __init__(self, editor: Editor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._task = Task(self)
        self._due = QTimer(self, singleShot=True, interval=_PAUSE)
        self._due.timeout.connect(self.judge)
        self.name = QLineEdit()
        self.name.setPlaceholderText(tr("Your name"))
        self.name.setAccessibleName(tr("Who ticks"))
        self.rows = ToldRows(tr("Readiness"))
        self.name.returnPressed.connect(self.rows.setFocus)
        self.rows.itemClicked.connect(self._show_records)
        self.rows.viewport().installEventFilter(self)
        self.rows.installEventFilter(self)
        self.grid = ValueGrid()
        self.grid.showing.connect(self.showing)
        self._told = QLabel(tr("Looking the board over…"))
        self._told.setProperty("role", "faint")
        self._told.setContentsMargins(12, 0, 12, 0)
        self._told.setWordWrap(True)
        self._lay_out()
        editor.document.follow(self._follow)

    def close_task(self) -> None:
        """End the worker, and judge no more."""
        self._due.stop()
        self._task.close()

    def judge(self) -> None:
        """Judge the board as it is now."""
        board = self._editor.board
        self._task.run(lambda: resolved(READINESS)(board), self.show_readiness, self._tell_error)

    def show_readiness(self, found: Readiness) -> None:
        """Show how ready the board was found to be."""
        self.rows.show_groups(groups_of(found), set(FOLDED_AT_FIRST))
        self.grid.show_values(found.values)
        self._tell("")
        if not self.name.text():
            self.name.setText(last_name(self._editor.board))

    def tick(self, item_id: str) -> None:
        """Record the next answer to an item: yes, to a question then no, and then none again."""
        editor = self._editor
        typing.finish(editor)
        row = self.rows.row(self.rows.item_of(item_id))
        if row is None or not editor.is_editable or editor.document.open_edit is not None:
            return
        if not self.name.text().strip():
            self._tell(tr("Say who ticks it first."))
            self.name.setFocus()
            return
        is_question = row.id.startswith("?")
        item = row.id.removeprefix("?")
        today = datetime.now(UTC).astimezone().date()
        try:
            if row.sign == "box" or (row.sign == "ticked" and is_question):
                met = row.sign == "box"
                answer(editor, item, met=met, by=self.name.text(), on=today)
            else:
                take_back(editor, item)
        except ValidationError:
            self._tell(tr("That is no name."))

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened while the panel was hidden."""
        super().showEvent(event)
        self._due.start(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tick where a box is pressed, or with Space; Enter shows what a row is about."""
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            item = self.rows.itemAt(event.position().toPoint())
            if item is not None and self.rows.is_on_sign(item, event.position().x()):
                self.rows.setCurrentItem(item)
                self._tick_item(item)
                return True
        if watched is self.rows and isinstance(event, QKeyEvent):
            return event.type() == QEvent.Type.KeyPress and self._take_key(event)
        return super().eventFilter(watched, event)

    def _take_key(self, event: QKeyEvent) -> bool:
        item = self.rows.currentItem()
        row = self.rows.row(item)
        if item is None or row is None:
            return False
        if event.key() == Qt.Key.Key_Space and row.is_box:
            self._tick_item(item)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._show_records(item)
        else:
            return False
        return True

    def _tick_item(self, item: QTreeWidgetItem) -> None:
        row = self.rows.row(item)
        if row is not None:
            self.tick(row.id)

    def _show_records(self, item: QTreeWidgetItem) -> None:
        row = self.rows.row(item)
        if item.parent() is None:
            item.setExpanded(not item.isExpanded())
        elif row is not None and row.records:
            self.showing.emit(row.records)

    def _lay_out(self) -> None:
        who = QHBoxLayout()
        who.setContentsMargins(12, 0, 12, 0)
        label = QLabel(tr("Ticked by"))
        label.setProperty("role", "field")
        label.setBuddy(self.name)
        who.addWidget(label)
        who.addWidget(self.name, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 8)
        layout.setSpacing(8)
        layout.addLayout(who)
        layout.addWidget(self._told)
        layout.addWidget(self.rows, 1)
        layout.addWidget(self.grid)
        self.setFocusProxy(self.rows)

    def _tell(self, text: str) -> None:
        self._told.setProperty("role", "wrong")
        self._told.style().polish(self._told)
        self._told.setText(text)
        self._told.setVisible(bool(text))

    def _tell_error(self, error: Exception) -> None:
        self._tell(tr("The board could not be judged: {why}", why=error))

    def _follow(self, change: Change) -> None:
        if self.isVisible():
            self._due.start()

"""The panel of service levels: what is promised, what should be, and how much of it is agreed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from stormdesk.desktop.panels.agreed_numbers import AgreedNumbers
from stormdesk.desktop.panels.offered_levels import OfferedLevels
from stormdesk.desktop.panels.service_level_rows import (
    LevelRows,
    rows_of,
    why_empty,
)
from stormdesk.desktop.panels.service_level_tree import ServiceLevelTree
from stormdesk.desktop.tasks import Task
from stormdesk.desktop.words import counted, tr
from stormdesk.editor import levels, typing
from stormdesk.editor.editor import Editor
from stormdesk.late import resolved
from stormdesk.model.board import Change
from stormdesk.model.problem import BadInput
from stormdesk.model.repetition import original_of
from stormdesk.model.service import ServiceLevel

if TYPE_CHECKING:
    from stormdesk.analysis.level_overview import LevelOverview
    from stormdesk.analysis.targets import Suggestion

OVERVIEW = "stormdesk.analysis.level_overview:level_overview"
"""Found when it is first needed: nobody who opens a board has to wait for it."""

_PAUSE = 250
_MOST_OPEN = 40
"""Of more events the rows begin folded: setting hundreds of texts keeps everybody waiting."""


class ServiceLevelPanel(QWidget):
    """Looks the board over in a worker while it is in sight; a row leads to its sticky."""

    showing = Signal(tuple)

    def __init__(self, editor: Editor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._task = Task(self)
        self._due = QTimer(self, singleShot=True, interval=_PAUSE)
        self._due.timeout.connect(self.look)
        self._found: LevelOverview | None = None
        self._shown = LevelRows()
        self._selection = editor.selection
        self.agreed = AgreedNumbers()
        self.only = QCheckBox(tr("Only what is selected"))
        self.told = _label("wrong")
        self.empty = _label("faint")
        self.rows = ServiceLevelTree()
        self.take_shown, self.agree = OfferedLevels(), QPushButton()
        self._lay_out()
        self._connect()

    def close_task(self) -> None:
        """End the worker, and look no more."""
        self._due.stop()
        self._task.close()

    def look(self) -> None:
        """Look the board over as it is now."""
        board = self._editor.board
        self._task.run(lambda: resolved(OVERVIEW)(board), self.show_overview, self._tell_error)

    def show_overview(self, found: LevelOverview) -> None:
        """Show what was found of the board."""
        self._found = found
        self.agreed.show_overview(found)
        self._fill()

    def take(self, suggestions: list[Suggestion]) -> None:
        """Take suggestions, assumed until somebody agrees."""
        if self._is_free() and suggestions:
            levels.take(self._editor, suggestions)
            self._tell("")

    def confirm(self, chosen: levels.Levels) -> None:
        """Have levels agreed by who is named; without a name, ask for one."""
        if not self._is_free():
            return
        if not self.agreed.name.text().strip():
            self._tell(tr("Say who agrees first."))
            self.agreed.name.setFocus()
            return
        self._do(lambda: levels.confirm(self._editor, chosen, self.agreed.name.text()))

    def confirm_selected(self) -> None:
        """Have all of the selection agreed that is not yet, and show it."""
        self.only.setChecked(True)
        chosen = levels.unconfirmed_of(self._editor.board, self._editor.selection)
        if chosen:
            self.confirm(chosen)
        else:
            self._tell(tr("Nothing is assumed of what is selected."))

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened while the panel was hidden."""
        super().showEvent(event)
        self._due.start(0)

    def _act(self, item: QTreeWidgetItem) -> None:
        """Take the suggestion of a row, agree to its level, or open that again."""
        row = self.rows.row(item)
        suggestion = self._shown.suggestions.get(row.id) if row is not None else None
        level = self._shown.levels.get(row.id) if row is not None else None
        if suggestion is not None:
            self.take([suggestion])
        elif level is not None and level[1].standing != "confirmed":
            self.confirm({level[0]: (level[1],)})
        elif level is not None and self._is_free():
            self._do(lambda: levels.take_back(self._editor, {level[0]: (level[1],)}))

    def _show_sticky(self, item: QTreeWidgetItem) -> None:
        row = self.rows.row(item)
        if row is not None:
            self.showing.emit(row.records)

    def _begin_anew(self) -> None:
        """Show others than before, which are folded as they would be at first."""
        self.rows.clear()
        self._shown = LevelRows()
        self._fill()

    def _fill(self) -> None:
        """Show the rows of the board, or of what is selected."""
        found, board = self._found, self._editor.board
        if found is None:
            return
        among = None
        if self.only.isChecked():
            among = {original_of(board, s).id for s in self._editor.selected_stickies}
        before, self._shown = self._shown.groups, rows_of(board, found, among)
        if self._shown.groups != before:
            many = len(self._shown.groups) > _MOST_OPEN
            folded = {head.id for head, _ in self._shown.groups} if many else set[str]()
            self.rows.show_groups(self._shown.groups, folded)
        self.empty.setText("" if self._shown.groups else why_empty(among))
        self.empty.setVisible(not self._shown.groups)
        self.rows.setVisible(bool(self._shown.groups))
        self._name_buttons()

    def _name_buttons(self) -> None:
        """Say on the buttons what they would do now."""
        self.take_shown.offer([*self._shown.suggestions.values()])
        self.take_shown.setEnabled(self._editor.is_editable)
        meant = sum(len(each) for each in self._current().values())
        self.agree.setText(tr("Agree to {n}", n=meant) if meant > 1 else tr("Agree"))
        self.agree.setToolTip(
            tr("Agree to {what}", what=counted(meant, "number", "numbers"))
            if meant
            else tr("Choose a number that nobody has agreed to, or an event that has some.")
        )
        self.agree.setEnabled(self._editor.is_editable and meant > 0)
        self.agree.setVisible(
            any(v.standing != "confirmed" for _, v in self._shown.levels.values())
        )

    def _current(self) -> dict[str, tuple[ServiceLevel, ...]]:
        """Return the level of the current row if nobody agreed to it, or all such of its event."""
        row = self.rows.row(self.rows.currentItem())
        return self._shown.unconfirmed(self._editor.board, row.id) if row is not None else {}

    def _is_free(self) -> bool:
        typing.finish(self._editor)
        if not self._editor.is_editable:
            self._tell(tr("This board cannot be changed."))
        return self._editor.is_editable and self._editor.document.open_edit is None

    def _do(self, deed: Callable[[], object]) -> None:
        try:
            deed()
        except BadInput as problem:
            self._tell(f"{problem.why[:1].upper()}{problem.why[1:]}.")
        else:
            self._tell("")

    def _lay_out(self) -> None:
        self.rows.setMinimumHeight(80)
        above = QVBoxLayout()
        above.setContentsMargins(12, 0, 12, 0)
        above.setSpacing(8)
        for part in (self.agreed, self.told, self.only, self.empty):
            above.addWidget(part)
        below = QHBoxLayout()
        below.setContentsMargins(12, 0, 12, 0)
        below.setSpacing(6)
        for button in (self.agree, self.take_shown):
            button.setAutoDefault(False)
            button.setProperty("small", True)
            button.hide()
            below.addWidget(button)
        below.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 8)
        layout.setSpacing(8)
        layout.addLayout(above)
        layout.addWidget(self.rows, 1)
        layout.addStretch(0)
        layout.addLayout(below)
        self.told.hide()
        self.setFocusProxy(self.rows)

    def _connect(self) -> None:
        self.agreed.name.returnPressed.connect(self.rows.setFocus)
        self.only.toggled.connect(self._begin_anew)
        self.rows.chosen.connect(self._show_sticky)
        self.rows.acted.connect(self._act)
        self.rows.currentItemChanged.connect(lambda *_: self._name_buttons())
        self.take_shown.taken.connect(self.take)
        self.agree.clicked.connect(lambda: self.confirm(self._current()))
        self._editor.document.follow(self._follow)
        self._editor.watch(self._watch)

    def _tell(self, text: str) -> None:
        self.told.setText(text)
        self.told.setVisible(bool(text))

    def _tell_error(self, error: Exception) -> None:
        self._tell(tr("The board could not be looked over: {why}", why=error))

    def _follow(self, change: Change) -> None:
        if self.isVisible():
            self._due.start()

    def _watch(self) -> None:
        # Most calls only tell that the pointer is over something else.
        if self._editor.selection is not self._selection:
            self._selection = self._editor.selection
            if self.isVisible() and self.only.isChecked():
                self._fill()


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label

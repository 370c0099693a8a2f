"""The panel of what the rules find on the board, which leads to the stickies concerned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from stormdesk.analysis.finding import Finding, Level, named
from stormdesk.desktop.panels.finding_help import FindingHelp
from stormdesk.desktop.panels.finding_rows import FindingRows, Fold, fold_in, told_in
from stormdesk.desktop.tasks import Task
from stormdesk.desktop.words import counted, tr
from stormdesk.editor import advice, typing
from stormdesk.editor.advice import Sieve, Told
from stormdesk.editor.editor import Editor
from stormdesk.model.board import Board, Change
from stormdesk.model.context import Context
from stormdesk.model.problem import BadInput
from stormdesk.model.session import Suppressed
from stormdesk.model.sticky import Sticky

_PAUSE = 250
_FEW = 5
_MOST = 1_000
_NAMED = 3
"""Of what an accepted finding is about, so many are named."""
_NOUNS = {
    Level.ERROR: ("error", "errors"),
    Level.WARNING: ("warning", "warnings"),
    Level.ADVICE: ("piece of advice", "pieces of advice"),
}
_CHOICES = (
    (None, "All"),
    (Level.ERROR, "Errors"),
    (Level.WARNING, "Warnings"),
    (Level.ADVICE, "Advice"),
)


class Findings(QWidget):
    """Checks the board in a worker whenever it rests; tells the best five and folds the rest.

    ``marked`` tells the gravest level of each sticky concerned, ``turned`` that another finding
    is current.
    """

    counted = Signal(int)
    revealing = Signal(str)
    marked = Signal(object)
    turned = Signal()

    def __init__(self, editor: Editor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._task = Task(self)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.check)
        self._findings: list[Finding] = []
        self._told = Told()
        self._open: set[Fold] = set()
        self._fixable: Finding | None = None
        self.is_silent = False
        self._summary = QLabel(tr("Looking the board over…"))
        self._summary.setProperty("role", "faint")
        self._summary.setWordWrap(True)
        self.words = QLineEdit()
        self.words.setPlaceholderText(tr("Filter by text or rule"))
        self.words.setAccessibleName(tr("Filter the findings by text or rule"))
        self.words.setClearButtonEnabled(True)
        self.level = QComboBox()
        self.level.setAccessibleName(tr("Level of the findings"))
        self.level.addItems([tr(label) for _, label in _CHOICES])
        self.list = FindingRows()
        self.list.setAccessibleName(tr("Findings"))
        self.help = FindingHelp()
        self._lay_out()
        self._connect()
        self._pause.start()

    def close_task(self) -> None:
        """End the worker, and look no more."""
        self._pause.stop()
        self._task.close()

    def check(self) -> None:
        """Look the board over as it is now; not while somebody types, drags or explores."""
        board = self._editor.board
        if self._editor.document.open_edit is not None:
            self._pause.start()
        elif self._is_quiet:
            self._task.drop()
            self.show_findings(())
        else:
            self._task.run(lambda: advice.looked_over(board), self.show_findings, self._tell)

    def hush(self, *, is_silent: bool) -> None:
        """Say nothing for now, as while a room explores in chaos, or speak again."""
        self.is_silent = is_silent
        self._summary.setText(tr("Looking the board over…"))
        self.check()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Tell findings, which come with the most valuable first."""
        self._findings = list(findings)
        self._fill()
        self._summary.setText(tr("The coach is silent.") if self._is_quiet else _summary(findings))
        self.counted.emit(len(findings))
        self.marked.emit(advice.worst_by_sticky(self._editor.board, findings))

    @property
    def current(self) -> Finding | None:
        """The finding in the current row."""
        told = self.list.told
        return told if isinstance(told, Finding) else None

    def step(self, step: int) -> None:
        """Go to the next finding in the order of the panel, or with -1 to the one before."""
        typing.finish(self._editor)
        there = advice.following(self._told.in_order, self.current, step)
        if there is None:
            return
        if self.list.row_of(there) < 0:
            self._open.add(Fold.REST)
            self._fill()
        self.list.setCurrentRow(self.list.row_of(there))
        self.reveal()

    def reveal(self) -> None:
        """Show what the current finding is about."""
        told, board = self.list.told, self._editor.board
        there = [i for i in told.records if i in board.records] if told is not None else []
        if there:
            self.revealing.emit(there[0])

    @property
    def can_fix(self) -> bool:
        """Whether the rule of the current finding can mend it."""
        return self._fixable is not None and self._fixable == self.current

    @property
    def can_accept(self) -> bool:
        """Whether there is a current finding that may be let rest."""
        return self._editor.is_editable and self.current is not None

    def fix(self) -> None:
        """Mend the current finding the way its rule knows."""
        finding = self.current
        if finding is not None:
            typing.finish(self._editor)
            try:
                advice.fix(self._editor, finding)
            except BadInput as problem:
                self._refuse(problem)
            else:
                self.reveal()

    def accept(self, reason: str) -> None:
        """Let the current finding rest, for a reason."""
        finding = self.current
        if finding is not None:
            typing.finish(self._editor)
            try:
                advice.accept(self._editor, finding, reason)
            except BadInput as problem:
                self._refuse(problem)
            self.list.setFocus()

    def take_back(self) -> None:
        """Speak again of the accepted finding in the current row."""
        told = self.list.told
        if isinstance(told, Suppressed) and told.id in self._editor.board.records:
            typing.finish(self._editor)
            advice.take_back(self._editor, told)

    def _refuse(self, problem: BadInput) -> None:
        self.help.tell(f"{problem.why[:1].upper()}{problem.why[1:]}.")

    def _lay_out(self) -> None:
        sieve = QHBoxLayout()
        sieve.setSpacing(6)
        sieve.addWidget(self.words, 1)
        sieve.addWidget(self.level)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 14, 8, 8)
        layout.setSpacing(8)
        layout.addWidget(self._summary)
        layout.addLayout(sieve)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.help)

    def _connect(self) -> None:
        self._editor.document.follow(self._follow)
        self.words.textChanged.connect(self._fill)
        self.level.currentIndexChanged.connect(self._fill)
        self.list.itemClicked.connect(self._choose)
        self.list.itemActivated.connect(self._choose)
        self.list.currentItemChanged.connect(self._explain)
        self.help.going.connect(self.reveal)
        self.help.fixing.connect(self.fix)
        self.help.accepting.connect(self.accept)
        self.help.taking_back.connect(self.take_back)
        self.help.left.connect(self.list.setFocus)

    @property
    def _is_quiet(self) -> bool:
        today = datetime.now(UTC).astimezone().date()
        return self.is_silent or advice.is_exploring(self._editor.board, today)

    @property
    def _sieve(self) -> Sieve:
        return Sieve(_CHOICES[self.level.currentIndex()][0], self.words.text())

    def _fill(self) -> None:
        """Tell the findings that pass the filter; the current one stays current."""
        board = self._editor.board
        accepted = [] if self._is_quiet else board.in_order(Suppressed)
        self._told = advice.told(self._findings, self._sieve, _FEW, _MOST)
        with QSignalBlocker(self.list):
            told_of = [(each, _about(board, each)) for each in accepted]
            self.list.fill(self._told, told_of, self._open)
        self._explain()

    def _explain(self) -> None:
        told, editable = self.list.told, self._editor.is_editable
        self._fixable = None
        if isinstance(told, Finding):
            fixable = editable and advice.fix_of(self._editor.board, told) is not None
            self._fixable = told if fixable else None
            self.help.explain(told, advice.rule_of(told), editable=editable, fixable=fixable)
        elif told is not None:
            self.help.explain_accepted(told, editable=editable)
        else:
            self.help.hide()
        self.turned.emit()

    def _tell(self, error: Exception) -> None:
        self._summary.setText(tr("The board could not be looked over: {why}", why=error))

    def _choose(self, item: QListWidgetItem) -> None:
        fold = fold_in(item)
        if fold is not None:
            self._open ^= {fold}
            self._fill()
        elif told_in(item) is not None:
            self.list.setCurrentItem(item)
            self.reveal()

    def _follow(self, change: Change) -> None:
        self._pause.start()


def _about(board: Board, suppressed: Suppressed) -> str:
    """Return what an accepted finding is about, quoted; nothing where it has no name."""
    names: list[str] = []
    for record_id in suppressed.records:
        record = board.records.get(record_id)
        text = record.text if isinstance(record, Sticky) else ""
        text = record.name if isinstance(record, Context) else text
        if text.strip():
            names.append(named(text))
    more = len(names) - _NAMED
    rest = [tr("{count} more", count=f"{more:,}")] if more > 0 else []
    return ", ".join([*names[:_NAMED], *rest])


def _summary(findings: Sequence[Finding]) -> str:
    if not findings:
        return tr("Nothing to mend. Every rule of this level is kept.")
    numbers = {level: sum(f.level is level for f in findings) for level in Level}
    return " · ".join(counted(n, *_NOUNS[level]) for level, n in numbers.items() if n)

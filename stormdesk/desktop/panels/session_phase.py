"""The phase that is under way: its goal, what to say and ask, and whether there is enough."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QWidget

from stormdesk.desktop.facilitation import Facilitation
from stormdesk.desktop.icons import kind_icon
from stormdesk.desktop.panels.form_pieces import Quiet
from stormdesk.desktop.panels.session_parts import Rows, column, label, small
from stormdesk.desktop.words import tr
from stormdesk.editor import typing
from stormdesk.editor.editor import Editor
from stormdesk.editor.workshop.answers import keep_answer
from stormdesk.editor.workshop.progress import Progress, progress
from stormdesk.exchange.agenda import AgendaPhase, Question
from stormdesk.layout.appearance import Palette, label_of
from stormdesk.model.problem import BadInput

_PAUSE = 300
_DONE, _OPEN, _PEOPLE = "✓", "○", "·"


class SessionPhase(QWidget):
    """Shows one phase; ``showing`` names the stickies that keep something from being enough.

    ``walking`` and ``voting`` tell that the walk or the ballot of the phase is to begin.
    """

    showing = Signal(tuple)
    walking = Signal(str)
    voting = Signal(object)

    def __init__(
        self,
        editor: Editor,
        facilitation: Facilitation,
        palette: Palette,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self._facilitation = facilitation
        self._palette = palette
        self._phase: AgendaPhase | None = None
        self.goal = label("told")
        self.answers: list[QLineEdit] = []
        self._said, self._enough = Rows(8), Rows(2)
        self._enough_title = label("section", tr("Enough when"))
        layout = column(self, 8)
        layout.addWidget(self.goal)
        layout.addLayout(self._said)
        layout.addWidget(self._enough_title)
        layout.addLayout(self._enough)
        self._due = QTimer(self, singleShot=True, interval=_PAUSE)
        self._due.timeout.connect(self.measure)
        editor.document.follow(lambda _: self.isVisible() and self._due.start())
        facilitation.turned.connect(self.refresh)
        self.refresh()

    def use_palette(self, palette: Palette) -> None:
        """Show kinds in other colours from now on."""
        self._palette = palette
        self._phase = None
        self.refresh()

    def refresh(self) -> None:
        """Show the phase that is under way, if it is another one."""
        phase = self._facilitation.phase
        if phase is None or phase == self._phase:
            self.setVisible(phase is not None)
            self._phase = phase
            return
        self._phase = phase
        self.goal.setText(phase.goal)
        self.answers = []
        self._said.fill((phase, self._palette), lambda: self._parts(phase))
        self.show()
        self.measure()

    def measure(self) -> None:
        """Tell anew how far the room has come."""
        phase = self._phase
        if phase is None:
            return
        found = progress(self._editor.board, phase)
        self._enough_title.setVisible(bool(found))
        self._enough.fill(found, lambda: map(self._line, found))

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened while it was hidden."""
        super().showEvent(event)
        self._due.start()

    def _parts(self, phase: AgendaPhase) -> Iterator[QWidget]:
        mode, wanted = phase.walk, phase.vote
        if phase.say:
            yield _to_say(phase)
        if mode is not None:
            yield small(tr("Begin the walk"), lambda: self.walking.emit(mode))
        if wanted is not None:
            yield small(tr("Open the ballot"), lambda: self.voting.emit(wanted))
        if phase.palette:
            yield self._new_kinds(phase)
        if phase.questions:
            yield label("section", tr("Ask"))
        yield from map(self._question, phase.questions)

    def _line(self, each: Progress) -> QWidget:
        sign = _PEOPLE if each.is_reached is None else _DONE if each.is_reached else _OPEN
        found = each.measured
        told = f"{sign}  {each.enough.text}"
        if found is None:
            return label("faint", told)
        said = tr(found.text, **found.values)
        if not found.records:
            return label("faint", f"{told}\n     {said}")
        button = Quiet(f"{told}\n     {said}")
        button.setToolTip(tr("Select what is still missing it"))
        button.clicked.connect(lambda: self.showing.emit(found.records))
        return button

    def _question(self, question: Question) -> QWidget:
        place = QWidget()
        layout = column(place, 3)
        layout.addWidget(label("say", question.ask))
        if question.answer is not None:
            entry = QLineEdit()
            entry.setPlaceholderText(tr("What the room says; Enter keeps it"))
            entry.setAccessibleName(tr("Answer: {question}", question=question.ask))
            told = label("faint")
            told.hide()
            entry.returnPressed.connect(lambda: self._keep(question, entry, told))
            layout.addWidget(entry)
            layout.addWidget(told)
            self.answers.append(entry)
        return place

    def _keep(self, question: Question, entry: QLineEdit, told: QLabel) -> None:
        typing.finish(self._editor)
        try:
            keep_answer(self._editor, question, entry.text(), self._facilitation.now())
        except BadInput as problem:
            told.setText(f"{problem.why}.")
        else:
            told.setText(tr("Kept: {text}", text=entry.text().strip()))
            entry.clear()
        told.show()

    def _new_kinds(self, phase: AgendaPhase) -> QWidget:
        place = QWidget()
        layout = column(place, 3)
        layout.addWidget(label("section", tr("New in the palette")))
        for kind in phase.palette:
            row = QHBoxLayout()
            row.setSpacing(8)
            sign = QLabel()
            sign.setPixmap(kind_icon(kind, self._palette).pixmap(20, 20))
            row.addWidget(sign)
            row.addWidget(label("plain", label_of(kind, self._editor.board.profile)), 1)
            layout.addLayout(row)
        return place


def _to_say(phase: AgendaPhase) -> QFrame:
    card = QFrame()
    card.setObjectName("say")
    layout = column(card, 10)
    layout.setContentsMargins(12, 10, 10, 10)
    for text in phase.say:
        layout.addWidget(label("say", text))
    return card

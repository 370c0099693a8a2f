"""What a workshop leaves behind, at hand while it goes on: open hotspots and next steps."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from stormdesk.desktop.facilitation import Facilitation
from stormdesk.desktop.panels.form_pieces import Quiet
from stormdesk.desktop.panels.session_parts import Rows, column, label
from stormdesk.desktop.words import tr
from stormdesk.editor import typing
from stormdesk.editor.editor import Editor
from stormdesk.editor.workshop.answers import keep_answer
from stormdesk.exchange.agenda import Question
from stormdesk.model.hotspot import open_hotspots
from stormdesk.model.problem import BadInput
from stormdesk.model.session import Step
from stormdesk.model.sticky import Sticky

_PAUSE = 200
_MOST = 12
_STEP = Question(ask="Next step", answer="next-step")


class SessionRecords(QWidget):
    """Lists them; a click on a hotspot goes there, Enter adds a next step."""

    showing = Signal(tuple)

    def __init__(
        self, editor: Editor, facilitation: Facilitation, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self._facilitation = facilitation
        self._hotspot_title = label("section")
        self._hotspots, self._steps = Rows(), Rows(2)
        self.step = QLineEdit()
        self.step.setPlaceholderText(tr("Who does what? Enter keeps it"))
        self.step.setAccessibleName(tr("Next step"))
        self.step.returnPressed.connect(self._add_step)
        self._told = label("wrong")
        self._told.hide()
        layout = column(self, 4)
        layout.addWidget(self._hotspot_title)
        layout.addLayout(self._hotspots)
        layout.addSpacing(6)
        layout.addWidget(label("section", tr("Next steps")))
        layout.addLayout(self._steps)
        layout.addWidget(self.step)
        layout.addWidget(self._told)
        self._due = QTimer(self, singleShot=True, interval=_PAUSE)
        self._due.timeout.connect(self.refresh)
        editor.document.follow(lambda _: self.isVisible() and self._due.start())
        self.refresh()

    def refresh(self) -> None:
        """Show them as they are now."""
        board = self._editor.board
        waiting = open_hotspots(board)
        self._hotspot_title.setText(tr("Open hotspots: {n}", n=len(waiting)))
        self._hotspots.fill(waiting, lambda: self._hotspot_rows(waiting))
        steps = board.in_order(Step)
        self._steps.fill(steps, lambda: map(_told, steps))

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened while it was hidden."""
        super().showEvent(event)
        self._due.start()

    def _hotspot_rows(self, waiting: list[Sticky]) -> Iterator[QWidget]:
        for each in waiting[:_MOST]:
            owner = f" · {each.owner}" if each.owner else ""
            row = Quiet(f"{' '.join(each.text.split()) or tr('Without a text')}{owner}")
            row.clicked.connect(lambda _=False, i=each.id: self.showing.emit((i,)))
            row.setMinimumWidth(1)
            yield row
        if len(waiting) > _MOST:
            more = tr("and {n} more; F8 goes from one to the next", n=len(waiting) - _MOST)
            yield label("faint", more)

    def _add_step(self) -> None:
        editor = self._editor
        typing.finish(editor)
        selection = editor.selection
        try:
            keep_answer(editor, _STEP, self.step.text(), self._facilitation.now())
        except BadInput as problem:
            self._told.setText(f"{problem.why}.")
            self._told.show()
        else:
            self._told.hide()
            self.step.clear()
            self.refresh()
        editor.select(selection)


def _told(step: Step) -> QLabel:
    return label("plain", " · ".join(filter(None, (step.text, step.owner, step.due))))

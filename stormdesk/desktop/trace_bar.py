"""The bar above the canvas that tells what leads somewhere, what follows, and whom it concerns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from stormdesk.desktop.elided import Elided
from stormdesk.desktop.icons import draw
from stormdesk.desktop.tasks import Task
from stormdesk.desktop.tip import tip
from stormdesk.desktop.words import counted, tr
from stormdesk.editor.editor import Editor
from stormdesk.late import resolved
from stormdesk.model.context import Context
from stormdesk.model.sticky import Sticky

if TYPE_CHECKING:
    from stormdesk.analysis.impact import Impact

ANSWER = "stormdesk.analysis.impact:answer"
"""Found when it is first needed: graphs would delay the start."""

_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about a record, or about a feature flag by its name."""

    asked: Literal["around", "stops", "flag"]
    about: str


class TraceBar(QFrame):
    """Asks in a worker, again whenever ``refresh`` is called; ``lit`` is what the answer lights."""

    changed = Signal()
    closing = Signal()

    def __init__(self, editor: Editor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._task = Task(self)
        self.question: Question | None = None
        self.lit: frozenset[str] | None = None
        self.setObjectName("filter")
        self._sign = QToolButton()
        draw(self._sign, "trace")
        self._sign.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._sign.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._sign.setIconSize(QSize(20, 20))
        self.told, self.counts = Elided(), QLabel()
        self.counts.setProperty("role", "faint")
        close = QToolButton()
        draw(close, "close")
        close.setToolTip(tr("Light everything again (Esc)"))
        close.setAccessibleName(tr("Light everything again"))
        close.clicked.connect(self.closing)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 5, 8, 5)
        layout.setSpacing(8)
        layout.addWidget(self._sign)
        layout.addWidget(self.told, 1)
        layout.addWidget(self.counts)
        layout.addWidget(close)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.hide()

    def ask(self, question: Question | None) -> None:
        """Light what answers a question; none lights everything again."""
        self.question = question
        if question is None:
            self._task.drop()
            self.lit = None
            self.hide()
            self.changed.emit()
        else:
            self.refresh()

    def refresh(self) -> None:
        """Ask again, of the board as it is now."""
        question, board = self.question, self._editor.board
        if question is None:
            return
        if question.asked != "flag" and question.about not in board.records:
            self.ask(None)
            return
        self._task.run(
            lambda: resolved(ANSWER)(board, question.asked, question.about),
            lambda answer: self._show(question, *answer),
            lambda error: self._tell(tr("This could not be followed: {why}", why=error), ""),
        )

    def close_task(self) -> None:
        """End the worker."""
        self._task.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.closing.emit()
        else:
            super().keyPressEvent(event)

    def _show(self, question: Question, impact: Impact, lit: frozenset[str]) -> None:
        self.lit = lit or None
        self._tell(self._sentence(question, impact), _crossed(impact))
        self.counts.setToolTip(tip(_named(impact)))
        self.changed.emit()

    def _tell(self, text: str, counts: str) -> None:
        self.told.setText(text)
        self.counts.setText(counts)
        self.setAccessibleName(f"{text} {counts}".strip())
        self.show()

    def _sentence(self, question: Question, impact: Impact) -> str:
        """Return what the answer says: how much leads here and how much follows."""
        of, before, after = (len(ids) for ids in (impact.of, impact.before, impact.after))
        following = counted(after, "sticky", "stickies")
        name = _short(self._name(question))
        if question.asked == "flag":
            behind = counted(of, "sticky is", "stickies are")
            return tr(
                "Flag {name}: {behind} behind it, {following} downstream",
                name=name, behind=behind, following=following,
            )  # fmt: skip
        if not of:
            return tr("{name} takes no part in the flow", name=name)
        if question.asked == "stops":
            return tr("If {name} stops: {following} downstream", name=name, following=following)
        leading = counted(before, "sticky leads", "stickies lead")
        return tr(
            "{name}: {leading} here, {n} {follow}",
            name=name, leading=leading, n=f"{after:,}",
            follow=tr("follows" if after == 1 else "follow"),
        )  # fmt: skip

    def _name(self, question: Question) -> str:
        record = self._editor.board.records.get(question.about)
        if question.asked == "flag":
            return question.about
        if isinstance(record, Context):
            return f"“{record.name}”"
        return f"“{' '.join(record.text.split())}”" if isinstance(record, Sticky) else ""


def _crossed(impact: Impact) -> str:
    contexts, teams = (len(names) for names in (impact.contexts, impact.teams))
    several = (
        counted(contexts, "context", "contexts") if contexts else "",
        counted(teams, "team", "teams") if teams else "",
    )
    return " · ".join(filter(None, several))


def _named(impact: Impact) -> str:
    several = (
        tr("Contexts: {names}", names=", ".join(impact.contexts)) if impact.contexts else "",
        tr("Teams: {names}", names=", ".join(impact.teams)) if impact.teams else "",
    )
    return "\n".join(filter(None, several))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 2]}…{text[-1:]}"

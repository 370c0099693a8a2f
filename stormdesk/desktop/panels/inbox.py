"""The panel of silent exploration: what is written here is seen by nobody until it is revealed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from stormdesk.desktop.collecting import Collecting
from stormdesk.desktop.dialogs.ask import tell_bad_input
from stormdesk.desktop.inbox import Inbox
from stormdesk.desktop.panels.doubles import Doubles
from stormdesk.desktop.panels.session_parts import Rows, column, field, label, small
from stormdesk.desktop.words import counted, tr
from stormdesk.document.inbox import Waiting
from stormdesk.editor import typing
from stormdesk.editor.editor import Editor
from stormdesk.editor.workshop import inbox
from stormdesk.model.problem import BadInput

_HIGH = 84
_MOST_SHOWN = 60
_PAUSE = 300
_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class InboxPanel(QWidget):
    """Keeps what is written at once; ``counted`` tells how many wait, ``showing`` what to select.

    Enter puts the lines into the inbox, Shift and Enter begins another one.
    """

    counted = Signal(int)
    showing = Signal(tuple)

    def __init__(
        self, editor: Editor, kept: Inbox, collecting: Collecting, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self._kept = kept
        self._collecting = collecting
        self.text, self.by = QPlainTextEdit(), QLineEdit()
        self.told, self.number = label("wrong"), label("told")
        self.reveal = QPushButton(tr("Reveal them on the board"))
        self.seen = QCheckBox(tr("Show the texts here"))
        self.unseen = QCheckBox(tr("Collect unseen: new stickies wait here"))
        self.answers = small(tr("Take answers from a file…"), self.ask_answers)
        self._list, self._doubles = Rows(2), Doubles(editor)
        self._lay_out()
        self.text.installEventFilter(self)
        self.reveal.clicked.connect(lambda _=False: self.show_all())
        self.seen.toggled.connect(lambda _: self._show_waiting())
        self.unseen.setChecked(collecting.is_on)
        self.unseen.setEnabled(editor.is_editable)
        self.answers.setEnabled(editor.is_editable)
        self.unseen.toggled.connect(lambda is_on: collecting.turn(is_on=is_on))
        collecting.turned.connect(self.unseen.setChecked)
        collecting.taken_back.connect(self._write_again)
        kept.changed.connect(self._show_waiting)
        self._due = QTimer(self, singleShot=True, interval=_PAUSE)
        self._due.timeout.connect(self.refresh)
        self._doubles.showing.connect(self.showing)
        self._doubles.told.connect(self._tell)
        editor.document.follow(lambda _: self.isVisible() and self._due.start())
        self._show_waiting()

    @property
    def waiting(self) -> tuple[Waiting, ...]:
        """What waits."""
        return self._kept.waiting

    def take(self) -> None:
        """Put the lines that are written into the inbox."""
        try:
            by = self.by.text().strip() or None
            self._kept.put_in(inbox.written(self.text.toPlainText(), by))
        except BadInput as problem:
            self._tell(f"{problem.why}.")
        except OSError as error:
            self._tell(tr("Not kept: {why}.", why=error.strerror or error))
        else:
            self.text.clear()
            self._tell("")

    def take_back(self, waiting: Waiting) -> None:
        """Take one out of the inbox again, to be written otherwise."""
        try:
            self._kept.take_out((waiting,))
        except OSError as error:
            self._tell(tr("Not kept: {why}.", why=error.strerror or error))
        else:
            self._write_again((waiting,))

    def show_all(self) -> None:
        """Spread all that waits on the board; who wrote it is forgotten."""
        typing.finish(self._editor)
        waiting = self._kept.waiting
        ids = inbox.reveal(self._editor, waiting)
        self._collecting.forget()
        # Only now: a crash between the two shows them twice, and loses none.
        self._kept.take_out(waiting)
        self.showing.emit(tuple(ids))
        self.refresh()

    def refresh(self) -> None:
        """Look for what says the same on the board as it is now."""
        self._doubles.refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what is written on Enter."""
        is_press = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if watched is self.text and is_press and isinstance(event, QKeyEvent):
            is_plain = not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if event.key() in _RETURN and is_plain:
                self.take()
                return True
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened while it was hidden."""
        super().showEvent(event)
        self._kept.look()
        self._due.start()

    def ask_answers(self) -> None:
        """Ask for the files of answers, and put what is on them into the inbox."""
        names, _ = QFileDialog.getOpenFileNames(
            self.window(), tr("Take answers from a file"), "", tr("Answers") + " (*.txt *.eml *.md)"
        )
        if names:
            self.take_answers([Path(name) for name in names])

    def take_answers(self, paths: Sequence[Path]) -> None:
        """Put what is answered on interview sheets into the inbox, and tell how much was new."""
        window = self.window()
        try:
            new, known = self._kept.take_answers(paths)
        except (BadInput, OSError) as error:
            tell_bad_input(window, tr("These answers cannot be taken"), error)
            return
        told = tr("{n} put into the inbox, unseen.", n=counted(new, "answer", "answers"))
        if known:
            told += " " + tr("{n} came before.", n=counted(known, "answer", "answers"))
        self._collecting.told.emit(told)

    def _write_again(self, gone: tuple[Waiting, ...]) -> None:
        texts = (*(each.text for each in gone), self.text.toPlainText())
        self.text.setPlainText("\n".join(filter(None, texts)))

    def _show_waiting(self) -> None:
        waiting = self._kept.waiting
        number = len(waiting)
        told = counted(number, "sticky waits", "stickies wait") if number else tr("Nothing waits.")
        self.number.setText(told)
        self.reveal.setEnabled(bool(number) and self._editor.is_editable)
        self.text.setEnabled(self._editor.is_editable)
        self.seen.setVisible(bool(number))
        shown = waiting[::-1][:_MOST_SHOWN] if self.seen.isChecked() else ()
        self._list.fill(shown, lambda: map(self._row, shown))
        self.counted.emit(number)

    def _row(self, waiting: Waiting) -> QWidget:
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        by = f" · {waiting.by}" if waiting.by else ""
        row.addWidget(label("plain", f"{waiting.text}{by}"), 1)
        row.addWidget(small(tr("Take back"), lambda: self.take_back(waiting)))
        return place

    def _tell(self, text: str) -> None:
        self.told.setText(text)
        self.told.setVisible(bool(text))

    def _lay_out(self) -> None:
        layout = column(self, 8)
        layout.setContentsMargins(12, 8, 12, 12)
        about = tr(
            "Everybody writes for themselves first. What is put here is seen on no wall and in no"
            " file until you reveal it, all at once and without names."
        )
        self.text.setFixedHeight(_HIGH)
        self.text.setTabChangesFocus(True)
        self.text.setPlaceholderText(tr("One sticky a line; Enter puts it into the inbox"))
        self.by.setPlaceholderText(tr("Left out, nobody"))
        self.reveal.setProperty("primary", True)
        self.reveal.setAutoDefault(False)
        parts: tuple[QWidget, ...] = (
            label("faint", about), self.unseen, field(tr("Stickies"), self.text), self.text,
            field(tr("Written by"), self.by), self.by, self.told, self.number, self.reveal,
            self.seen, self.answers,
        )  # fmt: skip
        for part in parts:
            layout.addWidget(part)
        layout.addLayout(self._list)
        layout.addWidget(self._doubles)
        layout.addStretch(1)
        self._tell("")
        self.setFocusProxy(self.text)

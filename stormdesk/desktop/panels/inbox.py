"""The panel of silent exploration: what is written here is seen by nobody until it is revealed."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from stormdesk.desktop.panels.session_parts import Rows, column, field, label, small
from stormdesk.desktop.words import counted, tr
from stormdesk.document.inbox import MOST, Waiting, keep_inbox, read_inbox
from stormdesk.document.opening import OpenBoard
from stormdesk.editor import typing
from stormdesk.editor.editor import Editor
from stormdesk.editor.workshop import inbox
from stormdesk.model.problem import BadInput
from stormdesk.model.sticky import Sticky

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

    def __init__(self, editor: Editor, opened: OpenBoard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._opened = opened
        self._board_id = editor.board.profile.id
        self._waiting = read_inbox(self._board_id, opened.state)
        self._apart: set[tuple[str, ...]] = set()
        self.text, self.by = QPlainTextEdit(), QLineEdit()
        self.told, self.number = label("wrong"), label("told")
        self.reveal = QPushButton(tr("Reveal them on the board"))
        self.seen = QCheckBox(tr("Show the texts here"))
        self._list, self._doubles = Rows(2), Rows(10)
        self._title = label("section", tr("Do these mean the same?"))
        self._lay_out()
        self.text.installEventFilter(self)
        self.reveal.clicked.connect(lambda _=False: self.show_all())
        self.seen.toggled.connect(lambda _: self._show_waiting())
        self._due = QTimer(self, singleShot=True, interval=_PAUSE)
        self._due.timeout.connect(self.refresh)
        editor.document.follow(lambda _: self.isVisible() and self._due.start())
        self._show_waiting()

    @property
    def waiting(self) -> tuple[Waiting, ...]:
        """What waits."""
        return self._waiting

    def take(self) -> None:
        """Put the lines that are written into the inbox."""
        try:
            more = inbox.written(self.text.toPlainText(), self.by.text().strip() or None)
            if len(self._waiting) + len(more) > MOST:
                raise BadInput("inbox", f"takes {MOST:,} stickies; reveal some first")
            self._keep((*self._waiting, *more))
        except BadInput as problem:
            self._tell(f"{problem.why}.")
        except OSError as error:
            self._tell(tr("Not kept: {why}.", why=error.strerror or error))
        else:
            self.text.clear()
            self._tell("")

    def take_back(self, waiting: Waiting) -> None:
        """Take one out of the inbox again, to be written otherwise."""
        at = self._waiting.index(waiting)
        try:
            self._keep((*self._waiting[:at], *self._waiting[at + 1 :]))
        except OSError as error:
            self._tell(tr("Not kept: {why}.", why=error.strerror or error))
        else:
            self.text.setPlainText("\n".join(filter(None, (waiting.text, self.text.toPlainText()))))

    def show_all(self) -> None:
        """Spread all that waits on the board; who wrote it is forgotten."""
        typing.finish(self._editor)
        ids = inbox.reveal(self._editor, self._waiting)
        # Only now: a crash between the two shows them twice, and loses none.
        self._keep(())
        self.showing.emit(tuple(ids))
        self.refresh()

    def refresh(self) -> None:
        """Look for what says the same on the board as it is now."""
        found = [c for c in inbox.doubles(self._editor.board) if _ids(c) not in self._apart]
        self._title.setVisible(bool(found))
        self._doubles.fill(found, lambda: map(self._cluster, found[:_MOST_SHOWN]))

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
        self._due.start()

    def _keep(self, waiting: tuple[Waiting, ...]) -> None:
        keep_inbox(self._board_id, self._opened.state, waiting)
        self._waiting = waiting
        self._show_waiting()

    def _show_waiting(self) -> None:
        number = len(self._waiting)
        told = counted(number, "sticky waits", "stickies wait") if number else tr("Nothing waits.")
        self.number.setText(told)
        self.reveal.setEnabled(bool(number) and self._editor.is_editable)
        self.text.setEnabled(self._editor.is_editable)
        self.seen.setVisible(bool(number))
        shown = self._waiting[::-1][:_MOST_SHOWN] if self.seen.isChecked() else ()
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

    def _cluster(self, cluster: tuple[Sticky, ...]) -> QWidget:
        place = QWidget()
        layout = column(place, 4)
        for widget in self._offers(cluster):
            layout.addWidget(widget)
        return place

    def _offers(self, cluster: tuple[Sticky, ...]) -> Iterator[QWidget]:
        for sticky in cluster:
            others = [other.id for other in cluster if other is not sticky]
            row = QWidget()
            inside = QHBoxLayout(row)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.addWidget(label("plain", " ".join(sticky.text.split())), 1)
            keep = small(tr("Keep this"), lambda s=sticky, o=others: self._merge(s.id, o))
            keep.setEnabled(self._editor.is_editable)
            inside.addWidget(keep)
            yield row
        ids = _ids(cluster)
        buttons = QWidget()
        inside = QHBoxLayout(buttons)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(small(tr("Show"), lambda: self.showing.emit(ids)), 1)
        inside.addWidget(small(tr("Keep both"), lambda: self._leave(ids)), 1)
        yield buttons

    def _merge(self, kept: str, gone: list[str]) -> None:
        typing.finish(self._editor)
        for other in gone:
            try:
                inbox.merge(self._editor, kept, other)
            except BadInput as problem:
                self._tell(f"{problem.why}.")
        self.refresh()

    def _leave(self, ids: tuple[str, ...]) -> None:
        self._apart.add(ids)
        self.refresh()

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
        self._title.hide()
        parts: tuple[QWidget, ...] = (
            label("faint", about), field(tr("Stickies"), self.text), self.text,
            field(tr("Written by"), self.by), self.by, self.told, self.number, self.reveal,
            self.seen,
        )  # fmt: skip
        for part in parts:
            layout.addWidget(part)
        layout.addLayout(self._list)
        layout.addWidget(self._title)
        layout.addLayout(self._doubles)
        layout.addStretch(1)
        self._tell("")
        self.setFocusProxy(self.text)


def _ids(cluster: tuple[Sticky, ...]) -> tuple[str, ...]:
    return tuple(sticky.id for sticky in cluster)

"""The contracts of the selected message in every format, to be read while it is edited."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication, QKeyEvent, QShowEvent, QTextCursor
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from stormdesk.desktop.elided import Elided
from stormdesk.desktop.icons import draw
from stormdesk.desktop.look import shades_of
from stormdesk.desktop.panels.drafted import drafted
from stormdesk.desktop.syntax import Syntax, inks_of
from stormdesk.desktop.tasks import Task
from stormdesk.desktop.words import tr
from stormdesk.editor.editor import Editor
from stormdesk.exchange.contracts.options import PART_NAMES, Part
from stormdesk.late import resolved
from stormdesk.model.board import Board, Change
from stormdesk.model.problem import BadInput
from stormdesk.model.record import Record
from stormdesk.model.repetition import original_of
from stormdesk.model.sticky import Kind, Sticky

if TYPE_CHECKING:
    from stormdesk.exchange.contracts.preview import Preview

PREVIEWS = "stormdesk.exchange.contracts.preview:previews"
PARTS = "stormdesk.exchange.contracts.preview:parts"
"""Found when the panel is first shown: nobody who opens a board has to wait for every format."""

_PAUSE = 60
_LINES = 9


class ContractPreview(QFrame):
    """Follows selection and typing while it is shown; ``draft`` returns what is being typed."""

    closing = Signal()

    def __init__(
        self, editor: Editor, draft: Callable[[], Sequence[Record]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("contracts")
        self.setAccessibleName(tr("Contracts"))
        self._editor = editor
        self._draft = draft
        self._task = Task(self)
        self._parts: tuple[Part, ...] = ()
        self._previews: list[Preview] = []
        self._told: frozenset[str] = frozenset()
        self._shown = ("", "")
        self._due = QTimer(self, singleShot=True, interval=_PAUSE)
        self._due.timeout.connect(self.refresh)
        self._make_widgets()
        self._lay_out()
        self._syntax = Syntax(self.text.document())
        self._take_inks()
        editor.watch(self._watch)
        editor.document.follow(self._follow)

    def refresh(self) -> None:
        """Show the contracts of the selected message as they are now, if anybody looks."""
        if not self.isVisible():
            return
        self._offer_parts()
        sticky = self._sticky()
        board = self._editor.board
        self.title.setText(sticky.text.replace("\n", " ") if sticky is not None else "")
        if sticky is None or not self._parts:
            self._task.drop()
            self._show([], tr("Select an event or a command to see its contracts."))
            return
        draft = self._draft()
        part = self._parts[self.tabs.currentIndex()]
        self._told = self._editor.selection
        self._task.run(
            lambda: _previews(board, draft, sticky.id, part),
            lambda found: self._take(sticky, part, found),
            self._tell_error,
        )

    def look_soon(self) -> None:
        """Look again in a moment, since something is being typed."""
        if self.isVisible():
            self._due.start()

    def close_task(self) -> None:
        """End the worker, and show nothing any more."""
        self._due.stop()
        self._task.close()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened while the panel was hidden."""
        super().showEvent(event)
        self._due.start(0)

    def changeEvent(self, event: QEvent) -> None:
        """Take the inks of other surroundings."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._take_inks()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.closing.emit()
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """Put the whole text on the clipboard."""
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.copying.setText(tr("Copied"))
        QTimer.singleShot(1500, self, lambda: self.copying.setText(tr("Copy")))

    def _make_widgets(self) -> None:
        self.title = Elided()
        self.title.setProperty("role", "heading")
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setAccessibleName(tr("Formats"))
        self.files = QComboBox()
        self.files.setAccessibleName(tr("File"))
        self.files.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.files.activated.connect(self._show_file)
        self.path = Elided(Qt.TextElideMode.ElideLeft)
        self.path.setProperty("role", "faint")
        self.copying = QPushButton(tr("Copy"))
        self.copying.setAutoDefault(False)
        self.copying.clicked.connect(self.copy)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setMinimumHeight(_LINES * self.text.fontMetrics().lineSpacing())
        self.text.setAccessibleName(tr("Contract"))
        self.hint, self.wrong = QLabel(), QLabel()
        self.hint.setProperty("role", "faint")
        self.wrong.setProperty("role", "wrong")
        for label in (self.hint, self.wrong):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.hide()
        self.setFocusProxy(self.text)

    def _lay_out(self) -> None:
        close = QToolButton()
        draw(close, "close")
        close.setToolTip(tr("Close the contracts"))
        close.setAccessibleName(tr("Close the contracts"))
        close.clicked.connect(self.closing)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.title, 1)
        head.addWidget(self.tabs)
        head.addWidget(close)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self.files)
        foot.addWidget(self.path, 1)
        foot.addWidget(self.copying)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 8, 10, 10)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addWidget(self.wrong)
        layout.addWidget(self.hint)
        layout.addWidget(self.text, 1)
        layout.addLayout(foot)
        layout.addStretch(0)

    def _offer_parts(self) -> None:
        if not self._parts:
            self._parts = tuple(resolved(PARTS)())
            for part in self._parts:
                self.tabs.addTab(tr(PART_NAMES[part]))
            self.tabs.currentChanged.connect(lambda _: self.refresh())

    def _sticky(self) -> Sticky | None:
        """Return the message that is selected, or was last, as long as nothing else is."""
        board = self._editor.board
        chosen = self._editor.selected_sticky
        if chosen is None and not self._editor.selection:
            chosen = board.get(self._shown[0], Sticky)
        if chosen is None:
            return None
        sticky = original_of(board, chosen)
        return sticky if sticky.kind in (Kind.EVENT, Kind.COMMAND) else None

    def _take(self, sticky: Sticky, part: Part, found: list[Preview]) -> None:
        hint = ""
        if sticky.message is None:
            hint = tr("It has no message yet: give it fields in the inspector.")
        elif not found:
            hint = tr("Nothing of this format is made for it.")
        is_same = self._shown == (sticky.id, part)
        self._shown = (sticky.id, part)
        self._show(found, hint, is_same=is_same)

    def _show(self, found: list[Preview], hint: str, *, is_same: bool = False) -> None:
        row = self.files.currentIndex() if is_same else 0
        names = [preview.path.rpartition("/")[2] for preview in found]
        if names != [self.files.itemText(n) for n in range(self.files.count())]:
            self.files.clear()
            self.files.addItems(names)
        self._previews = found
        self.files.setCurrentIndex(min(max(row, 0), len(found) - 1))
        self.files.setVisible(len(found) > 1)
        self._tell("", hint)
        for widget in (self.text, self.path, self.copying):
            widget.setVisible(bool(found))
        self._show_file(keeps_place=is_same)

    def _show_file(self, _: int = 0, *, keeps_place: bool = False) -> None:
        if not self._previews:
            return
        preview = self._previews[self.files.currentIndex()]
        self.path.setText(preview.path)
        if preview.text == self.text.toPlainText() and keeps_place:
            return
        across, down = self.text.horizontalScrollBar(), self.text.verticalScrollBar()
        place = (across.value(), down.value())
        self._syntax.read_as(preview.path)
        self.text.setPlainText(preview.text)
        if keeps_place:
            across.setValue(place[0])
            down.setValue(place[1])
        elif preview.line > _LINES:
            # Where many messages share a file, it opens at this one.
            block = self.text.document().findBlockByNumber(preview.line)
            self.text.setTextCursor(QTextCursor(block))
            self.text.verticalScrollBar().setValue(preview.line - 2)

    def _tell_error(self, error: Exception) -> None:
        """Say why there is no contract; what was shown last stays, for it is being mended."""
        told = f"{error.where}: {error.why}." if isinstance(error, BadInput) else str(error)
        sticky = self._sticky()
        if sticky is None or sticky.id != self._shown[0]:
            self._show([], "")
        self._tell(told, "")

    def _tell(self, wrong: str, hint: str) -> None:
        for label, text in ((self.wrong, wrong), (self.hint, hint)):
            label.setText(text)
            label.setVisible(bool(text))
        self.text.setAccessibleDescription(wrong)

    def _take_inks(self) -> None:
        self._syntax.use_inks(inks_of(shades_of(self.palette())))

    def _watch(self) -> None:
        # Most calls only tell that the pointer is over something else.
        if self._editor.selection is not self._told:
            self._told = self._editor.selection
            self.look_soon()

    def _follow(self, change: Change) -> None:
        # A drag changes places only, many times a second.
        if change.others:
            self.look_soon()


def _previews(board: Board, draft: Sequence[Record], sticky_id: str, part: Part) -> list[Preview]:
    return resolved(PREVIEWS)(drafted(board, draft), sticky_id, part)

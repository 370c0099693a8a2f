"""The bar below the canvas that leads a walk along the board, and what is dropped on the way."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from stormdesk.desktop.canvas.view import Canvas
from stormdesk.desktop.countdown import countdown
from stormdesk.desktop.elided import Elided
from stormdesk.desktop.facilitation import Facilitation
from stormdesk.desktop.icons import draw
from stormdesk.desktop.panels.session_parts import label, set_tone, small
from stormdesk.desktop.wall.moment import Moment
from stormdesk.desktop.words import tr
from stormdesk.editor import typing
from stormdesk.editor.workshop import telling, walk
from stormdesk.model.problem import BadInput
from stormdesk.model.session import Turn, WalkMode
from stormdesk.model.sticky import Kind

NAMES: dict[WalkMode, str] = {"forward": "Walk-through", "backward": "Reverse narrative"}
_STEPS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_PageDown: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_PageUp: -1,
    Qt.Key.Key_End: 1_000_000,
    Qt.Key.Key_Home: -1_000_000,
}
_KINDS = {Qt.Key.Key_H: Kind.HOTSPOT, Qt.Key.Key_E: Kind.EVENT}
_ASKED = {
    Kind.HOTSPOT: "What is the question? Enter pins it here",
    Kind.EVENT: "What happened? Enter puts it after this",
}


class WalkBar(QFrame):
    """Shown while a walk is under way; ``lit`` are the present sticky and what stands round it.

    Its keys work on the canvas: the arrows and the keys of a presenter step, H and E drop a hotspot
    or an event, N hands over, Escape ends.
    """

    turned = Signal()

    def __init__(
        self, canvas: Canvas, facilitation: Facilitation, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._editor = canvas.editor
        self._facilitation = facilitation
        self._at: str | None = None
        self._selected = self._editor.selection
        self._dropping = Kind.HOTSPOT
        self.lit: frozenset[str] | None = None
        self.setObjectName("simulation-bar")
        self.setAccessibleName(tr("Walk"))
        self.mode, self.question = QLabel(), label("say")
        self.narrator, self.time = Elided(), QLabel()
        self.entry, self.told = QLineEdit(), label("wrong")
        self.hand = small(tr("Next narrator"), self.hand_over, tr("N"))
        self._lay_out()
        canvas.installEventFilter(self)
        self.entry.installEventFilter(self)
        self.entry.returnPressed.connect(self._drop)
        facilitation.told.connect(self._show_moment)
        self._editor.document.follow(lambda _: self._follow())
        self._due = QTimer(self, singleShot=True, interval=0)
        self._due.timeout.connect(self._go_where_selected)
        self._editor.watch(self._watch)
        self.hide()
        self._follow()

    @property
    def turn(self) -> Turn | None:
        """The turn that is under way."""
        return telling.turn_under_way(self._editor.board)

    def toggle(self, mode: WalkMode) -> None:
        """Begin a walk, or end the one of that mode."""
        typing.finish(self._editor)
        turn = self.turn
        if turn is not None and turn.mode == mode:
            self.end()
            return
        telling.start_walk(self._editor.document, mode, self._facilitation.now())
        self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, steps: int) -> None:
        """Go on, or back where negative."""
        typing.finish(self._editor)
        telling.step(self._editor.document, steps)

    def hand_over(self) -> None:
        """Let the next participant tell."""
        telling.hand_over(self._editor.document, self._facilitation.now())

    def end(self) -> None:
        """End the walk."""
        telling.end_walk(self._editor.document, self._facilitation.now())
        self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask(self, kind: Kind) -> None:
        """Ask for the text of what is dropped where the walk stands."""
        typing.finish(self._editor)
        self._dropping = kind
        self.entry.setPlaceholderText(tr(_ASKED[kind]))
        self.entry.setAccessibleName(tr(_ASKED[kind]))
        self.entry.show()
        self.entry.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys of the walk on the canvas, and Escape in the entry."""
        if not isinstance(event, QKeyEvent) or self.isHidden():
            return False
        is_press = event.type() == QEvent.Type.KeyPress
        if watched is self.entry:
            if is_press and event.key() == Qt.Key.Key_Escape:
                self._close_entry()
                return True
            return False
        if not self._is_ours(event):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if is_press:
            self._take(Qt.Key(event.key()))
        return is_press

    @property
    def _is_idle(self) -> bool:
        editor = self._editor
        return editor.document.open_edit is None and type(editor.tool) is type(editor.idle())

    def _is_ours(self, event: QKeyEvent) -> bool:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        is_known = event.key() in (*_STEPS, *_KINDS, Qt.Key.Key_N, Qt.Key.Key_Escape)
        return self._is_idle and is_known and plain == Qt.KeyboardModifier.NoModifier

    def _take(self, key: Qt.Key) -> None:
        if key in _STEPS:
            self.step(_STEPS[key])
        elif key in _KINDS:
            self.ask(_KINDS[key])
        elif key == Qt.Key.Key_N:
            self.hand_over()
        else:
            self.end()

    def _drop(self) -> None:
        if not self.entry.text().strip():
            self._close_entry()
            return
        try:
            telling.drop(self._editor, self._dropping, self.entry.text())
        except BadInput as problem:
            self.told.setText(f"{problem.why}.")
            self.told.show()
        else:
            self._close_entry()

    def _close_entry(self) -> None:
        self.entry.clear()
        self.entry.hide()
        self.told.hide()
        self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self) -> None:
        turn, board = self.turn, self._editor.board
        at = turn.at if turn is not None and turn.at in board.stickies else None
        lit = walk.around(board, at).ids | {at} if at is not None else None
        is_other = at != self._at or lit != self.lit or self.isHidden() == (turn is not None)
        if not is_other:
            return
        leads = at is not None and at != self._at
        self._at, self.lit = at, lit
        self.setVisible(turn is not None)
        if turn is None:
            self._close_entry()
        elif at is None:
            self.mode.setText(tr(NAMES[turn.mode]))
            self.question.setText(tr("There is nothing to walk along yet: put up an event first."))
        self.turned.emit()
        if leads and at is not None:
            self._canvas.reveal(at)

    def _watch(self) -> None:
        # Most calls only tell that the pointer is over something else.
        if self.isVisible() and self._editor.selection is not self._selected:
            self._selected = self._editor.selection
            self._due.start()

    def _go_where_selected(self) -> None:
        """Go to a sticky that somebody points at; a repetition is none of the steps."""
        editor = self._editor
        if self.isHidden() or not self._is_idle or len(editor.selection) != 1:
            return
        (chosen,) = editor.selection
        turn = self.turn
        is_other = turn is not None and chosen != self._at and chosen in editor.board.stickies
        if is_other and turn is not None and chosen in walk.order(editor.board, turn.mode):
            telling.go_to(editor.document, chosen)

    def _show_moment(self, moment: Moment) -> None:
        told = moment.told
        if told is None:
            return
        nth = tr(" · {n} of {all}", n=told.step, all=told.steps) if told.step else ""
        self.mode.setText(tr(NAMES[told.mode]) + nth)
        self.question.setText(told.question)
        self.narrator.setText(tr("{name} tells", name=told.by) if told.by else "")
        self.hand.setVisible(told.by is not None)
        self.time.setText(countdown(told.left) if told.left is not None and told.by else "")
        set_tone(self.time, "over" if (told.left or 0) < 0 else "")

    def _lay_out(self) -> None:
        self.mode.setProperty("role", "faint")
        self.time.setProperty("role", "told")
        self.narrator.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        close = QToolButton()
        draw(close, "close")
        close.setToolTip(tr("End the walk (Esc)"))
        close.setAccessibleName(tr("End the walk"))
        close.clicked.connect(self.end)
        above = QHBoxLayout()
        above.setSpacing(8)
        for name, tip, steps in (("back", "Back (Left)", -1), ("forward", "On (Right)", 1)):
            button = QToolButton()
            draw(button, name)
            button.setToolTip(tr(tip))
            button.setAccessibleName(tr(tip))
            button.clicked.connect(lambda _=False, n=steps: self.step(n))
            above.addWidget(button)
        above.addWidget(self.mode)
        above.addWidget(self.narrator, 1)
        above.addWidget(self.time)
        above.addWidget(self.hand)
        above.addWidget(small(tr("Hotspot"), lambda: self.ask(Kind.HOTSPOT), tr("H")))
        above.addWidget(small(tr("Event"), lambda: self.ask(Kind.EVENT), tr("E")))
        above.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 6, 8, 8)
        layout.setSpacing(4)
        layout.addLayout(above)
        for part in (self.question, self.entry, self.told):
            layout.addWidget(part)
        self.entry.hide()
        self.told.hide()

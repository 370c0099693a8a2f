"""The bar below the canvas that plays how the board came about, like a film."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QSlider, QToolButton, QWidget

from stormdesk.desktop.canvas.view import Canvas
from stormdesk.desktop.elided import Elided
from stormdesk.desktop.icons import draw
from stormdesk.desktop.stage import Stage
from stormdesk.desktop.wall.projection import Projection
from stormdesk.desktop.words import tr
from stormdesk.document.document import Document
from stormdesk.document.film import Film
from stormdesk.document.opening import OpenBoard
from stormdesk.editor import typing
from stormdesk.editor.editor import Editor
from stormdesk.layout.appearance import Palette
from stormdesk.model.problem import BadInput

_FRAME = 400
SPEEDS = (1, 4, 16)
_BIG_STEP = 10


class ReplayBar(QFrame):
    """Shows an earlier board in place of the canvas, here and on the wall; nothing can be changed.

    Space plays and stops, the arrows step, Escape ends.
    """

    turned = Signal()

    def __init__(
        self,
        opened: OpenBoard,
        stage: Stage,
        projection: Projection,
        palette: Palette,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._opened = opened
        self._stage = stage
        self._projection = projection
        self._palette = palette
        self._film: Film | None = None
        self.canvas: Canvas | None = None
        self._clock = QTimer(self, interval=_FRAME)
        self._clock.timeout.connect(self._go_on)
        self._fitting = QTimer(self, singleShot=True, interval=0)
        self._fitting.timeout.connect(self._fit)
        self.setObjectName("simulation-bar")
        self.setAccessibleName(tr("How the board came about"))
        self.play, self.slider = QToolButton(), QSlider(Qt.Orientation.Horizontal)
        self.speed, self.told = QComboBox(), Elided()
        self._lay_out()
        self.hide()

    @property
    def is_on(self) -> bool:
        """Whether the past is shown."""
        return self._film is not None

    def toggle(self) -> None:
        """Show the past from its beginning, or end it."""
        if self.is_on:
            self.end()
        else:
            self.begin()

    def begin(self) -> None:
        """Show the past from its beginning, and play it.

        Raises BadInput where there is none.
        """
        editor = self._stage.canvas.editor
        typing.finish(editor)
        film = self._opened.film()
        if not len(film):
            raise BadInput("replay", "nothing was changed on this board yet")
        self._film = film
        document = Document(film.board(0))
        document.is_read_only = True
        # The board itself rests meanwhile, so that no key changes what nobody sees.
        editor.document.is_read_only = True
        shown = self.canvas = Canvas(Editor(document, editor.wall.cards), self._palette)
        shown.installEventFilter(self)
        self._stage.cover(shown)
        self._projection.show_canvas(shown)
        with QSignalBlocker(self.slider):
            self.slider.setRange(0, len(film))
            self.slider.setValue(0)
        self.show()
        self._show(0)
        self._fitting.start()
        self.slider.setFocus(Qt.FocusReason.OtherFocusReason)
        self._clock.start()
        self._name_play()
        self.turned.emit()

    def end(self) -> None:
        """Go back to the board as it is now."""
        if not self.is_on:
            return
        self._clock.stop()
        self._film = self.canvas = None
        self._projection.show_canvas(None)
        self._stage.cover(None)
        self._stage.canvas.editor.document.is_read_only = self._opened.is_read_only
        self.hide()
        self._stage.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        self.turned.emit()

    def use_palette(self, palette: Palette) -> None:
        """Show boards in other colours from now on."""
        self._palette = palette
        if self.canvas is not None:
            self.canvas.use_palette(palette)

    def toggle_play(self) -> None:
        """Let it go on by itself, from the start where it is at the end; or stop it."""
        if self._clock.isActive():
            self._clock.stop()
        else:
            if self.slider.value() == self.slider.maximum():
                self.slider.setValue(0)
            self._clock.start()
        self._name_play()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Play and stop by Space, step by the arrows, end by Escape."""
        if not self._takes(event):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the same keys on the canvas and on the slider."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._takes(event)
        return super().eventFilter(watched, event)

    def _takes(self, event: QKeyEvent) -> bool:
        match event.key():
            case Qt.Key.Key_Escape:
                self.end()
            case Qt.Key.Key_Space:
                self.toggle_play()
            case Qt.Key.Key_Right | Qt.Key.Key_PageDown:
                self.slider.setValue(self.slider.value() + 1)
            case Qt.Key.Key_Left | Qt.Key.Key_PageUp:
                self.slider.setValue(self.slider.value() - 1)
            case _:
                return False
        return True

    def _show(self, moment: int) -> None:
        film, canvas = self._film, self.canvas
        if film is None or canvas is None:
            return
        canvas.editor.document.show(film.board(moment))
        label = film.steps[moment - 1].label if moment else tr("The beginning")
        told = tr("{n} of {all}", n=moment, all=len(film))
        self.told.setText(" · ".join(filter(None, (told, label))))
        self.slider.setAccessibleDescription(self.told.text())

    def _fit(self) -> None:
        """Show the place of the whole board as it is at the end; only now the canvas has a size."""
        box = self._stage.canvas.editor.wall.arrangement.bounds
        if self.canvas is not None:
            self.canvas.show_box(box)

    def _go_on(self) -> None:
        if self.slider.value() >= self.slider.maximum():
            self._clock.stop()
            self._name_play()
        else:
            self.slider.setValue(self.slider.value() + 1)

    def _name_play(self) -> None:
        is_playing = self._clock.isActive()
        draw(self.play, "pause" if is_playing else "play")
        told = tr("Stop (Space)") if is_playing else tr("Play (Space)")
        self.play.setToolTip(told)
        self.play.setAccessibleName(told)

    def _lay_out(self) -> None:
        self.slider.setAccessibleName(tr("How the board came about"))
        self.slider.setPageStep(_BIG_STEP)
        self.slider.setMinimumWidth(80)
        self.slider.valueChanged.connect(self._show)
        self.slider.installEventFilter(self)
        self.play.clicked.connect(self.toggle_play)
        for speed in SPEEDS:
            self.speed.addItem(f"{speed} ×", speed)
        self.speed.setAccessibleName(tr("Speed"))
        self.speed.currentIndexChanged.connect(
            lambda _: self._clock.setInterval(round(_FRAME / self.speed.currentData()))
        )
        close = QToolButton()
        draw(close, "close")
        close.setToolTip(tr("Back to the board as it is (Esc)"))
        close.setAccessibleName(tr("Back to the board as it is"))
        close.clicked.connect(self.end)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 5, 8, 5)
        layout.setSpacing(8)
        layout.addWidget(self.play)
        layout.addWidget(self.slider, 2)
        layout.addWidget(self.told, 1)
        layout.addWidget(self.speed)
        layout.addWidget(close)
        self._name_play()

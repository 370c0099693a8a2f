"""The mouse while it points: it leaves a trail and moves nothing."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent

from stormdesk.desktop.canvas.pointing import Light, Pointing
from stormdesk.desktop.canvas.viewport import Viewport

_HELD = 0.35
"""Seconds after which a key that is let go was held, and not tapped."""
_REACH = 210.0
"""How far the spotlight shines, in pixels of the console."""
_KEYS: dict[int, Light] = {Qt.Key.Key_Z: "laser", Qt.Key.Key_D: "spotlight"}
_BUTTONS = (
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseButtonDblClick,
)


class PointingHand(QObject):
    """Takes the mouse from the tools for as long as laser or spotlight are on.

    A key that is tapped leaves them on until it is tapped again; one that is held, until it is let
    go. Escape puts them out.
    """

    def __init__(
        self, canvas: Viewport, pointing: Pointing, clock: Callable[[], float] = monotonic
    ) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._pointing = pointing
        self._clock = clock
        self._since = 0.0
        pointing.turned.connect(self._turn)
        canvas.installEventFilter(self)

    def toggle(self, light: Light) -> None:
        """Take up laser or spotlight, or put it down."""
        self._since = self._clock()
        self._pointing.turn(None if self._pointing.light == light else light)

    def look_here(self) -> None:
        """Have the room look at what is selected."""
        editor = self._canvas.editor
        box = editor.wall.bounds_of(editor.selection)
        if box is not None:
            self._pointing.look_here(box)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Point with the mouse, and put out the light by key."""
        if self._pointing.light is None:
            return False
        if isinstance(event, QKeyEvent):
            return self._takes_key(event)
        if not isinstance(event, QMouseEvent):
            return False
        is_panning = bool(event.buttons() & Qt.MouseButton.MiddleButton)
        if event.type() == QEvent.Type.MouseMove:
            self._point(event.position())
            return not is_panning
        return event.type() in _BUTTONS and event.button() == Qt.MouseButton.LeftButton

    def _takes_key(self, event: QKeyEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            self._pointing.turn(None)
            return True
        is_over = event.type() == QEvent.Type.KeyRelease and not event.isAutoRepeat()
        if is_over and _KEYS.get(event.key()) == self._pointing.light:
            if self._clock() - self._since >= _HELD:
                self._pointing.turn(None)
            return True
        return False

    def _turn(self) -> None:
        is_laser = self._pointing.light == "laser"
        shape = Qt.CursorShape.BlankCursor if is_laser else Qt.CursorShape.ArrowCursor
        self._canvas.setCursor(shape)
        under = QPointF(self._canvas.mapFromGlobal(self._canvas.cursor().pos()))
        if self._pointing.light is not None:
            self._point(under if self._canvas.rect().contains(under.toPoint()) else self._middle)

    @property
    def _middle(self) -> QPointF:
        return self._canvas.area().center()

    def _point(self, pixel: QPointF) -> None:
        camera = self._canvas.camera
        self._pointing.reach = _REACH / camera.scale
        self._pointing.point(camera.to_board(pixel))

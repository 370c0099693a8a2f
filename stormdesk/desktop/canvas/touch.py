"""Fingers on the board: one pans, two zoom, a long press opens the menu, a tap is a click."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto

from PySide6.QtCore import QEvent, QLineF, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QInputDevice,
    QMouseEvent,
    QTouchEvent,
)
from PySide6.QtWidgets import QWidget

_SLOP = 12.0
"""Pixels a finger may wander and still stand."""
_TYPES = (
    QEvent.Type.TouchBegin,
    QEvent.Type.TouchUpdate,
    QEvent.Type.TouchEnd,
    QEvent.Type.TouchCancel,
)


class Hold(Enum):
    """What the fingers are about."""

    NOTHING = auto()
    STANDING = auto()
    PANNING = auto()
    CARRYING = auto()
    ZOOMING = auto()


class Touch(QObject):
    """Turns the fingers on a canvas into what they mean.

    A finger carries only what is selected (``may_carry`` tells whether there is such a thing under
    it), so that nothing moves by accident; then, and for taps, the canvas gets mouse events.
    """

    def __init__(
        self,
        canvas: QWidget,
        pan: Callable[[float, float], None],
        zoom: Callable[[float, QPointF], None],
        may_carry: Callable[[QPointF], bool],
        let_go: Callable[[], None],
    ) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._pan, self._zoom = pan, zoom
        self._may_carry, self._let_go = may_carry, let_go
        self._hold = Hold.NOTHING
        self._fingers: dict[int, QPointF] = {}
        self._start = QPointF()
        self._tapped: tuple[int, QPointF] | None = None
        self._long = QTimer(self, singleShot=True)
        self._long.timeout.connect(self._open_menu)
        canvas.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)

    def take(self, event: QEvent) -> bool:
        """Take an event of fingers on a screen; others, and those on a touchpad, are not for us."""
        if event.type() not in _TYPES or not isinstance(event, QTouchEvent):
            return False
        if event.device().type() == QInputDevice.DeviceType.TouchPad:
            return False
        event.accept()
        if event.type() == QEvent.Type.TouchCancel:
            self._drop()
            return True
        # A menu that opened meanwhile may have kept the last finger's release from us.
        before = self._fingers if event.type() != QEvent.Type.TouchBegin else {}
        self._fingers = {
            point.id(): point.position()
            for point in event.points()
            if point.state() != point.state().Released
        }
        if len(self._fingers) > 1:
            self._two(before)
        elif self._fingers:
            self._one(before, next(iter(self._fingers.values())))
        else:
            self._none(event)
        return True

    def _one(self, before: dict[int, QPointF], at: QPointF) -> None:
        if not before:
            self._hold, self._start = Hold.STANDING, at
            self._canvas.setFocus(Qt.FocusReason.MouseFocusReason)
            self._long.start(QGuiApplication.styleHints().mousePressAndHoldInterval())
        elif self._hold is Hold.STANDING and _apart(at, self._start) > _SLOP:
            self._set_off()
        elif self._hold is Hold.ZOOMING:
            self._hold = Hold.PANNING
        if self._hold is Hold.PANNING and len(before) == 1:
            delta = at - next(iter(before.values()))
            self._pan(delta.x(), delta.y())
        elif self._hold is Hold.CARRYING:
            self._mouse(QEvent.Type.MouseMove, at)

    def _two(self, before: dict[int, QPointF]) -> None:
        self._long.stop()
        self._put_back()
        self._hold = Hold.ZOOMING
        first, second = list(self._fingers)[:2]
        if first not in before or second not in before:
            return
        was, now = (_pinch(points[first], points[second]) for points in (before, self._fingers))
        self._pan(now[0].x() - was[0].x(), now[0].y() - was[0].y())
        if was[1] > 0 and now[1] > 0:
            self._zoom(now[1] / was[1], now[0])

    def _none(self, event: QTouchEvent) -> None:
        self._long.stop()
        at = event.points()[0].position()
        hold, self._hold = self._hold, Hold.NOTHING
        if hold is Hold.CARRYING:
            self._mouse(QEvent.Type.MouseButtonRelease, at)
        elif hold is Hold.STANDING:
            self._tap(at, event.timestamp())

    def _set_off(self) -> None:
        self._long.stop()
        if self._may_carry(self._start):
            self._hold = Hold.CARRYING
            self._mouse(QEvent.Type.MouseButtonPress, self._start)
        else:
            self._hold = Hold.PANNING

    def _tap(self, at: QPointF, when: int) -> None:
        # What a mouse would hover shows its handles.
        self._mouse(QEvent.Type.MouseMove, at, held=False)
        last, self._tapped = self._tapped, (when, at)
        interval = QGuiApplication.styleHints().mouseDoubleClickInterval()
        is_second = last is not None and when - last[0] < interval and _apart(at, last[1]) < _SLOP
        if is_second:
            self._tapped = None
            self._mouse(QEvent.Type.MouseButtonDblClick, at)
        else:
            self._mouse(QEvent.Type.MouseButtonPress, at)
        self._mouse(QEvent.Type.MouseButtonRelease, at)

    def _open_menu(self) -> None:
        if self._hold is Hold.STANDING:
            self._hold = Hold.NOTHING
            at = self._start.toPoint()
            reason = QContextMenuEvent.Reason.Mouse
            event = QContextMenuEvent(reason, at, self._canvas.mapToGlobal(at))
            QGuiApplication.sendEvent(self._canvas, event)

    def _drop(self) -> None:
        self._long.stop()
        self._put_back()
        self._hold = Hold.NOTHING
        self._fingers = {}

    def _put_back(self) -> None:
        if self._hold is Hold.CARRYING:
            self._let_go()
            self._mouse(QEvent.Type.MouseButtonRelease, self._start)

    def _mouse(self, kind: QEvent.Type, at: QPointF, *, held: bool = True) -> None:
        none, is_move = Qt.MouseButton.NoButton, kind == QEvent.Type.MouseMove
        is_down = held and kind != QEvent.Type.MouseButtonRelease
        event = QMouseEvent(
            kind,
            at,
            self._canvas.mapToGlobal(at),
            none if is_move else _LEFT,
            _LEFT if is_down else none,
            Qt.KeyboardModifier.NoModifier,
        )
        QGuiApplication.sendEvent(self._canvas, event)


_LEFT = Qt.MouseButton.LeftButton


def _apart(one: QPointF, other: QPointF) -> float:
    return QLineF(one, other).length()


def _pinch(one: QPointF, other: QPointF) -> tuple[QPointF, float]:
    """Return the middle of two fingers and how far apart they are."""
    return (one + other) / 2, _apart(one, other)

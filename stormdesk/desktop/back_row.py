"""Whether the last row of the room can read what is in view, told below the board."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtWidgets import QPushButton, QWidget

from stormdesk.desktop.canvas.camera import LARGEST
from stormdesk.desktop.canvas.view import Canvas
from stormdesk.desktop.settings import Settings
from stormdesk.desktop.words import tr
from stormdesk.layout.legibility import COMFORTABLE_ANGLE, Room, smallest_type

_PAUSE = 150
_MOST = 400
"""So many texts are looked at; one among them is as small as any where there are more."""


class BackRow(QPushButton):
    """Follows the canvas while it is wanted; a click comes as near as the last row needs."""

    def __init__(self, canvas: Canvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._room: Room | None = None
        self._needed: float | None = None
        self.setProperty("link", True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self.come_near)
        self._due = QTimer(self, singleShot=True, interval=_PAUSE)
        self._due.timeout.connect(self.refresh)
        canvas.zoomed.connect(self._wait)
        canvas.editor.document.follow(self._wait)
        self.hide()

    def use(self, settings: Settings) -> None:
        """Take what is known of the room, and whether anybody wants to hear of it."""
        self.setVisible(settings.back_row)
        self._room = None
        if settings.back_row:
            pixels = self._canvas.screen().size().width()
            self._room = Room(settings.screen_width, settings.room_distance, pixels)
            self.refresh()

    def refresh(self) -> None:
        """Say how the smallest text in view reads from there."""
        room, zoom = self._room, self._canvas.zoom
        if room is None:
            return
        size = smallest_type(self._canvas.texts_in_view(_MOST))
        self._needed = None
        if size is None:
            self.setText(tr("Back row: no text in view"))
            self.setToolTip("")
        else:
            reading = room.reading(size * zoom)
            needed = room.zoom_for(size)
            if reading != "easy" and needed <= LARGEST:
                self._needed = needed
            self.setText(_told(reading, self._needed))
            self.setToolTip(_measured(room, size * zoom))
        self.setEnabled(self._needed is not None)
        self.setAccessibleDescription(self.toolTip())

    def come_near(self) -> None:
        """Zoom so that the smallest text in view reads easily from the last row."""
        if self._needed is not None:
            middle = QPointF(self._canvas.rect().center())
            self._canvas.zoom_by(self._needed / self._canvas.zoom, middle)
            self.refresh()

    def _wait(self, _: object) -> None:
        if self._room is not None:
            self._due.start()


def _told(reading: str, needed: float | None) -> str:
    if reading == "easy":
        return tr("Back row: can read it all")
    told = tr("Back row: hard to read") if reading == "hard" else tr("Back row: cannot read it")
    return told if needed is None else tr("{told}. Zoom to {zoom}", told=told, zoom=f"{needed:.0%}")


def _measured(room: Room, size: float) -> str:
    return tr(
        "A capital of the smallest text in view is {angle} minutes of arc high from {far} m;"
        " {wanted} read easily.",
        angle=f"{room.angle(size):.1f}",
        far=f"{room.distance:g}",
        wanted=f"{COMFORTABLE_ANGLE:g}",
    )

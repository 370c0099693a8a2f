"""The band below the board on the wall: the legend so far, the phase, and the time that is left."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from stormdesk.desktop.countdown import countdown
from stormdesk.desktop.wall.legend import ROW, Entry, entries, name_of, paint_entry
from stormdesk.desktop.wall.lettering import TEXT, paint_text, width_of
from stormdesk.desktop.wall.moment import Moment
from stormdesk.desktop.words import tr
from stormdesk.layout.appearance import DEFAULT_PALETTE, Palette
from stormdesk.model.profile import Profile

_MARGIN, _PADDING = 28.0, 14.0
_TIME = 64.0
_SLACK = 8.0
_NAME_WIDTH = 520.0
_PROGRESS = 6.0
_LEAST_HEIGHT = 128.0
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Foot(QWidget):
    """Paints both anew only when a second, a phase or the legend says something else."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = DEFAULT_PALETTE
        self._profile: Profile | None = None
        self._moment: Moment | None = None
        self._told: object = None
        self._unit = 1.0
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def use(self, palette: Palette, unit: float) -> None:
        """Paint in other colours, or in another size, from now on."""
        self._palette, self._unit = palette, unit
        self.update()

    def show_moment(self, moment: Moment, profile: Profile) -> bool:
        """Show the clock and legend of a moment; return whether another height may be needed."""
        clock, turnout = moment.reading, moment.turnout
        time = (clock.state, clock.phase, clock.left)
        now = (moment.legend, *time, turnout, moment.waiting, profile.labels)
        if now == self._told:
            return False
        is_other = self._moment is None or self._moment.legend != moment.legend
        is_other = is_other or self._moment.reading.state != clock.state
        self._told, self._moment, self._profile = now, moment, profile
        names = ", ".join(name_of(mark, profile) for mark in moment.legend)
        told = f"{_told(moment)} {self._time()}".strip()
        self.setAccessibleName(tr("Legend: {names}. {time}", names=names, time=told))
        self.update()
        return is_other

    def height_for(self, width: int) -> int:
        """Return how high it has to be in a width, in pixels; 0 where it has nothing to say."""
        found, height = self._entries(width)
        is_resting = self._moment is not None and self._moment.reading.state == "break"
        if is_resting or not (found or self._has_time):
            return 0
        least = _LEAST_HEIGHT if self._has_time else ROW + 2 * _PADDING
        return round(max(least * self._unit, height + 2 * _PADDING * self._unit))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the band."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(self._palette.ruler))
            painter.fillRect(0, 0, self.width(), 1, QColor(self._palette.lane_edge))
            if self._moment is None or self._profile is None:
                return
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
            found, height = self._entries(self.width())
            top = (self.height() - height) / 2
            corner = QPointF(_MARGIN * self._unit, top)
            for entry in found:
                moved = Entry(entry.mark, entry.label, entry.place.translated(corner))
                paint_entry(painter, moved, self._palette, self._unit)
            if self._has_time:
                self._paint_time(painter)

    @property
    def _has_time(self) -> bool:
        return self._moment is not None and self._moment.reading.state in ("work", "pause")

    def _entries(self, width: int) -> tuple[list[Entry], float]:
        if self._moment is None or self._profile is None:
            return [], 0.0
        room = width - 2 * _MARGIN * self._unit
        if self._has_time:
            room -= self._time_width() + _MARGIN * self._unit
        return entries(self._moment.legend, self._profile, room, self._unit)

    def _time(self) -> str:
        if self._moment is None or not self._has_time:
            return ""
        return countdown(self._moment.reading.left)

    def _time_width(self) -> float:
        if self._moment is None:
            return 0.0
        name = width_of(_told(self._moment), TEXT * self._unit)
        time = width_of("+8:88:88", _TIME * self._unit, bold=True)
        return min(max(name, time) + _SLACK, _NAME_WIDTH * self._unit)

    def _paint_time(self, painter: QPainter) -> None:
        if self._moment is None:
            return
        clock, unit, palette = self._moment.reading, self._unit, self._palette
        is_over, is_paused = clock.left < 0, clock.state == "pause"
        ink = palette.pivotal if is_over else palette.outer_ink
        wide = self._time_width()
        middle = self.height() / 2
        x = self.width() - wide - _MARGIN * unit
        name = QRectF(x, middle - 60 * unit, wide, 48 * unit)
        sizes, faint = (TEXT * unit, TEXT * unit), QColor(palette.faint_ink)
        paint_text(painter, name, _told(self._moment), sizes, faint, _RIGHT)
        time = QRectF(x, middle - 28 * unit, wide, 96 * unit)
        shown = QColor(palette.faint_ink if is_paused else ink)
        paint_text(painter, time, self._time(), (_TIME * unit,) * 2, shown, _RIGHT, bold=True)
        length = self.width() * clock.share
        painter.fillRect(QRectF(0, 0, length, _PROGRESS * unit), QColor(ink))


def _told(moment: Moment) -> str:
    """Return what stands over the time: how the voting goes, else what is under way."""
    turnout = moment.turnout
    if turnout is None:
        name = tr("Paused") if moment.reading.state == "pause" else moment.reading.phase
        unseen = tr("{n} unseen", n=moment.waiting) if moment.waiting else ""
        return " · ".join(filter(None, (name, unseen)))
    if not turnout.wanted:
        return tr("Votes: {n}", n=turnout.cast)
    return tr("Votes: {n} of {all}", n=turnout.cast, all=turnout.wanted)

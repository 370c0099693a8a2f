"""What has been drawn of a sheet: all of it coarsely, what is seen of it sharply."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QPoint, QRect, QRectF, QSize, Signal
from PySide6.QtGui import QImage

from stormdesk.desktop.preview.sheets import Sheets
from stormdesk.desktop.tasks import Task


class Drawn(QObject):
    """Draws one sheet in a worker; what another sheet left is shown until the new one is there."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sheets: Sheets | None = None
        self.number = 0
        self._task = Task(self)
        self._pictures: dict[bool, tuple[QRectF, QImage]] = {}
        self._is_stale = False
        self._wants_whole = False

    @property
    def pictures(self) -> list[tuple[QRectF, QImage]]:
        """Pictures from the coarsest on, with the share of the sheet that each covers."""
        return [self._pictures[sharp] for sharp in (False, True) if sharp in self._pictures]

    @property
    def is_whole(self) -> bool:
        """Whether all of the present sheet can be seen."""
        return False in self._pictures and not self._is_stale

    def begin(self, sheets: Sheets | None, number: int, size: QSize) -> None:
        """Draw another sheet, whole and so large."""
        if number != self.number or sheets is None:
            self._pictures.clear()
        self.sheets, self.number, self._is_stale = sheets, number, True
        self._wants_whole = sheets is not None
        if sheets is not None:
            self._draw(sheets, size, QRect(QPoint(0, 0), size), is_sharp=False)
        self.changed.emit()

    def sharpen(self, size: QSize, part: QRect) -> None:
        """Draw a part of a sheet that is so large; the whole of it comes first."""
        if self.sheets is not None and not self._wants_whole and not part.isEmpty():
            self._draw(self.sheets, size, part, is_sharp=True)

    def leave(self) -> None:
        """Draw nothing more."""
        self._task.leave()

    def _draw(self, sheets: Sheets, size: QSize, part: QRect, *, is_sharp: bool) -> None:
        share = QRectF(
            part.x() / size.width(),
            part.y() / size.height(),
            part.width() / size.width(),
            part.height() / size.height(),
        )
        self._task.run(
            partial(sheets.picture, self.number, size, part),
            lambda image: self._take(share, image, is_sharp=is_sharp),
            lambda error: None,
        )

    def _take(self, share: QRectF, image: QImage, *, is_sharp: bool) -> None:
        if self._is_stale:
            self._pictures.clear()
        self._is_stale = self._wants_whole = False
        self._pictures[is_sharp] = (share, image)
        self.changed.emit()

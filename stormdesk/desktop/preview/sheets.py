"""Sheets that can be looked at, whatever kind of file they come from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage

from stormdesk.late import resolved

PAGES = "stormdesk.exchange.pictures.pdf_pages:PdfPages"
"""Found with the first preview: a start need not wait for what draws pages."""
_POINT = 72 / 96
"""Of a pixel of a picture, which counts 96 to the inch."""


class Sheets(Protocol):
    """One sheet or more; a worker may ask for pictures of them."""

    @property
    def sizes(self) -> Sequence[tuple[float, float]]:
        """Width and height of each in points."""
        ...

    def picture(self, number: int, size: QSize, part: QRect) -> QImage:
        """Return a part of a sheet that is drawn so large, in pixels."""
        ...


class PdfSheets:
    """The pages of a PDF file."""

    def __init__(self, data: bytes) -> None:
        self._pages = resolved(PAGES)(data)
        self.sizes: Sequence[tuple[float, float]] = self._pages.sizes

    def picture(self, number: int, size: QSize, part: QRect) -> QImage:
        """Return a part of a page that is drawn so large."""
        across, down = part.width(), part.height()
        wanted = (part.x(), part.y(), across, down)
        pixels = self._pages.pixels(number, size.width(), size.height(), wanted)
        image = QImage(pixels, across, down, 4 * across, QImage.Format.Format_RGB32)
        return image.copy()  # which owns its pixels, as the first does not


class PictureSheet:
    """A picture made of pixels."""

    def __init__(self, data: bytes) -> None:
        self._image = QImage.fromData(data)
        self.sizes = ((self._image.width() * _POINT, self._image.height() * _POINT),)

    def picture(self, _: int, size: QSize, part: QRect) -> QImage:
        """Return a part of the picture that is drawn so large."""
        across = self._image.width() / max(1, size.width())
        down = self._image.height() / max(1, size.height())
        source = QRectF(
            part.x() * across, part.y() * down, part.width() * across, part.height() * down
        )
        seen = self._image.copy(source.toAlignedRect())
        fitted = seen.scaled(part.size(), mode=Qt.TransformationMode.SmoothTransformation)
        return fitted.convertToFormat(QImage.Format.Format_RGB32)


def sheets_of(name: str, data: bytes) -> Sheets | None:
    """Return the sheets of a file by its name; None where it is nothing to look at."""
    kinds = {".pdf": PdfSheets, ".png": PictureSheet}
    kind = next((kind for suffix, kind in kinds.items() if name.endswith(suffix)), None)
    sheets = kind(data) if kind is not None else None
    return sheets if sheets is not None and all(min(size) > 0 for size in sheets.sizes) else None

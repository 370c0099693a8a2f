"""Pages of a PDF file as pixels, whole or in part."""

from __future__ import annotations

from threading import Lock
from typing import Any

import pypdfium2

# pypdfium2 carries few types.
pdfium: Any = pypdfium2
raw: Any = pypdfium2.raw
_ONE_AT_A_TIME = Lock()
"""The library takes calls from one thread at a time, whatever the documents."""
_WHITE = (255, 255, 255, 255)


Part = tuple[int, int, int, int]
"""A rectangle of pixels on a page: left, top, width and height."""


class PdfPages:
    """The pages of one file; threads may share it."""

    def __init__(self, data: bytes) -> None:
        with _ONE_AT_A_TIME:
            self._document = pdfium.PdfDocument(data)
            count = len(self._document)
            self.sizes: tuple[tuple[float, float], ...] = tuple(
                tuple(self._document.get_page_size(number)) for number in range(count)
            )
            """Width and height of each page, in the units that it counts in: mostly points."""

    def pixels(self, number: int, width: int, height: int, part: Part | None = None) -> bytes:
        """Return a page that is drawn so large, or a part of it: blue, green, red, nothing."""
        x, y, across, down = part or (0, 0, width, height)
        with _ONE_AT_A_TIME:
            page = self._document[number]
            bitmap = pdfium.PdfBitmap.new_native(across, down, raw.FPDFBitmap_BGRx)
            bitmap.fill_rect(_WHITE, 0, 0, across, down)
            raw.FPDF_RenderPageBitmap(bitmap, page, -x, -y, width, height, 0, raw.FPDF_ANNOT)
            pixels = bytes(bitmap.buffer)
            bitmap.close()
            page.close()
        return pixels

    def close(self) -> None:
        """Let the file go."""
        with _ONE_AT_A_TIME:
            self._document.close()

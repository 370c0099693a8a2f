"""Where cards lie on sheets: in rows, in their order, and mirrored for the backs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Generic, Literal, NamedTuple, TypeVar

from stormdesk.exchange.paper.page_size import MILLIMETRE, sheet_sizes
from stormdesk.exchange.paper.pdf_file import Flip
from stormdesk.layout.geometry import Box

SIDE = 76 * MILLIMETRE
"""Height of every card, and width of the square ones: a usual sticky."""
LONG_SIDE = 127 * MILLIMETRE
"""Width of the larger ones."""

_EDGE = 5 * MILLIMETRE
"""What hardly a printer prints on."""

C = TypeVar("C")


class Laid(NamedTuple, Generic[C]):
    """A card and where it lies, in points from the upper left corner of its sheet."""

    card: C
    box: Box


class SheetSize(NamedTuple):
    """A sheet that lies: its sides in points, and what is free between cards."""

    width: float
    height: float
    gap: float


def sheet_size(paper: Literal["A4", "Letter"], gap: float) -> SheetSize:
    """Return the size of a sheet with so many millimetres between cards."""
    [(width, height)] = sheet_sizes(paper, "landscape")
    return SheetSize(width, height, gap * MILLIMETRE)


def laid_out(cards: Iterable[tuple[C, float]], size: SheetSize) -> list[list[Laid[C]]]:
    """Return the sheets of cards of some widths; a row ends where the next card has no room."""
    rows: list[list[tuple[C, float]]] = []
    room = 0.0
    for card, width in cards:
        if not rows or width > room:
            rows.append([])
            room = size.width - 2 * _EDGE
        rows[-1].append((card, width))
        room -= width + size.gap
    pitch = SIDE + size.gap
    a_sheet = int((size.height - 2 * _EDGE + size.gap) // pitch)
    return [_sheet(rows[at : at + a_sheet], a_sheet, size) for at in range(0, len(rows), a_sheet)]


def mirrored(sheet: Sequence[Laid[C]], size: SheetSize, flip: Flip) -> list[Laid[C]]:
    """Return where the backs of cards lie once the sheet is turned over one of its edges."""

    def turned(box: Box) -> Box:
        if flip == "short-edge":
            return box._replace(x=size.width - box.right)
        return box._replace(y=size.height - box.bottom)

    return [Laid(card, turned(box)) for card, box in sheet]


def _sheet(rows: Sequence[Sequence[tuple[C, float]]], most: int, size: SheetSize) -> list[Laid[C]]:
    """Return a block of rows that begin below one another, in the middle of the sheet."""
    widest = max(sum(width + size.gap for _, width in row) for row in rows) - size.gap
    left = (size.width - widest) / 2
    top = (size.height - most * (SIDE + size.gap) + size.gap) / 2
    laid: list[Laid[C]] = []
    for number, row in enumerate(rows):
        x = left
        for card, width in row:
            laid.append(Laid(card, Box(x, top + number * (SIDE + size.gap), width, SIDE)))
            x += width + size.gap
    return laid

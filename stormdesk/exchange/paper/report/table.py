"""Tables of a report: rows that stay whole, under a head that comes again on every page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from stormdesk.exchange.paper.operators import line, stroke
from stormdesk.exchange.paper.pdf_structure import Element
from stormdesk.exchange.paper.report.compositor import Compositor, Piece, Words
from stormdesk.exchange.paper.report.flow import Block
from stormdesk.exchange.paper.report.sheet import Sheet
from stormdesk.exchange.paper.report.style import HEAD, RULE, Grid
from stormdesk.layout.geometry import Point

Cell = Sequence[Piece]
_GUTTER = 12.0
_INSET = 4.5
_MOST_LINES = 36  # of a row: a longer one is parted rather than leave half a page free


class Row(NamedTuple):
    """The cells of a table's row, and the entries that lead to it."""

    cells: Sequence[Cell]
    anchors: tuple[str, ...] = ()


class Column(NamedTuple):
    """The head of a table's column, and its share of the width."""

    head: str
    share: float


class Table:
    """Makes the blocks of a table whose columns have these widths."""

    def __init__(
        self, compositor: Compositor, grid: Grid, element: Element, widths: Sequence[float]
    ) -> None:
        self._compositor = compositor
        self._grid = grid
        self._element = element
        self._widths = widths
        self._lefts = [grid.left + sum(widths[:n]) + n * _GUTTER for n in range(len(widths))]
        self._again: Block | None = None

    def head(self, titles: Sequence[str]) -> Block:
        """Return the head, which is shown again above every row that begins a page."""
        cells = self._set([[Piece(title, HEAD)] for title in titles])
        row = self._element.add("TR")
        parts = [row.add("TH") for _ in titles]
        height = max(_depth(cell) for cell in cells) + 3
        self._again = Block(height, lambda sheet, top: self._draw_again(sheet, top, cells))
        return Block(
            height, lambda sheet, top: self._draw_cells(sheet, top, cells, parts),
            gap=10, keeps=True,
        )  # fmt: skip

    def row(self, row: Row, gap: float = 0.0) -> list[Block]:
        """Return a row: one block, or several where it is too long for any page."""
        cells = self._set(row.cells)
        element = self._element.add("TR")
        parts = [element.add("TD") for _ in cells]
        return [
            Block(
                max((_depth(cell) for cell in stretch), default=0.0) + 2 * _INSET,
                lambda sheet, top, stretch=stretch, number=number: self._draw_row(
                    sheet, top, stretch, parts, is_first=number == 0
                ),
                gap=0.0 if number else gap,
                repeated=self._again,
                anchors=() if number else row.anchors,
            )
            for number, stretch in enumerate(_stretches(cells))
        ]

    def _set(self, cells: Sequence[Cell]) -> list[list[Words]]:
        return [
            [self._compositor.words(piece, width) for piece in cell if piece.text]
            for cell, width in zip(cells, self._widths, strict=True)
        ]

    def _draw_row(
        self,
        sheet: Sheet,
        top: float,
        cells: list[list[Words]],
        elements: Sequence[Element],
        *,
        is_first: bool,
    ) -> None:
        if is_first:
            left = self._grid.left
            rule = line(Point(left, top), Point(left + self._grid.room, top))
            sheet.decorate(stroke(RULE, 0.6), rule, "S")
        self._draw_cells(sheet, top + _INSET, cells, elements)

    def _draw_cells(
        self, sheet: Sheet, top: float, cells: list[list[Words]], elements: Sequence[Element]
    ) -> None:
        for cell, left, element in zip(cells, self._lefts, elements, strict=True):
            y = top
            for words in cell:
                words.draw(sheet, left, y, element)
                y += words.height

    def _draw_again(self, sheet: Sheet, top: float, cells: list[list[Words]]) -> None:
        """Draw the head once more; it was heard where the table began."""
        with sheet.decoration():
            for cell, left in zip(cells, self._lefts, strict=True):
                for words in cell:
                    pitch = words.pitch
                    placed = [(each, left, top + n * pitch) for n, each in enumerate(words.lines)]
                    sheet.write(placed, words.piece.style.colour)


def column_widths(room: float, shares: Sequence[float]) -> list[float]:
    """Return the widths of columns that share a room, with gutters between them."""
    free = room - _GUTTER * (len(shares) - 1)
    return [free * share / sum(shares) for share in shares]


def fact_widths(room: float, shares: Sequence[float]) -> list[float]:
    """Return the widths of two columns, the first as wide as that of columns with these shares."""
    first = column_widths(room, shares)[0]
    return [first, room - first - _GUTTER]


def _depth(cell: list[Words]) -> float:
    return sum(words.height for words in cell)


def _stretches(cells: list[list[Words]]) -> list[list[list[Words]]]:
    """Return a row in stretches that each fit on a page; nearly every row is a single one."""
    most = max((sum(len(words.lines) for words in cell) for cell in cells), default=0)
    if most <= _MOST_LINES:
        return [cells]
    starts = range(0, most, _MOST_LINES)
    return [[_part(cell, start, start + _MOST_LINES) for cell in cells] for start in starts]


def _part(cell: list[Words], start: int, end: int) -> list[Words]:
    """Return what the lines of a cell hold from one to another."""
    result: list[Words] = []
    passed = 0
    for words in cell:
        part = words.part(max(0, start - passed), max(0, end - passed))
        if part.lines:
            result.append(part)
        passed += len(words.lines)
    return result

"""Headings, paragraphs, tables and facts of one section, as blocks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from stormdesk.exchange.paper.pdf_structure import Element
from stormdesk.exchange.paper.report.compositor import Compositor, Piece
from stormdesk.exchange.paper.report.flow import Block, Entry
from stormdesk.exchange.paper.report.style import BODY, GROUP, QUIET, SECTION, Grid, Style
from stormdesk.exchange.paper.report.table import (
    Cell,
    Column,
    Row,
    Table,
    column_widths,
    fact_widths,
)

_SHORT = (0.22, 0.28, 0.2, 0.3)  # of the width, where two facts stand beside one another

_BESIDE = (0.22, 0.39, 0.39)


class Blocks:
    """Makes the blocks of one section and the elements that say what they are."""

    def __init__(self, compositor: Compositor, grid: Grid, element: Element) -> None:
        self._compositor = compositor
        self._grid = grid
        self._element = element
        self.made: list[Block] = []

    @property
    def width(self) -> float:
        """The width between the margins."""
        return self._grid.room

    def section(self, title: str, anchor: str, *, on_new_page: bool = False) -> None:
        """Add the heading of a section."""
        self._heading(
            "H1", Piece(title, SECTION), gap=34, below=10, needs=self._grid.depth * 0.2,
            anchors=(anchor,), entry=Entry(title, anchor), on_new_page=on_new_page,
        )  # fmt: skip

    def entry(
        self,
        piece: Piece,
        anchors: tuple[str, ...],
        *,
        listed: bool = False,
        on_new_page: bool = False,
        needs: float = 0.0,
    ) -> None:
        """Add the heading of something that mentions lead to; below it much room may be needed."""
        title = " ".join(piece.text.split()) or "…"
        self._heading(
            "H2", piece, gap=18, below=4, needs=needs, anchors=anchors,
            entry=Entry(title, anchors[0], 1, listed), on_new_page=on_new_page,
        )  # fmt: skip

    def group(self, title: str) -> None:
        """Add a small heading within an entry."""
        self._heading("H3", Piece(title, GROUP), gap=10, below=1, needs=0)

    def paragraph(self, text: str, style: Style = BODY, *, gap: float = 6.0) -> None:
        """Add paragraphs of plain text; the lines of a short one stay together."""
        for part in filter(None, (part.strip() for part in text.splitlines())):
            self.piece(Piece(part, style), gap=gap)

    def piece(self, piece: Piece, *, gap: float = 3.0, keeps: bool = False) -> None:
        """Add a paragraph of one piece; neither its first nor its last line stands alone."""
        words = self._compositor.words(piece, self.width)
        element = self._element.add("P")
        last = len(words.lines)
        cuts = [0, last] if last < 4 else [0, *range(2, last - 1), last]
        for start, end in pairwise(cuts):
            part = words.part(start, end)
            self.made.append(
                Block(
                    part.height,
                    lambda sheet, top, part=part: part.draw(sheet, self._grid.left, top, element),
                    gap=gap if start == 0 else 0.0,
                    keeps=keeps and end == last,
                )
            )

    def table(self, columns: Sequence[Column], rows: Iterable[Row]) -> None:
        """Add a table whose head is shown again on every page, and whose rows stay whole."""
        table = self._table(column_widths(self.width, [column.share for column in columns]))
        self.made.append(table.head([column.head for column in columns]))
        self.made += _kept([block for row in rows for block in table.row(row)])

    def facts(
        self,
        facts: Iterable[tuple[str, Cell]],
        shares: Sequence[float] = _SHORT,
        gap: float = 6.0,
        *,
        beside: bool = False,
    ) -> None:
        """Add names with what stands for each, those without anything left out.

        What stands for them may run in two columns ``beside`` one another.
        """
        told = _told(facts)
        if not told:
            return
        widths = column_widths(self.width, _BESIDE) if beside else fact_widths(self.width, shares)
        table = self._table(widths)
        rows: list[Block] = []
        for name, cell in told:
            half = (len(cell) + 1) // 2
            columns = [cell[:half], cell[half:]] if beside else [cell]
            rows += table.row(Row([[Piece(name, QUIET)], *columns]), 0.0 if rows else gap)
        self.made += _kept(rows)

    def short_facts(
        self, facts: Iterable[tuple[str, Cell]], gap: float = 6.0, *, keeps: bool = False
    ) -> None:
        """Add names with what stands for each, two beside one another.

        The last of them may stay with what follows.
        """
        told = _told(facts)
        if not told:
            return
        table = self._table(column_widths(self.width, _SHORT))
        rows: list[Block] = []
        for start in range(0, len(told), 2):
            cells: list[Cell] = []
            for name, cell in told[start : start + 2]:
                cells += [[Piece(name, QUIET)], cell]
            cells += [[]] * (4 - len(cells))
            rows += table.row(Row(cells), 0.0 if start else gap)
        rows = _kept(rows)
        rows[-1] = replace(rows[-1], keeps=rows[-1].keeps or keeps)
        self.made += rows

    def drawn(self, block: Block) -> None:
        """Add a block that draws itself."""
        self.made.append(block)

    def list_element(self) -> Element:
        """Return the element of a list whose items draw themselves."""
        return self._element.add("L")

    def paragraph_element(self) -> Element:
        """Return the element of words that draw themselves."""
        return self._element.add("P")

    def figure(self, alternative: str) -> Element:
        """Return the element of a picture."""
        return self._element.add("Figure", alternative)

    def _heading(
        self,
        role: str,
        piece: Piece,
        *,
        gap: float,
        below: float,
        needs: float,
        anchors: tuple[str, ...] = (),
        entry: Entry | None = None,
        on_new_page: bool = False,
    ) -> None:
        words = self._compositor.words(piece, self.width)
        element = self._element.add(role)
        limit = int(self._grid.depth * 0.8 / words.pitch)
        for start in range(0, len(words.lines), limit):
            part = words.part(start, start + limit)
            is_last = start + limit >= len(words.lines)
            self.made.append(
                Block(
                    part.height + (below if is_last else 0.0),
                    lambda sheet, top, part=part: part.draw(sheet, self._grid.left, top, element),
                    gap=gap if start == 0 else 0.0,
                    keeps=True,
                    anchors=anchors if start == 0 else (),
                    entry=entry if start == 0 else None,
                    needs=needs,
                    on_new_page=on_new_page and start == 0,
                )
            )

    def _table(self, widths: Sequence[float]) -> Table:
        return Table(self._compositor, self._grid, self._element.add("Table"), widths)


def _kept(rows: list[Block]) -> list[Block]:
    """Return the rows of a table so that neither the first nor the last stands alone on a page."""
    for place in {0, len(rows) - 2} if len(rows) > 1 else ():
        rows[place] = replace(rows[place], keeps=True)
    return rows


def _told(facts: Iterable[tuple[str, Cell]]) -> list[tuple[str, Cell]]:
    return [(name, cell) for name, cell in facts if any(piece.text for piece in cell)]

"""The contents: what there is, on which page, and a link to it."""

from __future__ import annotations

from collections.abc import Sequence

from stormdesk.exchange.paper.operators import line, stroke
from stormdesk.exchange.paper.pdf_structure import Element
from stormdesk.exchange.paper.report.edition import Edition
from stormdesk.exchange.paper.report.flow import Block, Entry
from stormdesk.exchange.paper.report.sheet import Sheet
from stormdesk.exchange.paper.report.style import FAINT, INK, Style
from stormdesk.layout.geometry import Box, Point

_UPPER = Style(11, bold=True)
_LOWER = Style(9.5)
_ROW, _LOWER_ROW = 21.0, 15.0
_INDENT = 16.0
_NUMBERS = 30.0


def contents(edition: Edition, entries: Sequence[Entry], element: Element) -> list[Block]:
    """Return a line for every entry that is listed."""
    blocks = edition.blocks_of(element)
    blocks.section(edition.words("sections.contents"), "contents", on_new_page=True)
    table = element.add("TOC")
    for number, entry in enumerate(each for each in entries if each.listed):
        blocks.drawn(_row(edition, entry, table.add("TOCI"), 6.0 if number == 0 else 0.0))
    return blocks.made


def _row(edition: Edition, entry: Entry, element: Element, gap: float) -> Block:
    style = _LOWER if entry.level else _UPPER
    left = edition.grid.left + _INDENT * entry.level
    right = edition.grid.left + edition.grid.room
    height = _LOWER_ROW if entry.level else _ROW

    def draw(sheet: Sheet, top: float) -> None:
        spot = sheet.spots.get(entry.anchor)
        if spot is None:
            return
        title = edition.compositor.line(entry.title, style, right - left - _NUMBERS - 20)
        number = edition.compositor.line(str(spot.page + 1), style)
        y = top + height - style.size * 1.4
        leaders = (Point(left + title.width + 6, y + style.size * 0.95),
                   Point(right - number.width - 6, y + style.size * 0.95))  # fmt: skip
        sheet.decorate(stroke(FAINT, 0.6), "1 J [0 3.5] 0 d", line(*leaders), "S")
        row = element.add("Reference").add("Link")
        with sheet.marked(row):
            sheet.write([(title, left, y), (number, right - number.width, y)], INK)
        sheet.link(Box(left, top, right - left, height), entry.anchor, entry.title, row)

    return Block(height, draw, gap=gap)

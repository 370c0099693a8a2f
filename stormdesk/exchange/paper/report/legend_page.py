"""The appendix: what colours, signs and marks mean."""

from __future__ import annotations

from stormdesk.exchange.paper.legend import Legend
from stormdesk.exchange.paper.report.edition import Edition
from stormdesk.exchange.paper.report.flow import Block
from stormdesk.exchange.paper.report.sheet import Sheet
from stormdesk.exchange.paper.report.style import BODY, PALETTE

_SCALE = 0.5  # points a unit of the legend


def legend_page(edition: Edition) -> list[Block]:
    """Return the legend of the wall, and how the pages are read."""
    words, blocks = edition.words, edition.blocks()
    blocks.section(words("sections.legend"), "legend")
    legend = Legend(edition.drawing, edition.board, PALETTE)
    room = blocks.width / _SCALE
    element = blocks.paragraph_element()

    def draw(sheet: Sheet, top: float) -> None:
        with sheet.marked(element):
            legend.draw(edition.grid.left, top, room, _SCALE)

    blocks.drawn(Block(legend.height(room) * _SCALE, draw, gap=6))
    blocks.paragraph(words("legend.links"), BODY, gap=10)
    if edition.sections is not None:
        blocks.paragraph(words("legend.marks"))
    if edition.options.has("findings") and not edition.is_english:
        blocks.paragraph(words("legend.english"))
    return blocks.made

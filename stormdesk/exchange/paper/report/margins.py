"""Headers and footers: whose page it is, how the board stands, and the number."""

from __future__ import annotations

from stormdesk.exchange.paper.operators import line, stroke
from stormdesk.exchange.paper.report.edition import Edition
from stormdesk.exchange.paper.report.leaf import Leaf
from stormdesk.exchange.paper.report.sheet import Sheet
from stormdesk.exchange.paper.report.style import MARGINAL, RULE
from stormdesk.layout.geometry import Point

_HEADER, _FOOTER = 30.0, 32.0
_GAP = 24.0


def draw_margins(sheet: Sheet, edition: Edition, leaf: Leaf, pages: int) -> None:
    """Draw header and footer of a page, which nobody needs to hear on every one."""
    grid, set_line = leaf.grid, edition.compositor.line
    left, right = grid.left, grid.width - grid.right
    bottom = grid.height - _FOOTER
    section = set_line(leaf.title, MARGINAL, grid.room * 0.4)
    title = set_line(edition.board.profile.title, MARGINAL, grid.room - section.width - _GAP)
    words = edition.words
    number = set_line(words("page.of", page=sheet.number + 1, total=pages), MARGINAL)
    standing = set_line(_standing(edition), MARGINAL, grid.room - number.width - _GAP)
    with sheet.decoration():
        sheet.write(
            [
                (title, left, _HEADER),
                (section, right - section.width, _HEADER),
                (standing, left, bottom),
                (number, right - number.width, bottom),
            ],
            MARGINAL.colour,
        )
        rules = [line(Point(left, y), Point(right, y)) for y in (_HEADER + 13, bottom - 5)]
        sheet.drawing.apart(stroke(RULE, 0.5), *rules, "S")


def _standing(edition: Edition) -> str:
    """Return status, version and confidentiality, those that the board tells."""
    words, profile = edition.words, edition.board.profile
    version = f"{words('facts.version')} {profile.version}" if profile.version else ""
    told = (words.of("status", profile.status), version, profile.confidentiality or "")
    return " · ".join(filter(None, told))

"""The cover: what the report is of, how it stands, and who took part."""

from __future__ import annotations

from stormdesk.exchange.paper.operators import fill, rectangle
from stormdesk.exchange.paper.pdf_structure import Element
from stormdesk.exchange.paper.picture import Picture
from stormdesk.exchange.paper.report.compositor import Piece
from stormdesk.exchange.paper.report.edition import Edition
from stormdesk.exchange.paper.report.flow import Entry
from stormdesk.exchange.paper.report.leaf import Leaf
from stormdesk.exchange.paper.report.sheet import Sheet
from stormdesk.exchange.paper.report.style import BODY, HEAD, LEAD, PALETTE, TITLE, Style
from stormdesk.layout.geometry import Box
from stormdesk.model.level import level_of
from stormdesk.model.people import Participant
from stormdesk.model.sticky import Kind

_BAND = (Kind.EVENT, Kind.COMMAND, Kind.POLICY, Kind.AGGREGATE, Kind.READ_MODEL, Kind.SYSTEM)
_BAND_HEIGHT = 8.0
_LOGO = (150.0, 70.0)
_TITLE_SIZES = (30.0, 26.0, 22.0, 18.0, 14.0, 12.0)
_VALUE = Style(11, leading=1.3)
_MOST_PEOPLE = 24


def cover(edition: Edition, logo: Picture | None) -> Leaf:
    """Return the first page."""
    element = edition.structure.add("Sect")
    title = edition.board.profile.title
    return Leaf(
        edition.grid,
        lambda sheet: _Cover(edition, element, logo).draw(sheet),
        title,
        {"cover": 0.0},
        (Entry(title, "cover", listed=False),),
        is_bare=True,
    )


class _Cover:
    """Draws the page from top to bottom, and never over its lower margin."""

    def __init__(self, edition: Edition, element: Element, logo: Picture | None) -> None:
        self._edition = edition
        self._element = element
        self._logo = logo

    def draw(self, sheet: Sheet) -> None:
        """Draw the page."""
        edition, grid = self._edition, self._edition.grid
        self._draw_band(sheet)
        if self._logo is not None:
            figure = self._element.add("Figure", edition.board.profile.title)
            place = Box(grid.left, grid.top + 10, *_LOGO)
            with sheet.marked(figure):
                self._logo.draw(sheet.drawing, place)
        y = grid.top + 150.0
        y += self._draw(sheet, "P", edition.words("page.report"), HEAD._replace(size=10), y, 1) + 8
        profile = edition.board.profile
        title = next(
            (s for s in _TITLE_SIZES if self._lines(profile.title, s) <= 4), _TITLE_SIZES[-1]
        )
        y += self._draw(sheet, "H1", profile.title, TITLE._replace(size=title), y, 6) + 12
        scope = " ".join(profile.scope.split())
        if scope:
            y += self._draw(sheet, "P", scope, LEAD._replace(colour=HEAD.colour), y, 8) + 10
        y = max(y + 20, grid.height * 0.52)
        y = self._draw_facts(sheet, y)
        if edition.options.has("participants"):
            self._draw_people(sheet, y + 14)

    def _lines(self, title: str, size: float) -> int:
        piece = Piece(title, TITLE._replace(size=size))
        return len(self._edition.compositor.words(piece, self._edition.grid.room).lines)

    def _draw_band(self, sheet: Sheet) -> None:
        width = sheet.width / len(_BAND)
        for number, kind in enumerate(_BAND):
            box = Box(number * width, 0, width + 0.5, _BAND_HEIGHT)
            sheet.decorate(fill(PALETTE.kinds[kind]), rectangle(box), "f")

    def _draw(self, sheet: Sheet, role: str, text: str, style: Style, y: float, most: int) -> float:
        """Draw a text of so many lines at most, and return how high it is."""
        edition = self._edition
        words = edition.compositor.words(Piece(text, style), edition.grid.room)
        shown = words.part(0, most)
        shown.draw(sheet, edition.grid.left, y, self._element.add(role))
        return shown.height

    def _draw_facts(self, sheet: Sheet, top: float) -> float:
        """Draw what the board says of itself in two columns, and return where they end."""
        edition, grid = self._edition, self._edition.grid
        table = self._element.add("Table")
        width = grid.room / 2
        facts = [(name, value) for name, value in self._facts() if value]
        y = top
        for start in range(0, len(facts), 2):
            row = table.add("TR")
            deepest = 0.0
            for number, (name, value) in enumerate(facts[start : start + 2]):
                x = grid.left + number * width
                cell = row.add("TD")
                label = edition.compositor.words(Piece(name, HEAD), width - 16)
                said = edition.compositor.words(Piece(value, _VALUE), width - 16).part(0, 3)
                label.draw(sheet, x, y, cell)
                said.draw(sheet, x, y + label.height + 1, cell)
                deepest = max(deepest, label.height + said.height)
            y += deepest + 14
        return y

    def _facts(self) -> list[tuple[str, str]]:
        words, board = self._edition.words, self._edition.board
        profile = board.profile
        counted = [words.counted("sticky", len(board.stickies))]
        counted += [words.counted("lane", len(board.contexts))] if board.contexts else []
        counted += [words.counted("flow", len(board.flows))] if board.flows else []
        return [
            (words("facts.level"), words(f"levels.{level_of(board)}")),
            (words("facts.board"), ", ".join(counted)),
            (words("facts.status"), words.of("status", profile.status)),
            (words("facts.version"), profile.version or ""),
            (words("facts.confidentiality"), profile.confidentiality or ""),
            (words("facts.reviewed-on"), profile.reviewed_on or ""),
            (words("facts.date"), self._edition.options.date or ""),
        ]

    def _draw_people(self, sheet: Sheet, top: float) -> None:
        edition, grid = self._edition, self._edition.grid
        people = edition.board.in_order(Participant)
        if not people:
            return
        label = edition.compositor.words(
            Piece(edition.words("facts.participants"), HEAD), grid.room
        )
        label.draw(sheet, grid.left, top, self._element.add("P"))
        names = [p.name + (f" ({p.role})" if p.role else "") for p in people[:_MOST_PEOPLE]]
        left = len(people) - len(names)
        if left > 0:
            names.append(edition.words.counted("more", left))
        words = edition.compositor.words(Piece(" · ".join(names), BODY), grid.room)
        room = grid.height - grid.bottom - top - label.height
        shown = words.part(0, max(1, int(room / words.pitch)))
        shown.draw(sheet, grid.left, top + label.height + 2, self._element.add("P"))

"""A page while it is drawn: its marks for those who listen, and its links."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager

from stormdesk.exchange.paper.drawing import Drawing
from stormdesk.exchange.paper.operators import fill
from stormdesk.exchange.paper.pdf_file import Link, Page, Spot
from stormdesk.exchange.paper.pdf_structure import Element, Linked, Marked
from stormdesk.layout.geometry import Box
from stormdesk.layout.typesetting import Line


class Sheet:
    """Collects a page; lengths are points from its upper left corner, y grows downwards."""

    def __init__(
        self,
        drawing: Drawing,
        number: int,
        size: tuple[float, float],
        spots: Mapping[str, Spot],
    ) -> None:
        self.drawing = drawing
        self.number = number
        self.width, self.height = size
        self.spots = spots
        self._links: list[Link] = []
        self._marks = 0
        self.drawing.draw(f"1 0 0 -1 0 {self.height:.2f} cm")

    @contextmanager
    def marked(self, element: Element) -> Generator[None]:
        """Draw meanwhile what belongs to an element."""
        element.parts.append(Marked(self.number, self._marks))
        self.drawing.draw(f"/{element.role} <</MCID {self._marks}>> BDC")
        self._marks += 1
        yield
        self.drawing.draw("EMC")

    @contextmanager
    def decoration(self) -> Generator[None]:
        """Draw meanwhile what nobody needs to hear of."""
        self.drawing.draw("/Artifact BMC")
        yield
        self.drawing.draw("EMC")

    def decorate(self, *operators: str) -> None:
        """Draw something that nobody needs to hear of, and forget what it set."""
        with self.decoration():
            self.drawing.apart(*operators)

    def write(self, lines: list[tuple[Line, float, float]], colour: str) -> None:
        """Write lines whose boxes have their upper left corners there."""
        written = self.drawing.lettering.written
        self.drawing.apart(fill(colour), *(written(line, x, y) for line, x, y in lines))

    def link(self, box: Box, target: str, text: str, element: Element) -> None:
        """Make a place lead to an entry of the report, if it has one; the element says so."""
        spot = self.spots.get(target)
        if spot is None:
            return
        element.parts.append(Linked(self.number, len(self._links)))
        self._links.append(Link(box, spot, text))

    def page(self) -> Page:
        """Return the page as it is now."""
        label = str(self.number + 1)
        return Page(self.width, self.height, self.drawing.taken(), 1.0, self._links, label)

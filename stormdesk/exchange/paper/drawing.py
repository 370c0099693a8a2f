"""What stands on pages: operators in board units, with the fonts and forms that they name."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

from stormdesk.exchange.paper.lettering import Lettering
from stormdesk.exchange.paper.operators import fill, moved
from stormdesk.exchange.paper.pdf_resources import Form, Resources
from stormdesk.exchange.paper.raster import Raster
from stormdesk.layout.fonts import Typefaces
from stormdesk.layout.geometry import Box, bounds_of
from stormdesk.layout.typesetting import Line, Setting
from stormdesk.model.record import Record
from stormdesk.model.sticky import Sticky

_LINE_HEIGHT = 1.5  # of its size, whatever the script


class Arrow(NamedTuple):
    """A line and its head as operators, and the box that both stay in."""

    line: str
    head: str
    bounds: Box


class Drawing:
    """Collects operators in the order in which they paint; y grows downwards."""

    def __init__(self, typefaces: Typefaces) -> None:
        self.typefaces = typefaces
        self.lettering = Lettering()
        self.forms: dict[str, Form] = {}
        self.opacities: dict[str, float] = {}
        self.pictures: dict[str, Raster] = {}
        self._operators: list[str] = []
        self._form_names: dict[object, str] = {}

    @property
    def operators(self) -> str:
        """All that was drawn since the last page was taken."""
        return "\n".join(self._operators)

    @property
    def resources(self) -> Resources:
        """What the operators name."""
        return Resources(self.forms, self.opacities, self.lettering.fonts, self.pictures)

    def beside(self) -> Drawing:
        """Return an empty drawing for another page of the same file."""
        other = Drawing(self.typefaces)
        other.lettering, other.forms = self.lettering, self.forms
        other.opacities, other.pictures = self.opacities, self.pictures
        other._form_names = self._form_names
        return other

    def taken(self) -> str:
        """Return what was drawn, and begin the next page."""
        operators = self.operators
        self._operators.clear()
        return operators

    def draw(self, *operators: str) -> None:
        """Paint some operators over what is there; what they set stays set."""
        self._operators.extend(operators)

    @contextmanager
    def placed(self, x: float, y: float, scale: float = 1.0) -> Generator[None]:
        """Move the origin there and enlarge what is drawn meanwhile."""
        self.draw("q", moved(x, y, scale))
        yield
        self.draw("Q")

    def apart(self, *operators: str, of: Record | None = None, within: Box | None = None) -> None:
        """Paint some operators over what is there; what they set is forgotten after them.

        ``of`` is the record that they show, for drawings that tell which is which; nothing of them
        is seen outside ``within``, for those that are cut into pages.
        """
        self._operators.append(f"q {' '.join(operators)} Q")

    def mark(self, sticky: Sticky, *operators: str, within: Box) -> None:
        """Paint a mark of a sticky that was painted before."""
        self.apart(*operators, within=within)

    def alike(self, setting: str, arrows: Mapping[str, Arrow]) -> None:
        """Paint lines and then their heads in one setting; they are named by the flows' ids."""
        lines, heads, _ = zip(*arrows.values(), strict=True)
        self.apart(setting, *lines, "S", *heads, "f")

    def form(self, key: object, make: Callable[[], Form]) -> str:
        """Return the operator that shows a form, which is made once for a key."""
        name = self._form_names.get(key)
        if name is None:
            name = self._form_names[key] = f"X{len(self._form_names)}"
            self.forms[name] = make()
        return f"/{name} Do"

    def opacity(self, share: float) -> str:
        """Return the operator that lets through what is under the following."""
        name = f"O{round(share * 1000)}"
        self.opacities[name] = share
        return f"/{name} gs"

    def line(self, line: Line, x: float, y: float, colour: str) -> None:
        """Write a line whose box has its top left corner there."""
        self.apart(fill(colour), self.lettering.written(line, x, y), within=_box_of(line, x, y))

    def text(self, setting: Setting, x: float, y: float, colour: str) -> None:
        """Write a text whose box has its top left corner there."""
        lines = [self.lettering.written(line, x, y) for line in setting.lines]
        within = bounds_of(_box_of(line, x, y) for line in setting.lines)
        self.apart(fill(colour), *lines, within=within)


def _box_of(line: Line, x: float, y: float) -> Box:
    """Return a box that the letters of a line stay in."""
    size = max((run.size for run in line.runs), default=0.0)
    top = y + line.baseline - _LINE_HEIGHT * size
    return Box(x + line.x - size, top, line.width + 2 * size, 2 * _LINE_HEIGHT * size)

"""A drawing that is cut into pages, each of which carries only what it shows."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

from stormdesk.exchange.paper.drawing import Arrow, Drawing
from stormdesk.exchange.paper.operators import moved
from stormdesk.layout.fonts import Typefaces
from stormdesk.layout.geometry import Box
from stormdesk.layout.spatial_index import SpatialIndex
from stormdesk.model.record import Record


class _Piece(NamedTuple):
    """Operators, and the number of the place that they were drawn in."""

    operators: str
    place: int


class CutDrawing(Drawing):
    """Keeps what is drawn in pieces, by the boxes that they lie in.

    What has no box, as the ground, is part of every page.
    """

    def __init__(self, typefaces: Typefaces) -> None:
        super().__init__(typefaces)
        self._pieces: list[_Piece] = []
        self._everywhere: list[int] = []
        self._index = SpatialIndex()
        self._places = [""]
        self._here = (0, 0.0, 0.0, 1.0)

    @contextmanager
    def placed(self, x: float, y: float, scale: float = 1.0) -> Generator[None]:
        """Move the origin there and enlarge what is drawn meanwhile."""
        outer = place, left, top, enlarged = self._here
        self._places.append(f"{self._places[place]} {moved(x, y, scale)}".strip())
        inner = len(self._places) - 1
        self._here = (inner, left + x * enlarged, top + y * enlarged, scale * enlarged)
        yield
        self._here = outer

    def apart(self, *operators: str, of: Record | None = None, within: Box | None = None) -> None:
        """Paint some operators over what is there; what they set is forgotten after them."""
        place, left, top, scale = self._here
        number = len(self._pieces)
        self._pieces.append(_Piece(f"q {' '.join(operators)} Q", place))
        if within is None:
            self._everywhere.append(number)
            return
        x, y, width, height = within
        box = Box(left + x * scale, top + y * scale, width * scale, height * scale)
        self._index.after({str(number): box})

    def alike(self, setting: str, arrows: Mapping[str, Arrow]) -> None:
        """Paint arrows in one setting, each apart."""
        for line, head, bounds in arrows.values():
            self.apart(setting, line, "S", head, "f", within=bounds)

    def shows(self, window: Box) -> bool:
        """Tell whether a part of the drawing holds more than what lies everywhere."""
        return bool(self._index.found(window))

    def seen(self, window: Box) -> str:
        """Return the operators of all that may be seen in a part of the drawing."""
        found = sorted([*self._everywhere, *map(int, self._index.found(window))])
        parts: list[str] = []
        at = 0
        for operators, place in map(self._pieces.__getitem__, found):
            if place != at:
                if at:
                    parts.append("Q")
                if place:
                    parts += ["q", self._places[place]]
                at = place
            parts.append(operators)
        if at:
            parts.append("Q")
        return "\n".join(parts)

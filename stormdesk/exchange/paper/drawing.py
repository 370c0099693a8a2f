"""What stands on one page: operators in board units, with the fonts and forms that they name."""

from __future__ import annotations

from collections.abc import Callable

from stormdesk.exchange.paper.lettering import Lettering
from stormdesk.exchange.paper.operators import fill
from stormdesk.exchange.paper.pdf_file import Form
from stormdesk.layout.fonts import Typefaces
from stormdesk.layout.typesetting import Line, Setting


class Drawing:
    """Collects operators in the order in which they paint; y grows downwards."""

    def __init__(self, typefaces: Typefaces) -> None:
        self.typefaces = typefaces
        self.lettering = Lettering()
        self.forms: dict[str, Form] = {}
        self.opacities: dict[str, float] = {}
        self._operators: list[str] = []
        self._form_names: dict[object, str] = {}

    @property
    def operators(self) -> str:
        """All that was drawn."""
        return "\n".join(self._operators)

    def draw(self, *operators: str) -> None:
        """Paint some operators over what is there; what they set stays set."""
        self._operators.extend(operators)

    def apart(self, *operators: str) -> None:
        """Paint some operators over what is there; what they set is forgotten after them."""
        self._operators.append(f"q {' '.join(operators)} Q")

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
        self.apart(fill(colour), self.lettering.written(line, x, y))

    def text(self, setting: Setting, x: float, y: float, colour: str) -> None:
        """Write a text whose box has its top left corner there."""
        lines = [self.lettering.written(line, x, y) for line in setting.lines]
        self.apart(fill(colour), *lines)

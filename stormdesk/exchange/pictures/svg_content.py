"""The operators of a page as SVG elements: one drawing for paper and pictures.

What the operators mean is in ISO 32000-1, sections 8.4 and 8.5; only those that the drawing uses
are known here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from functools import cache

from stormdesk.exchange.paper.operators import number
from stormdesk.exchange.pictures.svg_lettering import LINE, Piece, shown

_Operands = list[str]


class _State:
    """What a page's operators set and a ``Q`` forgets; groups are the elements it has to close."""

    def __init__(self) -> None:
        self.fill = "#000000"
        self.line = "#000000"
        self.width = "1"
        self.dashes = ""
        self.round_ends = False
        self.round_joints = False
        self.share = 1.0
        self.groups = 0


class SvgContent:
    """Collects elements; groups without content never show.

    ``lines`` are the texts that operators name, ``opacities`` the shares they name, ``forms`` the
    ids of what they show by name.
    """

    def __init__(
        self,
        lines: list[tuple[Piece, ...]],
        opacities: Mapping[str, float],
        form_id: Callable[[str], str],
    ) -> None:
        self.elements: list[str] = []
        self.centred = False
        self._lines = lines
        self._opacities = opacities
        self._form_id = form_id
        self._state = _State()
        self._kept: list[_State] = []
        self._path: list[str] = []
        self._box: _Operands | None = None
        self._text: list[tuple[Piece, ...]] = []
        self._waiting: list[tuple[str, list[str], str]] = []
        self._actions: Mapping[str, Callable[[_Operands], None]] = {
            "q": self._keep, "Q": self._forget, "cm": self._move, "gs": self._let_through,
            "rg": self._fill_with, "RG": self._draw_with, "w": self._widen, "d": self._break,
            "J": self._end, "j": self._join, "m": self._start, "l": self._line_to,
            "c": self._curve_to, "h": self._close, "re": self._rectangle,
            "S": self._stroke, "f": self._fill, "B": self._fill_and_stroke,
            "Do": self._show, LINE: self._letter,
        }  # fmt: skip

    def paint(self, operators: str) -> None:
        """Add what some operators paint."""
        operands: _Operands = []
        actions = self._actions
        for token in operators.split():
            action = actions.get(token)
            if action is None:
                operands.append(token)
            else:
                action(operands)
                operands = []

    def open(self, attributes: str, title: str = "") -> None:
        """Begin a group round what is painted until it is closed."""
        self._write_text()
        self._waiting.append((attributes, [], title))

    def close(self) -> None:
        """End the last group that was begun."""
        self._write_text()
        if self._waiting:
            self._waiting.pop()
        else:
            self.elements.append("</g>")

    def finish(self) -> list[str]:
        """Return all elements; nothing is painted any more."""
        self._write_text()
        return self.elements

    def _add(self, element: str) -> None:
        self._write_text()
        self._write_groups()
        self.elements.append(element)

    def _write_groups(self) -> None:
        for attributes, transforms, title in self._waiting:
            moved = f' transform="{" ".join(transforms)}"' if transforms else ""
            self.elements.append(f"<g{attributes}{moved}>{title}")
        self._waiting = []

    def _write_text(self) -> None:
        if self._text:
            lines, self._text = self._text, []
            self._write_groups()
            self.elements.append(shown(lines, self._state.fill, centred=self.centred))

    def _keep(self, operands: _Operands) -> None:
        self._write_text()
        self._kept.append(self._state)
        self._state = copy(self._state)
        self._state.groups = 0

    def _forget(self, operands: _Operands) -> None:
        for _ in range(self._state.groups):
            self.close()
        self._write_text()
        self._state = self._kept.pop()

    def _move(self, operands: _Operands) -> None:
        self._write_text()
        transform = _transform(*operands)
        if self._waiting:
            self._waiting[-1][1].append(transform)
        else:
            self._waiting.append(("", [transform], ""))
            self._state.groups += 1

    def _let_through(self, operands: _Operands) -> None:
        self._state.share = self._opacities[operands[0][1:]]

    def _fill_with(self, operands: _Operands) -> None:
        self._write_text()
        self._state.fill = _colour(*operands)

    def _draw_with(self, operands: _Operands) -> None:
        self._state.line = _colour(*operands)

    def _widen(self, operands: _Operands) -> None:
        self._state.width = operands[0]

    def _break(self, operands: _Operands) -> None:
        self._state.dashes = " ".join(operands[:-1]).strip("[]")

    def _end(self, operands: _Operands) -> None:
        self._state.round_ends = operands[0] == "1"

    def _join(self, operands: _Operands) -> None:
        self._state.round_joints = operands[0] == "1"

    def _start(self, operands: _Operands) -> None:
        self._path.append(f"M{operands[0]} {operands[1]}")

    def _line_to(self, operands: _Operands) -> None:
        self._path.append(f"L{operands[0]} {operands[1]}")

    def _curve_to(self, operands: _Operands) -> None:
        self._path.append(f"C{' '.join(operands)}")

    def _close(self, operands: _Operands) -> None:
        self._path.append("Z")

    def _rectangle(self, operands: _Operands) -> None:
        self._box = operands

    def _stroke(self, operands: _Operands) -> None:
        self._add_shape(f' fill="none"{self._pen()}')

    def _fill(self, operands: _Operands) -> None:
        self._add_shape(f' fill="{self._state.fill}"')

    def _fill_and_stroke(self, operands: _Operands) -> None:
        self._add_shape(f' fill="{self._state.fill}"{self._pen()}')

    def _add_shape(self, painted: str) -> None:
        share = self._state.share
        opacity = f' opacity="{round(share, 3)}"' if share < 1 else ""
        if self._box is not None:
            x, y, width, height = self._box
            place = f'x="{x}" y="{y}" width="{width}" height="{height}"'
            self._add(f"<rect {place}{painted}{opacity}/>")
        if self._path:
            self._add(f'<path d="{"".join(self._path)}"{painted}{opacity}/>')
        self._path, self._box = [], None

    def _pen(self) -> str:
        state = self._state
        pen = f' stroke="{state.line}" stroke-width="{state.width}"'
        if state.round_ends:
            pen += ' stroke-linecap="round"'
        if state.round_joints:
            pen += ' stroke-linejoin="round"'
        return f'{pen} stroke-dasharray="{state.dashes}"' if state.dashes else pen

    def _show(self, operands: _Operands) -> None:
        self._add(f'<use xlink:href="#{self._form_id(operands[0][1:])}"/>')

    def _letter(self, operands: _Operands) -> None:
        self._text.append(self._lines[int(operands[0])])


@cache
def _colour(red: str, green: str, blue: str) -> str:
    return "#" + "".join(f"{round(float(part) * 255):02x}" for part in (red, green, blue))


def _transform(a: str, b: str, c: str, d: str, x: str, y: str) -> str:
    if b != "0" or c != "0" or a != d:
        return f"matrix({a} {b} {c} {d} {x} {y})"
    moved = f"translate({number(float(x))} {number(float(y))})"
    return moved if a in {"1", "1.0000"} else f"{moved} scale({a})"

"""Pictures of lines: the shapes and paths of an SVG file, as operators."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.etree import ElementTree

from fontTools.misc.transform import Identity, Transform
from fontTools.pens.recordingPen import RecordingPen
from fontTools.svgLib.path import parse_path
from fontTools.svgLib.path.shapes import PathBuilder

from stormdesk.exchange.paper.drawing import Drawing
from stormdesk.exchange.paper.operators import fill, outline, stroke
from stormdesk.layout.geometry import Box
from stormdesk.layout.glyphs import Close, Curve, Line, Move, Path
from stormdesk.model.problem import BadInput

_START = re.compile(rb"^\xef\xbb\xbf?\s*<(\?xml|!--|svg|!DOCTYPE)", re.IGNORECASE)
_UNSAFE = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_COLOUR = re.compile(r"^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$")
_RGB = re.compile(r"^rgba?\(\s*([0-9]+)\s*[, ]\s*([0-9]+)\s*[, ]\s*([0-9]+)")
_INHERITED = ("fill", "stroke", "stroke-width", "fill-rule", "display", "visibility", "color")
_HIDDEN = frozenset(
    {
        "defs",
        "clipPath",
        "mask",
        "symbol",
        "marker",
        "pattern",
        "style",
        "title",
        "desc",
        "metadata",
        "linearGradient",
        "radialGradient",
    }
)
_SHAPES = frozenset({"path", "rect", "circle", "ellipse", "polygon", "polyline", "line"})
_DEEPEST, _MOST_SHAPES, _MOST_BYTES = 50, 5_000, 2_000_000
_NAMED = {
    "black": "#000000", "white": "#FFFFFF", "red": "#FF0000", "green": "#008000",
    "blue": "#0000FF", "yellow": "#FFFF00", "gray": "#808080", "grey": "#808080",
    "orange": "#FFA500", "purple": "#800080", "navy": "#000080", "teal": "#008080",
    "silver": "#C0C0C0", "maroon": "#800000", "lime": "#00FF00", "aqua": "#00FFFF",
    "fuchsia": "#FF00FF", "olive": "#808000",
}  # fmt: skip


class _Shape(NamedTuple):
    """A path with its style and where it is moved to."""

    path: str
    style: Mapping[str, str]
    way: Transform


class SvgPicture:
    """The shapes of a file in the order in which they are painted, and the box they are seen in."""

    def __init__(self, view: Box, shapes: list[str]) -> None:
        self._view = view
        self._shapes = shapes

    def draw(self, drawing: Drawing, place: Box) -> None:
        """Draw the picture into a place, at its upper left corner, in its own proportion."""
        view = self._view
        scale = min(place.width / view.width, place.height / view.height)
        left, top = place.x - view.x * scale, place.y - view.y * scale
        onto_page = f"{scale:.6f} 0 0 {scale:.6f} {left:.3f} {top:.3f} cm"
        clip = f"{view.x:.3f} {view.y:.3f} {view.width:.3f} {view.height:.3f} re W n"
        drawing.apart(onto_page, clip, *self._shapes)


def is_svg(content: bytes) -> bool:
    """Tell whether a file is an SVG file, as far as its beginning says."""
    return bool(_START.match(content)) or content.lstrip().startswith(b"<")


def read_svg(content: bytes) -> SvgPicture:
    """Return the shapes of an SVG file (SVG 1.1): paths and basic shapes in plain colours.

    Text, pictures, gradients, scripts and whatever is fetched from elsewhere are left out. Raises
    BadInput where the file is broken, declares entities, or has nothing to show.
    """
    if len(content) > _MOST_BYTES or _UNSAFE.search(content):
        raise BadInput(
            "the picture", "is an SVG file that is too large or declares a document type"
        )
    try:
        root = ElementTree.fromstring(content)  # noqa: S314  # without entities, as told above
        shapes = [_operators(shape) for shape in _shapes(root, {}, Identity, 0)]
        view = _view(root)
    except (ElementTree.ParseError, ValueError, IndexError, KeyError, TypeError) as error:
        raise BadInput("the picture", "is a broken SVG file; save it again") from error
    shown = [shape for shape in shapes if shape]
    if not shown or len(shown) > _MOST_SHAPES:
        raise BadInput("the picture", "is an SVG file without plain shapes, or with too many")
    return SvgPicture(view, shown)


def _view(root: ElementTree.Element) -> Box:
    numbers = [float(each) for each in _NUMBER.findall(root.get("viewBox", ""))]
    if len(numbers) != 4:
        numbers = [0.0, 0.0, *(_length(root.get(name, "100")) for name in ("width", "height"))]
    x, y, width, height = numbers
    if width <= 0 or height <= 0:
        raise ValueError
    return Box(x, y, width, height)


def _length(text: str) -> float:
    found = _NUMBER.match(text.strip())
    return float(found[0]) if found else 0.0


def _shapes(
    element: ElementTree.Element, above: Mapping[str, str], way: Transform, depth: int
) -> Iterator[_Shape]:
    name = str(element.tag).rpartition("}")[2]
    if depth > _DEEPEST or name in _HIDDEN:
        return
    style = _style(element, above)
    if style.get("display") == "none":
        return
    way = _moved(way, element.get("transform", ""))
    if name in _SHAPES:
        builder = PathBuilder()
        builder.add_path_from_element(_plain(element, name))
        for path in builder.paths:
            yield _Shape(path, style, way)
    elif name in {"svg", "g", "a", "switch"}:
        for part in element:
            yield from _shapes(part, style, way, depth + 1)


def _plain(element: ElementTree.Element, name: str) -> ElementTree.Element:
    """Return a shape without units, which mean nothing to the builder of paths, nor its place."""
    kept = {k: v for k, v in element.attrib.items() if k in {"d", "points"}}
    for key in ("x", "y", "width", "height", "rx", "ry", "cx", "cy", "r", "x1", "y1", "x2", "y2"):
        if key in element.attrib:
            kept[key] = str(_length(element.attrib[key]))
    return ElementTree.Element(f"{{http://www.w3.org/2000/svg}}{name}", kept)


def _style(element: ElementTree.Element, above: Mapping[str, str]) -> dict[str, str]:
    style = {name: value for name, value in above.items() if name in _INHERITED}
    told = [(name, element.get(name)) for name in (*_INHERITED, "opacity", "fill-opacity")]
    style.update({name: value for name, value in told if value is not None})
    for part in element.get("style", "").split(";"):
        name, colon, value = part.partition(":")
        if colon:
            style[name.strip()] = value.strip()
    return style


def _moved(way: Transform, told: str) -> Transform:
    for name, values in re.findall(r"([a-zA-Z]+)\s*\(([^)]*)\)", told):
        numbers = [float(each) for each in _NUMBER.findall(values)]
        match name:
            case "matrix":
                way = way.transform(Transform(*numbers))
            case "translate":
                way = way.translate(*numbers[:2])
            case "scale":
                way = way.scale(numbers[0], numbers[-1])
            case "rotate":
                x, y = numbers[1:3] if len(numbers) == 3 else (0.0, 0.0)
                turn = Identity.rotate(numbers[0] * 0.017453292519943295)
                way = way.translate(x, y).transform(turn).translate(-x, -y)
            case _:
                raise ValueError(name)
    return way


def _colour(told: str, style: Mapping[str, str]) -> str | None:
    told = told.strip()
    if told == "currentColor":
        told = style.get("color", "black")
    found = _COLOUR.match(told)
    if found:
        digits = found[1]
        return (
            "#" + (digits if len(digits) == 6 else "".join(2 * digit for digit in digits)).upper()
        )
    shares = _RGB.match(told)
    if shares:
        return "#" + "".join(f"{min(255, int(each)):02X}" for each in shares.groups())
    return _NAMED.get(told.lower())


def _operators(shape: _Shape) -> str:
    style = shape.style
    inside = _colour(style.get("fill", "black"), style)
    line = _colour(style.get("stroke", "none"), style)
    if (inside is None and line is None) or style.get("visibility") == "hidden":
        return ""
    width = _length(style.get("stroke-width", "1"))
    parts = ["q", " ".join(f"{each:.6f}" for each in shape.way), "cm"]
    parts += [fill(inside)] if inside else []
    parts += [stroke(line, width)] if line else []
    rule = "*" if style.get("fill-rule") == "evenodd" else ""
    paint = ("B" if line else "f") + rule if inside else "S"
    return " ".join([*parts, outline(_path(shape.path)), paint, "Q"])


def _path(told: str) -> Path:
    """Return a path as the layout spells it, with cubic curves for quadratic ones."""
    pen = RecordingPen()
    parse_path(told, pen)
    path: list[Move | Line | Curve | Close] = []
    x, y = 0.0, 0.0
    for name, points in pen.value:
        match name, points:
            case "moveTo", [(x, y)]:
                path.append(("M", x, y))
            case "lineTo", [(x, y)]:
                path.append(("L", x, y))
            case "curveTo", [(a, b), (c, d), (e, f)]:
                path.append(("C", a, b, c, d, e, f))
                x, y = e, f
            case "qCurveTo", [(a, b), (e, f)]:
                start, end = (
                    (x + 2 * (a - x) / 3, y + 2 * (b - y) / 3),
                    (
                        e + 2 * (a - e) / 3,
                        f + 2 * (b - f) / 3,
                    ),
                )
                path.append(("C", *start, *end, e, f))
                x, y = e, f
            case "closePath", _:
                path.append(("Z",))
            case _:
                pass
    return tuple(path)

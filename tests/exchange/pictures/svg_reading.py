"""What stands where in an SVG drawing, read as any XML parser does."""

from __future__ import annotations

import re
from typing import NamedTuple
from xml.etree import ElementTree

from stormdesk.layout.geometry import Point

_MOVED = re.compile(r"translate\((\S+) (\S+)\)")


class Written(NamedTuple):
    """A line of text as it is placed: by its middle on stickies."""

    text: str
    x: float
    y: float


class Card(NamedTuple):
    """A sticky's group: where its corner is on the sheet, and its lines in their order."""

    corner: Point
    size: float
    lines: tuple[Written, ...]


def root_of(document: str) -> ElementTree.Element:
    """The SVG element of an SVG file, or the one of a page that shows a board."""
    if document.startswith("<!DOCTYPE html>"):
        document = document[document.index('<svg id="wall"') :]
        document = document[: document.index("</svg>") + len("</svg>")]
    return ElementTree.fromstring(document)  # noqa: S314  # of our own making


def cards(document: str, named_by: str = "id") -> dict[str, Card]:
    """Every sticky of a drawing by its id."""
    found: dict[str, Card] = {}

    def visit(element: ElementTree.Element, at: Point) -> None:
        moved = _MOVED.match(element.get("transform", ""))
        if moved:
            at = at.moved(float(moved[1]), float(moved[2]))
        if (element.get("class") or "").startswith("sticky "):
            found[element.attrib[named_by]] = _card(element, at)
            return
        for child in element:
            visit(child, at)

    visit(root_of(document), Point(0, 0))
    return found


def _card(group: ElementTree.Element, at: Point) -> Card:
    texts = [each for each in group.iter() if _name(each) == "text"]
    lines: list[Written] = []
    for text in texts:
        placed = [each for each in text if _name(each) == "tspan"] or [text]
        lines += [
            Written(each.text or "", float(each.attrib["x"]), float(each.attrib["y"]))
            for each in placed
        ]
    size = float(texts[0].attrib["font-size"]) if texts else 0.0
    return Card(at, size, tuple(lines))


def _name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]

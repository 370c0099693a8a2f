"""A board as GraphML, which most programs that compute or draw graphs read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from xml.sax.saxutils import escape, quoteattr

from stormdesk.exchange.diagrams.diagram import Arrow, Box, Diagram, Lane, diagram_of
from stormdesk.exchange.format import Files, Options
from stormdesk.model.board import Board
from stormdesk.model.naming import slug

_KEYS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "title": ("graph", "string"),
        "text": ("node", "string"),
        "kind": ("node", "string"),
        "lane": ("node", "string"),
        "context": ("node", "string"),
        "owner": ("node", "string"),
        "column": ("node", "double"),
        "pivotal": ("node", "boolean"),
        "colour": ("node", "string"),
        "line": ("edge", "string"),
    }
)
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ENTITIES = {"\r": "&#13;"}
_SPACE = "http://graphml.graphdrawing.org/xmlns"


def write(board: Board, options: Options) -> Files:
    """Return one file; nodes are the stickies by id, with their lane as data of theirs."""
    text = "\n".join(_lines(diagram_of(board)))
    return {f"{slug(board.profile.title, 'board')}.graphml": f"{text}\n".encode()}


def _lines(diagram: Diagram) -> Iterable[str]:
    ids = {box.name: box.sticky.id for lane in diagram.lanes for box in lane.boxes}
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield (
        f'<graphml xmlns="{_SPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        f' xsi:schemaLocation="{_SPACE} {_SPACE}/1.0/graphml.xsd">'
    )
    for key, (element, kind) in _KEYS.items():
        yield f'  <key id="{key}" for="{element}" attr.name="{key}" attr.type="{kind}"/>'
    yield '  <graph id="board" edgedefault="directed">'
    yield _data("title", diagram.title, 4)
    for lane in diagram.lanes:
        for box in lane.boxes:
            yield from _node(lane, box)
    for arrow in diagram.arrows:
        yield from _edge(arrow, ids)
    yield "  </graph>"
    yield "</graphml>"


def _node(lane: Lane, box: Box) -> Iterable[str]:
    sticky = box.sticky
    told = {
        "text": sticky.text,
        "kind": sticky.kind.value,
        "lane": lane.context.name if lane.context is not None else None,
        "context": lane.context.id if lane.context is not None else None,
        "owner": sticky.owner,
        "column": sticky.at,
        "pivotal": "true" if sticky.pivotal else None,
        "colour": box.colour,
    }
    yield f"    <node id={_quoted(sticky.id)}>"
    yield from (_data(key, str(value), 6) for key, value in told.items() if value is not None)
    yield "    </node>"


def _edge(arrow: Arrow, ids: Mapping[str, str]) -> Iterable[str]:
    yield f"    <edge source={_quoted(ids[arrow.source])} target={_quoted(ids[arrow.target])}>"
    yield _data("line", arrow.line.value, 6)
    yield "    </edge>"


def _data(key: str, text: str, indent: int) -> str:
    return f'{" " * indent}<data key="{key}">{escape(_NOT_IN_XML.sub("", text), _ENTITIES)}</data>'


def _quoted(text: str) -> str:
    return quoteattr(_NOT_IN_XML.sub("", text))

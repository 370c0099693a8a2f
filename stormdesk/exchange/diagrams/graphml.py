"""A board as GraphML, which most programs that compute or draw graphs read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from stormdesk.exchange.diagrams.diagram import Arrow, Box, Diagram, Lane
from stormdesk.exchange.diagrams.notation import one_file
from stormdesk.exchange.format import Files, Options
from stormdesk.exchange.xml_text import xml_text
from stormdesk.model.board import Board

_KEYS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "title": ("graph", "string"),
        "id": ("node", "string"),
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
# What XML allows in a name; and an underscore is spelled as well where it would be misread.
_NOT_IN_NAME = re.compile(
    "[^-.:_0-9A-Za-z\u00b7\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u037d\u037f-\u1fff\u200c\u200d\u203f\u2040"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff]"
    "|_(?=x[0-9A-F]{4,6}_)"
)
_SPACE = "http://graphml.graphdrawing.org/xmlns"


def write(board: Board, options: Options) -> Files:
    """Return one file; nodes are the stickies by id, with their lane as data of theirs.

    The ids of nodes may not hold everything that those of stickies may: what they cannot hold is
    spelled as ``_x0020_``, and the id itself is data of the node as well.
    """
    return one_file(board, "graphml", _lines)


def _lines(diagram: Diagram) -> Iterable[str]:
    nodes = {box.name: _name(box.sticky.id) for lane in diagram.lanes for box in lane.boxes}
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
        yield from _edge(arrow, nodes)
    yield "  </graph>"
    yield "</graphml>"


def _node(lane: Lane, box: Box) -> Iterable[str]:
    sticky, node = box.sticky, _name(box.sticky.id)
    told = {
        "id": sticky.id if node != sticky.id else None,
        "text": sticky.text,
        "kind": sticky.kind.value,
        "lane": lane.context.name if lane.context is not None else None,
        "context": lane.context.id if lane.context is not None else None,
        "owner": sticky.owner,
        "column": sticky.at,
        "pivotal": "true" if sticky.pivotal else None,
        "colour": box.colour,
    }
    yield f'    <node id="{node}">'
    yield from (_data(key, str(value), 6) for key, value in told.items() if value is not None)
    yield "    </node>"


def _edge(arrow: Arrow, nodes: Mapping[str, str]) -> Iterable[str]:
    yield f'    <edge source="{nodes[arrow.source]}" target="{nodes[arrow.target]}">'
    yield _data("line", arrow.line.value, 6)
    yield "    </edge>"


def _data(key: str, text: str, indent: int) -> str:
    return f'{" " * indent}<data key="{key}">{xml_text(text)}</data>'


def _name(sticky_id: str) -> str:
    return _NOT_IN_NAME.sub(lambda found: f"_x{ord(found[0]):04X}_", sticky_id)

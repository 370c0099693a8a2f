"""The legend of a page: a small card of every kind that is there, with its sign."""

from __future__ import annotations

from collections import Counter

from stormdesk.exchange.paper.fixed_words import FixedWords
from stormdesk.exchange.paper.operators import blended, fill, stroke
from stormdesk.exchange.paper.sticky_drawing import sign_operators
from stormdesk.exchange.pictures.svg_content import SvgContent
from stormdesk.exchange.xml_text import xml_attribute, xml_text
from stormdesk.layout.appearance import DEFAULT_PALETTE, colour_of, sign_of
from stormdesk.layout.geometry import Box
from stormdesk.model.board import Board
from stormdesk.model.sticky import Kind, Sticky

_SIDE = 36
_SIGN = Box(8, 8, 20, 20)
_EDGE_SHARE, _SIGN_SHARE = 0.25, 0.69


def legend(board: Board, words: FixedWords) -> list[str]:
    """Return a list item for every kind that there is, each a button that shows it alone."""
    stickies = board.stickies.values()
    counts = Counter(sticky.kind for sticky in stickies)
    first = {sticky.kind: sticky for sticky in sorted(stickies, key=lambda s: s.id, reverse=True)}
    hint = xml_attribute(words("viewer.only"))
    return [
        f'<li><button type="button" class="kind" data-kind="{kind.value}" aria-pressed="false"'
        f" title={hint}>{_swatch(first[kind])}"
        f"<span>{xml_text(words.kind(kind, board.profile))}</span> <b>{counts[kind]}</b>"
        "</button></li>"
        for kind in Kind
        if counts[kind]
    ]


def _swatch(sticky: Sticky) -> str:
    colour, ink = colour_of(sticky, DEFAULT_PALETTE), DEFAULT_PALETTE.ink
    content = SvgContent([], {}, str)
    content.paint(
        f"{fill(colour)} {stroke(blended(ink, colour, _EDGE_SHARE), 1)} 0.5 0.5 35 35 re B "
        + sign_operators(sign_of(sticky), _SIGN, blended(ink, colour, _SIGN_SHARE))
    )
    shapes = "".join(content.finish())
    size = f'width="{_SIDE}" height="{_SIDE}" viewBox="0 0 {_SIDE} {_SIDE}"'
    return f'<svg {size} aria-hidden="true">{shapes}</svg>'

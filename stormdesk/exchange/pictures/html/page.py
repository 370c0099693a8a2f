"""A board as one page: the drawing, and all that is known of what stands there.

Texts of the board come in as data alone: in attributes and text of the drawing, escaped, and in a
JSON block that no browser runs; a content security policy allows the page's own script and style
by their digests and nothing else.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from hashlib import sha256

from stormdesk.exchange.format import Files
from stormdesk.exchange.paper.fixed_words import FixedWords, words_of
from stormdesk.exchange.paper.operators import number
from stormdesk.exchange.pictures.html.colours import LIGHT, dark_colours
from stormdesk.exchange.pictures.html.details import Details, facts_of
from stormdesk.exchange.pictures.html.swatches import legend
from stormdesk.exchange.pictures.html.web_font import font_face
from stormdesk.exchange.pictures.options import HtmlOptions
from stormdesk.exchange.pictures.sheet import BoardSheet
from stormdesk.exchange.pictures.svg_drawing import SvgDrawing
from stormdesk.exchange.pictures.svg_lettering import FALLBACKS
from stormdesk.exchange.xml_text import xml_attribute, xml_text
from stormdesk.layout.arrangement import Arrangement
from stormdesk.layout.card import Cards
from stormdesk.layout.fonts import Typefaces
from stormdesk.model.board import Board
from stormdesk.model.naming import slug
from stormdesk.resources import resource

_MARK = re.compile(r"\{\{([a-z.-]+)\}\}")


def write(board: Board, options: HtmlOptions) -> Files:
    """Return the page as one file; equal boards give equal bytes where the fonts are equal."""
    text = html_text(board, options, Typefaces.of_system())
    return {f"{slug(board.profile.title, 'board')}.html": text.encode()}


def html_text(board: Board, options: HtmlOptions, typefaces: Typefaces) -> str:
    """Return the page of a board, set in some typefaces."""
    words = words_of(board)
    arrangement = Arrangement.of(board, Cards(typefaces))
    drawing = SvgDrawing(arrangement.board, typefaces, named_by="data-id", titled=False)
    sheet = BoardSheet(drawing, arrangement, LIGHT)
    sheet.draw()
    elements = drawing.elements
    details = Details(
        arrangement, words, sheet.origin, findings=options.findings, notes=options.notes
    ).all()
    style = "\n".join(
        [
            *_faces(drawing),
            _file("viewer.css"),
            *_dark(dark_colours(arrangement, typefaces, sheet.frame)),
        ]
    )
    script = _file("viewer.js")
    parts = {
        "language": xml_attribute(words.language),
        "texts": xml_attribute(details["language"]),
        "policy": _policy(style, script),
        "title": xml_text(board.profile.title),
        "scope": xml_text(" ".join(board.profile.scope.split())),
        "facts": "".join(
            f"<div><dt>{xml_text(name)}</dt><dd>{xml_text(value)}</dd></div>"
            for name, value in facts_of(board, words, options.date)
        ),
        "legend": "".join(legend(arrangement.board, words)),
        "svg": _svg(elements, sheet, board.profile.title, details["language"]),
        "data": _json(details),
        "style": style,
        "script": script,
    }
    return _filled(_file("viewer.html"), parts, words)


def _filled(template: str, parts: Mapping[str, str], words: FixedWords) -> str:
    """Return a template with its marks replaced at once, so that no text is taken for a mark."""

    def meant(found: re.Match[str]) -> str:
        name = found[1]
        return parts[name] if name in parts else xml_text(words(name)).replace('"', "&quot;")

    return _MARK.sub(meant, template)


def _svg(elements: Iterable[str], sheet: BoardSheet, title: str, language: str) -> str:
    width, height = number(sheet.width), number(sheet.height)
    head = (
        f'<svg id="wall" viewBox="0 0 {width} {height}" data-width="{width}"'
        f' data-height="{height}" xmlns:xlink="http://www.w3.org/1999/xlink"'
        f' font-family="{FALLBACKS}" lang={xml_attribute(language)} role="group"'
        f" aria-label={xml_attribute(title)}>"
    )
    return "\n".join([head, *elements, "</svg>"])


def _faces(drawing: SvgDrawing) -> list[str]:
    pieces = [piece for line in drawing.lines for piece in line if piece.is_plain]
    return [
        font_face("Regular", (piece.text for piece in pieces if not piece.bold)),
        font_face("Bold", (piece.text for piece in pieces if piece.bold)),
    ]


def _dark(colours: Mapping[str, str]) -> list[str]:
    """Return the rules that turn what stands round the stickies dark."""
    around = ":root[data-theme=dark] #wall :not(.sticky *)"
    return [
        rule
        for old, new in colours.items()
        for rule in (
            f'{around}[fill="{old}"]{{fill:{new}}}',
            f'{around}[stroke="{old}"]{{stroke:{new}}}',
        )
    ]


def _json(value: object) -> str:
    """Return JSON that no text can end the element of (HTML, 4.12.1.3)."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _policy(style: str, script: str) -> str:
    """Return the content security policy (CSP Level 3): nothing but what the page brings."""
    return (
        f"default-src 'none'; script-src '{_digest(script)}'; style-src '{_digest(style)}';"
        " font-src data:; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _file(name: str) -> str:
    return resource(f"html/{name}").read_text(encoding="utf-8")

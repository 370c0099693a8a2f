"""An interview sheet as a web page that needs nothing but itself and sends nothing."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

from stormdesk.exchange.interview.marks import END, NAME, marked
from stormdesk.exchange.interview.sheet import Asked, Sheet
from stormdesk.exchange.paper.fixed_words import FixedWords
from stormdesk.exchange.xml_text import xml_attribute, xml_text
from stormdesk.layout.appearance import DEFAULT_PALETTE
from stormdesk.model.naming import slug
from stormdesk.resources import resource

_PLACE = re.compile(r"\{\{([\w.-]+)\}\}")


def form_page(sheet: Sheet, words: FixedWords) -> str:
    """Return the page; its script makes the text of the answers, to be saved or copied."""
    style, script = _file("css"), _file("js")
    filled = {
        "language": words.language,
        "policy": (
            f"default-src 'none'; script-src '{_digest(script)}'; style-src '{_digest(style)}';"
            " base-uri 'none'; form-action 'none'"
        ),
        "style": style,
        "script": script,
        "title": xml_text(sheet.title),
        "phase": xml_text(sheet.phase),
        "goal": xml_text(sheet.goal),
        "scope": xml_text(sheet.scope),
        "say": "".join(f"<li>{xml_text(said)}</li>" for said in sheet.say),
        "questions": "\n".join(_question(each, words) for each in sheet.questions),
        "head": xml_attribute(sheet.head),
        "end": xml_attribute(marked(END, words("interview.send"))),
        "file": xml_attribute(f"{slug(sheet.title, 'board')}-answers.txt"),
        "name": xml_attribute(marked(NAME, words("interview.name"))),
        "copied": xml_attribute(words("interview.copied")),
        "label": xml_attribute(words("interview.text")),
    }

    def part(found: re.Match[str]) -> str:
        name = found[1]
        return filled[name] if name in filled else xml_text(words(name))

    return _PLACE.sub(part, _file("html"))


def _question(asked: Asked, words: FixedWords) -> str:
    place = f"answer-{asked.number}"
    swatch = (
        '<svg width="14" height="14" aria-hidden="true"><rect width="14" height="14" rx="2"'
        f' fill="{DEFAULT_PALETTE.kinds[asked.kind]}"/></svg>'
    )
    hint, mark = xml_attribute(words("interview.place")), xml_attribute(asked.mark)
    return (
        f'<label for="{place}">{swatch}{xml_text(asked.text)}</label>\n'
        f'<textarea id="{place}" rows="4" placeholder={hint} data-mark={mark}></textarea>'
    )


def _file(kind: str) -> str:
    return resource(f"html/interview.{kind}").read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"

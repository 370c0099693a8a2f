from __future__ import annotations

import base64
import io
import json
import re
import sys
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from exchange.any_board import boards
from exchange.pictures.attacks import ATTACKS, IDS, RUN, attack_board
from exchange.pictures.svg_reading import cards
from fontTools.ttLib import TTFont
from hypothesis import HealthCheck, given, settings

from stormdesk.exchange.format import write
from stormdesk.exchange.formats import FORMATS
from stormdesk.exchange.paper.fixed_words import LANGUAGES, words_in
from stormdesk.exchange.pictures.html.page import html_text
from stormdesk.exchange.pictures.options import HtmlOptions
from stormdesk.exchange.source import read_board
from stormdesk.layout.fonts import Typefaces
from stormdesk.model.board import Board
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Kind, Sticky
from stormdesk.resources import resource

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))

TEMPLATES = sorted(resource("templates").glob("*.yaml"))
HOSTILE = Path(__file__).parents[2] / "boards" / "hostile.yaml"
INVENTORY = read_board(str(resource("templates/inventory-under-peak-load.yaml")))
ROBOTO = Typefaces.bundled_only()
WITHOUT_END = {"meta", "input", "link", "br", "img", "base"}


class Markup(HTMLParser):
    """The elements of a page, what scripts and styles hold, and whether all are closed."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.held: dict[str, list[str]] = {"script": [], "style": [], "title": []}
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in WITHOUT_END:
            self.open.append(tag)
        if tag in self.held:
            self.held[tag].append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in self.held:
            self.held[self.open[-1]][-1] += data


def page_of(board: Board, **options: object) -> str:
    return html_text(board, HtmlOptions.model_validate(options), ROBOTO)


def told(page: str) -> dict[str, Any]:
    return json.loads(Markup(page).held["script"][0])


@pytest.mark.parametrize("path", [*TEMPLATES, HOSTILE], ids=lambda path: path.stem)
def test_every_sticky_is_drawn_and_told_about(path: Path) -> None:
    board = read_board(str(path))
    page = page_of(board)
    known = {each["id"]: each for each in told(page)["stickies"]}
    assert known.keys() == cards(page, "data-id").keys() == board.stickies.keys()
    assert {i: each["text"] for i, each in known.items()} == {
        i: sticky.text for i, sticky in board.stickies.items()
    }
    for context, shown in zip(board.contexts.values(), told(page)["contexts"], strict=False):
        assert shown["name"] in {each.name for each in board.contexts.values()}, context


def test_details_name_fields_levels_flows_and_owner() -> None:
    event = next(e for e in told(page_of(INVENTORY))["stickies"] if e["id"] == "inventory-reserved")
    assert ["Owner", "Inventory team"] in event["facts"]
    assert "orderId" in [field[0] for field in event["fields"]]
    assert any(level.startswith("latency") for level in event["levels"])
    assert set(event["in"]) | set(event["out"]) <= INVENTORY.stickies.keys()
    assert event["out"]


def test_the_page_fetches_nothing_and_runs_nothing_but_its_own_script() -> None:
    page = page_of(INVENTORY)
    markup = Markup(page)
    policy = next(a["content"] for t, a in markup.elements if "http-equiv" in a) or ""
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    script, style = markup.held["script"][1], markup.held["style"][0]
    for text in (script, style):
        digest = base64.b64encode(sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert not [a for _, a in markup.elements if {"src", "href", "style"} & a.keys()]
    links = {a["xlink:href"] for _, a in markup.elements if "xlink:href" in a}
    assert all(link is not None and link.startswith("#") for link in links)
    addresses = set(re.findall(r"[a-z]+://[^\s\"'<)]+", page))
    assert addresses <= {"http://www.w3.org/1999/xlink", "http://www.w3.org/2000/svg"}
    assert "innerHTML" not in script
    assert "eval(" not in script


def test_no_text_becomes_markup() -> None:
    plain = Board.of(
        [
            record.revised(text="x") if isinstance(record, Sticky) else record
            for record in attack_board().records.values()
        ]
    )
    page = page_of(attack_board())
    markup, calm = Markup(page), Markup(page_of(plain))
    assert not markup.open
    assert {t for t, _ in markup.elements} == {t for t, _ in calm.elements}
    assert len(markup.held["script"]) == 2
    assert len(markup.held["style"]) == 1
    assert not [a for _, a in markup.elements if any(name.startswith("on") for name in a)]
    assert RUN not in markup.held["script"][1]
    assert {each["text"] for each in told(page)["stickies"]} == set(ATTACKS)
    assert cards(page, "data-id").keys() == set(IDS)


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(boards())
def test_any_board_is_a_page_that_tells_all(board: Board) -> None:
    page = page_of(board)
    assert not Markup(page).open
    assert {each["id"] for each in told(page)["stickies"]} == board.stickies.keys()


def test_no_id_of_the_board_is_an_id_of_the_page() -> None:
    ids = [a["id"] for _, a in Markup(page_of(attack_board())).elements if "id" in a]
    assert len(ids) == len(set(ids))
    assert ids.count("wall") == ids.count("query") == 1


def test_the_page_holds_the_letters_that_it_shows() -> None:
    board = Board.of(
        [Profile(id="b", title="Größe"), Sticky(id="s", kind=Kind.EVENT, text="Ελληνικά Жёлтый ắ")]
    )
    faces = re.findall(r"base64,([A-Za-z0-9+/=]+)\)", page_of(board))
    regular, bold = (TTFont(io.BytesIO(base64.b64decode(each))) for each in faces)
    assert {ord(c) for c in "Ελληνικά Жёлтый ắ"} <= regular.getBestCmap().keys()
    assert {ord(c) for c in "abcXYZ019-‐…"} <= bold.getBestCmap().keys()
    assert len(base64.b64decode(faces[0])) < 40_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_speaks_the_language_of_the_board(language: str) -> None:
    board = Board.of([Profile(id="b", title="B", language=language),
                      Sticky(id="s", kind=Kind.EVENT, text="x")])  # fmt: skip
    page = page_of(board)
    assert f'<html lang="{language}">' in page
    words = words_in(language)
    for path in ("viewer.search", "viewer.choose", "sections.contexts", "kinds.event"):
        assert words(path) in page
    assert told(page)["words"]["hits"] == words("viewer.hits")
    assert "{{" not in page.split("<script", 1)[0]


def test_findings_and_notes_can_be_left_out() -> None:
    event = Sticky(id="s", kind=Kind.EVENT, text="Order placed", notes="secret")
    noted = Board.of([Profile(id="b", title="B"), event])
    assert "secret" in page_of(noted)
    hostile = read_board(str(HOSTILE))
    assert told(page_of(hostile))["findings"]
    assert told(page_of(hostile, findings=False))["findings"] == []
    assert "secret" not in page_of(noted, notes=False)
    assert "31 May" in page_of(noted, date="31 May")


def test_a_detailed_board_of_500_stickies_stays_under_a_megabyte() -> None:
    from detailed import detailed_board

    [data] = write(FORMATS["html"], detailed_board(500)).values()
    assert len(data) < 1_000_000


def test_an_empty_board_is_a_page_too() -> None:
    page = page_of(Board.of([Profile(id="b", title="Nothing")]))
    assert told(page)["stickies"] == []
    assert not Markup(page).open

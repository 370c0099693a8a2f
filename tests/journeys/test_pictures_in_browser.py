"""The web page and the SVG as people meet them: in a browser, from disk, without a network."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import Browser, Page
from exchange.pictures.attacks import ATTACKS, attack_board
from PIL import Image

from stormdesk.exchange.format import Options, write
from stormdesk.exchange.formats import FORMATS
from stormdesk.exchange.pictures.options import SvgOptions
from stormdesk.exchange.source import read_board
from stormdesk.layout.themes import palette_of
from stormdesk.model.board import Board
from stormdesk.resources import resource

HOSTILE = Path(__file__).parents[1] / "boards" / "hostile.yaml"
BOARDS = [*sorted(resource("templates").glob("*.yaml")), HOSTILE]
INVENTORY = read_board(str(resource("templates/inventory-under-peak-load.yaml")))
SEEN = "document.querySelector('#wall').getAttribute('viewBox').split(' ').map(Number)"
HITS = "[...document.querySelectorAll('#wall .sticky.hit')].map((e) => e.dataset.id).sort()"
FOCUS = "document.activeElement.dataset.id ?? document.activeElement.id"


MARKS = """[...document.querySelectorAll("#wall .mark")]
    .map((mark) => [mark.getAttribute("data-on"), getComputedStyle(mark).opacity])"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    browser = Browser(tmp_path_factory.mktemp("chromium"))
    yield browser
    browser.close()


@pytest.fixture
def shown(browser: Browser, tmp_path: Path) -> Any:
    def showing(board: Board = INVENTORY, name: str = "html", **options: Any) -> Page:
        chosen = options.pop("options", None)
        return browser.open(exported(board, name, tmp_path, chosen), **options)

    return showing


def exported(board: Board, name: str, folder: Path, options: Options | None = None) -> Path:
    [(file, data)] = write(FORMATS[name], board, options).items()
    path = folder / file
    path.write_bytes(data)
    return path


def card(sticky_id: str) -> str:
    return f'#wall [data-id="{sticky_id}"] use'


def colours(page: Page) -> set[tuple[int, ...]]:
    image = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    return {colour for _, colour in image.getcolors(1 << 20) or () if isinstance(colour, tuple)}


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour[1:]))


@pytest.mark.parametrize("path", BOARDS, ids=lambda path: path.stem)
def test_the_page_opens_from_disk_and_asks_for_nothing(shown: Any, path: Path) -> None:
    board = read_board(str(path))
    page = shown(board)
    assert [url.partition(":")[0] for url in page.requested] == ["file"]
    assert page.complaints == []
    assert page.value("document.fonts.check('24px Roboto')")
    assert page.value("[...document.fonts].map((f) => f.status)") == ["loaded", "loaded"]
    assert page.text("h1") == board.profile.title
    for tab in ("legend", "contexts", "hotspots", "findings"):
        page.click(f"#tab-{tab}")
        assert page.value(f"document.querySelector('#{tab}').hidden") is False
    for number in range(len(board.stickies)):
        page.value(f"document.querySelectorAll('#contexts .go')[{number}].click()")
    assert page.complaints == []


def test_a_search_marks_what_it_finds_and_leads_from_hit_to_hit(shown: Any) -> None:
    page = shown()
    page.press("/")
    assert page.value(FOCUS) == "query"
    page.write("lapséd")
    hits = page.value(HITS)
    assert hits == sorted(
        s.id for s in INVENTORY.stickies.values() if "lapsed" in f"{s.text} {s.doc}".lower()
    )
    assert page.text("#count") == str(len(hits))
    assert page.text("#details mark").lower() == "lapsed"
    marks = page.value(MARKS)
    assert marks
    assert all((opacity == "1") is (sticky in hits) for sticky, opacity in marks)
    before = page.value(SEEN)
    page.press("Enter")
    assert page.text("#count") == f"1 of {len(hits)}"
    assert page.value(SEEN) != before
    page.click("#previous")
    assert page.text("#count") == f"{len(hits)} of {len(hits)}"
    page.press("Escape")
    assert page.value(HITS) == []
    assert page.text("#count") == ""
    page.press("/")
    page.write("no such thing")
    assert page.text("#count") == "Nothing found"
    assert page.complaints == []


def test_a_click_opens_the_details_and_they_lead_on(shown: Any) -> None:
    page = shown()
    page.click(card("inventory-reserved"))
    details = page.text("#details")
    for said in ("Inventory reserved", "Inventory team", "orderId", "latency", "Leads to"):
        assert said in details
    page.click("#details .go")
    assert "Inventory reserved" not in page.text("#details .text")
    assert page.value("document.querySelectorAll('#wall .halo.chosen').length") == 1


def test_lists_of_contexts_hotspots_and_findings_lead_to_the_board(shown: Any) -> None:
    page = shown()
    page.click("#tab-contexts")
    page.click("#contexts summary")
    assert "Ordering" in page.text("#contexts details")
    page.click("#tab-hotspots")
    page.click("#hotspots .go")
    assert page.text("#details .label") == "Hotspot"
    page.click("#tab-legend")
    page.click('.kind[data-kind="policy"]')
    kinds = {INVENTORY.stickies[i].kind.value for i in page.value(HITS)}
    assert kinds == {"policy"}


def test_everything_goes_by_keyboard(shown: Any) -> None:
    page = shown()
    page.value("document.querySelector('#view').focus()")
    page.press("+")
    near = page.value(SEEN)
    page.press("ArrowRight")
    assert page.value(SEEN)[0] > near[0]
    page.press("Enter")
    first = page.value(FOCUS)
    assert first in INVENTORY.stickies
    page.press("ArrowRight")
    second = page.value(FOCUS)
    assert second in INVENTORY.stickies
    assert second != first
    page.press("Enter")
    assert " ".join(INVENTORY.stickies[second].text.split()) in " ".join(
        page.text("#details").split()
    )
    page.press("Escape")
    assert page.value(FOCUS) == "view"
    page.press("0")
    assert page.value(SEEN)[:2] == [0, 0]
    page.value("document.querySelector('#tab-details').focus()")
    page.press("ArrowRight")
    assert page.value(FOCUS) == "tab-legend"
    assert not page.value("document.querySelector('#legend').hidden")


def test_mouse_and_fingers_move_and_zoom(shown: Any) -> None:
    page = shown(width=390, height=800)
    x, y = page.middle("#view")
    whole = page.value(SEEN)
    page.mouse("mouseWheel", x, y, deltaX=0, deltaY=-400)
    near = page.value(SEEN)
    assert near[2] < whole[2]
    page.drag((x, y), (x - 60, y - 20))
    moved = page.value(SEEN)
    assert moved[0] > near[0]
    page.touch("touchStart", (x - 20, y), (x + 20, y))
    page.touch("touchMove", (x - 50, y), (x + 50, y))
    page.touch("touchMove", (x - 90, y), (x + 90, y))
    page.touch("touchEnd")
    assert page.value(SEEN)[2] < moved[2] / 2
    page.touch("touchStart", (x, y))
    for step in (20, 60, 90):
        page.touch("touchMove", (x + step, y))
    before = page.value(SEEN)
    page.touch("touchEnd")
    assert before[0] < moved[0] + moved[2]
    assert page.complaints == []


def test_nothing_overflows_a_narrow_screen(shown: Any) -> None:
    for width in (1280, 390, 320):
        page = shown(width=width, height=720)
        assert page.value("document.documentElement.scrollWidth") <= width
        outside = page.value(
            "[...document.querySelectorAll('header *, aside .tabs')].filter((e) => {"
            "const r = e.getBoundingClientRect(); return r.width && r.right > innerWidth + 1})"
            ".map((e) => e.outerHTML.slice(0, 80))"
        )
        assert outside == []


def test_a_screen_reader_finds_every_sticky_by_kind_and_text(shown: Any) -> None:
    names = shown().accessible_names()
    for sticky in INVENTORY.stickies.values():
        text = " ".join(sticky.text.split())
        assert any(name.startswith("button: ") and name.endswith(text) for name in names), text
    assert "button: Event: Order placed" in names
    assert "searchbox: Search" in names
    assert not [name for name in names if name.startswith("button: <")]


def test_it_is_dark_in_a_dark_room(shown: Any) -> None:
    dark = palette_of("dark")
    seen = colours(shown(dark=True))
    assert {rgb(dark.paper), rgb(dark.lanes[0])} & seen
    assert rgb(palette_of("default").lanes[0]) not in seen
    assert rgb(palette_of("default").kinds[INVENTORY.stickies["order-placed"].kind]) in seen
    page = shown()
    assert rgb(palette_of("default").paper) in colours(page)
    page.click("#theme")
    assert rgb(dark.paper) in colours(page)


def test_attacks_stay_texts(shown: Any) -> None:
    page = shown(attack_board())
    page.press("/")
    page.write("<")
    for _ in ATTACKS:
        page.press("Enter")
    for tab in ("legend", "contexts", "hotspots", "findings", "details"):
        page.click(f"#tab-{tab}")
    for each in page.value("[...document.querySelectorAll('#wall .sticky')].map((e, i) => i)"):
        page.value(f"document.querySelectorAll('#contexts .go')[{each}]?.click()")
    assert page.value("typeof window.pwned") == "undefined"
    assert page.complaints == []
    assert [url.partition(":")[0] for url in page.requested] == ["file"]
    assert page.value("document.querySelectorAll('script').length") == 2
    assert page.value("document.querySelectorAll('img, base, iframe, object, a').length") == 0
    assert page.value("document.querySelectorAll('#wall').length") == 1
    texts = page.value(
        "[...document.querySelectorAll('#wall .sticky')].map((e) => e.getAttribute('aria-label'))"
    )
    assert len(texts) == len(ATTACKS)


def test_it_prints_the_board_and_its_lists(shown: Any) -> None:
    page = shown(dark=True)
    printed = page.printed()
    assert printed.startswith(b"%PDF")
    assert page.complaints == []


@pytest.mark.parametrize("hostile", [False, True], ids=["inventory", "attacks"])
def test_the_drawing_opens_in_a_browser_with_all_its_texts(shown: Any, hostile: bool) -> None:
    board = attack_board() if hostile else INVENTORY
    page = shown(board, "svg", options=SvgOptions(embed_board=True))
    assert page.complaints == []
    assert [url.partition(":")[0] for url in page.requested] == ["file"]
    assert page.value("document.documentElement.nodeName") == "svg"
    ids = page.value("[...document.querySelectorAll('.sticky')].map((e) => e.id)")
    assert sorted(ids) == sorted(board.stickies)
    assert page.value("typeof window.pwned") == "undefined"
    titles = page.value("[...document.querySelectorAll('.sticky > title')].length")
    assert titles == len(board.stickies)


def test_a_browser_breaks_and_places_lines_as_the_layout_does(shown: Any) -> None:
    page = shown()
    wide = page.value(
        """[...document.querySelectorAll('#wall .sticky')].flatMap((sticky) => {
          const box = sticky.querySelector('use').getBBox();
          return [...sticky.querySelectorAll('text')].filter((text) => {
            const own = text.getBBox();
            return own.x < 0 || own.x + own.width > box.x + box.width
              || own.y + own.height > box.y + box.height;
          }).map((text) => text.textContent);
        })"""
    )
    assert wide == []

"""The interview page as people meet it: filled in from disk, saved and copied without a network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest
from browser import Browser, Page

from stormdesk.exchange.format import write
from stormdesk.exchange.formats import FORMATS
from stormdesk.exchange.interview.answers import answers_of
from stormdesk.exchange.interview.options import InterviewOptions
from stormdesk.exchange.source import read_board
from stormdesk.model.sticky import Kind

HOSTILE = Path(__file__).parents[1] / "boards" / "hostile.yaml"
FOUND = [(Kind.EVENT, "Power failed"), (Kind.EVENT, "Card <refused>"), (Kind.HOTSPOT, "Who pays?")]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    browser = Browser(tmp_path_factory.mktemp("chromium"))
    yield browser
    browser.close()


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Page:
    options = InterviewOptions(sheet="html")
    [(name, data)] = write(FORMATS["interview"], read_board(str(HOSTILE)), options).items()
    (tmp_path / name).write_bytes(data)
    browser.call("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(tmp_path))
    return browser.open(tmp_path / name, 390, 844)


def fill(page: Page) -> None:
    for field, text in (
        ("answer-1", "Power failed\n\n Card <refused>"),
        ("answer-2", "h: Who pays?"),
        ("name", "Ann"),
    ):
        page.value(f"document.getElementById('{field}').focus()")
        page.write(text)


def test_a_filled_page_is_saved_as_a_file_that_is_read(page: Page, tmp_path: Path) -> None:
    fill(page)
    page.click("#save")
    end = monotonic() + 20
    while not (saved := [*tmp_path.glob("*-answers.txt")]) and monotonic() < end:
        sleep(0.05)
    answers = answers_of(saved[0].read_bytes(), "answers.txt")
    assert [(each.kind, each.text) for each in answers.found] == FOUND
    assert answers.by == "Ann"
    assert saved[0].read_text() == page.value("document.getElementById('text').value")
    assert page.complaints == []
    assert [url for url in page.requested if not url.startswith(("file:", "blob:"))] == []


def test_the_text_can_be_copied_and_is_the_same(page: Page) -> None:
    fill(page)
    label = page.text("#copy")
    page.click("#copy")
    end = monotonic() + 20
    while page.text("#copy") == label and monotonic() < end:
        sleep(0.05)
    text = page.value("document.getElementById('text').value")
    answers = answers_of(text.encode(), "answers.txt")
    assert [(each.kind, each.text) for each in answers.found] == FOUND


@pytest.mark.parametrize("size", [(390, 844), (320, 600), (1280, 800)])
def test_it_fits_phones_and_every_field_has_a_name(
    browser: Browser, page: Page, tmp_path: Path, size: tuple[int, int]
) -> None:
    [file] = tmp_path.glob("*.html")
    found = browser.open(file, *size)
    assert found.value("document.documentElement.scrollWidth") <= size[0]
    heights = (
        "[...document.querySelectorAll('button')].map((e) => e.getBoundingClientRect().height)"
    )
    assert min(found.value(heights)) >= 44
    names = found.accessible_names()
    assert len([name for name in names if name.startswith("textbox: ")]) >= 3

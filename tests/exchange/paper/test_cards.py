from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from exchange.any_board import boards
from exchange.paper.test_poster import BOARD, ROBOTO, TEMPLATES, run, squeezed
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from stormdesk.exchange.paper.card_sheet import (
    LONG_SIDE,
    SIDE,
    SheetSize,
    laid_out,
    mirrored,
    sheet_size,
)
from stormdesk.exchange.paper.cards import cards, write
from stormdesk.exchange.paper.operators import fill
from stormdesk.exchange.paper.options import CardOptions
from stormdesk.exchange.paper.pdf_file import Flip
from stormdesk.exchange.yaml_reader import read_text
from stormdesk.layout.appearance import DEFAULT_PALETTE
from stormdesk.model.board import Board
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Kind, Sticky

MILLIMETRE = 72 / 25.4
SHEETS = st.builds(sheet_size, st.sampled_from(["A4", "Letter"]), st.floats(0, 15))
WIDTHS = st.lists(st.sampled_from([SIDE, LONG_SIDE]), max_size=30)
FLIPS = st.sampled_from(["short-edge", "long-edge"])


def printed(board: Board, **options: object) -> PdfReader:
    data = cards(board, CardOptions.model_validate(options), ROBOTO)
    return PdfReader(BytesIO(data), strict=True)


def texts(reader: PdfReader) -> list[str]:
    return [page.extract_text() for page in reader.pages]


def test_cards_are_as_large_as_paper_stickies() -> None:
    assert pytest.approx(76 * MILLIMETRE) == SIDE
    assert pytest.approx(127 * MILLIMETRE) == LONG_SIDE


@given(WIDTHS, SHEETS)
def test_cards_keep_their_order_and_stay_apart_on_the_paper(
    widths: list[float], size: SheetSize
) -> None:
    sheets = laid_out(list(enumerate(widths)), size)
    assert [card for sheet in sheets for card, _ in sheet] == list(range(len(widths)))
    for sheet in sheets:
        boxes = [box for _, box in sheet]
        for number, box in enumerate(boxes):
            assert box.x >= 5 * MILLIMETRE - 0.01
            assert box.right <= size.width - 5 * MILLIMETRE + 0.01
            assert box.y >= 5 * MILLIMETRE - 0.01
            assert box.bottom <= size.height - 5 * MILLIMETRE + 0.01
            smaller = box.inflated(-0.01)
            assert not any(smaller.intersects(other) for other in boxes[number + 1 :])


@given(WIDTHS, SHEETS, FLIPS)
def test_a_back_lies_behind_its_face(widths: list[float], size: SheetSize, flip: Flip) -> None:
    for sheet in laid_out(list(enumerate(widths)), size):
        backs = mirrored(sheet, size, flip)
        for (card, face), (same, back) in zip(sheet, backs, strict=True):
            assert card == same
            assert (back.width, back.height) == (face.width, face.height)
            x, y = back.center
            behind = (size.width - x, y) if flip == "short-edge" else (x, size.height - y)
            assert behind == pytest.approx(face.center)
        again = mirrored(backs, size, flip)
        assert [box for _, box in again] == [pytest.approx(box) for _, box in sheet]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_other_programs_find_every_card(template: Path, tmp_path: Path) -> None:
    board = read_text(template.read_bytes(), template.name)
    [(name, data)] = write(board, CardOptions(place="back")).items()
    file = tmp_path / name
    file.write_bytes(data)
    run("qpdf", "--check", file)
    found = squeezed(run("pdftotext", file, "-"))
    assert [s.id for s in board.stickies.values() if squeezed(s.text) not in found] == []


def test_cards_come_in_the_order_of_the_timeline() -> None:
    text = " ".join(" ".join(texts(printed(BOARD, place="none"))).split())
    order = [
        "Place order", "Order placed", "Trust", "Whenever an order is placed, send it", "Carrier",
        "What if it is late?", "Drones",
    ]  # fmt: skip
    places = [text.index(each) for each in order]
    assert places == sorted(places)


def test_a_card_says_where_it_belongs_in_a_corner_or_on_its_back() -> None:
    [corner, *_] = texts(printed(BOARD))
    assert "Sales · Column 1" in corner
    face, back, *_ = texts(printed(BOARD, place="back"))
    assert "Column 1" not in face
    for said in ("Sales", "Team Blue", "Column 1"):
        assert said in back
    assert not any("Column" in text for text in texts(printed(BOARD, place="none")))


@pytest.mark.parametrize(
    ("flip", "name"),
    [("short-edge", "/DuplexFlipShortEdge"), ("long-edge", "/DuplexFlipLongEdge")],
)
def test_the_file_asks_for_both_sides_and_the_real_size(flip: str, name: str) -> None:
    root = printed(BOARD, place="back", flip=flip).trailer["/Root"]
    assert root["/ViewerPreferences"]["/Duplex"] == name
    assert root["/ViewerPreferences"]["/PrintScaling"] == "/None"


def test_outlines_have_no_colour_but_the_kind_in_words() -> None:
    def colours(style: str) -> bool:
        page = printed(BOARD, style=style).pages[0].get_contents().get_data().decode()
        return fill(DEFAULT_PALETTE.kinds[Kind.EVENT]) in page

    assert colours("colours")
    assert not colours("outlines")
    assert "Neighbour" in " ".join(texts(printed(BOARD, style="outlines")))


def test_only_some_kinds_may_be_printed() -> None:
    text = " ".join(texts(printed(BOARD, kinds=["event", "system"])))
    assert "Carrier" in text
    assert "Drones" not in text


def test_a_text_too_long_for_a_card_goes_on_the_next() -> None:
    words = " ".join(f"word{number}" for number in range(400))
    board = Board.of(
        [Profile(id="b", title="Long"), Sticky(id="s", kind=Kind.NOTE, text=words, at=1)]
    )
    text = " ".join(texts(printed(board)))
    parts = re.findall(r"Note (\d+)/(\d+)", text)
    assert len(parts) == int(parts[0][1]) > 1
    assert [w for w in words.split() if w not in text.split()] == []


def test_letter_sheets_and_a_board_without_stickies() -> None:
    page = printed(Board.of([Profile(id="b", title="Nothing")]), paper="Letter").pages[0]
    assert (page.mediabox.width, page.mediabox.height) == (792, 612)


def test_cards_of_equal_boards_are_equal() -> None:
    options = CardOptions(place="back")
    assert cards(BOARD, options, ROBOTO) == cards(BOARD, options, ROBOTO)


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(boards())
def test_any_board_becomes_sound_cards(board: Board) -> None:
    assert printed(board, place="back").pages

from __future__ import annotations

from io import BytesIO

import pytest
from exchange.paper.test_poster import BOARD, drawn, page_of, squeezed
from pydantic import ValidationError
from pypdf import PdfReader

from stormdesk.exchange.paper.options import PosterOptions
from stormdesk.model.board import Board
from stormdesk.model.context import Context
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Kind, Sticky

MILLIMETRE = 72 / 25.4
HIGH = Board.of(
    [
        Profile(id="b", title="High"),
        *(Context(id=f"c{n}", name=f"Lane {n}", order=n) for n in range(12)),
        *(
            Sticky(id=f"s{n}", kind=Kind.EVENT, text=f"Event {n}", context=f"c{n}", at=1)
            for n in range(12)
        ),
    ]
)


def size(board: Board, **options: object) -> tuple[int, int]:
    box = PdfReader(BytesIO(drawn(board, **options))).pages[0].mediabox
    return round(box.width), round(box.height)


def scale(board: Board, **options: object) -> float:
    operators = PdfReader(BytesIO(drawn(board, **options))).pages[0].get_contents().get_data()
    return float(operators.split()[0])


def test_a_page_may_have_any_size() -> None:
    wide, high = round(900 * MILLIMETRE), round(600 * MILLIMETRE)
    assert size(BOARD, page="900x600mm") == (wide, high)
    assert size(BOARD, page="600x900MM", orientation="landscape") == (wide, high)
    assert size(BOARD, page="900x600mm", orientation="portrait") == (high, wide)
    assert squeezed("What if it is late?") in squeezed(page_of(drawn(BOARD, page="200x80mm")))


def test_the_name_of_a_page_is_known_in_any_case() -> None:
    assert PosterOptions(page="a3").page == "A3"
    assert PosterOptions(page="letter").page == "Letter"


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("A9", "name one of fitted, A0"),
        ("900x600", "a size such as 900x600mm"),
        ("900x0mm", "from 50 to 20000"),
        ("99999x100mm", "from 50 to 20000"),
        ("nan", "name one of"),
    ],
)
def test_a_page_that_is_none_says_what_to_write(page: str, said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        PosterOptions(page=page)


def test_a_sheet_is_held_so_that_the_board_is_largest() -> None:
    assert size(BOARD, page="A4") == (842, 595)
    assert size(HIGH, page="A4") == (595, 842)
    assert size(HIGH, page="A4", orientation="landscape") == (842, 595)
    assert scale(HIGH, page="A4") > scale(HIGH, page="A4", orientation="landscape")


def test_a_margin_is_free_all_round() -> None:
    width, height = size(BOARD, margin=0)
    assert size(BOARD, margin=20) == (
        pytest.approx(width + 40 * MILLIMETRE, abs=1),
        pytest.approx(height + 40 * MILLIMETRE, abs=1),
    )
    data = drawn(BOARD, margin=20, page="A4")
    operators = PdfReader(BytesIO(data)).pages[0].get_contents().get_data().split()
    assert float(operators[4]) == pytest.approx(20 * MILLIMETRE, abs=0.1)
    assert scale(BOARD, margin=40, page="A4") < scale(BOARD, margin=5, page="A4")

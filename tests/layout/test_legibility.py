from __future__ import annotations

from math import radians, tan

import pytest

from stormdesk.layout.fonts import Typefaces
from stormdesk.layout.legibility import CAP_HEIGHT, Room, smallest_type
from stormdesk.layout.typesetting import set_text

HALL = Room(screen_width=2.0, distance=8.0, pixels=1600)
TYPEFACES = Typefaces.bundled_only()


def test_the_angle_is_that_of_a_capital_seen_from_the_last_row() -> None:
    # Ten minutes of arc at eight metres are 23.3 mm.
    size = 8 * tan(radians(10 / 60)) / CAP_HEIGHT * 1600 / 2
    assert HALL.angle(size) == pytest.approx(10, rel=1e-4)
    assert HALL.size_at(10) == pytest.approx(size, rel=1e-4)


def test_twice_as_far_is_half_as_large() -> None:
    near, far = HALL.angle(24), Room(2.0, 16.0, 1600).angle(24)
    assert near == pytest.approx(2 * far, rel=1e-3)


@pytest.mark.parametrize(("angle", "reading"), [(4.9, "impossible"), (5.1, "hard"), (10.1, "easy")])
def test_a_size_is_judged_by_its_angle(angle: float, reading: str) -> None:
    assert HALL.reading(HALL.size_at(angle)) == reading


@pytest.mark.parametrize("size", [8.0, 10.0, 16.0, 24.0])
def test_the_zoom_that_is_offered_is_enough_and_not_more(size: float) -> None:
    zoom = HALL.zoom_for(size)
    assert HALL.reading(size * zoom) == "easy"
    assert HALL.reading(size * zoom * 0.99) == "hard"


def test_the_smallest_text_counts() -> None:
    short = set_text("Paid", 136, 114, TYPEFACES)
    long = set_text(
        "The warehouse has answered for all of the order lines " * 3, 136, 114, TYPEFACES
    )
    assert smallest_type([short, long]) == long.size < short.size
    assert smallest_type([]) is None

from __future__ import annotations

import pytest

from stormdesk.layout.contrast import contrast, legible_ground


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#FFFFFF", "#FFFFFF") == 1
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


def test_a_ground_that_carries_the_ink_stays_as_it_is() -> None:
    assert legible_ground("#FFD966", "#1A1A1A", "#FFFFFF") == "#FFD966"


def test_one_that_does_not_goes_towards_the_paper_and_no_farther_than_needed() -> None:
    ground = legible_ground("#123456", "#1A1A1A", "#FFFFFF")
    assert 5 <= contrast(ground, "#1A1A1A") < 7
    blue, red = int(ground[5:7], 16), int(ground[1:3], 16)
    assert blue > red

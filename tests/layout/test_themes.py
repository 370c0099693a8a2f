"""What the themes promise to eyes of every kind."""

from __future__ import annotations

from dataclasses import fields
from itertools import combinations, pairwise

import pytest

from stormdesk.layout.appearance import DEFAULT_PALETTE, Palette
from stormdesk.layout.contrast import LEAST_CONTRAST, contrast, luminance
from stormdesk.layout.themes import THEMES, TITLES, ThemeName, is_dark, palette_of
from stormdesk.model.sticky import Kind
from tests.layout.colours import VISIONS, difference, lab

MAIN = (
    Kind.EVENT, Kind.COMMAND, Kind.ACTOR, Kind.POLICY,
    Kind.AGGREGATE, Kind.READ_MODEL, Kind.SYSTEM, Kind.HOTSPOT,
)  # fmt: skip


def on_stickies(palette: Palette) -> list[str]:
    return [*palette.kinds.values(), palette.gain, palette.loss, palette.label]


def round_them(palette: Palette) -> list[str]:
    return [*palette.lanes, palette.paper, palette.ruler]


def test_the_difference_of_colours_is_computed_right() -> None:
    # From the test data of Sharma, Wu and Dalal 2005.
    cases = (
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 2.49, -0.001), (50, -2.49, 0.0011), 7.2195),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((90.8027, -2.0831, 1.4410), (91.1528, -1.6435, 0.0447), 1.4441),
    )
    for one, other, expected in cases:
        assert difference(one, other) == pytest.approx(expected, abs=5e-4)


@pytest.mark.parametrize("name", THEMES)
def test_every_text_stands_out(name: ThemeName) -> None:
    palette = palette_of(name)
    assert min(contrast(c, palette.ink) for c in on_stickies(palette)) >= LEAST_CONTRAST
    for ink in (palette.outer_ink, palette.faint_ink):
        assert min(contrast(c, ink) for c in round_them(palette)) >= LEAST_CONTRAST


@pytest.mark.parametrize("name", THEMES)
def test_ink_on_stickies_is_dark_everywhere(name: ThemeName) -> None:
    assert luminance(palette_of(name).ink) < 0.02
    assert (luminance(palette_of(name).paper) < 0.05) is is_dark(name)


@pytest.mark.parametrize("name", THEMES)
def test_stickies_flows_and_the_hand_stand_out_from_the_wall(name: ThemeName) -> None:
    palette = palette_of(name)
    drawn = (
        *(palette.flow, palette.loop, palette.pivotal, palette.accent, palette.heat),
        *palette.areas,
    )
    assert min(contrast(line, c) for line in drawn for c in round_them(palette)) >= 3


@pytest.mark.parametrize("name", THEMES)
def test_a_theme_is_whole(name: ThemeName) -> None:
    palette = palette_of(name)
    assert set(palette.kinds) == set(Kind)
    for field in fields(palette):
        value = getattr(palette, field.name)
        if isinstance(value, str):
            assert len(value) == 7
            int(value[1:], 16)
    assert TITLES[name]


def test_kinds_stay_apart_for_every_vision() -> None:
    """The worst of four times 78 pairs, destroyed value among them, is 10.7 apart."""
    palette = palette_of("colour-vision-safe")
    colours = [*palette.kinds.values(), palette.loss]
    worst = {
        vision: min(difference(lab(a, vision), lab(b, vision)) for a, b in combinations(colours, 2))
        for vision in VISIONS
    }
    assert min(worst.values()) >= 10.5
    usual = [difference(lab(a), lab(b)) for a, b in combinations(DEFAULT_PALETTE.kinds.values(), 2)]
    assert min(worst.values()) > 3 * min(usual)


def test_greys_of_the_main_kinds_are_spread_over_all_that_ink_allows() -> None:
    palette = palette_of("greyscale")
    for colour in (*on_stickies(palette), *round_them(palette), palette.ink, palette.flow):
        assert colour[1:3] == colour[3:5] == colour[5:7]
    light = sorted(lab(palette.kinds[kind])[0] for kind in MAIN)
    steps = [b - a for a, b in pairwise(light)]
    # Eight greys share the 51 steps of lightness above the darkest that carries black ink.
    assert min(steps) >= 6.5
    assert light[0] < 52
    assert light[-1] > 99


def test_a_projector_gets_more_contrast_and_thicker_lines() -> None:
    palette = palette_of("projector")
    assert palette.line_width >= 1.5
    for line in ("flow", "pivotal", "lane_edge", "faint_ink"):
        strong = contrast(getattr(palette, line), palette.paper)
        assert strong > contrast(getattr(DEFAULT_PALETTE, line), DEFAULT_PALETTE.paper)

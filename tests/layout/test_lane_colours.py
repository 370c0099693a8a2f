"""What colours lanes have, and how they keep them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stormdesk.layout.appearance import DEFAULT_PALETTE, Palette
from stormdesk.layout.arrangement import Arrangement
from stormdesk.layout.card import Cards
from stormdesk.layout.contrast import LEAST_CONTRAST, contrast
from stormdesk.layout.fonts import Typefaces
from stormdesk.layout.lane_colours import lane_colours
from stormdesk.layout.themes import THEMES, ThemeName, palette_of
from stormdesk.model.context import Context
from tests.layout.boards import board_of, lane, sticky

CARDS = Cards(Typefaces.bundled_only())
NAMES = st.text("abcdefgh", min_size=1, max_size=6)
SEVERAL = len(DEFAULT_PALETTE.lanes)


def coloured(*lanes: Context, palette: Palette = DEFAULT_PALETTE) -> dict[str, str]:
    arrangement = Arrangement.of(board_of(*lanes), CARDS)
    ids = [box.context_id or "" for box in arrangement.lanes]
    return dict(zip(ids, lane_colours(arrangement, palette), strict=True))


@given(st.data())
def test_lanes_keep_their_colours_in_any_order(data: st.DataObject) -> None:
    names = data.draw(st.lists(NAMES, min_size=1, max_size=SEVERAL, unique=True))
    order = data.draw(st.permutations(names))
    before = coloured(*map(lane, names))
    assert coloured(*map(lane, order)) == before
    assert len(set(before.values())) == len(names)


@given(st.lists(NAMES, min_size=2, max_size=30, unique=True), st.sampled_from(THEMES))
def test_neighbours_never_look_alike(names: list[str], theme: ThemeName) -> None:
    shown = coloured(*map(lane, names), palette=palette_of(theme))
    assert all(one != other for one, other in pairwise(shown.values()))


def test_a_lane_takes_its_colour_along_with_its_stickies() -> None:
    lanes = [lane("sales"), lane("stock"), lane("dispatch")]
    loose = sticky("loose")
    arrangement = Arrangement.of(board_of(loose, *lanes), CARDS)
    assert lane_colours(arrangement)[1:] == list(coloured(*lanes).values())
    assert lane_colours(arrangement)[0] in DEFAULT_PALETTE.lanes


def test_an_own_colour_is_kept() -> None:
    assert coloured(lane("a"), lane("b", colour="#A0D8B0"))["b"] == "#A0D8B0"


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("own", ["#000000", "#FFFFFF", "#7F7F7F", "#B00020", "#FFD966"])
def test_a_lane_of_any_colour_carries_its_name(name: ThemeName, own: str) -> None:
    palette = palette_of(name)
    shown = coloured(lane("a", colour=own), palette=palette)["a"]
    assert contrast(shown, palette.outer_ink) >= LEAST_CONTRAST

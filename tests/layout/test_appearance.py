from __future__ import annotations

import pytest

from stormdesk.layout.appearance import (
    DEFAULT_PALETTE,
    LOOKS,
    colour_of,
    label_of,
    look_of,
    sign_of,
    text_area,
)
from stormdesk.layout.contrast import contrast
from stormdesk.layout.glyphs import GRID, Glyph, glyph_of
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Kind
from tests.layout.boards import sticky


def test_ink_is_legible_on_every_colour() -> None:
    palette = DEFAULT_PALETTE
    colours = [*palette.kinds.values(), palette.gain, palette.loss, *palette.lanes, palette.paper]
    assert min(contrast(colour, palette.ink) for colour in colours) >= 5.7


def test_every_kind_has_a_look_with_a_key_of_its_own() -> None:
    assert set(LOOKS) == set(DEFAULT_PALETTE.kinds) == set(Kind)
    assert sorted(look.key for look in LOOKS.values()) == sorted("ECAPGRSHOVUN")
    assert all(look.label and look.hint for look in LOOKS.values())


def test_signs_are_all_different_and_stay_on_their_grid() -> None:
    glyphs = [*(glyph_of(kind) for kind in Kind), glyph_of(Kind.VALUE, "-")]
    assert len({(glyph.lines, glyph.solid) for glyph in glyphs}) == len(Kind) + 1
    for glyph in glyphs:
        numbers = [n for command in (*glyph.lines, *glyph.solid) for n in command[1:]]
        assert numbers
        assert 0 <= min(numbers) <= max(numbers) <= GRID


@pytest.mark.parametrize("kind", Kind)
def test_text_and_sign_each_have_their_own_room(kind: Kind) -> None:
    look, insets = look_of(kind), text_area(kind)
    assert look.glyph_box.bottom <= insets.top
    assert look.glyph_box.right <= look.width
    assert insets.left + insets.right < look.width
    assert insets.top + insets.bottom < look.height


def test_a_value_shows_whether_it_is_created_or_destroyed() -> None:
    gain, loss = sticky("a", "value", sign="+"), sticky("b", "value", sign="-")
    assert colour_of(gain) != colour_of(loss)
    assert sign_of(gain) != sign_of(loss)
    assert isinstance(sign_of(loss), Glyph)


def test_a_board_may_call_a_kind_otherwise() -> None:
    profile = Profile(id="b", title="B", labels={Kind.AGGREGATE: "Constraint"})
    assert label_of(Kind.AGGREGATE, profile) == "Constraint"
    assert label_of(Kind.READ_MODEL, profile) == "Read model"

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stormdesk.layout.appearance import look_of, text_area
from stormdesk.layout.card import Cards, set_sticky, size_of
from stormdesk.layout.fonts import Typefaces
from stormdesk.model.sticky import Kind
from tests.layout.boards import sticky

TYPEFACES = Typefaces.bundled_only()


@pytest.mark.parametrize("kind", Kind)
def test_a_short_text_has_the_size_of_its_kind(kind: Kind, cards: Cards) -> None:
    look = look_of(kind)
    assert cards.size(sticky("s", kind, "Paid")) == (look.width, look.height)


def test_a_sticky_grows_downwards_for_a_text_that_never_fits(cards: Cards) -> None:
    width, height = cards.size(sticky("s", text="Many words " * 60))
    assert width == 160
    assert height > 160


@given(
    st.sampled_from(list(Kind)),
    st.text("aWil \nŒŁ", max_size=160) | st.text(max_size=40) | st.just("W" * 60),
)
def test_the_set_text_never_leaves_its_sticky(kind: Kind, text: str) -> None:
    cards = Cards(TYPEFACES)
    card = sticky("s", kind, "").model_copy(update={"text": text})
    setting, insets = set_sticky(card, TYPEFACES), text_area(kind)
    _, height = cards.size(card)
    assert setting.height <= height - insets.top - insets.bottom + 1e-6


def test_sizes_are_remembered_by_kind_and_text(cards: Cards) -> None:
    long = sticky("s", text="Many words " * 60)
    first = cards.size(long)
    assert cards.size(long.placed(x=5, at=3)) is first
    assert first == size_of(long, cards.typefaces)
    assert cards.size(sticky("s", "policy", long.text)) != first

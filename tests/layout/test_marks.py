from __future__ import annotations

from stormdesk.layout.geometry import Box
from stormdesk.layout.marks import SECURE, badge_places, badges_of
from stormdesk.model.service import ServiceLevel
from stormdesk.model.sticky import Kind, Sticky


def test_discs_stand_from_right_to_left_on_the_lower_edge() -> None:
    box = Box(0, 0, 160, 160)
    (first, second), radius = badge_places(box, 2)
    assert first.x + radius < box.right
    assert second.x + 2 * radius < first.x
    assert first.y == second.y > box.bottom


def test_small_stickies_have_smaller_discs_and_bars_none() -> None:
    assert badge_places(Box(0, 0, 80, 116), 1)[1] < badge_places(Box(0, 0, 160, 160), 1)[1]
    assert badge_places(Box(0, 0, 160, 32), 2)[0] == []


def test_a_level_that_is_agreed_has_no_disc() -> None:
    agreed = ServiceLevel(indicator="success-rate", objective="99.9%")
    sticky = Sticky(id="s", kind=Kind.EVENT, text="S", service_levels=(agreed,), tags=(SECURE,))
    assert badges_of(sticky) == ["secure"]
    assumed = agreed.model_copy(update={"assumed": True})
    assert badges_of(sticky.revised(service_levels=(agreed, assumed))) == ["secure", "assumed"]

"""Back and forward through places visited."""

from __future__ import annotations

from stormdesk.editor.places import Places


def test_back_and_forward_lead_through_the_places_that_were_left() -> None:
    places: Places[str] = Places()
    assert not places.can_go_back
    assert places.back("a") is None
    places.leave("a")
    places.leave("b")
    assert places.back("c") == "b"
    assert places.back("b") == "a"
    assert places.back("a") is None
    assert places.forward("a") == "b"
    assert places.forward("b") == "c"
    assert not places.can_go_forward


def test_a_new_leap_forgets_what_lay_ahead() -> None:
    places: Places[str] = Places()
    places.leave("a")
    assert places.back("b") == "a"
    places.leave("a")
    assert not places.can_go_forward
    assert places.back("c") == "a"


def test_a_place_left_twice_is_there_once() -> None:
    places: Places[str] = Places()
    places.leave("a")
    places.leave("a")
    assert places.back("b") == "a"
    assert places.back("a") is None


def test_panning_about_after_going_back_leads_forward_still() -> None:
    places: Places[str] = Places()
    places.leave("a")
    places.back("b")
    assert places.forward("a, a little aside") == "b"
    assert places.back("b") == "a, a little aside"

"""Texts that say the same are found, whatever their words look like."""

from __future__ import annotations

from datetime import date

from stormdesk.analysis.findings import check
from stormdesk.analysis.rules.duplicates import near_duplicates
from stormdesk.analysis.similarity import alike
from stormdesk.model.board import Board
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Kind, Sticky


def told(*texts: str, language: str = "en") -> list[tuple[str, ...]]:
    return alike({text: text for text in texts}, language)


def test_forms_and_small_words_that_say_nothing_make_no_difference() -> None:
    assert told("Order placed", "The order was placed", "Orders placed") == [
        ("Order placed", "The order was placed", "Orders placed")
    ]


def test_clusters_come_in_the_order_of_the_texts() -> None:
    assert told("Parcel lost", "Order placed", "Orders placed", "The parcel was lost") == [
        ("Parcel lost", "The parcel was lost"),
        ("Order placed", "Orders placed"),
    ]


def test_only_one_word_may_stand_elsewhere() -> None:
    assert told("Order placed", "Placed order") == [("Order placed", "Placed order")]
    assert told("Customer called agent", "Agent called customer") == []


def test_a_slip_counts_only_against_a_word_that_the_board_knows() -> None:
    slip, known = "Custommer registered", "Customer registered"
    assert told(known, slip, "Customer forgotten") == [(known, slip)]
    assert told(known, slip) == []
    # Both spellings are in use, so both are words.
    assert told(known, slip, "Customer forgotten", "Custommer greeted") == []


def test_an_existing_verb_is_no_slip() -> None:
    assert told("Payment received", "Payment relieved", "Goods received") == []


def test_texts_without_content_are_not_alike() -> None:
    assert told("The", "A", "…", "") == []


def test_without_word_tables_only_the_same_words_are_alike() -> None:
    assert told("Tilaus tehty", "tilaus  tehty", "Tilaukset tehty", language="fi") == [
        ("Tilaus tehty", "tilaus  tehty")
    ]


def test_what_is_beyond_a_hundred_groups_is_counted() -> None:
    texts = [text for n in range(103) for text in (f"Order {n} placed", f"Order {n} was placed")]
    stickies = (
        Sticky(id=f"s{order}", kind=Kind.EVENT, text=text, order=order)
        for order, text in enumerate(texts)
    )
    board = Board.of([Profile(id="b", title="B", language="en"), *stickies])
    found = check(board, [near_duplicates], today=date(2026, 11, 2))
    assert len(found) == 101
    assert [finding.records for finding in found[:2]] == [("s0", "s1"), ("s2", "s3")]
    assert found[-1].records == ()
    assert found[-1].message.startswith("and 3 more")

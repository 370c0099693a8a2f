"""Markdown lists as outlines."""

from __future__ import annotations

from stormdesk.exchange.foreign.markdown import outline_of
from stormdesk.exchange.source import board_of
from stormdesk.model.sticky import Sticky


def test_bullets_boxes_and_numbers_go_and_indents_stay() -> None:
    text = "- one\n* [ ] two\n  + [x] orderId: uuid\n1. three\n2) four\n• five"
    assert outline_of(text) == "one\ntwo\n  orderId: uuid\nthree\nfour\nfive"


def test_a_single_number_at_the_start_is_part_of_the_text() -> None:
    assert outline_of("2. reminder sent\nOrder placed") == "2. reminder sent\nOrder placed"


def test_headings_are_lanes_and_the_one_above_them_says_nothing() -> None:
    assert outline_of("# Workshop\n## Ordering\n- a\n### Paying ###") == (
        "\n# Ordering\na\n# Paying"
    )
    assert outline_of("# Ordering\na\n# Paying") == "# Ordering\na\n# Paying"


def test_emphasis_code_and_links_are_plain_text_in_items() -> None:
    assert outline_of("- **Order** `placed` in [shop](http://x)") == "Order placed in shop"


def test_rules_between_parts_are_no_stickies() -> None:
    assert outline_of("- a\n---\n* * *\n- b") == "a\n\n\nb"


def test_an_outline_stays_as_it_is() -> None:
    text = "c: Place order\n-> Order placed\n| other\n   total: decimal(12,2)\n# Lane (Team)"
    assert outline_of(text) == text


def test_a_markdown_file_is_a_board_of_its_name() -> None:
    board = board_of("notes/Shop plan.md", b"## Ordering\n- Order placed\n- c: Pay\n")
    assert board.profile.title == "Shop plan"
    assert [(s.text, s.kind.value) for s in board.in_order(Sticky)] == [
        ("Order placed", "event"),
        ("Pay", "command"),
    ]

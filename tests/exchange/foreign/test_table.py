"""Rows of a spreadsheet as outlines."""

from __future__ import annotations

import pytest

from stormdesk.exchange.foreign.table import is_table, outline_of, read
from stormdesk.exchange.source import board_of
from stormdesk.model.board import Board
from stormdesk.model.problem import BadInput
from stormdesk.model.sticky import Sticky

HEADED = (
    "Lane,Type,Text,Team,Tags\n"
    "Ordering (shop),Command,Place order,Checkout team,\n"
    'Ordering (shop),Pivotal event,"Order, placed\non the phone",,"hot path, v2"\n'
    ",,,,\n"
    "Paying,read model,Open #1 orders,,\n"
    ",hot-spot,-> who?,,\n"
    "Paying,value+,Trust,,\n"
)


def told(board: Board) -> list[tuple[str, str, str | None]]:
    return [
        (s.kind.value, s.text, board.contexts[s.context].name if s.context else None)
        for s in board.in_order(Sticky)
    ]


def test_a_first_row_of_names_says_what_the_columns_are() -> None:
    board = read({"shop.csv": HEADED.encode()})
    assert told(board) == [
        ("command", "Place order", "Ordering (shop)"),
        ("event", "Order, placed\non the phone", "Ordering (shop)"),
        ("read-model", "Open #1 orders", "Paying"),
        ("hotspot", "-> who?", None),
        ("value", "Trust", "Paying"),
    ]
    command, event, *_, value = board.in_order(Sticky)
    assert (command.owner, event.tags, event.pivotal, value.sign) == (
        "Checkout team", ("hot-path", "v2"), True, "+",
    )  # fmt: skip
    assert board.profile.title == "shop"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_any_usual_mark_may_stand_between_cells(delimiter: str) -> None:
    text = f"kind{delimiter}text\ncommand{delimiter}Place order\n"
    assert told(board_of("x.csv", text.encode())) == [("command", "Place order", None)]


def test_without_names_the_first_column_is_the_text() -> None:
    assert outline_of("Order placed\t12\nOrder paid\t7", "paste") == "Order placed\nOrder paid"


def test_without_names_kinds_in_front_are_kinds() -> None:
    outline = outline_of("c\tPlace order\nEvent\tOrder placed\nhot spot\tWho?", "paste")
    assert outline == "c: Place order\nOrder placed\nh: Who?"


def test_a_kind_that_is_none_is_refused_with_its_line() -> None:
    with pytest.raises(BadInput, match=r"^x\.csv:3: 'comand' is no kind of sticky; did you mean"):
        read({"x.csv": b"kind,text\nevent,Order placed\ncomand,Pay\n"})


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "holds no text"),
        (b"text\n", "holds no text"),
        (b"a\0b", "is binary"),
        ("café".encode("latin-1"), "is not UTF-8"),
        (b'"' + b"x" * 200_000, "is no row of a table"),
    ],
)
def test_what_is_no_table_is_refused_in_one_line(data: bytes, why: str) -> None:
    with pytest.raises(BadInput, match=why):
        read({"x.csv": data})


def test_utf_16_as_spreadsheets_save_it_is_read() -> None:
    data = "kind\ttext\nevent\tBestellung geprüft\n".encode("utf-16")
    assert told(read({"x.csv": data})) == [("event", "Bestellung geprüft", None)]


def test_only_tabs_inside_lines_make_pasted_text_a_table() -> None:
    assert is_table("a\tb")
    assert not is_table("\tindented\n- a, b; c")

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stormdesk.model.board import Board
from stormdesk.model.context import Context, Flow
from stormdesk.model.message import Message
from stormdesk.model.naming import (
    Taken,
    context_slugs,
    derived_id,
    digest,
    is_device,
    is_plain_name,
    message_names,
    pascal,
    slug,
    words,
)
from stormdesk.model.profile import Profile
from stormdesk.model.record import Record
from stormdesk.model.sticky import Kind, Sticky

PROFILE = Profile(id="board", title="Board")
TEXTS = st.text(max_size=40) | st.sampled_from(
    [
        "Order placed",
        "order PLACED",
        "Straße",
        "STRASSE",
        "ſtrasse",
        "注文",
        "注文した",
        "İ",
        "i̇",
        "",
    ]
)


def event(sticky_id: str, text: str, **values: Any) -> Sticky:
    return Sticky(id=sticky_id, kind=Kind.EVENT, text=text).revised(**values)


def names(*records: Record) -> dict[str, str]:
    return {i: each.name for i, each in message_names(Board.of([PROFILE, *records])).items()}


def topics(*records: Record) -> dict[str, str]:
    return {i: each.topic for i, each in message_names(Board.of([PROFILE, *records])).items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Order placed", "OrderPlaced"),
        ("order placed!", "OrderPlaced"),
        ("Customer's order placed", "CustomersOrderPlaced"),
        ("SKU re-stocked", "SkuReStocked"),
        ("orderPlaced", "OrderPlaced"),
        ("HTTPRequest sent", "HttpRequestSent"),
        ("Größe geändert", "GrosseGeandert"),
        ("Łódź café œuvre", "LodzCafeOeuvre"),
        ("\uff2f\uff52\uff44\uff45\uff52", "Order"),
        ("2 items packed", "Event2ItemsPacked"),
        ("Order 66 executed", "Order66Executed"),
    ],
)
def test_names_of_messages_derive_from_texts(text: str, expected: str) -> None:
    assert pascal(text, "Event") == expected


@pytest.mark.parametrize("text", ["注文した", "הזמנה", "🎉", "...", ""])
def test_texts_without_latin_letters_get_a_stable_code(text: str) -> None:
    name = pascal(text, "Event")
    assert re.fullmatch(r"Event[A-Z0-9]{6}", name)
    assert pascal(text, "Event") == name
    assert pascal(text + "x", "Event") == "X"
    assert slug(text, "none") == "none"


def test_codes_tell_texts_apart() -> None:
    assert pascal("注文した", "Event") != pascal("注文する", "Event")
    assert digest("a", 4) != digest("b", 4)
    assert len(digest("a", 9)) == 9


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Inventory & Stock", "inventory-stock"),
        ("  Über--uns  ", "uber-uns"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "con"),
        ("word " * 40, "-".join(["word"] * 9)),
        ("x" * 60, "none"),
    ],
)
def test_slugs(text: str, expected: str) -> None:
    assert slug(text, "none") == expected


@given(TEXTS)
def test_any_text_yields_plain_names(text: str) -> None:
    assert all(re.fullmatch(r"[A-Za-z]+|[0-9]+", word) for word in words(text))
    assert re.fullmatch(r"[A-Z][A-Za-z0-9]{0,126}", pascal(text, "Event"))
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(text, "none"))
    assert len(slug(text, "none")) <= 48


@given(st.lists(TEXTS, max_size=12))
def test_derived_ids_never_collide_and_never_vary(texts: list[str]) -> None:
    def ids() -> list[str]:
        taken: dict[str, None] = {}
        for text in texts:
            taken[derived_id(text, "event", taken)] = None
        return list(taken)

    assert ids() == ids()
    assert len(set(ids())) == len(texts)


def test_derived_ids_are_readable() -> None:
    first = derived_id("Order placed", "event", ())
    assert re.fullmatch(r"order-placed-[a-z2-9]{4}", first)
    second = derived_id("Order placed", "event", {first})
    assert second != first
    assert second.startswith("order-placed-")


@st.composite
def walls(draw: st.DrawFn) -> list[Record]:
    lanes = [f"lane-{i}" for i in range(draw(st.integers(0, 3)))]
    line = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1)
    body = TEXTS.filter(lambda text: not re.search(r"[\x00-\x1f\x7f\ud800-\udfff]", text))
    records: list[Record] = [
        Context(id=each, name=draw(line | st.sampled_from(["Unassigned", "Sales", "sales!"])))
        for each in lanes
    ]
    for number in range(draw(st.integers(0, 8))):
        given_name = draw(st.none() | st.sampled_from(["OrderPlaced", "orderplaced", "Straße"]))
        records.append(
            Sticky(
                id=f"s{number}",
                kind=draw(st.sampled_from([Kind.EVENT, Kind.COMMAND, Kind.POLICY])),
                text=draw(body),
                order=draw(st.integers(0, 3)),
                context=draw(st.none() | st.sampled_from(lanes)) if lanes else None,
                message=Message(name=given_name) if given_name else None,
            )
        )
    return records


@given(walls())
def test_names_on_a_board_never_collide_nor_differ_in_case_only(wall: list[Record]) -> None:
    board = Board.of([PROFILE, *wall])
    found = message_names(board)
    carriers = [s.id for s in board.in_order(Sticky) if s.kind in (Kind.EVENT, Kind.COMMAND)]
    assert list(found) == carriers
    folded = [(each.context.casefold(), each.name.casefold()) for each in found.values()]
    assert len(set(folded)) == len(folded)
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9]*", each.name) for each in found.values())
    assert message_names(Board.of([PROFILE, *reversed(wall)])) == found


@given(walls())
def test_folders_of_contexts_never_collide(wall: list[Record]) -> None:
    board = Board.of([PROFILE, *wall])
    slugs = context_slugs(board)
    assert set(slugs) == {*board.contexts, None}
    assert len({each.casefold() for each in slugs.values()}) == len(slugs)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", each) for each in slugs.values())


def test_texts_alike_are_numbered_in_their_order() -> None:
    assert names(
        event("c", "Order placed", order=2),
        event("b", "order PLACED", order=1),
        event("a", "Order Placed!", order=0),
    ) == {"a": "OrderPlaced", "b": "OrderPlaced2", "c": "OrderPlaced3"}


def test_names_that_differ_in_case_only_are_told_apart() -> None:
    assert names(event("a", "Re-order sent"), event("b", "Reorder sent")) == {
        "a": "ReOrderSent",
        "b": "ReorderSent2",
    }


def test_a_number_never_meets_a_name_that_ends_in_it() -> None:
    assert names(
        event("a", "Order placed", order=0),
        event("b", "Order placed 2", order=1),
        event("c", "Order placed", order=2),
    ) == {"a": "OrderPlaced", "b": "OrderPlaced2", "c": "OrderPlaced3"}


def test_names_that_were_given_come_before_derived_ones() -> None:
    assert names(
        event("a", "Order placed", order=0),
        event("b", "Bought", order=1, message=Message(name="OrderPlaced")),
    ) == {"a": "OrderPlaced2", "b": "OrderPlaced"}


def test_names_that_tools_would_refuse_are_spelled_plainly() -> None:
    assert names(event("a", "x", message=Message(name="com.example.Order-placed"))) == {
        "a": "ComExampleOrderPlaced"
    }


def test_contexts_have_names_of_their_own() -> None:
    sales, stock = Context(id="sales", name="Sales"), Context(id="stock", name="Stock")
    found = message_names(
        Board.of(
            [
                PROFILE,
                sales,
                stock,
                event("a", "Order placed", context="sales"),
                event("b", "Order placed", context="stock"),
                event("c", "Order placed"),
            ]
        )
    )
    assert [(each.context, each.name) for each in found.values()] == [
        ("sales", "OrderPlaced"),
        ("stock", "OrderPlaced"),
        ("unassigned", "OrderPlaced"),
    ]


def test_a_repetition_is_the_message_of_its_original() -> None:
    assert names(event("a", "Paid"), event("b", "Paid", again="a")) == {"a": "Paid"}


def test_only_events_and_commands_are_messages() -> None:
    others = [Sticky(id=kind, kind=kind, text="x") for kind in Kind]
    assert set(names(*others)) == {"event", "command"}


def test_no_context_is_called_unassigned_unless_one_is() -> None:
    board = Board.of([PROFILE, Context(id="u", name="Unassigned")])
    assert context_slugs(board) == {"u": "unassigned", None: "unassigned-2"}


def test_contexts_without_latin_letters_have_folders() -> None:
    board = Board.of([PROFILE, Context(id="a", name="注文"), Context(id="b", name="在庫")])
    found = context_slugs(board)
    assert re.fullmatch(r"context-[a-z2-9]{4}", found["a"])
    assert found["a"] != found["b"]


def test_topics_derive_from_context_and_aggregate() -> None:
    sales = Context(id="sales", name="Sales")
    basket = Sticky(id="basket", kind=Kind.AGGREGATE, text="Basket")
    command = Sticky(id="place", kind=Kind.COMMAND, text="Place order", context="sales")
    placed = event("placed", "Order placed", context="sales")
    flows = [Flow.between("place", "basket"), Flow.between("basket", "placed")]
    assert topics(sales, basket, command, placed, *flows) == {
        "place": "sales.basket",
        "placed": "sales.basket",
    }
    assert topics(sales, placed) == {"placed": "sales.order-placed"}


def test_topics_that_were_given_stay() -> None:
    given_topic = event("a", "Paid", message=Message(topic="payments.v1"))
    assert topics(given_topic) == {"a": "payments.v1"}


def test_topics_without_latin_letters_are_plain() -> None:
    assert re.fullmatch(r"unassigned\.event-[a-z2-9]{4}", topics(event("a", "注文した"))["a"])


@pytest.mark.parametrize("name", ["con", "NUL", "Aux", "prn", "com1", "LPT9"])
def test_nothing_is_called_as_windows_calls_a_device(name: str) -> None:
    board = Board.of(
        [
            Profile(id="b", title="B"),
            Context(id="lane", name=name),
            Context(id="given", name="Given", slug=name.lower(), order=1),
            *(
                Sticky(id=f"s{n}", kind=Kind.EVENT, text=name, context="lane", order=n)
                for n in range(12)
            ),
        ]
    )
    slugs, names = context_slugs(board), message_names(board)
    assert not any(map(is_device, slugs.values()))
    assert not any(is_device(each.name) for each in names.values())
    assert len(set(slugs.values())) == 3
    assert len({each.name.casefold() for each in names.values()}) == 12
    assert not is_plain_name(name)


def test_a_device_is_told_whatever_its_case_and_suffix() -> None:
    assert all(map(is_device, ("con", "CON.txt", "nul .json", "Com1.schema.json", "lpt³")))
    assert not any(map(is_device, ("con0", "com", "com10", "icon", "a.con")))


def test_numbers_go_on_whatever_the_case_and_whoever_has_one() -> None:
    given_number = event("given", "Seen", message=Message(name="Event3"))
    same = (event(f"e{n}", "event" if n % 2 else "EVENT") for n in range(5))
    names = message_names(Board.of([PROFILE, given_number, *same]))
    assert names["given"].name == "Event3"
    told = sorted(each.name for each in names.values())
    assert told == ["Event", "Event2", "Event3", "Event4", "Event5", "Event6"]


def test_the_nth_of_a_name_asks_no_more_often_than_the_first() -> None:
    asked = 0

    class Counting(set[str]):
        def __contains__(self, name: object) -> bool:
            nonlocal asked
            asked += 1
            return super().__contains__(name)

    taken = Taken(Counting())
    names = [taken.unique("Event", "") for _ in range(300)]
    assert (names[0], names[-1], asked) == ("Event", "Event300", 599)

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from stormdesk.model.datatype import Named, parse_type
from stormdesk.model.message import Field, Message, NamedType, Rates, tag_after
from stormdesk.model.problem import explain


def test_a_type_is_kept_in_its_plain_notation() -> None:
    assert Field(name="lines", type=" list< OrderLine > ").type == "list<OrderLine>"


def test_a_field_is_found_by_its_name() -> None:
    first, second = Field(name="id", type="uuid"), Field(name="total", type="Money")
    message = Message(fields=(first, second))
    assert message.field("total") is second
    assert message.field("Total") is None


@pytest.mark.parametrize("tag", [0, -1, 2**29, 19_000, 19_999])
def test_tags_are_those_that_protobuf_knows(tag: int) -> None:
    with pytest.raises(ValidationError):
        Field(name="id", type="uuid", tag=tag)


@pytest.mark.parametrize(
    ("taken", "tag"),
    [
        ((), 1),
        ((1, 7), 8),
        ((18_999,), 20_000),
        ((2**29 - 1,), 1),
        ((2**29 - 1, 1, 2), 3),
        ((2**29 - 1, *range(1, 19_000)), 20_000),
    ],
)
def test_the_next_tag_is_one_that_protobuf_knows_and_nobody_has(
    taken: tuple[int, ...], tag: int
) -> None:
    assert tag_after(taken) == tag


def test_a_tag_that_protobuf_keeps_for_itself_is_refused_in_one_line() -> None:
    with pytest.raises(ValidationError) as caught:
        Field(name="id", type="uuid", tag=19_500)
    assert explain(caught.value) == (
        "tag: 19500 is one of 19000 to 19999, which Protobuf keeps; take another"
    )


@pytest.mark.parametrize("rate", ["40/s", "2.5/min", "3/week"])
def test_rates_keep_their_spelling(rate: str) -> None:
    assert Rates(peak=rate).written() == {"peak": rate}


@pytest.mark.parametrize("name", ["Money", "OrderLine", "Größe", "注文", "आदेश", "Épée"])
def test_a_shared_type_can_be_referred_to(name: str) -> None:
    shared = NamedType(id=NamedType.derived_id(name), name=name)
    assert Field(name="x", type=shared.name).type == name


@pytest.mark.parametrize("name", ["string", "orderLine", "Order Line", "list<Line>", "9Lives"])
def test_a_name_that_no_field_could_refer_to_is_refused(name: str) -> None:
    with pytest.raises(ValidationError) as refused:
        NamedType(id="type:x", name=name)
    assert explain(refused.value) == (
        f"name: {name!r} is not the name of a type;"
        " write one word that begins with a capital letter"
    )


@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=8))
def test_every_name_that_is_taken_can_be_referred_to(name: str) -> None:
    try:
        shared = NamedType(id="type:x", name=name)
    except ValidationError:
        return
    assert parse_type(shared.name) == Named(name)


def test_a_renamed_type_has_the_id_of_its_name() -> None:
    renamed = NamedType(id="type:Line", name="Line", doc="One article").renamed("OrderLine")
    assert (renamed.id, renamed.name, renamed.doc) == ("type:OrderLine", "OrderLine", "One article")

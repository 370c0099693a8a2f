"""What was published keeps its shared types and its package, whatever becomes of them since."""

from __future__ import annotations

from datetime import date

import pytest
from hand import Hand

from stormdesk.document.lines import from_bytes, to_bytes
from stormdesk.editor.lanes import add_lane
from stormdesk.editor.publishing import publish, rename_package
from stormdesk.exchange.contracts.compatibility import board_side
from stormdesk.exchange.contracts.compatibility.comparison import compared
from stormdesk.exchange.contracts.compatibility.standing import Standing, standing_of
from stormdesk.exchange.redaction import redacted
from stormdesk.exchange.yaml_reader import read_text
from stormdesk.exchange.yaml_writer import written_text
from stormdesk.model.board import Board
from stormdesk.model.context import Context, Flow
from stormdesk.model.message import Field, Message, NamedType
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Kind, Sticky

DAY = date(2026, 11, 23)
Q = Field(name="q", type="int32", tag=1)
C = Field(name="c", type="Currency", tag=2)
MONEY = NamedType(id="type:Money", name="Money", fields=(Q, C))
CURRENCY = NamedType(id="type:Currency", name="Currency", values=("EUR", "USD"), order=1)


def shop() -> Hand:
    return Hand(
        Board.of(
            [
                Profile(id="shop", title="Shop"),
                Context(id="sales", name="Sales"),
                Context(id="depot", name="Depot", order=1),
                Sticky(
                    id="placed", kind=Kind.EVENT, text="Order placed", context="sales",
                    message=Message(fields=(Field(name="m", type="Money"),)),
                ),
                Sticky(id="ship", kind=Kind.POLICY, text="Ship", context="depot", order=1),
                Flow.between("placed", "ship"),
                MONEY,
                CURRENCY,
            ]
        )
    )  # fmt: skip


@pytest.fixture
def hand() -> Hand:
    hand = shop()
    publish(hand.editor, {"placed": "1.0.0"}, DAY)
    return hand


def standing(board: Board) -> Standing:
    return standing_of(board, ["placed"])["placed"]


def codes(found: Standing) -> set[str]:
    return {each.code for _, each in found.verdict.told}


def put(hand: Hand, *records: Sticky | NamedType) -> None:
    with hand.editor.document.edit("Change") as edit:
        edit.put(*records)


def as_before(hand: Hand) -> None:
    """Make the version one that was published before types were kept with it."""
    placed = hand.board.stickies["placed"]
    assert placed.message is not None
    (version,) = placed.message.published
    older = version.revised(types=(), context=None, subject=None)
    put(hand, placed.revised(message=placed.message.revised(published=(older,))))


def rebuilt(hand: Hand) -> None:
    money = next(t for t in hand.board.in_order(NamedType) if t.name == "Money")
    needed = Field(name="precise", type="int64", tag=3)
    put(hand, money.revised(fields=(Q.revised(type="string"), needed)))


def test_a_shared_type_that_changed_is_held_to_what_it_was(hand: Hand) -> None:
    before = hand.board
    assert standing(before).verdict.became == "unchanged"
    rebuilt(hand)
    live = standing(hand.board).verdict
    (told,) = compared(board_side.side_of(before), board_side.side_of(hand.board)).subjects
    assert (live.became, live.verdict) == ("changed", "incompatible")
    assert [each.findings for each in live.formats] == [each.findings for each in told.formats]
    assert standing(hand.board).proposed == "2.0.0"


def test_a_value_that_an_enum_lost_is_told(hand: Hand) -> None:
    currency = next(t for t in hand.board.in_order(NamedType) if t.name == "Currency")
    put(hand, currency.revised(values=("EUR",)))
    assert standing(hand.board).verdict.became == "changed"


def test_a_type_that_is_not_on_the_board_any_more_is_known_still(hand: Hand) -> None:
    placed = hand.board.stickies["placed"]
    assert placed.message is not None
    plain = placed.message.revised(fields=(Field(name="m", type="string", tag=1),))
    put(hand, placed.revised(message=plain))
    with hand.editor.document.edit("Remove") as edit:
        edit.remove("type:Money")
        edit.remove("type:Currency")
    assert standing(hand.board).verdict.verdict == "incompatible"


def test_what_was_published_without_its_types_says_so(hand: Hand) -> None:
    assert "TYPES_NOT_KEPT" not in codes(standing(hand.board))
    as_before(hand)
    rebuilt(hand)
    found = standing(hand.board)
    assert (found.verdict.became, found.verdict.verdict) == ("unchanged", "compatible")
    (told,) = found.verdict.findings
    assert (told.code, told.level, told.against) == ("TYPES_NOT_KEPT", "warning", "1.0.0")
    assert "as if Money had been" in told.message


def test_the_next_version_keeps_its_own_types(hand: Hand) -> None:
    rebuilt(hand)
    publish(hand.editor, {"placed": "2.0.0"}, DAY)
    message = hand.board.stickies["placed"].message
    assert message is not None
    kept = [{t.name: t.fields for t in each.types} for each in message.published]
    assert [[f.type for f in types["Money"]] for types in kept] == [
        ["int32", "Currency"],
        ["string", "int64"],
    ]
    assert standing(hand.board).verdict.became == "unchanged"


def test_kept_types_stay_in_files_and_foreign_keys_with_them(hand: Hand) -> None:
    placed = hand.board.stickies["placed"]
    assert placed.message is not None
    (version,) = placed.message.published
    foreign = version.types[0].model_copy()
    foreign = type(foreign).model_validate({**foreign.written(), "x-later": 1})
    older = version.revised(types=(foreign, *version.types[1:]))
    put(hand, placed.revised(message=placed.message.revised(published=(older,))))
    board = hand.board
    assert from_bytes(to_bytes(board), "board").stickies == board.stickies
    again = read_text(written_text(board).encode(), "board").stickies["placed"].message
    assert again is not None
    assert again.published[0].types[1:] == version.types[1:]
    assert again.published[0].context == "sales"


@pytest.mark.parametrize("into", ["depot", None])
def test_a_message_that_moves_to_another_lane_changes_its_package(
    hand: Hand, into: str | None
) -> None:
    before = hand.board
    put(hand, hand.board.stickies["placed"].revised(context=into))
    found = standing(hand.board)
    (told,) = compared(board_side.side_of(before), board_side.side_of(hand.board)).subjects
    assert "PACKAGE_CHANGED" in codes(found)
    assert found.verdict.verdict == told.verdict == "incompatible"
    assert found.verdict.consumers.contexts == ("Depot",)


def test_a_package_that_was_renamed_is_told_until_it_is_published(hand: Hand) -> None:
    rename_package(hand.editor, "sales", "orders")
    assert "PACKAGE_CHANGED" in codes(standing(hand.board))
    publish(hand.editor, {"placed": "2.0.0"}, DAY)
    assert standing(hand.board).verdict.became == "unchanged"


def test_another_lane_with_the_old_name_is_not_the_old_one(hand: Hand) -> None:
    rename_package(hand.editor, "sales", "orders")
    add_lane(hand.editor, "Sales")
    assert "PACKAGE_CHANGED" in codes(standing(hand.board))


def test_examples_of_personal_fields_are_cut_from_kept_types(hand: Hand) -> None:
    placed = hand.board.stickies["placed"]
    assert placed.message is not None
    (version,) = placed.message.published
    secret = Field(name="who", type="string", tag=9, personal=True, example="Ada")
    types = (version.types[0].revised(values=(), numbers={}, fields=(secret,)),)
    older = version.revised(types=types)
    put(hand, placed.revised(message=placed.message.revised(published=(older,))))
    assert "Ada" not in written_text(redacted(hand.board, ["personal"]))

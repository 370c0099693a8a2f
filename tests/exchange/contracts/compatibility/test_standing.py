"""How a message stands to what was published of it, while it is edited."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hand import Hand

from stormdesk.editor.board_records import rename_type
from stormdesk.editor.publishing import publish
from stormdesk.exchange.contracts.bundle import write
from stormdesk.exchange.contracts.compatibility import board_side, bundle_side
from stormdesk.exchange.contracts.compatibility.comparison import compared
from stormdesk.exchange.contracts.compatibility.modes import MODES
from stormdesk.exchange.contracts.compatibility.standing import Standing, standing_of
from stormdesk.exchange.contracts.options import SchemaOptions
from stormdesk.model.board import Board, Change
from stormdesk.model.context import Context
from stormdesk.model.message import Field, Message, NamedType
from stormdesk.model.problem import BadInput
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Kind, Sticky

FIELDS = (Field(name="orderId", type="uuid", tag=1), Field(name="total", type="int64", tag=2))
NOTE = Field(name="note", type="string", required=False, tag=3)


def published() -> Board:
    board = Board.of(
        [
            Profile(id="shop", title="Shop"),
            Context(id="sales", name="Sales"),
            Sticky(
                id="placed", kind=Kind.EVENT, text="Order placed", context="sales",
                message=Message(fields=FIELDS),
            ),
        ]
    )  # fmt: skip
    hand = Hand(board)
    publish(hand.editor, {"placed": "1.2.0"}, date(2026, 11, 23))
    return hand.board


def standing(board: Board) -> Standing:
    return standing_of(board, ["placed"])["placed"]


def changed(board: Board, **changes: Any) -> Board:
    sticky = board.stickies["placed"]
    assert sticky.message is not None
    after = sticky.revised(message=sticky.message.revised(**changes))
    return board.after(Change({"placed": (sticky, after)}))


def lenient(board: Board) -> Board:
    profile = board.profile
    after = profile.revised(compatibility_policy="lenient")
    return board.after(Change({profile.id: (profile, after)}))


def test_what_is_as_it_was_published_needs_no_more_than_a_patch() -> None:
    found = standing(published())
    assert (found.verdict.became, found.verdict.last) == ("unchanged", "1.2.0")
    assert found.proposed == "1.2.1"


def test_what_was_never_published_keeps_the_version_it_states() -> None:
    found = standing(changed(published(), published=(), version=None))
    assert found.verdict.last is None
    assert found.proposed == "1.0.0"


@pytest.mark.parametrize(
    ("fields", "mode", "verdict", "version"),
    [
        ((*FIELDS, NOTE), "BACKWARD", "incompatible", "2.0.0"),
        ((*FIELDS, NOTE), "FORWARD", "compatible", "1.3.0"),
        ((*FIELDS, NOTE.revised(required=True)), "BACKWARD", "incompatible", "2.0.0"),
        (FIELDS[:1], "BACKWARD", "compatible", "1.3.0"),
        (FIELDS[:1], "FULL", "incompatible", "2.0.0"),
        (FIELDS[:1], "NONE", "compatible", "1.3.0"),
    ],
)
def test_a_change_tells_the_smallest_right_version(
    fields: tuple[Field, ...], mode: str, verdict: str, version: str
) -> None:
    found = standing(changed(published(), fields=fields, compatibility=mode))
    assert (found.verdict.verdict, found.proposed) == (verdict, version)


def test_only_a_strict_registry_refuses_a_new_optional_field_of_an_open_schema() -> None:
    found = standing(changed(published(), fields=(*FIELDS, NOTE)))
    assert found.is_doubtful
    assert found.verdict.verdict == "incompatible"
    assert found.lenient.verdict == "compatible"
    assert not standing(changed(published(), fields=FIELDS[:1])).is_doubtful


def test_a_stated_version_that_is_far_enough_is_kept() -> None:
    board = lenient(changed(published(), fields=(*FIELDS, NOTE), version="1.5.0"))
    assert standing(board).proposed == "1.5.0"
    breaking = changed(board, fields=FIELDS[:1], compatibility="FULL")
    assert standing(breaking).proposed == "2.0.0"


@pytest.mark.parametrize("policy", [None, "lenient"])
@pytest.mark.parametrize(
    "fields",
    [
        FIELDS,
        (*FIELDS, NOTE),
        (*FIELDS, NOTE.revised(required=True)),
        FIELDS[:1],
        (FIELDS[0], FIELDS[1].revised(type="string")),
        (FIELDS[0], FIELDS[1].revised(name="sum", was=("total",))),
    ],
)
@pytest.mark.parametrize("mode", MODES)
def test_the_verdict_is_that_of_compat(
    fields: tuple[Field, ...], mode: str, policy: str | None
) -> None:
    before = changed(published(), compatibility=mode)
    after = changed(before, fields=fields)
    if policy is not None:
        after = lenient(after)
    found = standing(after)
    told = compared(board_side.side_of(before), board_side.side_of(after))
    assert told.policy == (policy or "strict")
    assert found.verdict == told.subjects[0]


def test_a_bundle_counts_too(tmp_path: Path) -> None:
    board = changed(published(), published=())
    for name, content in write(board, SchemaOptions()).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    bundle = bundle_side.side_of(tmp_path)
    after = changed(board, fields=(*FIELDS, NOTE.revised(required=True)))
    assert standing_of(after, ["placed"])["placed"].verdict.last is None
    found = standing_of(after, ["placed"], bundle)["placed"]
    assert (found.verdict.verdict, found.verdict.last) == ("incompatible", "1.2.0")


def test_what_makes_no_contract_is_told() -> None:
    with pytest.raises(BadInput, match="Nowhere"):
        standing(changed(published(), fields=(Field(name="x", type="Nowhere"),)))


def test_a_type_that_was_renamed_since_breaks_and_is_no_fault() -> None:
    board = changed(published(), fields=(*FIELDS, Field(name="lines", type="list<Line>", tag=3)))
    line = NamedType(id="type:Line", name="Line", fields=(Field(name="sku", type="string", tag=1),))
    hand = Hand(board.after(Change({line.id: (None, line)})))
    publish(hand.editor, {"placed": "2.0.0"}, date(2026, 11, 24))
    assert standing(hand.board).verdict.became == "unchanged"
    rename_type(hand.editor, line.id, "OrderLine")
    found = standing(hand.board).verdict
    assert (found.verdict, found.smallest) == ("incompatible", "3.0.0")
    broken = {each.format for each in found.formats if each.verdict == "incompatible"}
    assert {"avro", "protobuf"} <= broken

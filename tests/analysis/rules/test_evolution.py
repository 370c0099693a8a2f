"""What the fixes of schema rules make of a message."""

from __future__ import annotations

from typing import Any

import pytest

from stormdesk.analysis.finding import Rule
from stormdesk.analysis.findings import check
from stormdesk.analysis.rules.evolution import (
    field_without_tag,
    removed_field_forgotten,
    schema_changed_in_version,
    tag_reused,
    version_not_semantic,
)
from stormdesk.model.board import Board
from stormdesk.model.message import Message, NamedType
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Kind, Sticky

ID = {"name": "id", "type": "uuid", "tag": 1}
NOTE = {"name": "note", "type": "string", "tag": 2, "required": False}


def mended(rule: Rule, **message: Any) -> Message:
    sticky = Sticky.model_validate(
        {"id": "e", "kind": Kind.EVENT, "text": "Order placed", "message": message}
    )
    board = Board.of([Profile(id="b", title="B", level="software-design"), sticky])
    (finding,) = check(board, [rule])
    assert rule.fix is not None
    change = rule.fix(board, finding)
    assert change is not None
    after = board.after(change).stickies["e"].message
    assert after is not None
    return after


@pytest.mark.parametrize(
    ("published", "now", "expected"),
    [
        ([ID], [ID, NOTE], "1.3.0"),
        ([ID], [ID, {**NOTE, "required": True, "default": ""}], "1.3.0"),
        ([ID], [ID, {**NOTE, "required": True}], "2.0.0"),
        ([ID, NOTE], [ID], "2.0.0"),
        ([ID], [{**ID, "type": "string"}], "2.0.0"),
        ([ID], [{**ID, "name": "orderId", "was": ["id"]}], "2.0.0"),
    ],
)
def test_a_version_rises_by_what_its_readers_can_bear(
    published: list[dict[str, Any]], now: list[dict[str, Any]], expected: str
) -> None:
    after = mended(
        schema_changed_in_version,
        version="1.2.0",
        published=[{"version": "1.2.0", "fields": published}],
        fields=now,
    )
    assert after.version == expected


@pytest.mark.parametrize(
    ("then", "expected"),
    [
        ({"fields": [ID]}, "1.3.0"),
        ({"fields": [{**ID, "type": "string"}, NOTE]}, "2.0.0"),
        ({"fields": [ID, NOTE], "doc": "As it was described."}, None),
        ({"values": ["on"]}, "1.3.0"),
    ],
)
def test_a_version_rises_where_a_shared_type_is_not_as_it_was_kept(
    then: dict[str, Any], expected: str | None
) -> None:
    money = {"name": "money", "type": "Money", "tag": 1}
    message = {
        "version": "1.2.0",
        "published": [
            {"version": "1.2.0", "fields": [money], "types": [{"name": "Money", **then}]}
        ],
        "fields": [money],
    }
    now = {"values": ["on", "off"]} if "values" in then else {"fields": [ID, NOTE]}
    sticky = {"id": "e", "kind": "event", "text": "Order placed", "message": message}
    board = Board.of(
        [
            Profile(id="b", title="B", level="software-design"),
            NamedType.model_validate({"id": "type:Money", "name": "Money", **now}),
            Sticky.model_validate(sticky),
        ]
    )
    rule = schema_changed_in_version
    raised: list[str | None] = []
    for finding in check(board, [rule]):
        assert rule.fix is not None
        change = rule.fix(board, finding)
        assert change is not None
        after = board.after(change).stickies["e"].message
        raised.append(after.version if after is not None else None)
    assert raised == ([expected] if expected else [])


def test_before_the_first_release_only_the_second_number_rises() -> None:
    published = [{"version": "0.4.1", "fields": [ID]}]
    after = mended(schema_changed_in_version, version="0.4.1", published=published, fields=[NOTE])
    assert after.version == "0.5.0"


def test_a_version_rises_above_every_published_one() -> None:
    published = [{"version": "1.0.0", "fields": [ID]}, {"version": "1.4.0", "fields": [ID]}]
    after = mended(
        schema_changed_in_version, version="1.0.0", published=published, fields=[ID, NOTE]
    )
    assert after.version == "1.5.0"


@pytest.mark.parametrize(
    ("written", "meant"), [("1", "1.0.0"), ("v2.1", "2.1.0"), ("1.10", "1.10.0"), ("V3", "3.0.0")]
)
def test_a_short_version_is_spelled_out(written: str, meant: str) -> None:
    assert mended(version_not_semantic, version=written, fields=[ID]).version == meant


def test_a_reused_tag_becomes_one_that_was_never_used() -> None:
    after = mended(
        tag_reused,
        fields=[ID, {**NOTE, "tag": 1}],
        reserved=[{"tag": 5}],
        published=[{"version": "1.0.0", "fields": [ID, {**NOTE, "name": "gift", "tag": 9}]}],
    )
    assert [field.tag for field in after.fields] == [1, 10]


def test_a_missing_tag_is_the_one_it_was_published_under_or_else_a_new_one() -> None:
    after = mended(
        field_without_tag,
        audience="integration",
        fields=[
            {"name": "total", "type": "int32"},
            {"name": "orderId", "type": "uuid", "was": ["id"]},
        ],
        published=[{"version": "1.0.0", "fields": [{**ID, "tag": 7}]}],
    )
    assert [field.tag for field in after.fields] == [8, 7]


def test_a_removed_field_is_remembered_by_tag_and_name() -> None:
    after = mended(
        removed_field_forgotten, fields=[ID], published=[{"version": "1.0.0", "fields": [ID, NOTE]}]
    )
    assert [(each.tag, each.name) for each in after.reserved] == [(2, "note")]

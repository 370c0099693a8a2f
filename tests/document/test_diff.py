from __future__ import annotations

import json
import zlib

import pytest
from document.strategies import boards, changes
from hypothesis import given
from hypothesis import strategies as st

from stormdesk.document.diff import Damaged, decoded, encoded
from stormdesk.document.lines import to_bytes
from stormdesk.model.board import Board, Change
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Kind, Sticky

PROFILE = Profile(id="b", title="B")


def sticky(number: int, **fields: object) -> Sticky:
    told = {"id": f"s{number}", "kind": Kind.EVENT, "text": "Paid", "x": 16.0, "y": 8.0, **fields}
    return Sticky.model_validate(told)


@given(st.data())
def test_a_change_comes_back_from_its_bytes_seen_from_either_side(data: st.DataObject) -> None:
    board = data.draw(boards())
    change = data.draw(changes(board))
    after = board.after(change)
    kept = encoded(change)
    forward = decoded(kept, board.records)
    backward = decoded(kept, after.records, backward=True)
    assert forward == change
    assert backward == change
    assert to_bytes(board.after(forward)) == to_bytes(after)
    assert to_bytes(after.after(backward.reversed())) == to_bytes(board)


def test_only_what_differs_is_kept() -> None:
    before = sticky(1, notes="long " * 100)
    told = encoded(Change({"s1": (before, before.revised(text="Paid in full"))}))
    assert json.loads(told) == {
        "fields": ["text"], "ids": ["s1"], "old": [["Paid"]], "new": [["Paid in full"]]
    }  # fmt: skip


def test_a_uniform_move_is_told_once() -> None:
    pairs = {s.id: (s, s.placed(x=s.x + 32.0, y=s.y + 1.5)) for s in map(sticky, range(3))}
    assert json.loads(encoded(Change(pairs))) == {
        "move": {"x": 32.0, "y": 1.5}, "ids": ["s0", "s1", "s2"]
    }  # fmt: skip


@pytest.mark.parametrize(("old", "new"), [(-0.0, 8.0), (8.0, -0.0), (-0.0, 0.0)])
def test_a_move_keeps_the_sign_of_a_zero(old: float, new: float) -> None:
    before, after = sticky(1, x=old), sticky(1, x=new)
    kept = encoded(Change({"s1": (before, after)}))
    there = decoded(kept, {"s1": before}).pairs["s1"][1]
    back = decoded(kept, {"s1": after}, backward=True).pairs["s1"][0]
    assert isinstance(there, Sticky)
    assert isinstance(back, Sticky)
    assert (str(back.x), str(there.x)) == (str(old), str(new))


def test_a_move_that_rounding_would_falsify_keeps_its_numbers() -> None:
    before = sticky(1, x=0.1)
    change = Change({"s1": (before, before.placed(x=0.1 + 1e6))})
    assert "move" not in json.loads(encoded(change))
    assert decoded(encoded(change), {"s1": before}) == change


def test_setting_a_field_to_its_default_and_back_is_kept() -> None:
    before, after = sticky(1), sticky(1, notes="")
    change = Change({"s1": (before, after)})
    again = decoded(encoded(change), {"s1": before})
    assert again.pairs["s1"][1].model_fields_set == after.model_fields_set
    back = decoded(encoded(change), {"s1": after}, backward=True)
    assert back.pairs["s1"][0].model_fields_set == before.model_fields_set


def test_many_records_take_few_bytes() -> None:
    pairs = {s.id: (s, s.placed(x=float(n % 977))) for n, s in enumerate(map(sticky, range(2000)))}
    assert len(encoded(Change(pairs))) < 15_000


def test_a_change_still_tells_its_part_upon_a_record_that_is_not_as_it_was() -> None:
    before = sticky(1)
    change = Change({"s1": (before, before.revised(text="Paid in full"))})
    found = decoded(encoded(change), {"s1": sticky(1, notes="newer")})
    assert found.pairs["s1"][1] == sticky(1, notes="newer", text="Paid in full")


@pytest.mark.parametrize(
    "kept",
    [
        b"",
        b"{",
        b"{}",
        b"not zlib",
        zlib.compress(b"[]"),
        b'{"move":{"x":1},"ids":["missing"]}',
        b'{"move":{"title":1},"ids":["b"]}',
        b'{"fields":["text"],"ids":["s1"],"old":[],"new":[["X"]]}',
        b'{"fields":["kind"],"ids":["s1"],"old":[["event"]],"new":[["evnt"]]}',
        b'{"fields":["x"],"ids":["s1"],"old":[[16.0]],"new":[[NaN]]}',
        b'{"records":{"s2":[{"text":"a"},{"text":"b"}]}}',
        b'{"records":{"s2":[null,{"type":"quark"}]}}',
    ],
)
def test_what_does_not_fit_is_damaged_and_never_guessed(kept: bytes) -> None:
    with pytest.raises(Damaged):
        decoded(kept, Board.of([PROFILE, sticky(1)]).records)

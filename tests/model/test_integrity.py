from __future__ import annotations

from typing import Any

import pytest

from stormdesk.model.context import Area, Context, Flow, Relation
from stormdesk.model.integrity import sound_board
from stormdesk.model.message import Field, NamedType
from stormdesk.model.problem import BadInput
from stormdesk.model.profile import Profile
from stormdesk.model.record import Record
from stormdesk.model.session import Decision, Kpi, Suppressed, Term, Vote
from stormdesk.model.sticky import Kind, Sticky

PROFILE = Profile(id="board", title="Board")
LANE = Context(id="sales", name="Sales")


def sticky(sticky_id: str, **values: Any) -> Sticky:
    return Sticky(id=sticky_id, kind=Kind.EVENT, text="Happened").revised(**values)


def named(name: str, **fields: str) -> NamedType:
    """Return a shared type; a field whose type ends in ``?`` is optional."""
    return NamedType(
        id=NamedType.derived_id(name),
        name=name,
        fields=tuple(
            Field(name=each, type=text.rstrip("?"), required=not text.endswith("?"))
            for each, text in fields.items()
        ),
    )


def refusal(*records: Record) -> str:
    with pytest.raises(BadInput) as refused:
        sound_board([PROFILE, LANE, *records], "wall.yaml")
    assert refused.value.where == "wall.yaml"
    assert len(refused.value.why.splitlines()) == 1
    return refused.value.why


def test_a_sound_board_is_taken() -> None:
    records = [
        PROFILE,
        LANE,
        Context(id="stock", name="Stock"),
        sticky("placed", context="sales"),
        sticky("again", again="placed"),
        sticky("undone", compensates="placed", pinned_to="placed"),
        Flow.between("placed", "undone"),
        Area(id="area", name="Checkout", stickies=("placed",)),
        Relation(id="relation", upstream="sales", downstream="stock"),
        Decision(id="decision", text="Do it", about=("placed", "sales")),
        named("Order", lines="list<Line>"),
        named("Line", order="Order?"),
    ]
    board = sound_board(iter(records))
    assert list(board.records.values()) == records


def test_an_id_used_twice() -> None:
    assert refusal(sticky("sales")) == (
        "the id 'sales' is used twice, by a context and a sticky; ids are unique on a board"
    )
    assert refusal(sticky("a"), sticky("a")).startswith("the id 'a' is used twice")


def test_a_board_without_a_profile() -> None:
    with pytest.raises(BadInput, match="needs one record of type board, with id and title"):
        sound_board([sticky("a")])


def test_a_board_with_two_profiles() -> None:
    assert "needs one record of type board" in refusal(Profile(id="other", title="Other"))


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (
            sticky("a", context="saless"),
            (
                "sticky 'a' refers to the context 'saless', which is not on the board;"
                " did you mean sales?"
            ),
        ),
        (
            sticky("a", pinned_to="ghost"),
            "sticky 'a' refers to the sticky 'ghost', which is not on the board",
        ),
        (
            sticky("a", again="sales"),
            "sticky 'a' refers to 'sales', which is a context and not a sticky",
        ),
        (
            sticky("a", compensates="board"),
            "sticky 'a' refers to 'board', which is a board and not a sticky",
        ),
        (
            Flow.between("ghost", "sales"),
            "flow 'flow:ghost>sales' refers to the sticky 'ghost', which is not on the board",
        ),
        (
            Area(id="area", name="Area", stickies=("sales",)),
            "area 'area' refers to 'sales', which is a context and not a sticky",
        ),
        (
            Vote(id="vote", sticky="ghost", by="Ann"),
            "vote 'vote' refers to the sticky 'ghost', which is not on the board",
        ),
        (
            Kpi(id="kpi", name="Orders", event="sales"),
            "kpi 'kpi' refers to 'sales', which is a context and not a sticky",
        ),
        (
            Relation(id="relation", upstream="sales", downstream="board"),
            "relation 'relation' refers to 'board', which is a board and not a context",
        ),
        (
            Decision(id="decision", text="x", about=("ghost",)),
            "decision 'decision' refers to the record 'ghost', which is not on the board",
        ),
        (
            Term(id="term", term="Order", context="ghost"),
            "term 'term' refers to the record 'ghost', which is not on the board",
        ),
        (
            Suppressed(id="s", rule="r", records=("boards",)),
            (
                "suppressed 's' refers to the record 'boards', which is not on the board;"
                " did you mean board?"
            ),
        ),
    ],
)
def test_a_reference_that_leads_nowhere(record: Record, expected: str) -> None:
    assert refusal(record) == expected


@pytest.mark.parametrize(
    ("name", "verb"), [("pinned_to", "pinned on"), ("again", "a repetition of")]
)
@pytest.mark.parametrize("ids", ["a", "ab", "abc"])
def test_a_circle_of_stickies(ids: str, name: str, verb: str) -> None:
    following = dict(zip(ids, ids[1:] + ids[0], strict=True))
    stickies = [sticky(each, **{name: following[each]}) for each in ids]
    assert refusal(*stickies) == f"sticky 'a' is {verb} itself; point it elsewhere"


def test_a_circle_that_begins_further_on() -> None:
    tail = sticky("tail", pinned_to="a")
    why = refusal(tail, sticky("a", pinned_to="b"), sticky("b", pinned_to="a"))
    assert why == "sticky 'a' is pinned on itself; point it elsewhere"


def test_a_type_that_contains_itself() -> None:
    assert refusal(named("Node", parent="Node")) == (
        "type Node > Node contains itself without end; make one of these fields optional or a list"
    )


def test_types_that_contain_one_another() -> None:
    why = refusal(named("Start", b="B"), named("B", c="C"), named("C", b="B"))
    assert why.startswith("type B > C > B contains itself without end")


@pytest.mark.parametrize("field", ["Node?", "list<Node>", "map<Node>"])
def test_a_type_that_contains_itself_with_a_way_out(field: str) -> None:
    sound_board([PROFILE, named("Node", parent=field)])


def test_types_may_share_a_third() -> None:
    sound_board([PROFILE, named("A", c="C", d="B"), named("B", c="C"), named("C", x="string")])


def test_a_long_chain_of_types_is_followed() -> None:
    chain = [named(f"T{i}", following=f"T{i + 1}") for i in range(5_000)]
    sound_board([PROFILE, *chain])
    assert "contains itself" in refusal(*chain, named("T5000", back="T0"))


def test_a_type_that_the_board_lacks_is_a_finding_and_not_bad_input() -> None:
    sound_board([PROFILE, named("Order", total="Money")])

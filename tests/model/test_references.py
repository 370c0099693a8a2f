from __future__ import annotations

import pytest

from stormdesk.document.record_types import RECORD_TYPES
from stormdesk.model.context import Area, Context, Flow, Relation
from stormdesk.model.message import NamedType
from stormdesk.model.people import Participant
from stormdesk.model.record import Record
from stormdesk.model.session import Decision, Kpi, Step, Suppressed, Term, Vote
from stormdesk.model.sticky import Kind, Sticky

STICKY = Sticky(
    id="s",
    kind=Kind.EVENT,
    text="Payment returned",
    context="sales",
    pinned_to="host",
    again="first",
    compensates="undone",
)
TIED = [
    STICKY,
    Flow.between("a", "b"),
    Area(id="area", name="Checkout", stickies=("a", "b")),
    Relation(id="r", upstream="a", downstream="b"),
    Decision(id="d", text="Go", about=("a", "b")),
    Step(id="n", text="Ask Ann", about=("a",)),
    Term(id="t", term="Order", context="a"),
    Kpi(id="k", name="Orders", event="a"),
    Suppressed(id="x", rule="r", records=("a", "b", "c")),
    Vote(id="v", sticky="a", by="Ann"),
]


@pytest.mark.parametrize("record", TIED, ids=lambda record: record.type_name)
def test_what_is_gone_is_referred_to_no_more(record: Record) -> None:
    for gone in record.references():
        left = record.without(gone)
        if left is not None:
            kept = [each for each in record.references() if each != gone]
            assert list(left.references()) == kept
            assert left.id == record.id


@pytest.mark.parametrize(
    ("record", "gone"),
    [
        (Flow.between("a", "b"), "a"),
        (Flow.between("a", "b"), "b"),
        (Relation(id="r", upstream="a", downstream="b"), "b"),
        (Kpi(id="k", name="Orders", event="a"), "a"),
        (Vote(id="v", sticky="a", by="Ann"), "a"),
        (Area(id="area", name="Checkout", stickies=("a",)), "a"),
        (Suppressed(id="x", rule="r", records=("a",)), "a"),
        (Suppressed(id="x", rule="r", records=("a", "b")), "b"),
    ],
    ids=lambda each: each if isinstance(each, str) else each.type_name,
)
def test_what_means_nothing_on_its_own_goes_along(record: Record, gone: str) -> None:
    assert record.without(gone) is None


def test_a_sticky_outlives_all_that_it_was_tied_to() -> None:
    left: Sticky | None = STICKY
    for gone in STICKY.references():
        assert left is not None
        left = left.without(gone)
    assert left is not None
    assert left.references() == ()
    assert left.text == STICKY.text
    assert left.written() == {"id": "s", "kind": "event", "text": "Payment returned"}


def test_words_outlive_what_they_are_about() -> None:
    left = Step(id="n", text="Ask Ann", about=("a",)).without("a")
    assert left is not None
    assert left.written() == {"id": "n", "text": "Ask Ann"}


def test_ids_derive_from_what_a_record_says() -> None:
    assert Flow.between("a", "b").id == "flow:a>b"
    assert Relation.derived_id("sales", "stock") == "relation:sales>stock"
    assert NamedType.derived_id("Money") == "type:Money"
    assert Term.derived_id("Order") == "term:Order"
    assert Participant.derived_id("Ann") == "participant:Ann"
    assert Kpi.derived_id("Orders") == "kpi:Orders"


def test_records_without_ties_refer_to_nothing() -> None:
    lane = Context(id="c", name="Sales", owner="team-1")
    assert lane.references() == ()
    assert lane.without("anything") is lane


@pytest.mark.parametrize("record_type", RECORD_TYPES.values(), ids=lambda each: each.type_name)
def test_whatever_refers_says_what_is_left_of_it(record_type: type[Record]) -> None:
    refers = record_type.references is not Record.references
    assert refers == (record_type.without is not Record.without)
    assert refers == (record_type in {type(record) for record in TIED})

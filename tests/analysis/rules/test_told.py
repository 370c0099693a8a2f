"""How findings are worded: in sentences that name what they are about."""

from __future__ import annotations

from stormdesk.analysis.finding import Finding, Rule
from stormdesk.analysis.findings import check
from stormdesk.analysis.rules.boundaries import crossing_without_relation
from stormdesk.analysis.rules.duplicates import near_duplicates
from stormdesk.analysis.rules.evolution import earlier_name_taken, field_without_tag
from stormdesk.analysis.rules.wording import two_events_in_one
from stormdesk.model.board import Board
from stormdesk.model.context import Context, Flow
from stormdesk.model.message import Field, Message
from stormdesk.model.profile import Profile
from stormdesk.model.record import Record
from stormdesk.model.sticky import Kind, Sticky


def only(rule: Rule, *records: Record) -> Finding:
    profile = Profile(id="b", title="B", level="software-design", language="en")
    (finding,) = check(Board.of([profile, *records]), [rule])
    return finding


def seen(*texts: str) -> list[Sticky]:
    views = (Sticky(id=f"v{n}", kind=Kind.READ_MODEL, text=t) for n, t in enumerate(texts))
    return [*views]


def test_two_and_more_names_that_say_the_same() -> None:
    two = only(near_duplicates, *seen("Open orders", "open order"))
    assert two.message == "read model “Open orders” and “open order” say the same"
    four = only(
        near_duplicates, *seen("Open orders", "open order", "The open orders", "Open order")
    )
    assert four.message == "read model “Open orders”, “open order” and 2 more say the same"


def test_what_shares_the_subject_of_the_first_event_is_told_as_a_part() -> None:
    event = Sticky(id="e", kind=Kind.EVENT, text="Results received and reviewed")
    assert only(two_events_in_one, event).remedy == "put “… reviewed” on a sticky of its own"
    event = Sticky(id="e", kind=Kind.EVENT, text="File approved and sent to customer")
    assert (
        only(two_events_in_one, event).remedy == "put “… sent to customer” on a sticky of its own"
    )
    event = Sticky(id="e", kind=Kind.EVENT, text="Order placed and invoice sent")
    assert only(two_events_in_one, event).remedy == "put “invoice sent” on a sticky of its own"


def carrying(*fields: Field) -> Sticky:
    message = Message(audience="integration", fields=fields)
    return Sticky(id="e", kind=Kind.EVENT, text="Order placed", message=message)


def test_one_field_and_several_lack_a_tag() -> None:
    one, other = Field(name="id", type="uuid"), Field(name="total", type="int32")
    assert only(field_without_tag, carrying(one)).message == "field id of “Order placed” has no tag"
    several = only(field_without_tag, carrying(one, other))
    assert several.message == "fields id and 1 more of “Order placed” have no tags"


def test_a_name_that_was_given_away_is_told_with_who_had_it() -> None:
    renamed = Field(name="buyer", type="uuid", was=("customer",))
    told = only(earlier_name_taken, carrying(renamed, Field(name="customer", type="string")))
    assert (
        told.message == "field customer of “Order placed” bears an earlier name of its field buyer"
    )
    assert told.remedy == "rename customer, or take it off the earlier names of buyer"


def test_contexts_without_any_relation_are_counted() -> None:
    lanes = [Context(id=i, name=i.title()) for i in ("ordering", "stock", "billing")]
    placed = Sticky(id="e", kind=Kind.EVENT, text="Order placed", context="ordering")
    views = [
        Sticky(id="v1", kind=Kind.READ_MODEL, text="Reservations", context="stock"),
        Sticky(id="v2", kind=Kind.READ_MODEL, text="Invoices due", context="billing"),
    ]
    flows = [Flow.between("e", "v1"), Flow.between("e", "v2")]
    told = only(crossing_without_relation, *lanes, placed, *views, *flows)
    assert told.message == (
        "2 pairs of contexts, such as Ordering and Stock, share flows,"
        " and no relation is told of any"
    )

"""Changing what lies inside records, headless: paths, lists, fields with their tags, types."""

from __future__ import annotations

import pytest
from hand import Hand
from pydantic import ValidationError

from stormdesk.editor.board_records import fresh_record, relate, rename_type, unrelated
from stormdesk.editor.detailing import detail_of, detailed, with_item, without_item
from stormdesk.editor.field_lines import (
    line_of,
    tagged,
    with_field_moved,
    with_line,
    without_field,
)
from stormdesk.exchange.contracts.shape import members_of
from stormdesk.model.board import Board, Change
from stormdesk.model.context import Context
from stormdesk.model.message import Field, Message, NamedType, Published, Reserved
from stormdesk.model.people import Participant, Team
from stormdesk.model.profile import Environment, Profile
from stormdesk.model.session import Decision, Suppressed, Term
from stormdesk.model.sticky import Kind, Sticky

POLICY = Sticky(id="p", kind=Kind.POLICY, text="Whenever paid, ship")


def typed(*lines: str) -> Message:
    """Return the message that somebody makes by typing these lines one after the other."""
    message = Message()
    for index, line in enumerate(lines):
        message = with_line(message, index, line)
    return message


def published(message: Message) -> Message:
    """Return a message that others rely on as it is now."""
    return message.revised(published=(Published(version="1.0.0", fields=message.fields),))


def tags(message: Message) -> dict[str, int | None]:
    return {field.name: field.tag for field in message.fields}


class TestPaths:
    def test_parts_on_the_way_are_made_and_taken_away_again(self) -> None:
        path = ("handling", "retry", "attempts")
        assert detail_of(POLICY, path) is None
        patient = detailed(POLICY, path, 5)
        assert detail_of(patient, path) == 5
        assert detailed(patient, path, "") == POLICY

    def test_a_wrong_value_changes_nothing_and_says_where(self) -> None:
        with pytest.raises(ValidationError) as error:
            detailed(POLICY, ("handling", "service_time"), "soon")
        assert error.value.errors()[0]["loc"] == ("service_time",)

    def test_an_item_of_a_list_is_changed_added_and_removed(self) -> None:
        event = Sticky(id="e", kind=Kind.EVENT, text="Paid")
        event = with_item(event, ("service_levels",), {"indicator": "latency"})
        event = detailed(event, ("service_levels", 0, "objective"), "95%")
        assert event.service_levels[0].objective == "95%"
        assert without_item(event, ("service_levels",), 0).model_fields_set == {
            "id", "kind", "text",
        }  # fmt: skip

    def test_an_entry_of_a_map_is_changed(self) -> None:
        profile = detailed(Profile(id="b", title="B"), ("environments", "staging"), Environment())
        profile = detailed(profile, ("environments", "staging", "retention"), "P1D")
        assert profile.environments["staging"].retention == "P1D"

    def test_an_emptied_entry_of_a_map_is_gone(self) -> None:
        bare = Profile(id="b", title="B")
        profile = detailed(bare, ("labels", "system"), "Partner")
        assert profile.labels == {Kind.SYSTEM: "Partner"}
        assert detailed(profile, ("labels", "system"), "") == bare

    def test_a_field_that_is_not_there_is_a_mistake_of_the_program(self) -> None:
        with pytest.raises(AttributeError):
            detail_of(POLICY, ("colour",))


class TestLines:
    @pytest.mark.parametrize(
        "line", ["total: decimal(12,2)", "code: string?", "email: string? (personal)", "l: list<A>"]
    )
    def test_a_line_says_what_it_says(self, line: str) -> None:
        assert line_of(typed(line).fields[0]) == line

    @pytest.mark.parametrize("line", ["total", "total:", ": string", "total: money"])
    def test_a_wrong_line_says_what_to_write(self, line: str) -> None:
        with pytest.raises(ValueError, match="write"):
            typed(line)

    def test_tags_stay_with_their_fields_and_are_never_used_again(self) -> None:
        message = published(typed("id: uuid", "total: int64", "note: string"))
        assert tags(message) == {"id": 1, "total": 2, "note": 3}
        message = with_field_moved(message, 2, 0)
        message = with_line(message, 2, "amount: int64")
        assert tags(message) == {"note": 3, "id": 1, "amount": 2}
        assert message.fields[2].was == ("total",)
        message = with_line(message, 0, "")
        assert message.reserved == (Reserved(tag=3, name="note"),)
        message = with_line(message, 2, "remark: string")
        assert tags(message) == {"id": 1, "amount": 2, "remark": 4}

    def test_a_name_that_is_there_or_was_removed_is_refused(self) -> None:
        message = without_field(published(typed("id: uuid", "note: string")), 1)
        for line in ("id: string", "note: string"):
            with pytest.raises(ValueError, match="take another name"):
                with_line(message, 1, line)

    def test_what_nobody_has_read_yet_is_free_again(self) -> None:
        message = without_field(typed("id: uuid", "note: string"), 1)
        assert message.reserved == ()
        assert tags(with_line(message, 1, "note: string")) == {"id": 1, "note": 2}
        message = without_field(with_line(published(message), 1, "note: string"), 1)
        assert message.reserved == ()
        assert without_field(message, 0).reserved == (Reserved(tag=1, name="id"),)

    def test_a_removed_field_of_a_shared_type_stays_reserved(self) -> None:
        line = NamedType(id="type:Line", name="Line")
        line = without_field(with_line(line, 0, "sku: string"), 0)
        assert line.reserved == (Reserved(tag=1, name="sku"),)

    def test_the_earlier_name_of_another_field_is_refused(self) -> None:
        message = with_line(typed("total: int64", "id: uuid"), 0, "amount: int64")
        for index in (1, 2):
            with pytest.raises(ValueError, match="the name of 'amount' before"):
                with_line(message, index, "total: string")

    def test_going_back_to_the_first_name_forgets_it_as_an_earlier_one(self) -> None:
        message = with_line(typed("total: int64"), 0, "amount: int64")
        assert with_line(message, 0, "total: int64").fields[0].was == ("amount",)

    def test_keys_follow_a_renamed_field(self) -> None:
        message = typed("id: uuid").revised(key="id", idempotency_key="id")
        message = with_line(message, 0, "orderId: uuid")
        assert (message.key, message.idempotency_key) == ("orderId", "orderId")

    def test_what_a_line_does_not_say_stays(self) -> None:
        message = detailed(typed("id: uuid"), ("fields", 0, "doc"), "Names the order")
        assert with_line(message, 0, "id: string?").fields[0].doc == "Names the order"

    def test_tags_that_protobuf_keeps_for_itself_are_never_given(self) -> None:
        fields = (Field(name="id", type="uuid", tag=18_999), Field(name="total", type="int32"))
        message = Message(fields=fields)
        assert tags(tagged(message)) == {"id": 18_999, "total": 20_000}
        assert tags(with_line(message, 2, "note: string"))["note"] == 20_001

    def test_fields_without_tags_get_those_they_are_exported_under(self) -> None:
        def field(name: str, **more: object) -> Field:
            return Field.model_validate({"name": name, "type": "string", **more})

        message = Message(
            version="2.0.0",
            published=(Published(version="1.0.0", fields=(field("a", tag=7), field("b", tag=1))),),
            fields=(field("new"), field("b"), field("renamed", was=["a"]), field("c", tag=3)),
            reserved=(Reserved(tag=9, name="gone"),),
        )
        exported = members_of(message.fields, message.reserved, (), "m", {"a": 7, "b": 1})
        assert tags(tagged(message)) == {m.name: m.tag for m in exported}
        assert tags(tagged(message)) == {"new": 10, "b": 1, "renamed": 7, "c": 3}

    def test_a_tag_of_a_published_version_is_not_given_to_another_field(self) -> None:
        old = Published(version="1.0.0", fields=(Field(name="a", type="string", tag=5),))
        assert tags(with_line(Message(published=(old,)), 0, "b: string")) == {"b": 6}


def board() -> Board:
    line = NamedType(id="type:Line", name="Line", fields=(Field(name="sku", type="string"),))
    lines = (Field(name="lines", type="list<Line>"), Field(name="Line", type="string"))
    return Board.of(
        [
            Profile(id="b", title="B"),
            Context(id="sales", name="Sales"),
            Context(id="stock", name="Stock", order=1),
            line,
            Sticky(id="e", kind=Kind.EVENT, text="Paid", message=Message(fields=lines)),
        ]
    )


class TestBoard:
    def test_a_renamed_type_is_renamed_wherever_it_is_mentioned(self) -> None:
        hand = Hand(board())
        before = hand.board
        assert rename_type(hand.editor, "type:Line", "OrderLine") == "type:OrderLine"
        assert set(hand.board.of_type(NamedType)) == {"type:OrderLine"}
        message = hand.sticky("Paid").message
        assert message is not None
        assert [f.type for f in message.fields] == ["list<OrderLine>", "string"]
        assert message.fields[1].name == "Line"
        assert hand.undo().board == before

    def test_what_is_said_of_a_type_follows_it_and_what_was_published_stays(self) -> None:
        decision = Decision(id="d", text="One line an article", about=("e", "type:Line"))
        accepted = Suppressed(id="s", rule="field-without-tag", records=("type:Line",))
        hand = Hand(board().after(Change({"d": (None, decision), "s": (None, accepted)})))
        message = hand.sticky("Paid").message
        assert message is not None
        then = Published(version="1.0.0", fields=message.fields)
        with hand.editor.document.edit("Publish") as edit:
            edit.put(hand.sticky("Paid").revised(message=message.revised(published=(then,))))
        before = hand.board
        rename_type(hand.editor, "type:Line", "OrderLine")
        assert hand.board.of_type(Decision)["d"].about == ("e", "type:OrderLine")
        assert hand.board.of_type(Suppressed)["s"].records == ("type:OrderLine",)
        renamed = hand.sticky("Paid").message
        assert renamed is not None
        assert renamed.published == (then,)
        assert renamed.fields[0].type == "list<OrderLine>"
        assert hand.undo().board == before

    def test_two_teams_do_not_share_a_name(self) -> None:
        there = board().after(Change({"t": (None, Team(id="t", name="Shipping"))}))
        with pytest.raises(ValueError, match="there already"):
            fresh_record(there, Team, "shipping")

    def test_a_word_means_one_thing_everywhere_or_one_in_each_context(self) -> None:
        there = board()
        order = fresh_record(there, Term, "Order: what somebody wants")
        everywhere = there.after(Change({order.id: (None, order)}))
        with pytest.raises(ValueError, match="there already"):
            fresh_record(everywhere, Term, "order: again")
        within = order.revised(context=next(iter(there.contexts)))
        narrowed = there.after(Change({order.id: (None, within)}))
        assert fresh_record(narrowed, Term, "Order: a row in a table").id == "term:Order~2"

    def test_a_name_that_was_given_up_can_be_taken(self) -> None:
        grace = Participant(id="participant:Ada", name="Grace")
        there = board().after(Change({grace.id: (None, grace)}))
        assert fresh_record(there, Participant, "Ada").id == "participant:Ada~2"

    def test_two_types_do_not_share_a_name(self) -> None:
        hand = Hand(board())
        with pytest.raises(ValueError, match="there already"):
            fresh_record(hand.board, NamedType, "Line")
        with hand.editor.document.edit("Add") as edit:
            edit.put(fresh_record(hand.board, NamedType, "Price"))
        with pytest.raises(ValueError, match="there already"):
            rename_type(hand.editor, "type:Line", "Price")

    def test_a_first_line_makes_a_record(self) -> None:
        term = fresh_record(board(), Term, "Reservation: a promise that lapses")
        assert isinstance(term, Term)
        assert (term.id, term.term) == ("term:Reservation", "Reservation")
        assert term.definition == "a promise that lapses"
        assert fresh_record(board(), Team, "Checkout team").id.startswith("checkout-team-")
        decision = fresh_record(board(), Decision, "Per line")
        assert isinstance(decision, Decision)
        assert decision.text == "Per line"
        with pytest.raises(ValidationError):
            fresh_record(board(), Team, "")

    def test_contexts_are_related_once(self) -> None:
        hand = Hand(board())
        relate(hand.editor, "sales", "stock")
        related = hand.board
        relate(hand.editor, "sales", "stock")
        assert hand.board is related
        assert unrelated(hand.board, "sales", is_upstream=True) == []
        assert [c.id for c in unrelated(hand.board, "sales", is_upstream=False)] == ["stock"]

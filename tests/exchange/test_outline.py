from __future__ import annotations

from pathlib import Path

import pytest
from exchange.any_board import TRICKY, boards
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stormdesk.exchange.outline import EntryLine, parse_line, read, read_text, write, write_outline
from stormdesk.exchange.yaml_model import read as read_model
from stormdesk.exchange.yaml_writer import written_text
from stormdesk.model.board import Board
from stormdesk.model.context import Context
from stormdesk.model.problem import BadInput
from stormdesk.model.sticky import Kind, Sticky

BOARDS = Path(__file__).parents[1] / "boards"
REFERENCE = (BOARDS / "inventory.outline.txt").read_text("utf-8")


def board(text: str) -> Board:
    return read_text(text, "x.txt", "x")


def columns(text: str) -> list[tuple[str, float | None]]:
    return [(s.text, s.at) for s in board(text).in_order(Sticky)]


def flows(text: str) -> list[str]:
    found = board(text)
    return sorted(
        f"{found.stickies[f.source].text} > {found.stickies[f.target].text}"
        for f in found.flows.values()
    )


def pins(text: str) -> dict[str, str | None]:
    found = board(text)
    return {
        s.text: host.text if (host := found.get(s.pinned_to, Sticky)) else None
        for s in found.stickies.values()
        if s.kind is Kind.HOTSPOT
    }


class TestReference:
    def test_lanes_with_their_owners_and_the_title(self) -> None:
        found = board(REFERENCE)
        assert found.profile.title == "Inventory under load"
        assert [(c.name, c.owner) for c in found.in_order(Context)] == [
            ("Ordering", "Checkout team"),
            ("Inventory", "Stock team"),
            ("Shipping", "Logistics team"),
        ]

    def test_flows_follow_from_the_grammar(self) -> None:
        policy = "Whenever an order is placed, reserve its stock"
        booking = "Whenever inventory is reserved, book a parcel"
        assert flows(REFERENCE) == sorted(
            [
                "Basket with availability > Customer",
                "Customer > Place order",
                "Place order > Order",
                "Order > Order placed",
                f"Order placed > {policy}",
                f"{policy} > Reserve stock",
                "Reserve stock > Stock item",
                "Stock item > Inventory reserved",
                "Stock item > Reservation rejected",
                f"Inventory reserved > {booking}",
                f"{booking} > Book parcel",
                "Book parcel > Parcel carrier",
                "Parcel carrier > Parcel booked",
                "Parcel booked > Order placed",
            ]
        )

    def test_the_loop_is_the_same_sticky_once_more(self) -> None:
        found = board(REFERENCE)
        again = next(s for s in found.stickies.values() if s.again)
        original = found.stickies[str(again.again)]
        assert (again.text, again.kind, again.at) == (original.text, original.kind, 13)
        assert [f.loop for f in found.incoming(again.id)] == [True]

    def test_the_message_of_the_pivotal_event(self) -> None:
        event = next(s for s in board(REFERENCE).stickies.values() if s.pivotal)
        assert event.tags == ("hot-path",)
        assert event.message is not None
        assert [(f.name, f.type, f.required, f.personal) for f in event.message.fields] == [
            ("orderId", "uuid", True, False),
            ("placedAt", "timestamp", True, False),
            ("email", "string", True, True),
            ("total", "decimal(12,2)", True, False),
            ("couponCode", "string", False, False),
        ]
        assert (event.message.key, event.message.topic) == ("orderId", "ordering.order")

    def test_it_is_written_as_it_was_read(self) -> None:
        text, missing = write_outline(board(REFERENCE))
        assert missing == []
        assert board(text) == board(REFERENCE)


class TestLine:
    @pytest.mark.parametrize(
        ("line", "expected"),
        [
            ("Order placed", EntryLine("Order placed")),
            ("e: Order placed", EntryLine("Order placed", Kind.EVENT)),
            ("e!: Order placed", EntryLine("Order placed", Kind.EVENT, pivotal=True)),
            ("  c: Place order ", EntryLine("Place order", Kind.COMMAND)),
            ("v+: Saved", EntryLine("Saved", Kind.VALUE, sign="+")),
            ("v-: Lost", EntryLine("Lost", Kind.VALUE, sign="-")),
            ("u: Basket", EntryLine("Basket", Kind.SCREEN)),
            ("| Refused", EntryLine("Refused")),
            (
                "A #hot #cold @Stock team",
                EntryLine("A", None, False, ("hot", "cold"), "Stock team"),
            ),
            ("Issue #12 fixed", EntryLine("Issue #12 fixed")),
            ("Fixed #12", EntryLine("Fixed #12")),
            ("a@b.example said", EntryLine("a@b.example said")),
            ("#hot", EntryLine("#hot")),
            ("Call \\@noon", EntryLine("Call @noon")),
            ("A \\#hot", EntryLine("A #hot")),
            ("\\# no lane", EntryLine("# no lane")),
            ("\\e: no mark", EntryLine("e: no mark")),
            ("c\\: no mark", EntryLine("c: no mark")),
            ("C:\\temp\\new", EntryLine("C:\\temp\\new")),
            ("C: Place order", EntryLine("Place order", Kind.COMMAND)),
            ("E!: Order placed", EntryLine("Order placed", Kind.EVENT, pivotal=True)),
            ("V-: Time lost", EntryLine("Time lost", Kind.VALUE, sign="-")),
            ("A:B ratio", EntryLine("A:B ratio")),
            ("Q: who pays", EntryLine("Q: who pays")),
            ("\\E: no mark", EntryLine("E: no mark")),
            ("x: what", EntryLine("x: what")),
            ("e:", EntryLine("e:")),
        ],
    )
    def test_a_sticky(self, line: str, expected: EntryLine) -> None:
        assert parse_line(line) == expected

    @pytest.mark.parametrize("line", ["", "   ", "// note", "# Lane", "-> Order placed", "<- A"])
    def test_no_sticky(self, line: str) -> None:
        assert parse_line(line) is None


class TestPlaces:
    def test_alternatives_stand_in_the_column_of_the_line_before(self) -> None:
        assert columns("A\n| B\n| C\nD\n") == [("A", 1), ("B", 1), ("C", 1), ("D", 2)]

    def test_what_gathers_before_a_command_shares_a_column(self) -> None:
        assert columns("r: R\na: A\nc: C\na: X\na: Y\n") == [
            ("R", 1), ("A", 1), ("C", 2), ("X", 3), ("Y", 4)
        ]  # fmt: skip

    def test_remarks_stand_where_the_sticky_above_stands(self) -> None:
        text = "A\nv+: V\nh: H\nn: N\nB\n"
        assert columns(text) == [("A", 1), ("V", 1), ("H", 1), ("N", 1), ("B", 2)]

    def test_remarks_alone_have_columns_of_their_own(self) -> None:
        assert columns("n: A\nn: B\no: C\n") == [("A", 1), ("B", 2), ("C", 3)]

    def test_a_hotspot_is_pinned_on_the_sticky_above_within_its_lane(self) -> None:
        assert pins("A\nh: one\nh: two\n# Lane\nh: three\n") == {
            "one": "A", "two": "A", "three": None
        }  # fmt: skip

    def test_a_lane_comes_again(self) -> None:
        found = board("# L (Team)\nA\n# M\nB\n# L\nC\n#\nD\n")
        names = {c.id: c.name for c in found.contexts.values()}
        assert [names.get(s.context or "") for s in found.in_order(Sticky)] == ["L", "M", "L", None]
        assert [c.owner for c in found.in_order(Context)] == ["Team", None]

    def test_the_first_line_alone_is_the_title(self) -> None:
        assert board("My board\n\nA\n").profile.title == "My board"
        assert columns("My board\n\nA\n") == [("A", 1)]
        assert columns("My board\nA\n") == [("My board", 1), ("A", 2)]
        assert columns("e: My event\n\nA\n") == [("My event", 1), ("A", 2)]


class TestFlows:
    def test_a_big_picture_has_none(self) -> None:
        assert flows("a: Customer\nA\ns: Bank\nB\nh: H\n") == []

    @pytest.mark.parametrize("before", ["a: A\nr: R\n", "r: R\na: A\n"])
    def test_actor_and_read_model_attach_to_the_command_in_either_order(self, before: str) -> None:
        assert flows(f"{before}c: C\n") == ["A > C", "R > A"]

    def test_a_read_model_without_an_actor_attaches_to_the_command(self) -> None:
        assert flows("r: R\nc: C\n") == ["R > C"]

    def test_a_read_model_follows_an_event_and_the_story_goes_on_from_the_event(self) -> None:
        assert flows("E\nr: R\np: do it\nc: C\n") == ["E > R", "E > do it", "do it > C"]

    def test_a_policy_links_to_the_event_it_speaks_of(self) -> None:
        text = "c: C\nOrder placed\nStock counted\np: Whenever an order is placed, ship it\n"
        assert "Order placed > Whenever an order is placed, ship it" in flows(text)
        assert not any(f.startswith("Stock counted") for f in flows(text))

    def test_a_policy_that_could_mean_several_events_follows_its_neighbour(self) -> None:
        text = "Order placed\nOrder placed\nX happened\np: Whenever an order is placed, ship\n"
        assert flows(text) == ["X happened > Whenever an order is placed, ship"]

    def test_arrows_forward_and_from(self) -> None:
        text = "c: C\nE\n-> Far\nF\nFar\n<- C\n"
        assert flows(text) == ["C > E", "C > Far", "E > Far"]

    def test_an_arrow_can_name_the_kind(self) -> None:
        text = "Ship\nc: Ship\nE\n-> c: Ship\n"
        found = board(text)
        again = next(s for s in found.stickies.values() if s.again)
        assert again.kind is Kind.COMMAND

    def test_an_arrow_to_nowhere_names_the_line_and_the_nearest(self) -> None:
        with pytest.raises(BadInput) as caught:
            board("Order placed\nB\n-> Order plced\n")
        assert str(caught.value) == (
            "x.txt:3: the arrow points to no sticky 'Order plced'; did you mean Order placed?"
        )


class TestDetails:
    def test_settings_are_fields_where_the_value_is_a_type(self) -> None:
        found = board("e: E\n  key: string\n  topic: a.b\n  version: 1.10\n  owner: Logistics\n")
        sticky = next(iter(found.stickies.values()))
        assert sticky.message is not None
        assert [(f.name, f.type) for f in sticky.message.fields] == [("key", "string")]
        assert (sticky.message.topic, sticky.message.version) == ("a.b", "1.10")
        assert sticky.owner == "Logistics"

    def test_indented_free_text_and_marked_lines_are_stickies(self) -> None:
        assert columns("E\n  c: Customer\n  some words\n") == [
            ("E", 1), ("Customer", 2), ("some words", 3)
        ]  # fmt: skip

    def test_only_events_and_commands_have_fields(self) -> None:
        assert columns("n: N\n  id: uuid\n") == [("N", 1), ("id: uuid", 2)]

    def test_an_escaped_line_break_goes_on(self) -> None:
        assert columns("A\\\nB\nC\n") == [("A\nB", 1), ("C", 2)]


class TestLaws:
    @given(st.text(st.characters(exclude_categories=("Cs",)), max_size=60))
    def test_free_text_never_fails(self, text: str) -> None:
        board(text.replace("->", "").replace("<-", ""))

    @given(st.lists(st.sampled_from([
        "A happened", "B happened", "| C happened", "c: Do it", "| c: Do that", "a: Anna",
        "r: List", "u: Form", "g: Thing", "s: Bank", "p: Whenever a happened, do it",
        "p: Always", "h: Why?", "v+: Good", "n: Note #tag @Owner", "# L", "# M (Team)", "#",
        "  id: uuid?", "  topic: x.y", "-> A happened", "<- A happened", "-> c: Do it", "",
        "e: \\\\ # \\@x", "o: \\e: x", "A\\", "e!: P", "| h: Alt?", "| n: Side",
    ]), max_size=14))  # fmt: skip
    @settings(max_examples=150)
    def test_what_was_read_is_written_and_read_again_the_same(self, lines: list[str]) -> None:
        text = "\n".join(["Title", "", "A happened", *lines, "", "c: Do it", ""])
        first = board(text)
        written, missing = write_outline(first)
        assert missing == []
        assert written_text(board(written)) == written_text(first)
        assert write_outline(board(written))[0] == written

    @pytest.mark.parametrize("text", [t for t in TRICKY if t.strip()])
    @pytest.mark.parametrize("kind", [Kind.EVENT, Kind.COMMAND])
    def test_any_text_can_be_written(self, text: str, kind: Kind) -> None:
        first = board("A\nB\n")
        sticky = first.in_order(Sticky)[1]
        records = [r for r in first.records.values() if r.id != sticky.id]
        changed = Board.of([*records, sticky.revised(text=text, kind=kind)])
        found = board(write_outline(changed)[0]).in_order(Sticky)[1]
        assert (found.kind, found.text) == (kind, text.strip().replace("\r", "\n"))

    @settings(max_examples=25, suppress_health_check=list(HealthCheck))
    @given(boards())
    def test_any_board_can_be_written(self, given_board: Board) -> None:
        text, _ = write_outline(given_board)
        again = board(text)
        assert write_outline(given_board)[0] == text
        assert len(again.stickies) <= len(given_board.stickies) + len(given_board.flows)


class TestFormat:
    def test_what_is_left_out_is_told_at_the_end(self) -> None:
        data = (BOARDS / "inventory.model.yaml").read_bytes()
        ((name, written),) = write(read_model({"x": data})).items()
        text = written.decode()
        assert name == "inventory-under-load.outline.txt"
        assert "// left out: rules of 2 stickies\n" in text
        assert "// left out: 1 parked sticky\n" in text
        assert len(read({name: written}).flows) == 14

    def test_the_name_serves_as_title(self) -> None:
        assert read({"dir/order flow.outline.txt": b"A\n"}).profile.title == "order flow"

    @pytest.mark.parametrize(
        ("data", "expected"),
        [
            (b"", "x.txt: is empty"),
            (b"\x89PNG\0", "x.txt: is binary"),
            (b"A\nB\xe9\n", "x.txt:2: is not UTF-8"),
            (b"A\n" + b"B" * 10_001, "x.txt:2: text: has 10001 characters"),
        ],
    )
    def test_refusals(self, data: bytes, expected: str) -> None:
        with pytest.raises(BadInput) as caught:
            read({"x.txt": data})
        assert expected in str(caught.value)

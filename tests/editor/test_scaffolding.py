"""Scaffolding a board with what event storming asks for next."""

from __future__ import annotations

from itertools import combinations

import pytest
from hand import Hand, empty_board

from stormdesk.editor import promotion, scaffolding
from stormdesk.editor.action import Aside
from stormdesk.exchange.source import board_of
from stormdesk.model.board import Board
from stormdesk.model.context import Flow
from stormdesk.model.record import Record
from stormdesk.model.sticky import Kind, Sticky
from stormdesk.resources import resource


def sticky(name: str, kind: Kind, column: float, y: float = 40.0, **more: object) -> Sticky:
    given = {
        "id": name,
        "kind": kind,
        "text": name,
        "at": column,
        "x": 320.0 * (column - 1),
        "y": y,
    }
    return Sticky.model_validate({**given, **more})


def wall(level: str, *records: Record) -> Hand:
    return Hand(Board.of([*empty_board(level).records.values(), *records]))  # type: ignore[arg-type]  # a level by name


def outline(text: str, level: str = "process") -> Hand:
    board = board_of("board.outline.txt", text.encode())
    records = [r for r in board.records.values() if r is not board.profile]
    return Hand(Board.of([board.profile.revised(level=level), *records]))


def chain_from(hand: Hand, text: str) -> list[tuple[Kind, str]]:
    """Return what follows from a sticky, along the first flow of each."""
    found, step = [], hand.sticky(text)
    while True:
        found.append((step.kind, step.text))
        onward = hand.board.outgoing(step.id)
        if not onward:
            return found
        step = hand.board.stickies[onward[0].target]


def overlaps(hand: Hand) -> set[frozenset[str]]:
    boxes = hand.editor.wall.arrangement.boxes
    host = {s.id: s.pinned_to for s in hand.board.stickies.values()}
    return {
        frozenset((one, other))
        for one, other in combinations(boxes, 2)
        if boxes[one].intersects(boxes[other]) and other != host[one] and one != host[other]
    }


def test_a_command_is_put_before_each_selected_event_in_the_words_of_the_board() -> None:
    hand = outline("Bestellung aufgegeben\nRechnung bezahlt\n").do("select-all").do("add-commands")
    first = hand.sticky("Bestellung aufgegeben")
    assert chain_from(hand, "Bestellung aufgeben") == [
        (Kind.COMMAND, "Bestellung aufgeben"),
        (Kind.EVENT, "Bestellung aufgegeben"),
    ]
    command = hand.sticky("Bestellung aufgeben")
    assert command.derived_from == f"{hand.board.profile.id}/{first.id}"
    assert (command.at, command.y) == ((first.at or 0) - 1, first.y)
    assert len(hand.editor.selection) == 2


def test_scaffolding_is_one_step_and_never_done_twice() -> None:
    hand = outline("Order placed\nOrder paid\n")
    before = hand.board
    once = hand.do("select-all").do("add-commands").board
    assert len(once.stickies) == 4
    assert hand.do("select-all").do("add-commands").board == once
    assert hand.undo().board == before


def test_an_event_with_a_cause_and_a_repetition_get_no_command() -> None:
    hand = wall(
        "process",
        sticky("Pay", Kind.COMMAND, 1),
        sticky("Paid", Kind.EVENT, 2),
        sticky("Month ended", Kind.EVENT, 3, trigger="time"),
        sticky("paid-again", Kind.EVENT, 4, text="Paid", again="Paid"),
        sticky("set-aside", Kind.EVENT, 5, text="Order lost", parked=True),
        Flow.between("Pay", "Paid"),
    )
    before = hand.board
    assert hand.do("select-all").do("add-commands").board == before


def test_what_has_its_cause_where_it_is_repeated_is_left_alone() -> None:
    hand = wall(
        "process",
        sticky("Order placed", Kind.EVENT, 1),
        sticky("Pay order", Kind.COMMAND, 2),
        sticky("Order paid", Kind.EVENT, 3, trigger="time"),
        sticky("Clerk", Kind.ACTOR, 4),
        sticky("Place order", Kind.COMMAND, 5),
        sticky("placed-again", Kind.EVENT, 6, text="Order placed", again="Order placed"),
        sticky("pay-again", Kind.COMMAND, 7, text="Pay order", again="Pay order"),
        sticky("clerk-again", Kind.ACTOR, 8, text="Clerk", again="Clerk"),
        sticky("Open orders", Kind.READ_MODEL, 9),
        Flow.between("Place order", "placed-again"),
        Flow.between("Clerk", "Place order"),
        Flow.between("clerk-again", "pay-again"),
        Flow.between("Open orders", "clerk-again"),
    )
    before = hand.board
    for action in ("add-commands", "add-policies", "add-looks"):
        assert hand.do("select-all").do(action).board == before, action


def test_an_actor_and_a_policy_lead_to_the_new_command() -> None:
    hand = wall(
        "process",
        sticky("Clerk", Kind.ACTOR, 1),
        sticky("Order placed", Kind.EVENT, 2),
        Flow.between("Clerk", "Order placed"),
    )
    hand.do("select-all").do("add-commands")
    assert [text for _, text in chain_from(hand, "Clerk")] == [
        "Clerk", "Place order", "Order placed",
    ]  # fmt: skip
    assert [hand.sticky(t).at for t in ("Clerk", "Place order", "Order placed")] == [1, 2, 3]


def test_a_policy_goes_between_event_and_command() -> None:
    hand = wall(
        "process",
        sticky("Order placed", Kind.EVENT, 1),
        sticky("Send invoice", Kind.COMMAND, 2),
        Flow.between("Order placed", "Send invoice"),
    )
    hand.editor.select(["flow:Order placed>Send invoice"])
    hand.do("add-policies")
    assert chain_from(hand, "Order placed")[1] == (
        Kind.POLICY,
        "Whenever order placed, then send invoice",
    )
    assert "flow:Order placed>Send invoice" not in hand.board.records
    assert not overlaps(hand)


def test_a_policy_goes_before_a_command_that_nothing_leads_to() -> None:
    hand = outline("c: Place order\nOrder placed\nc: Send invoice\nInvoice sent\n")
    hand.do("select-all").do("add-policies")
    (policy,) = [s for s in hand.board.stickies.values() if s.kind is Kind.POLICY]
    assert policy.text == "Whenever order placed, then send invoice"
    assert len(chain_from(hand, "Place order")) == 5
    assert not overlaps(hand)
    once = hand.board
    assert hand.do("select-all").do("add-policies").board == once


def test_one_aggregate_decides_between_the_events_of_a_command() -> None:
    hand = wall(
        "software-design",
        sticky("Place order", Kind.COMMAND, 1),
        sticky("Order placed", Kind.EVENT, 2),
        sticky("Order rejected", Kind.EVENT, 2, 240.0),
        Flow.between("Place order", "Order placed"),
        Flow.between("Place order", "Order rejected", 1),
    )
    hand.do("select-all").do("add-aggregates")
    (aggregate,) = [s for s in hand.board.stickies.values() if s.kind is Kind.AGGREGATE]
    assert {f.target for f in hand.board.outgoing(aggregate.id)} == {
        "Order placed", "Order rejected",
    }  # fmt: skip
    assert [f.source for f in hand.board.incoming("Order placed")] == [aggregate.id]
    assert not overlaps(hand)


@pytest.mark.parametrize(
    ("level", "kinds"),
    [("process", {Kind.READ_MODEL}), ("software-design", {Kind.READ_MODEL, Kind.SCREEN})],
)
def test_an_actor_looks_at_what_the_level_knows(level: str, kinds: set[Kind]) -> None:
    hand = wall(level, sticky("Clerk", Kind.ACTOR, 1)).do("select-all").do("add-looks")
    sources = [hand.board.stickies[f.source] for f in hand.board.incoming("Clerk")]
    assert {s.kind for s in sources} == kinds
    assert not overlaps(hand)
    before = hand.board
    hand.editor.select(["Clerk"])
    assert hand.do("add-looks").board == before


def test_what_happens_if_not_stands_below_and_follows_from_the_same() -> None:
    hand = outline("c: Place order\nOrder placed\n").do("select-all").do("add-failures")
    told = {s.text for s in hand.board.stickies.values() if s.kind is Kind.EVENT}
    assert told == {"Order placed", "Order cancelled", "Order not placed"}
    placed = hand.sticky("Order placed")
    for text in told:
        assert hand.sticky(text).at == placed.at
        assert [f.source for f in hand.board.incoming(hand.sticky(text).id)]
    assert not overlaps(hand)
    again = hand.board
    assert hand.do("select-all").do("add-failures").board == again


def said(aside: Aside | None) -> str:
    assert aside is not None
    return aside.text.format(**aside.values)


def test_no_command_is_blank_and_what_asks_is_told_why() -> None:
    hand = outline("Patient arrived\nBed assigned\n").do("select-all")
    told = said(scaffolding.add_commands(hand.editor))
    assert chain_from(hand, "What leads to “Patient arrived”?")[1:] == [
        (Kind.EVENT, "Patient arrived")
    ]
    assert hand.sticky("Assign bed").kind is Kind.COMMAND
    assert told.startswith("“Patient arrived” does not tell its command")
    assert "set its trigger" in told
    assert scaffolding.add_commands(hand.do("select-all").editor) is None


def test_an_event_without_words_gets_no_command() -> None:
    hand = wall("process", sticky("blank", Kind.EVENT, 1, text=""))
    before = hand.board
    assert hand.do("select-all").do("add-commands").board == before


def test_many_that_do_not_tell_are_told_of_together() -> None:
    hand = outline("Ship arrived\nShip departed\n", level="big-picture")
    told = said(promotion.promote(hand.editor))
    assert told.startswith("2 events such as “Ship arrived” do not tell")
    texts = {s.text for s in hand.board.stickies.values() if s.kind is Kind.COMMAND}
    assert texts == {"What leads to “Ship arrived”?", "What leads to “Ship departed”?"}


def test_what_just_happens_may_not_happen_and_nothing_stays_blank() -> None:
    hand = outline("Patient arrived\nCharge left unconfirmed\nBed not assigned\n")
    told = said(scaffolding.add_failures(hand.do("select-all").editor))
    assert hand.sticky("Patient did not arrive").kind is Kind.EVENT
    assert len(hand.board.stickies) == 4
    assert told.startswith("The words of “Charge left unconfirmed” do not tell what else")


def test_room_is_made_in_all_lanes_and_nothing_that_was_apart_overlaps() -> None:
    hand = outline("# One\nOrder placed\nOrder paid\n# Two\nParcel packed\nParcel sent\n")
    before = [hand.sticky(text).at or 0 for text in ("Order placed", "Parcel packed")]
    hand.editor.select([hand.sticky("Parcel packed").id])
    hand.do("add-commands")
    after = [hand.sticky(text).at or 0 for text in ("Order placed", "Parcel packed")]
    assert (before[0] < before[1]) == (after[0] < after[1])
    assert not overlaps(hand)


@pytest.mark.parametrize("template", sorted(p.name for p in resource("templates").glob("*.yaml")))
def test_a_template_is_promoted_without_overlaps(template: str) -> None:
    board = board_of(template, (resource("templates") / template).read_bytes())
    kept = {Kind.EVENT, Kind.HOTSPOT, Kind.ACTOR, Kind.SYSTEM}
    gone = {i for i, s in board.stickies.items() if s.kind not in kept}
    big = Board.of(
        r.revised(level="big-picture") if r is board.profile else r
        for i, r in board.records.items()
        if i not in gone and not gone.intersection(r.references()) and not isinstance(r, Flow)
    )
    hand = Hand(big)
    overlapping = overlaps(hand)
    hand.do("promote")
    assert overlaps(hand) <= overlapping
    hand.do("promote")
    assert overlaps(hand) <= overlapping
    events = [s for s in hand.board.stickies.values() if s.kind is Kind.EVENT]
    caused = [e for e in events if e.trigger is None and e.again is None]
    for event in caused:
        (flow,) = hand.board.incoming(event.id)
        aggregate = hand.board.stickies[flow.source]
        assert aggregate.kind is Kind.AGGREGATE
        assert aggregate.derived_from == f"{hand.board.profile.id}/{event.id}"
    assert hand.board.profile.level == "software-design"
    assert set(hand.undo().undo().board.stickies) == set(big.stickies)
    assert hand.board.profile.level == "big-picture"


def test_promotion_of_the_last_level_is_not_offered() -> None:
    hand = outline("Order placed\n", level="software-design")
    with pytest.raises(AssertionError, match="not possible now"):
        hand.do("promote")

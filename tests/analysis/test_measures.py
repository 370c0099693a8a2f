from __future__ import annotations

import string

import pytest

from stormdesk.analysis.measures import MEASURES, Measured, measured, stickies_per_minute
from stormdesk.model.board import Board
from stormdesk.model.context import Context, Flow
from stormdesk.model.profile import Profile
from stormdesk.model.record import Record
from stormdesk.model.session import Decision, Session, Step, Turn, Vote
from stormdesk.model.sticky import Kind, Sticky


def board_of(*records: Record, language: str = "en") -> Board:
    return Board.of([Profile(id="board", title="B", language=language), *records])


def sticky(name: str, kind: Kind = Kind.EVENT, **fields: object) -> Sticky:
    return Sticky.model_validate({"id": name, "kind": kind, "text": name, **fields})


def look(name: str, *records: Record) -> Measured:
    found = measured(board_of(*records), name)
    assert found is not None
    return found


def full(name: str) -> Measured:
    return look(name, *FULL)


FULL: tuple[Record, ...] = (
    Context(id="lane", name="Lane"),
    sticky("Ann", Kind.ACTOR),
    sticky("Place order", Kind.COMMAND, at=1),
    sticky("Order", Kind.AGGREGATE, at=1.5),
    sticky(
        "Order placed",
        at=2,
        context="lane",
        pivotal=True,
        message={"fields": [{"name": "id", "type": "uuid"}]},
        observability=["trace"],
    ),
    sticky("Whenever an order was placed, then ship it", Kind.POLICY, at=3),
    sticky("Ship order", Kind.COMMAND, at=4),
    sticky("Orders ship", at=5),
    sticky("Mail", Kind.SYSTEM, at=5),
    sticky("Who pays", Kind.HOTSPOT, pinned_to="Order placed", owner="Bo"),
    sticky("When", Kind.HOTSPOT, status="deferred"),
    sticky("Done", Kind.HOTSPOT, status="answered"),
    sticky("Sell more", Kind.OPPORTUNITY),
    sticky("Trust", Kind.VALUE, sign="+"),
    Flow.between("Ann", "Place order"),
    Flow.between("Place order", "Order"),
    Flow.between("Order", "Order placed"),
    Flow.between("Order placed", "Whenever an order was placed, then ship it"),
    Flow.between("Whenever an order was placed, then ship it", "Ship order"),
    Decision(id="d", text="Go"),
    Step(id="s", text="Ask", owner="Bo"),
    Step(id="t", text="Tell"),
    Vote(id="v", sticky="When", by="Bo"),
    Vote(id="w", sticky="When", count=4),
    Session(id="old", date="2026-11-01"),
    Session(
        id="new",
        date="2026-11-02",
        order=1,
        turns=(Turn(steps=("Order placed",)), Turn(steps=("Gone",))),
    ),
)


@pytest.mark.parametrize(
    ("name", "done", "total", "told"),
    [
        ("events", 2, None, "2 events are placed."),
        ("past-tense", 1, 2, "1 of 2 events say what has happened."),
        ("timeline", 2, 2, "2 of 2 events have their place on the timeline."),
        ("pivotal-events", 1, None, "One event is pivotal."),
        ("events-in-lanes", 1, 2, "1 of 2 events stand in a lane."),
        ("people-and-systems", 2, None, "2 people and systems are named."),
        ("hotspots", 3, None, "3 hotspots are marked."),
        ("hotspots-with-owners", 1, 2, "1 of 2 hotspots that are not settled have an owner."),
        ("hotspots-addressed", 1, 3, "1 of 3 hotspots are addressed."),
        ("opportunities", 1, None, "One opportunity is marked."),
        ("values", 1, None, "One value is marked."),
        ("events-with-cause", 1, 2, "1 of 2 events have a cause."),
        ("commands-with-decider", 2, 2, "2 of 2 commands come from somebody or from a policy."),
        ("commands-with-rules", 1, 2, "1 of 2 commands are decided on somewhere."),
        ("policies-lead-on", 1, 1, "1 of 1 policies lead to a command."),
        ("events-with-fields", 1, 2, "1 of 2 events say what they carry."),
        ("events-watched", 1, 2, "1 of 2 events are watched or promise something."),
        ("events-told", 1, 2, "1 of 2 events were told aloud."),
        ("votes", 5, None, "5 votes are cast."),
        ("decisions", 1, None, "One decision is written down."),
        ("steps-with-owners", 1, 2, "1 of 2 next steps have an owner."),
    ],
)
def test_a_measure_counts_what_it_says(name: str, done: int, total: int | None, told: str) -> None:
    found = full(name)
    assert (found.done, found.total, found.told) == (done, total, told)


@pytest.mark.parametrize("name", sorted(MEASURES))
def test_every_measure_has_a_sentence_for_any_board(name: str) -> None:
    for board in (board_of(), board_of(*FULL), board_of(*FULL, language="ja")):
        found = measured(board, name)
        assert found is not None
        assert found.told.endswith(".")
        assert {field for _, field, _, _ in string.Formatter().parse(found.text) if field} <= set(
            found.values
        )
        assert found.value >= 0
        if found.total is not None:
            assert 0 <= found.done <= found.total
            assert found.value <= 100


def test_those_that_keep_a_share_from_being_full_are_named() -> None:
    assert full("past-tense").records == ("Orders ship",)
    assert full("events-in-lanes").records == ("Orders ship",)
    assert full("hotspots-with-owners").records == ("When",)
    assert full("steps-with-owners").records == ("t",)


def test_a_heap_is_not_yet_a_timeline_and_alternatives_are() -> None:
    heap = [sticky(f"e{n}", at=1) for n in range(4)]
    assert look("timeline", *heap).done == 0
    assert look("timeline", *heap[:3]).done == 3
    assert look("timeline", sticky("a")).done == 0
    lanes = [Context(id=f"l{n}", name=str(n)) for n in range(4)]
    spread = [sticky(f"e{n}", at=1, context=f"l{n}") for n in range(4)]
    assert look("timeline", *lanes, *spread).done == 4


def test_what_is_parked_or_repeated_does_not_count() -> None:
    board = (sticky("a"), sticky("b", parked=True), sticky("c", again="a"))
    assert look("events", *board).done == 1


def test_a_trigger_is_a_cause() -> None:
    assert look("events-with-cause", sticky("a", trigger="time"), sticky("b")).done == 1


def test_a_language_without_word_forms_says_so_and_is_never_enough() -> None:
    found = measured(board_of(sticky("注文"), language="ja"), "past-tense")
    assert found is not None
    assert found.told.startswith("Nobody here can tell")
    assert not found.reaches(50)


def test_when_it_is_enough() -> None:
    count, share = full("hotspots"), full("past-tense")
    assert [count.reaches(n) for n in (None, 3, 4)] == [True, True, False]
    assert [share.reaches(n) for n in (None, 50, 51)] == [False, True, False]
    none = look("hotspots-with-owners")
    assert none.value == 100
    assert none.reaches(None)
    assert not none.reaches(80)
    assert not look("events").reaches(None)


@pytest.mark.parametrize("name", sorted(set(MEASURES) - {"past-tense"}))
def test_where_there_is_nothing_it_says_so(name: str) -> None:
    assert look(name).told.startswith(("No ", "Nobody "))
    assert look(name).done == 0


def test_nobody_goes_by_an_unknown_name() -> None:
    assert measured(board_of(), "happiness") is None


def test_how_fast_stickies_come() -> None:
    assert stickies_per_minute(10, 40, 600) == 3
    assert stickies_per_minute(10, 4, 600) == 0
    assert stickies_per_minute(0, 50, 3) == 0

"""What the coach says first, and what is done about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from hand import Hand, empty_board

from stormdesk.analysis.finding import Finding, Found, Level, rule
from stormdesk.editor import advice
from stormdesk.editor.advice import Sieve
from stormdesk.layout.tilting import tilt_of
from stormdesk.model.board import Board, Change
from stormdesk.model.context import Flow
from stormdesk.model.problem import BadInput
from stormdesk.model.session import Session, Suppressed
from stormdesk.model.sticky import Kind, Sticky

TODAY = date(2026, 11, 2)


def finding(rule: str, level: Level = Level.WARNING, *records: str, text: str = "") -> Finding:
    return Finding(rule, level, records, text or f"something of {rule}", "mend it")


def order() -> Hand:
    events = [
        Sticky(id=name, kind=Kind.EVENT, text=text, at=n, x=320.0 * n, y=40.0, order=n)
        for n, (name, text) in enumerate([("a", "Order placed"), ("b", "Place order")], 1)
    ]
    profile = empty_board("big-picture").profile.revised(language="en")
    return Hand(Board.of([profile, *events]))


def of_rule(hand: Hand, name: str) -> Iterator[Finding]:
    return (f for f in advice.looked_over(hand.board) if f.rule == name)


def spoken_of(hand: Hand) -> list[tuple[str, ...]]:
    return [f.records for f in of_rule(hand, "event-in-past-tense")]


def test_every_rule_has_its_say_before_one_says_the_same_again() -> None:
    told = [
        finding("minor", Level.ADVICE, "x"),
        finding("wording", Level.WARNING, "a"),
        finding("wording", Level.WARNING, "b"),
        finding("flows", Level.WARNING, "c"),
        finding("key", Level.ERROR, "d"),
    ]
    ranked = advice.by_value(told)
    assert [f.rule for f in ranked] == ["key", "wording", "flows", "wording", "minor"]


def test_the_gravest_finding_marks_a_sticky() -> None:
    hand = order()
    told = [finding("one", Level.ADVICE, "a", "gone"), finding("two", Level.ERROR, "b", "a")]
    assert advice.worst_by_sticky(hand.board, told) == {"a": Level.ERROR, "b": Level.ERROR}


def test_steps_go_round_and_begin_at_either_end() -> None:
    told = [finding("one"), finding("two"), finding("three")]
    assert advice.following(told, None, 1) == told[0]
    assert advice.following(told, None, -1) == told[2]
    assert advice.following(told, told[2], 1) == told[0]
    assert advice.following(told, finding("gone"), 1) == told[0]
    assert advice.following([], told[0], 1) is None


def test_a_sieve_asks_for_level_and_words_in_any_order() -> None:
    told = finding("event-in-past-tense", text="event “Place order” is no fact")
    assert Sieve().passes(told)
    assert not Sieve()
    assert Sieve(text="ORDER past-tense").passes(told)
    assert not Sieve(text="order shipped").passes(told)
    assert not Sieve(Level.ERROR).passes(told)
    assert Sieve(Level.WARNING, "order").passes(told)


def test_accepting_asks_for_a_reason_is_kept_and_can_be_taken_back() -> None:
    hand = order()
    (told,) = of_rule(hand, "event-in-past-tense")
    with pytest.raises(BadInput, match="reason"):
        advice.accept(hand.editor, told, "  ")
    advice.accept(hand.editor, told, " It is a name here ")
    (kept,) = hand.board.of_type(Suppressed).values()
    assert (kept.rule, kept.records, kept.reason) == (told.rule, ("b",), "It is a name here")
    assert spoken_of(hand) == []
    advice.take_back(hand.editor, kept)
    assert spoken_of(hand) == [("b",)]
    assert spoken_of(hand.undo()) == []


def test_a_finding_about_the_whole_board_can_be_accepted_too() -> None:
    hand = order()
    advice.accept(hand.editor, finding("event-in-past-tense"), "Not now")
    assert spoken_of(hand) == [("b",)], "accepting the whole is not accepting each"


def test_what_is_gone_cannot_be_accepted_for_the_whole_board() -> None:
    hand = order()
    before = hand.board
    with pytest.raises(BadInput, match="is gone"):
        advice.accept(hand.editor, finding("near-duplicates", Level.ADVICE, "a", "lost"), "Fine")
    assert hand.board == before


def skipping() -> Hand:
    """A command with two events, between which and the command nothing decides."""
    stickies = [
        Sticky(id="c", kind=Kind.COMMAND, text="Place order"),
        Sticky(id="one", kind=Kind.EVENT, text="Order placed"),
        Sticky(id="two", kind=Kind.EVENT, text="Order refused"),
    ]
    flows = [Flow.between("c", "one"), Flow.between("c", "two")]
    profile = empty_board("software-design").profile.revised(language="en")
    return Hand(Board.of([profile, *stickies, *flows]))


def skipped(hand: Hand) -> list[tuple[str, ...]]:
    return [f.records for f in of_rule(hand, "skipped-aggregate")]


def test_accepting_what_is_said_of_a_pair_says_nothing_of_another_pair() -> None:
    hand = skipping()
    first, second = of_rule(hand, "skipped-aggregate")
    advice.accept(hand.editor, first, "Nothing to decide")
    assert skipped(hand) == [second.records]
    advice.accept(hand.editor, second, "Nor here")
    assert skipped(hand) == []
    kept, _ = hand.board.in_order(Suppressed)
    advice.take_back(hand.editor, kept)
    assert skipped(hand) == [first.records]


def test_a_finding_of_a_pair_is_told_though_each_of_the_two_was_accepted() -> None:
    hand = skipping()
    first = next(of_rule(hand, "skipped-aggregate"))
    for each in first.records:
        advice.accept(hand.editor, replace(first, records=(each,)), "Fine by itself")
    assert first.records in skipped(hand)


def test_an_accepted_pair_is_told_of_in_either_order() -> None:
    hand = skipping()
    first, second = of_rule(hand, "skipped-aggregate")
    swapped = replace(first, records=first.records[::-1])
    advice.accept(hand.editor, swapped, "Nothing to decide")
    assert skipped(hand) == [second.records]


@pytest.mark.parametrize(
    ("day", "phases", "exploring"),
    [
        ("2026-11-02", [{"name": "Chaotic exploration", "start": "09:00"}], True),
        ("2026-11-02", [{"name": "Chaotic exploration", "end": "10:00"}], False),
        ("2026-11-02", [{"name": "Chaotic exploration"}, {"name": "Timeline"}], False),
        ("2026-11-01", [{"name": "Chaotic exploration"}], False),
    ],
)
def test_a_room_explores_until_the_phase_has_ended(
    day: str, phases: list[dict[str, str]], exploring: bool
) -> None:
    session = Session.model_validate({"id": "session", "date": day, "phases": phases})
    board = Board.of([*order().board.records.values(), session])
    assert advice.is_exploring(board, TODAY) == exploring
    later = board.profile.revised(level="process")
    assert not advice.is_exploring(board.after(Change({later.id: (board.profile, later)})), TODAY)


def reword(board: Board, told: Finding) -> Change | None:
    sticky = board.stickies[told.records[0]]
    better = sticky.revised(text="Order placed again")
    return None if better == sticky else Change({sticky.id: (sticky, better)})


@rule(Level.WARNING, fix=reword)
def said_well(board: Board) -> Found:
    """An event is said well.

    So that it is.
    """
    yield from ()


def test_a_fix_is_one_step_named_after_its_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(advice, "rule_of", lambda told: said_well)
    hand = order()
    before = hand.board
    advice.fix(hand.editor, finding("said-well", Level.WARNING, "b"))
    assert hand.texts == ["Order placed", "Order placed again"]
    assert hand.editor.document.undo_label == "Fix: An event is said well"
    with pytest.raises(BadInput, match="only people"):
        advice.fix(hand.editor, finding("said-well", Level.WARNING, "b"))
    with pytest.raises(BadInput, match="only people"):
        advice.fix(hand.editor, finding("said-well", Level.WARNING, "gone"))
    assert hand.undo().board == before


def test_a_tilted_event_is_spoken_of_no_more_and_straightens_when_reworded() -> None:
    hand = order().over("Place order").click().do("tilt")
    assert tilt_of(hand.board.stickies["b"]) == 45
    assert spoken_of(hand) == []
    hand.do("open-text").type(" twice").escape()
    assert tilt_of(hand.board.stickies["b"]) == 0
    assert spoken_of(hand) == [("b",)]
    assert tilt_of(hand.undo().board.stickies["b"]) == 45


def test_a_text_that_is_opened_but_not_changed_stays_tilted() -> None:
    hand = order().over("Place order").click().do("tilt").do("open-text").escape()
    assert tilt_of(hand.board.stickies["b"]) == 45


def test_tilting_all_that_are_tilted_straightens_them() -> None:
    hand = order().over("Place order").click().do("tilt").do("select-all").do("tilt")
    assert {tilt_of(s) for s in hand.board.stickies.values()} == {45}
    hand.do("tilt")
    assert {tilt_of(s) for s in hand.board.stickies.values()} == {0}


def test_a_fix_that_rewords_straightens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(advice, "rule_of", lambda told: said_well)
    hand = order().over("Place order").click().do("tilt")
    advice.fix(hand.editor, finding("said-well", Level.WARNING, "b"))
    assert tilt_of(hand.board.stickies["b"]) == 0

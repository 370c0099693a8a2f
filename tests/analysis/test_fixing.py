"""Mending all that is mechanical, round by round."""

from __future__ import annotations

from stormdesk.analysis.finding import Finding, Found, Level, rule
from stormdesk.analysis.fixing import fixed
from stormdesk.model.board import Board, Change
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Kind, Sticky


def board(*texts: str) -> Board:
    stickies = [
        Sticky(id=f"s{number}", kind=Kind.NOTE, text=text, order=number)
        for number, text in enumerate(texts)
    ]
    return Board.of([Profile(id="b", title="B"), *stickies])


def texts(of: Board) -> list[str]:
    return [sticky.text for sticky in of.in_order(Sticky)]


def shortened(of: Board, finding: Finding) -> Change | None:
    sticky = of.stickies[finding.records[0]]
    if sticky.text == "stays!":
        return None
    return Change({sticky.id: (sticky, sticky.revised(text=sticky.text[:-1]))})


def without_other(of: Board, finding: Finding) -> Change:
    gone = of.stickies[finding.records[1]]
    return Change({gone.id: (gone, None)})


@rule(Level.WARNING, fix=shortened)
def no_shouting(of: Board) -> Found:
    """Nobody shouts."""
    for sticky in of.in_order(Sticky):
        if sticky.text.endswith("!"):
            yield (sticky.id,), f"{sticky.text} shouts", "speak"


@rule(Level.ADVICE, fix=without_other)
def said_once(of: Board) -> Found:
    """Nothing is said twice."""
    stickies = of.in_order(Sticky)
    for number, first in enumerate(stickies):
        for second in stickies[number + 1 :]:
            if first.text == second.text:
                yield (first.id, second.id), "said twice", "say it once"


@rule(Level.ADVICE)
def never_fixed(of: Board) -> Found:
    """Something is always wrong."""
    yield (), "it is wrong", "despair"


def test_one_fix_gives_way_to_another() -> None:
    start = board("well!!", "well", "other")
    change, mended = fixed(start, [no_shouting, said_once, never_fixed])
    assert texts(start.after(change)) == ["well", "other"]
    assert [each.message for each in mended] == ["well!! shouts", "well! shouts", "said twice"]


def test_what_a_fix_touched_is_looked_over_anew_before_it_is_fixed_again() -> None:
    # Fixed blindly, the second pair would be looked for after its sticky is gone.
    start = board("same", "same", "same")
    change, mended = fixed(start, [said_once])
    assert texts(start.after(change)) == ["same"]
    assert len(mended) == 2


def test_what_is_not_mechanical_after_all_stays() -> None:
    start = board("stays!", "fine")
    assert fixed(start, [no_shouting, never_fixed]) == (Change({}), [])


def test_the_change_can_be_taken_back() -> None:
    start = board("well!!", "well")
    change, _ = fixed(start, [no_shouting, said_once])
    assert start.after(change).after(change.reversed()) == start

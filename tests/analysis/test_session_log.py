from __future__ import annotations

from stormdesk.analysis.session_log import session_log
from stormdesk.model.board import Board
from stormdesk.model.profile import Profile
from stormdesk.model.session import (
    Ballot,
    Decision,
    NamedVersion,
    Phase,
    Session,
    Turn,
    Vote,
)
from stormdesk.model.sticky import Kind, Sticky

SESSION = Session(
    id="s",
    date="2026-11-24",
    start="22:30:00",
    phases=(
        Phase(name="Explore", start="22:30:00", end="23:00:20", minutes=25, stickies=0),
        Phase(
            name="Break",
            kind="break",
            start="23:00:20",
            end="23:15:00",
            minutes=15,
            return_on_time=(0, 0, 1, 2, 1),
        ),
        Phase(name="Pause", kind="pause", start="23:15", end="23:20"),
        Phase(name="Walk {", start="23:20:00", minutes=30),
    ),
    turns=(
        Turn(by="Ann", start="23:21:00", end="23:26:00", steps=("a", "b"), dropped=("Why?",)),
        Turn(mode="backward", start="23:27:00", steps=("b",)),
    ),
    ballots=(
        Ballot(name="Arrows", start="23:40:00", revealed="00:05:00"),
        Ballot(name="Dots", kind="dot", start="23:50:00"),
    ),
)
BOARD = Board.of(
    [
        Profile(id="board", title="B"),
        Sticky(id="a", kind=Kind.HOTSPOT, text="Who\npays?"),
        Sticky(id="b", kind=Kind.HOTSPOT, text="Secret"),
        SESSION,
        Vote(id="1", sticky="a", by="Ann", ballot="Arrows"),
        Vote(id="2", sticky="a", count=2, ballot="Arrows"),
        Vote(id="3", sticky="b", by="Ann", ballot="Dots"),
        NamedVersion(id="v", name="After", date="2026-11-24T23:30:00"),
        NamedVersion(id="z", name="Zulu", date="2026-11-24T23:30:00Z"),
        NamedVersion(id="w", name="Before", date="2026-11-23T10:00:00"),
        Decision(id="d", text="We\ngo", date="2026-11-24"),
        Decision(id="e", text="Old", date="2026-11-01"),
        Decision(id="f", text="Undated"),
    ]
)


def test_the_log_tells_the_workshop_in_the_order_of_its_times() -> None:
    assert [(line.time, line.what, line.told) for line in session_log(BOARD, SESSION)] == [
        ("22:30", "phase", "Explore: 30 of 25 minutes."),
        ("23:00", "break", "Break: 15 of 15 minutes. Return on time 4.0 of 5, given by 4."),
        ("23:15", "pause", "Pause: 5 minutes."),
        ("23:20", "phase", "Walk {: under way."),
        ("23:21", "turn", "Ann told 2 stickies, 1 put up on the way."),
        ("23:27", "turn", "Told one sticky from the end."),
        ("23:30", "version", "Version saved: After."),
        ("23:50", "ballot", "Dots: one vote."),
        ("00:05", "ballot", "Arrows: 3 votes. First: Who pays? (3)."),
        ("", "version", "Version saved: Zulu."),
        ("", "decision", "Decided: We go"),
    ]


def test_a_session_without_times_has_a_log_of_its_decisions() -> None:
    bare = Session(id="bare", date="2026-11-24")
    assert [line.what for line in session_log(BOARD, bare)] == ["version", "version", "decision"]

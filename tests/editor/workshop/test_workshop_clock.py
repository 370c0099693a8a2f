from __future__ import annotations

from datetime import UTC, timedelta
from itertools import pairwise

import pytest
from editor.workshop.rooms import AGENDA, TEN, at, document_of, event
from hypothesis import given
from hypothesis import strategies as st

from stormdesk.analysis.session_time import stretches
from stormdesk.document.document import Document
from stormdesk.editor.workshop import clock, session, timekeeping
from stormdesk.model.people import Participant
from stormdesk.model.problem import BadInput
from stormdesk.model.session import Phase, Rhythm, Session


def begun(*, agenda: bool = True) -> Document:
    document = document_of(event("a"), event("b"))
    session.begin(document, TEN, AGENDA if agenda else None)
    return document


def read(document: Document, minutes: float) -> clock.Reading:
    return clock.reading(session.running(document.board), AGENDA, at(minutes))


def told(document: Document, before: float, now: float) -> list[str]:
    running = session.running(document.board)
    return [alarm.kind for alarm in clock.alarms_between(running, at(before), at(now))]


def test_without_a_session_nothing_runs() -> None:
    document = document_of()
    assert clock.reading(None, AGENDA, TEN).state == "idle"
    assert clock.alarms(None, TEN) == ()
    assert session.pause(document, TEN) is None
    assert session.extend(document, 5) is None
    assert document.board == document_of().board


def test_the_first_phase_begins_with_the_session_and_counts_down() -> None:
    document = begun()
    shown = read(document, 3)
    assert (shown.state, shown.phase) == ("work", "Explore")
    assert (shown.planned, shown.elapsed, shown.left) == (600, 180, 420)
    assert shown.share == pytest.approx(0.3)
    assert (shown.session_elapsed, shown.session_planned, shown.late) == (180, 50 * 60, 0)


def test_a_phase_is_overdrawn_below_zero_and_makes_the_room_late() -> None:
    shown = read(begun(), 14)
    assert (shown.left, shown.late, shown.share) == (-240, 240, 1.0)


def test_the_next_phase_begun_early_wins_time() -> None:
    document = begun()
    session.take_break(document, at(6))
    session.enter(document, AGENDA.phases[1], at(11))
    shown = read(document, 12)
    assert (shown.phase, shown.left, shown.late) == ("Sort", 19 * 60, -240)


def test_a_break_that_is_left_out_wins_its_time() -> None:
    document = begun()
    session.enter(document, AGENDA.phases[1], at(10))
    assert read(document, 10).late == -300


def test_a_pause_stops_the_phase_and_not_the_session() -> None:
    document = begun()
    session.pause(document, at(4))
    assert read(document, 9).state == "pause"
    assert read(document, 9).left == 360
    session.resume(document, at(10))
    shown = read(document, 11)
    assert (shown.state, shown.elapsed, shown.left) == ("work", 300, 300)
    assert (shown.session_elapsed, shown.late) == (660, 360)


def test_pausing_twice_and_resuming_twice_is_doing_it_once() -> None:
    document = begun()
    session.pause(document, at(4))
    once = document.board
    session.pause(document, at(5))
    assert document.board == once
    session.resume(document, at(6))
    once = document.board
    session.resume(document, at(7))
    assert document.board == once


def test_extending_gives_the_phase_more_and_shortening_never_less_than_nothing() -> None:
    document = begun()
    session.extend(document, 5)
    assert read(document, 3).left == 12 * 60
    session.extend(document, -99)
    assert read(document, 3).planned == 0
    assert read(document, 3).share == 1.0


def test_extending_in_a_break_gives_the_break_more_and_survives_a_pause() -> None:
    document = begun()
    session.extend(document, 2)
    session.take_break(document, at(5))
    session.extend(document, 10)
    assert read(document, 6).rest_left == 14 * 60
    session.resume(document, at(20))
    assert read(document, 20).left == 7 * 60


def test_every_second_rest_is_a_long_one_as_the_rhythm_says() -> None:
    document = begun()
    assert read(document, 0).until_break == 50 * 60
    for begin, seconds in [(1, 300), (3, 900), (5, 300)]:
        assert read(document, begin).next_rest == seconds
        session.take_break(document, at(begin))
        assert read(document, begin).rest_left == seconds
        session.resume(document, at(begin + 1))
        assert read(document, begin + 1).until_break == 50 * 60
    session.set_rhythm(document, Rhythm(work=25, rest=3, long_rest=20, long_every=4))
    assert read(document, 6).until_break == 25 * 60
    assert read(document, 6).next_rest == 20 * 60
    session.set_rhythm(document, Rhythm())
    running = session.running(document.board)
    assert running is not None
    assert "rhythm" not in running.model_fields_set


def test_alarms_come_once_as_the_clock_passes_them() -> None:
    document = begun()
    assert told(document, 0, 7.9) == []
    assert told(document, 7.9, 8) == ["phase-ending"]
    assert told(document, 8, 10) == ["phase-over"]
    assert told(document, 10, 50) == ["break-due", "session-over"]
    assert told(document, 50, 51) == []
    following = clock.next_alarm(session.running(document.board), at(8))
    assert following == clock.Alarm(at(10), "phase-over")


def test_extending_moves_the_alarm_and_a_pause_keeps_silent() -> None:
    document = begun()
    session.extend(document, 5)
    assert told(document, 7, 10) == []
    assert told(document, 12, 15) == ["phase-ending", "phase-over"]
    session.pause(document, at(12))
    assert told(document, 12, 40) == []


def test_a_break_tells_its_end() -> None:
    document = begun()
    session.take_break(document, at(2))
    assert told(document, 2, 6.9) == []
    assert told(document, 6.9, 7) == ["break-over"]
    assert read(document, 9).rest_left == -120


def test_an_alarm_from_before_a_restart_is_not_told_again() -> None:
    document = begun()
    assert told(document, 30, 31) == []
    assert read(document, 31).left == -21 * 60


def test_time_is_rated_at_the_break() -> None:
    document = begun()
    session.take_break(document, at(5))
    session.resume(document, at(10))
    session.rate_time(document, [0, 1, 2, 3, 0])
    running = session.running(document.board)
    assert running is not None
    assert [p.return_on_time for p in running.phases] == [(), (0, 1, 2, 3, 0), ()]
    for wrong in ([1, 2], [1, 2, 3, 4, -1]):
        with pytest.raises(BadInput, match="count the hands"):
            session.rate_time(document, wrong)


def test_going_back_to_a_phase_begins_it_anew() -> None:
    document = begun()
    session.enter(document, AGENDA.phases[1], at(8))
    session.enter(document, AGENDA.phases[0], at(12))
    shown = read(document, 13)
    assert (shown.phase, shown.elapsed) == ("Explore", 60)
    session.enter(document, AGENDA.phases[0], at(15))
    assert read(document, 16).elapsed == 60


def test_closing_ends_all_that_runs_and_the_clocks_stand_still() -> None:
    document = begun()
    session.finish(document, at(30))
    assert session.running(document.board) is None
    (closed,) = document.board.in_order(Session)
    assert (closed.start, closed.end, closed.phases[-1].end) == ("10:00:00", "10:30:00", "10:30:00")
    shown = clock.reading(closed, AGENDA, at(500))
    assert (shown.state, shown.session_elapsed, shown.late) == ("over", 1800, -1200)
    assert clock.alarms(closed, at(500)) == ()


def test_a_new_session_closes_the_old_one_and_has_an_id_of_its_own() -> None:
    document = begun()
    session.begin(document, at(60))
    first, second = document.board.in_order(Session)
    assert (first.end, first.id, second.id) == (
        "11:00:00",
        "session:2026-11-24",
        "session:2026-11-24~2",
    )
    assert session.running(document.board) == second
    assert clock.reading(second, None, at(61)).state == "idle"


def test_who_is_on_the_board_takes_part_and_can_be_named_anew() -> None:
    document = document_of(
        Participant(id="participant:Ann", name="Ann"),
        Participant(id="participant:Bo", name="Bo", order=1),
    )
    assert session.begin(document, TEN).participants == ("Ann", "Bo")
    changed = session.set_participants(document, ["Bo", "Cy", "Bo"])
    assert changed is not None
    assert changed.participants == ("Bo", "Cy")
    session.note(document, " It rains. ")
    noted = session.note(document, "It stopped.")
    assert noted is not None
    assert noted.notes == "It rains.\nIt stopped."


def test_nothing_of_it_is_undone() -> None:
    document = begun()
    with document.edit("Add") as edit:
        edit.put(event("c"))
    session.pause(document, at(3))
    assert document.undo()
    assert not document.undo()
    assert read(document, 4).state == "pause"


def test_the_time_zone_of_the_room_does_not_matter() -> None:
    document = document_of()
    aware = TEN.replace(tzinfo=UTC)
    session.begin(document, aware, AGENDA)
    running = session.running(document.board)
    later = aware + timedelta(minutes=3)
    assert clock.reading(running, AGENDA, later).elapsed == 180
    assert clock.alarms_between(running, aware, aware + timedelta(minutes=9))
    assert not timekeeping.is_left_over(running or Session(id="s", date="2026-11-24"), later)


def test_a_workshop_goes_on_after_midnight() -> None:
    document = document_of()
    evening = TEN + timedelta(hours=13, minutes=55)
    session.begin(document, evening, AGENDA)
    session.take_break(document, evening + timedelta(minutes=10))
    session.resume(document, evening + timedelta(minutes=15))
    shown = clock.reading(session.running(document.board), AGENDA, evening + timedelta(minutes=16))
    assert (shown.elapsed, shown.session_elapsed, shown.left) == (660, 960, -60)


def test_a_clock_that_was_set_back_stands_still() -> None:
    document = begun()
    session.pause(document, at(5))
    session.resume(document, at(4))
    running = session.running(document.board)
    assert running is not None
    assert running.phases[-1].start == "10:05:00"
    assert read(document, 2).elapsed == 300


def test_a_forgotten_session_ends_when_it_was_last_heard_of() -> None:
    document = begun()
    session.pause(document, at(7))
    running = session.running(document.board)
    assert running is not None
    next_day = at(23 * 60)
    assert timekeeping.is_left_over(running, next_day)
    assert not timekeeping.is_left_over(running, at(60))
    session.finish(document, next_day)
    assert document.board.in_order(Session)[0].end == "10:07:00"


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["enter", "pause", "resume", "break", "extend"]),
            st.integers(0, 40 * 60),
        ),
        max_size=14,
    ),
    st.integers(0, 4 * 3600),
)
def test_all_time_is_in_some_stretch_and_the_clock_never_runs_backwards(
    steps: list[tuple[str, int]], more: int
) -> None:
    document, seconds = begun(), 0
    for what, after in steps:
        seconds += after
        now = TEN + timedelta(seconds=seconds)
        match what:
            case "enter":
                session.enter(document, AGENDA.phases[seconds % 3], now)
            case "pause":
                session.pause(document, now)
            case "resume":
                session.resume(document, now)
            case "break":
                session.take_break(document, now)
            case _:
                session.extend(document, seconds % 20 - 8)
    running = session.running(document.board)
    assert running is not None
    now = TEN + timedelta(seconds=seconds + more)
    past = stretches(running, now)
    assert sum(each.seconds for each in past) == (now - TEN).total_seconds()
    assert all(a.end == b.start for a, b in pairwise(past))
    shown = clock.reading(running, AGENDA, now)
    assert shown.session_elapsed == seconds + more
    assert 0 <= shown.elapsed <= shown.session_elapsed
    assert [p.end is None for p in running.phases] == [False] * (len(past) - 1) + [True]


def test_a_session_that_was_typed_by_hand_can_be_read() -> None:
    typed = Session(
        id="s", date="2026-11-24", phases=(Phase(name="Talk"), Phase(name="Sort", start="10:05"))
    )
    assert clock.reading(typed, None, at(6)).state == "idle"
    assert [s.phase.name for s in stretches(typed)] == ["Sort"]

"""The log of a workshop in a YAML model: readable, and the same on the way back."""

from __future__ import annotations

import pytest

from stormdesk.exchange.yaml_reader import read_text
from stormdesk.exchange.yaml_writer import written_text
from stormdesk.model.problem import BadInput
from stormdesk.model.session import Rhythm, Session, Vote

MODEL = """\
format: stormdesk/1

board:
  id: board
  title: Board

stickies:
  - {id: oversell, kind: hotspot, text: Who pays?}

votes:
  - {sticky: oversell, by: Ann, ballot: Arrow voting}
  - {sticky: oversell, by: Ann, ballot: Arrow voting}
  - {sticky: oversell, ballot: Arrow voting, count: 7}

sessions:
  - date: "2026-11-24"
    agenda: big-picture
    minutes: 330
    participants: [Ann, Bo]
    start: "10:00:00"
    end: "15:40:00"
    rhythm: {work: 25, long-every: 4}
    phases:
      - {name: Check-in, start: "10:00:00", end: "10:14:10", minutes: 15, stickies: 0}
      - {name: Break, start: "10:14:10", end: "10:20:00", kind: break, minutes: 5, return-on-time: [0, 0, 1, 4, 2]}
    turns:
      - {mode: backward, by: Bo, start: "14:00:00", end: "14:05:00", steps: [Order placed], dropped: [Who pays?]}
    ballots:
      - {name: Arrow voting, each: 3, start: "15:00:00", revealed: "15:05:00"}
"""  # noqa: E501 - lines are as wide as the writer makes them


def test_a_session_reads_and_writes_the_same_bytes() -> None:
    board = read_text(MODEL.encode(), "model")
    (session,) = board.in_order(Session)
    assert session.id == "session:2026-11-24"
    assert session.rhythm == Rhythm(work=25, long_every=4)
    assert session.phases[1].return_on_time == (0, 0, 1, 4, 2)
    assert [v.count for v in board.in_order(Vote)] == [1, 1, 7]
    assert written_text(board) == MODEL.replace("[Who pays?]", '["Who pays?"]').replace(
        "text: Who pays?", 'text: "Who pays?"'
    )


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ("kind: lunch", "'lunch' is not one of work, break, pause"),
        ("return-on-time: [1, 2, 3, 4, 5, 6]", "return-on-time"),
        ("minuts: 5", "did you mean minutes?"),
        ('start: "25:00"', "is not a time of day; write HH:MM"),
    ],
)
def test_a_wrong_phase_is_told(wrong: str, why: str) -> None:
    text = MODEL.replace("minutes: 15, stickies: 0", wrong)
    if wrong.startswith("start"):
        text = text.replace('Check-in, start: "10:00:00"', "Check-in")
    with pytest.raises(BadInput) as refused:
        read_text(text.encode(), "model")
    assert why in str(refused.value)

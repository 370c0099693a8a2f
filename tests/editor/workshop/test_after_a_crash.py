"""Whatever a workshop has come to is there again, though the program is killed at that moment."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from editor.workshop.rooms import AGENDA, TEN, at, board_of, event

from stormdesk.analysis.votes import ranking, votes_of
from stormdesk.document.document import Document
from stormdesk.document.file import to_bytes
from stormdesk.document.journal import Journal, journals
from stormdesk.document.replay import replay
from stormdesk.editor.workshop import ballots, clock, session, telling
from stormdesk.model.board import Board

BOARD = board_of(event("a", 1), event("b", 2), event("c", 3))


def held(state: Path) -> Document:
    """Hold a workshop with something of everything under way."""
    document = Document(BOARD, Journal.create(state, BOARD, to_bytes(BOARD)))
    session.begin(document, TEN, AGENDA, ["Ann", "Bo"])
    session.extend(document, 4)
    telling.start_walk(document, "forward", at(1))
    telling.step(document)
    ballots.open_new(document, at(2), each=2)
    ballots.cast(document, "a", "Ann")
    ballots.cast(document, "b", "Ann")
    ballots.cast(document, "c", "Bo")
    ballots.take_back(document)
    ballots.tally(document, "c", 7)
    session.take_break(document, at(5))
    return document


def board_again(state: Path) -> Board:
    (database,) = journals(state)
    journal = Journal.open(database)
    found = replay(journal, BOARD)
    journal.close()
    assert found.lost == 0
    return found.board


@pytest.mark.skipif(sys.platform == "win32", reason="kills with SIGKILL")
def test_a_killed_program_finds_its_workshop_as_it_was(tmp_path: Path) -> None:
    script = (
        "import sys, os, signal; from pathlib import Path;"
        "from editor.workshop.test_after_a_crash import held;"
        "held(Path(sys.argv[1])); os.kill(os.getpid(), signal.SIGKILL)"
    )
    tests = Path(__file__).parents[2]
    paths = os.pathsep.join([str(tests), str(tests.parent)])
    child = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "killed")],
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        check=False,
    )
    assert child.returncode == -signal.SIGKILL, child.stderr.decode()
    board = board_again(tmp_path / "killed")
    assert to_bytes(board) == to_bytes(held(tmp_path / "alive").board)


def test_clock_ballot_and_walk_go_on_where_they_stood(tmp_path: Path) -> None:
    document = held(tmp_path)
    assert isinstance(document.keeper, Journal)
    document.keeper.close()
    again = Document(board_again(tmp_path))
    shown = clock.reading(session.running(again.board), AGENDA, at(7))
    assert (shown.state, shown.phase, shown.rest_left) == ("break", "Explore", 180)
    assert (shown.planned, shown.elapsed) == (14 * 60, 5 * 60)
    ballot = ballots.open_ballot(again.board)
    assert ballot is not None
    assert ballots.left(again.board, ballot) == {"Ann": 0, "Bo": 2}
    assert ballots.whose_turn(again.board, ballot) == "Bo"
    assert [(v.sticky, v.by, v.count) for v in votes_of(again.board, ballot)] == [
        ("a", "Ann", 1),
        ("b", "Ann", 1),
        ("c", None, 7),
    ]
    assert ranking(again.board, ballot) == ()
    assert telling.step(again) == "c"
    session.resume(again, at(10))
    assert clock.reading(session.running(again.board), AGENDA, at(10)).left == 9 * 60

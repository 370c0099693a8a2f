"""A named version is found again, though the program was killed, and comes back in one step."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from editor.workshop.rooms import TEN, at, board_of, event

from stormdesk.document.document import Document
from stormdesk.document.file import to_bytes
from stormdesk.document.film import Film, filmed
from stormdesk.document.journal import Journal, journals
from stormdesk.document.opening import new_board, open_board
from stormdesk.editor.workshop import ballots, session, versions
from stormdesk.exchange.source import read_board
from stormdesk.model.board import Board
from stormdesk.model.problem import BadInput
from stormdesk.model.profile import Profile

HOSTILE = Path(__file__).parents[2] / "boards" / "hostile.yaml"
BOARD = board_of(event("a", 1), event("b", 2), event("c", 3))


def kept(state: Path) -> tuple[Document, list[Board]]:
    """Work on a board and name a version half way; return every board on the way, too."""
    document = Document(BOARD, Journal.create(state, BOARD, to_bytes(BOARD)))
    boards = [BOARD]
    document.follow(lambda _: boards.append(document.board))
    for number in range(30):
        with document.edit("Add event") as edit:
            edit.put(event(f"n{number}", number + 4))
    versions.save_version(document, " Explored ", TEN)
    with document.edit("Remove") as edit:
        edit.remove("a")
    document.undo()
    document.redo()
    session.begin(document, TEN, participants=["Ann"])
    # Logs of one record that follow each other are one step of the film.
    with document.edit("Add event") as edit:
        edit.put(event("late", 50))
    ballots.open_new(document, at(1), each=2)
    ballots.cast(document, "late", "Ann")
    return document, boards


def film_again(state: Path) -> Film:
    (database,) = journals(state)
    journal = Journal.open(database)
    film = filmed(journal)
    journal.close()
    return film


def test_every_moment_of_the_film_is_the_board_as_it_was_in_any_order(tmp_path: Path) -> None:
    document, boards = kept(tmp_path)
    assert isinstance(document.keeper, Journal)
    film = filmed(document.keeper)
    assert len(film) == len(boards) - 1
    for moment in [*range(len(boards)), 31, 2, 33, 0, *reversed(range(len(boards)))]:
        assert to_bytes(film.board(moment)) == to_bytes(boards[moment])
    for outside in (-1, len(boards)):
        with pytest.raises(IndexError):
            film.board(outside)


@pytest.mark.skipif(sys.platform == "win32", reason="kills with SIGKILL")
def test_a_version_is_found_after_a_kill(tmp_path: Path) -> None:
    script = (
        "import sys, os, signal; from pathlib import Path;"
        "from editor.workshop.test_versions import kept;"
        "kept(Path(sys.argv[1])); os.kill(os.getpid(), signal.SIGKILL)"
    )
    tests = Path(__file__).parents[2]
    child = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tests), str(tests.parent)])},
        capture_output=True,
        check=False,
    )
    assert child.returncode == -signal.SIGKILL, child.stderr.decode()
    film = film_again(tmp_path)
    (version,) = versions.versions(film.board(len(film)))
    assert (version.name, version.date) == ("Explored", "2026-11-24T10:00:00")
    past = versions.board_at(film, version)
    assert sorted(past.stickies) == sorted(["a", "b", "c", *(f"n{n}" for n in range(30))])


def test_restoring_is_one_step_and_keeps_what_was_logged(tmp_path: Path) -> None:
    document, _ = kept(tmp_path)
    assert isinstance(document.keeper, Journal)
    (version,) = versions.versions(document.board)
    past = versions.board_at(filmed(document.keeper), version)
    before = document.board
    assert versions.restore(document, version.name, past)
    assert document.board.stickies.keys() == past.stickies.keys()
    assert versions.versions(document.board) == [version]
    assert session.running(document.board) is not None
    assert not versions.restore(document, version.name, past)
    assert document.undo()
    assert to_bytes(document.board) == to_bytes(before)


def test_a_name_that_is_taken_or_empty_is_refused(tmp_path: Path) -> None:
    document, _ = kept(tmp_path)
    for name in ("Explored", "  "):
        with pytest.raises(BadInput):
            versions.save_version(document, name, TEN)


def test_a_version_that_the_journal_does_not_hold_is_told() -> None:
    document = Document(BOARD)
    version = versions.save_version(document, "Now", TEN)
    with pytest.raises(BadInput, match="no longer in the journal"):
        versions.board_at(Film(document.board, ()), version)


def test_a_whole_hostile_board_comes_back_after_it_was_saved_and_opened_again(
    tmp_path: Path,
) -> None:
    path, state = tmp_path / "hostile.stormdesk", tmp_path / "state"
    board = read_board(str(HOSTILE))
    first = new_board(board, state)
    version = versions.save_version(first.document, '<b>"Übung" & \u202eoff</b>', TEN)
    first.save_as(path)
    with first.document.edit("Clear") as edit:
        edit.remove(*(i for i, r in board.records.items() if not isinstance(r, Profile)))
    first.save()
    first.close()
    again = open_board(path, state, lambda same: same)
    (database,) = journals(state)
    again.close()
    journal = Journal.open(database)
    past = versions.board_at(filmed(journal), version)
    journal.close()
    assert to_bytes(past) == to_bytes(board)
    document = Document(again.document.board)
    versions.restore(document, version.name, past)
    with document.edit("Forget the version") as edit:
        edit.remove(version.id)
    logged = versions.LOGGED
    kept = [r for r in board.records.values() if not isinstance(r, logged)]
    assert all(document.board.records[r.id] == r for r in kept)
    assert document.board.records.keys() == {r.id for r in kept}


def test_a_journal_that_holds_something_else_is_not_taken_for_the_version(tmp_path: Path) -> None:
    document, _ = kept(tmp_path)
    assert isinstance(document.keeper, Journal)
    (version,) = versions.versions(document.board)
    other = version.revised(digest=f"sha256:{'0' * 64}")
    with pytest.raises(BadInput, match="not what it was"):
        versions.board_at(filmed(document.keeper), other)

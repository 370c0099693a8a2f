from __future__ import annotations

import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest

from stormdesk.document.backups import backups, keep_backup
from stormdesk.document.document import Document
from stormdesk.document.file import read, to_bytes, write
from stormdesk.document.folders import key, state_folder
from stormdesk.document.journal import Journal, journals
from stormdesk.document.recovery import (
    Recovery,
    forget,
    recover,
    recover_unsaved,
    unsaved_boards,
)
from stormdesk.model.board import Board
from stormdesk.model.problem import BadInput
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Kind, Sticky

BOARD = Board.of([Profile(id="plan-7k2q", title="Plan")])


def sticky(name: str, **fields: object) -> Sticky:
    return Sticky.model_validate({"id": name, "kind": Kind.EVENT, "text": name, **fields})


def put(board: Board, journal: Journal, *names: str) -> Board:
    document = Document(board, journal)
    for name in names:
        with document.edit(f"Add {name}") as edit:
            edit.put(sticky(name))
    return document.board


def save(board: Board, journal: Journal, path: Path) -> None:
    data = to_bytes(board)
    with journal.saving(path, data):
        write(path, data)


def stickies(found: Recovery) -> set[str]:
    return set(found.replay.board.stickies)


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "desk" / "plan.stormdesk"
    path.parent.mkdir()
    write(path, to_bytes(BOARD))
    return path


@pytest.fixture
def crashed(path: Path, state: Path) -> Path:
    """Return a file that holds "saved", beside whose journal "lost" was committed."""
    found = recover(path, state)
    board = put(found.replay.board, found.journal, "saved")
    save(board, found.journal, path)
    put(board, found.journal, "lost")
    found.journal.close()
    return path


def test_what_was_committed_is_brought_back_upon_its_file(crashed: Path, state: Path) -> None:
    found = recover(crashed, state)
    assert stickies(found) == {"saved", "lost"}
    assert [step.label for step in found.replay.unsaved] == ["Add lost"]
    assert [step.label for step in found.replay.history] == ["Add saved", "Add lost"]
    assert (found.beside, found.notes) == ((), ())
    found.journal.close()


def test_a_file_reached_by_a_link_is_the_same_file(crashed: Path, state: Path) -> None:
    link = crashed.with_name("link.stormdesk")
    link.symlink_to(crashed)
    found = recover(link, state)
    assert stickies(found) == {"saved", "lost"}
    found.journal.close()


def offered_beside(path: Path, state: Path, holds: set[str]) -> None:
    """Check that a file opens as it stands, with the lost work offered apart from it."""
    before = path.read_bytes()
    found = recover(path, state)
    assert stickies(found) == holds
    assert found.replay.unsaved == ()
    (other,) = found.beside
    assert (other.board_id, other.title, other.steps) == ("plan-7k2q", "Plan", 1)
    beside = recover_unsaved(other, state)
    assert stickies(beside) == {"saved", "lost"}
    assert path.read_bytes() == before
    beside.journal.close()
    found.journal.close()


def test_a_copied_file_opens_as_it_stands(crashed: Path, state: Path) -> None:
    copy = crashed.with_name("copy.stormdesk")
    shutil.copy(crashed, copy)
    offered_beside(copy, state, {"saved"})


def test_a_moved_file_opens_as_it_stands(crashed: Path, state: Path) -> None:
    moved = crashed.rename(crashed.with_name("moved.stormdesk"))
    offered_beside(moved, state, {"saved"})


def test_a_sync_conflict_copy_opens_as_it_stands(crashed: Path, state: Path) -> None:
    conflict = crashed.with_name("plan (conflicted copy).stormdesk")
    theirs = Board.of([*BOARD.records.values(), sticky("theirs")])
    conflict.write_bytes(to_bytes(theirs))
    offered_beside(conflict, state, {"theirs"})
    assert stickies(recover(crashed, state)) == {"saved", "lost"}


def test_another_version_checked_out_opens_as_it_stands(path: Path, state: Path) -> None:
    def git(*arguments: str) -> None:
        identity = [
            "-c",
            "user.name=A",
            "-c",
            "user.email=a@b.invalid",
            "-c",
            "commit.gpgsign=false",
        ]
        subprocess.run(
            ["git", *identity, *arguments], cwd=path.parent, check=True, capture_output=True
        )

    git("init", "--quiet")
    git("add", ".")
    git("commit", "--quiet", "-m", "first")
    found = recover(path, state)
    board = put(found.replay.board, found.journal, "saved")
    save(board, found.journal, path)
    git("commit", "--quiet", "-am", "second")
    put(board, found.journal, "lost")
    found.journal.close()
    git("checkout", "--quiet", "HEAD~1")
    offered_beside(path, state, set())
    git("checkout", "--quiet", "-")
    again = recover(path, state)
    assert stickies(again) == {"saved", "lost"}
    again.journal.close()


def test_an_earlier_save_of_our_own_is_another_version_too(path: Path, state: Path) -> None:
    found = recover(path, state)
    board = put(found.replay.board, found.journal, "first")
    save(board, found.journal, path)
    first = path.read_bytes()
    board = put(board, found.journal, "second")
    save(board, found.journal, path)
    found.journal.close()
    path.write_bytes(first)
    again = recover(path, state)
    assert stickies(again) == {"first"}
    assert (again.replay.unsaved, again.beside) == ((), ())
    again.journal.close()


def test_a_mailed_copy_on_another_machine_opens_as_it_stands(crashed: Path, tmp_path: Path) -> None:
    found = recover(crashed, tmp_path / "other machine")
    assert stickies(found) == {"saved"}
    assert (found.beside, found.notes) == ((), ())
    found.journal.close()


def test_work_held_by_another_window_is_not_offered(crashed: Path, state: Path) -> None:
    held = recover(crashed, state)
    copy = crashed.with_name("copy.stormdesk")
    shutil.copy(crashed, copy)
    found = recover(copy, state)
    assert found.beside == ()
    assert unsaved_boards(state) == []
    held.journal.close()
    found.journal.close()


def test_boards_never_saved_are_listed_and_come_back(state: Path) -> None:
    journal = Journal.create(state, BOARD, to_bytes(BOARD))
    put(BOARD, journal, "a", "b")
    journal.close()
    untouched = Journal.create(state, BOARD, to_bytes(BOARD))
    untouched.close()
    (listed,) = unsaved_boards(state)
    assert (listed.title, listed.steps, listed.path) == ("Plan", 2, None)
    assert journals(state) == [journal.database]
    found = recover_unsaved(listed, state)
    assert stickies(found) == {"a", "b"}
    assert [step.label for step in found.replay.history] == ["Add a", "Add b"]
    with pytest.raises(BadInput, match="open in another window"):
        recover_unsaved(listed, state)
    found.journal.close()


def test_work_on_a_file_that_is_gone_is_listed(crashed: Path, state: Path) -> None:
    crashed.unlink()
    (listed,) = unsaved_boards(state)
    assert listed.path == crashed
    found = recover_unsaved(listed, state)
    assert stickies(found) == {"saved", "lost"}
    found.journal.close()


def placed(board: Board) -> Board:
    """Give stickies without a place one, as opening in a window does."""
    moved = [s.placed(x=16.0, y=8.0) for s in board.stickies.values() if s.x is None]
    return Board.of([*board.records.values(), *moved]) if moved else board


def test_changes_made_after_places_were_filled_in_come_back(path: Path, state: Path) -> None:
    write(path, to_bytes(Board.of([*BOARD.records.values(), sticky("a"), sticky("b")])))
    found = recover(path, state, placed)
    document = Document(found.replay.board, found.journal)
    with document.edit("Move") as edit:
        edit.put(*(s.placed(x=(s.x or 0) + 32) for s in document.board.stickies.values()))
    assert unsaved_boards(state) == []
    found.journal.close()
    again = recover(path, state, placed)
    assert {s.x for s in again.replay.board.stickies.values()} == {48.0}
    assert len(again.replay.unsaved) == 1
    again.journal.close()


def test_looking_at_a_board_without_places_leaves_nothing_unsaved(path: Path, state: Path) -> None:
    write(path, to_bytes(Board.of([*BOARD.records.values(), sticky("a")])))
    recover(path, state, placed).journal.close()
    assert unsaved_boards(state) == []
    again = recover(path, state, placed)
    assert again.replay.board.stickies["a"].x == 16
    assert again.replay.unsaved == ()
    again.journal.close()


def test_places_filled_in_on_a_recovered_board_are_kept_too(state: Path) -> None:
    journal = Journal.create(state, BOARD, to_bytes(BOARD))
    put(BOARD, journal, "a")
    journal.close()
    found = recover_unsaved(unsaved_boards(state)[0], state, placed)
    document = Document(found.replay.board, found.journal)
    with document.edit("Move") as edit:
        edit.put(document.board.stickies["a"].placed(x=48.0, y=8.0))
    found.journal.close()
    again = recover_unsaved(unsaved_boards(state)[0], state, placed)
    assert again.replay.board == document.board
    again.journal.close()


@pytest.mark.parametrize("damage", [b"", b"not a database" * 1000])
def test_a_journal_that_is_no_database_is_set_aside_and_told(
    crashed: Path, state: Path, damage: bytes
) -> None:
    (database,) = journals(state)
    database.write_bytes(damage)
    found = recover(crashed, state)
    assert stickies(found) == {"saved"}
    if damage:
        assert "damaged and was kept as" in found.notes[0]
        assert database.with_name(database.name + ".corrupt").read_bytes() == damage
    found.journal.close()
    assert recover(crashed, state).notes == ()


def test_what_lies_before_a_damaged_change_is_saved_from_it(path: Path, state: Path) -> None:
    found = recover(path, state)
    put(found.replay.board, found.journal, "a", "b", "c")
    found.journal.close()
    with sqlite3.connect(found.journal.database) as connection:
        connection.execute("UPDATE change SET data = 'torn' WHERE label = 'Add b'")
    connection.close()
    again = recover(path, state)
    assert stickies(again) == {"a"}
    assert "1 unsaved changes were brought back" in again.notes[0]
    again.journal.close()
    later = recover(path, state)
    assert stickies(later) == {"a"}
    assert later.notes == ()
    later.journal.close()


@pytest.mark.parametrize("column", ["about SET title", "base SET row", "change SET time"])
def test_nonsense_in_a_journal_stops_no_board_from_opening(
    crashed: Path, state: Path, column: str
) -> None:
    (database,) = journals(state)
    with sqlite3.connect(database) as connection:
        connection.execute(f"UPDATE {column} = 'nonsense'")
    connection.close()
    copy = crashed.with_name("copy.stormdesk")
    shutil.copy(crashed, copy)
    for path in (crashed, copy):
        found = recover(path, state)
        assert "saved" in stickies(found)
        found.journal.close()
    assert all(listed.path == crashed for listed in unsaved_boards(state))


def test_every_torn_database_opens_its_board(crashed: Path, state: Path) -> None:
    (database,) = journals(state)
    whole = database.read_bytes()
    for size in range(512, len(whole), 3072):
        for other in (state / "journals").iterdir():
            other.unlink()
        database.write_bytes(whole[:size])
        found = recover(crashed, state)
        assert "saved" in stickies(found)
        found.journal.close()


def test_clean_journals_of_other_contents_do_not_pile_up(path: Path, state: Path) -> None:
    for number in range(12):
        board = Board.of([*BOARD.records.values(), sticky(f"s{number}")])
        write(path, to_bytes(board))
        recover(path, state).journal.close()
    assert len(journals(state)) <= 7


def test_forgetting_a_board_leaves_nothing_of_it_but_its_file(crashed: Path, state: Path) -> None:
    keep_backup(crashed, "plan-7k2q", state)
    other = Journal.create(state, Board.of([Profile(id="other", title="O")]), b"")
    (state / "thumbnails").mkdir()
    (state / "thumbnails" / f"{key('plan-7k2q')}.png").touch()
    assert forget("plan-7k2q", state) == [crashed]
    left = [each for each in state.rglob("*") if key("plan-7k2q") in str(each)]
    assert left == []
    assert backups(crashed, state) == []
    assert crashed.exists()
    assert other.database.exists()
    other.close()


def test_an_open_board_is_not_forgotten(crashed: Path, state: Path) -> None:
    found = recover(crashed, state)
    with pytest.raises(BadInput, match="close it"):
        forget("plan-7k2q", state)
    found.journal.close()
    assert stickies(recover(crashed, state)) == {"saved", "lost"}


def test_a_file_that_is_no_board_is_told_and_leaves_no_journal(path: Path, state: Path) -> None:
    path.write_bytes(b"")
    with pytest.raises(BadInput, match="is empty"):
        recover(path, state)
    assert not journals(state)


def test_the_state_folder_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STORMDESK_STATE", str(tmp_path))
    assert state_folder() == tmp_path
    monkeypatch.delenv("STORMDESK_STATE")
    assert state_folder().name == "stormdesk"


def test_journals_are_closed_to_other_users(crashed: Path, state: Path) -> None:
    assert (state / "journals").stat().st_mode & 0o077 == 0
    assert read(crashed)[0].stickies.keys() == {"saved"}

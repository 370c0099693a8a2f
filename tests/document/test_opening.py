"""Opening, saving and coming back to a board's file."""

from __future__ import annotations

from pathlib import Path

import pytest

from stormdesk.document.file import read, to_bytes
from stormdesk.document.opening import ChangedOnDisk, OpenBoard, new_board, open_board, open_unsaved
from stormdesk.document.recovery import unsaved_boards
from stormdesk.model.board import Board
from stormdesk.model.problem import BadInput
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Kind, Sticky


def board(*texts: str) -> Board:
    stickies = [
        Sticky(id=f"s{n}", kind=Kind.EVENT, text=text, order=n) for n, text in enumerate(texts)
    ]
    return Board.of([Profile(id="b", title="Orders"), *stickies])


def as_it_is(board: Board) -> Board:
    return board


def settled(board: Board) -> Board:
    """Give every sticky a place, as the window does."""
    placed = [s.placed(at=1.0, x=0.0, y=40.0) for s in board.stickies.values() if s.x is None]
    return Board.of([*(r for r in board.records.values() if r not in placed), *placed])


def retext(opened: OpenBoard, text: str, sticky_id: str = "s0") -> None:
    with opened.document.edit("Change text") as edit:
        edit.put(opened.document.board.stickies[sticky_id].revised(text=text))


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "orders.stormdesk"
    path.write_bytes(to_bytes(board("Order placed")))
    return path


def test_what_is_saved_is_read_again(path: Path, state: Path) -> None:
    opened = open_board(path, state, as_it_is)
    retext(opened, "Order paid")
    assert opened.is_unsaved
    opened.save()
    assert not opened.is_unsaved
    assert read(path)[0] == opened.document.board
    opened.close()


def test_a_crash_loses_nothing_committed_and_tells_what_came_back(path: Path, state: Path) -> None:
    opened = open_board(path, state, as_it_is)
    retext(opened, "Order paid")
    opened.close()
    again = open_board(path, state, as_it_is)
    assert again.document.board.stickies["s0"].text == "Order paid"
    assert again.recovered == 1
    assert again.is_unsaved
    assert again.document.undo()
    assert again.document.board.stickies["s0"].text == "Order placed"
    again.close()


def test_text_being_typed_comes_back(path: Path, state: Path) -> None:
    opened = open_board(path, state, as_it_is)
    opened.checkpoint([Sticky(id="~new", kind=Kind.COMMAND, text="Place ord", x=8.0, y=9.0)])
    opened.close()
    again = open_board(path, state, as_it_is)
    found = [s for s in again.document.board.stickies.values() if s.kind is Kind.COMMAND]
    assert [(s.text, s.x, s.y) for s in found] == [("Place ord", 8.0, 9.0)]
    assert found[0].id != "~new"
    again.close()


def test_text_typed_into_fields_comes_back(path: Path, state: Path) -> None:
    opened = open_board(path, state, as_it_is)
    board = opened.document.board
    profile = board.profile.revised(scope="From order to parc")
    opened.checkpoint([board.stickies["s0"].revised(notes="As Ada sa"), profile])
    opened.close()
    again = open_board(path, state, as_it_is)
    assert again.document.board.stickies["s0"].notes == "As Ada sa"
    assert again.document.board.profile.scope == "From order to parc"
    assert again.recovered == 1
    assert again.document.undo()
    assert again.document.board == board
    again.close()


def test_what_was_undone_again_is_nothing_unsaved(path: Path, state: Path) -> None:
    opened = open_board(path, state, as_it_is)
    retext(opened, "Order paid")
    retext(opened, "Order sent")
    opened.document.undo()
    opened.close()
    (listed,) = unsaved_boards(state)
    assert listed.steps == 1
    again = open_board(path, state, as_it_is)
    assert again.recovered == 1
    again.document.undo()
    again.close()
    assert unsaved_boards(state) == []
    last = open_board(path, state, as_it_is)
    assert (last.recovered, last.is_unsaved) == (0, False)
    assert last.document.redo()
    assert last.document.board.stickies["s0"].text == "Order paid"
    last.close()


def test_a_step_after_undoing_what_was_saved_is_unsaved(path: Path, state: Path) -> None:
    opened = open_board(path, state, as_it_is)
    retext(opened, "Order paid")
    opened.save()
    opened.document.undo()
    retext(opened, "Order sent")
    opened.close()
    (listed,) = unsaved_boards(state)
    assert listed.steps == 2
    again = open_board(path, state, as_it_is)
    assert again.is_unsaved
    again.close()


def test_text_that_was_given_up_does_not_come_back(path: Path, state: Path) -> None:
    opened = open_board(path, state, as_it_is)
    opened.checkpoint([Sticky(id="~new", kind=Kind.COMMAND, text="Place ord")])
    opened.typing_ended()
    opened.close()
    again = open_board(path, state, as_it_is)
    assert len(again.document.board.stickies) == 1
    assert not again.is_unsaved
    again.close()


def test_a_file_changed_by_somebody_else_is_not_overwritten(path: Path, state: Path) -> None:
    opened = open_board(path, state, as_it_is)
    retext(opened, "Mine")
    theirs = to_bytes(board("Theirs"))
    path.write_bytes(theirs)
    with pytest.raises(ChangedOnDisk):
        opened.save()
    assert path.read_bytes() == theirs
    opened.save(overwrite=True)
    assert read(path)[0].stickies["s0"].text == "Mine"
    opened.close()


def test_changes_to_a_file_that_changed_are_offered_beside(path: Path, state: Path) -> None:
    opened = open_board(path, state, as_it_is)
    retext(opened, "Mine")
    path.write_bytes(to_bytes(board("Theirs")))
    opened.close()
    again = open_board(path, state, as_it_is)
    assert again.document.board.stickies["s0"].text == "Theirs"
    beside = open_unsaved(again.beside[0], state, as_it_is)
    assert beside.document.board.stickies["s0"].text == "Mine"
    assert beside.path is None
    beside.close()
    again.close()


def test_a_second_window_only_views_until_it_saves_a_copy(
    path: Path, state: Path, tmp_path: Path
) -> None:
    first = open_board(path, state, as_it_is)
    second = open_board(path, state, as_it_is)
    assert second.is_read_only
    with pytest.raises(PermissionError):
        second.document.edit("Change text")
    with pytest.raises(BadInput, match="open in another window"):
        second.save_as(path)
    second.save_as(tmp_path / "copy.stormdesk")
    retext(second, "In the copy")
    second.save()
    assert read(tmp_path / "copy.stormdesk")[0].stickies["s0"].text == "In the copy"
    assert read(path)[0].stickies["s0"].text == "Order placed"
    second.close()
    first.close()


def test_after_save_as_the_old_file_is_free(path: Path, state: Path, tmp_path: Path) -> None:
    opened = open_board(path, state, as_it_is)
    opened.save_as(tmp_path / "other.stormdesk")
    other = open_board(path, state, as_it_is)
    assert not other.is_read_only
    other.close()
    opened.close()


def test_places_given_on_opening_are_no_modification(path: Path, state: Path) -> None:
    opened = open_board(path, state, settled)
    assert opened.document.board.stickies["s0"].x == 0.0
    assert not opened.is_unsaved
    retext(opened, "Order paid")
    opened.close()
    again = open_board(path, state, settled)
    assert again.document.board.stickies["s0"].text == "Order paid"
    assert again.document.board.stickies["s0"].x == 0.0
    again.close()


def test_a_new_board_is_listed_once_it_was_changed(state: Path, tmp_path: Path) -> None:
    untouched = new_board(board("Order placed"), state)
    untouched.close()
    assert unsaved_boards(state) == []
    opened = new_board(board("Order placed"), state)
    retext(opened, "Order paid")
    opened.close()
    (unsaved,) = unsaved_boards(state)
    again = open_unsaved(unsaved, state, as_it_is)
    assert again.is_unsaved
    again.save_as(tmp_path / "saved.stormdesk")
    assert not again.is_unsaved
    again.close()
    assert unsaved_boards(state) == []


@pytest.mark.parametrize("has_file", [True, False])
def test_discarded_changes_do_not_come_back(path: Path, state: Path, has_file: bool) -> None:
    opened = open_board(path, state, as_it_is) if has_file else new_board(board("A"), state)
    retext(opened, "Nonsense")
    opened.close(discard=True)
    assert unsaved_boards(state) == []


def test_a_journal_that_fails_is_told_and_a_save_makes_it_whole(
    path: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = open_board(path, state, as_it_is)

    def full(*_: object) -> None:
        raise OSError("no space left")

    with monkeypatch.context() as patch:
        patch.setattr("stormdesk.document.journal.Journal.append", full)
        retext(opened, "Not durable")
    assert opened.trouble == "no space left"
    opened.save()
    assert opened.trouble is None
    retext(opened, "Durable")
    opened.close()
    again = open_board(path, state, as_it_is)
    assert again.document.board.stickies["s0"].text == "Durable"
    again.close()


def test_a_file_that_is_no_board_says_so_and_stays_free(path: Path, state: Path) -> None:
    path.write_bytes(b"\x00\x01")
    with pytest.raises(BadInput):
        open_board(path, state, as_it_is)
    path.write_bytes(to_bytes(board("Order placed")))
    opened = open_board(path, state, as_it_is)
    assert not opened.is_read_only
    opened.close()

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from document.strategies import boards, changes
from hypothesis import given, settings
from hypothesis import strategies as st

from stormdesk.document import database
from stormdesk.document.database import Busy
from stormdesk.document.document import Document
from stormdesk.document.file import from_bytes, read, to_bytes, write
from stormdesk.document.history import History
from stormdesk.document.journal import Journal, journals
from stormdesk.document.replay import Replay, replay
from stormdesk.model.board import Board, Change
from stormdesk.model.profile import Profile
from stormdesk.model.record import Record
from stormdesk.model.session import Session, Vote
from stormdesk.model.sticky import Kind, Sticky

EMPTY = Board.of([Profile(id="plan-7k2q", title="Plan")])


def sticky(name: str, **fields: object) -> Sticky:
    return Sticky.model_validate({"id": name, "kind": Kind.EVENT, "text": name, **fields})


def begun(state: Path, board: Board = EMPTY) -> tuple[Document, Journal]:
    journal = Journal.create(state, board, to_bytes(board))
    return Document(board, journal), journal


def put(document: Document, *records: Record, label: str = "Put") -> None:
    with document.edit(label) as edit:
        edit.put(*records)


def session(notes: str) -> Session:
    return Session(id="day", date="2026-11-24", notes=notes)


def save(document: Document, journal: Journal, path: Path) -> None:
    data = to_bytes(document.board)
    with journal.saving(path, data):
        write(path, data)


def left(journal: Journal) -> Journal:
    """Return the journal as the next run finds it."""
    journal.close()
    return Journal.open(journal.database)


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_whatever_was_committed_undone_logged_and_saved_is_there_again(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("journal")
    board = data.draw(boards())
    document, journal = begun(folder, board)
    saved = board
    for step in data.draw(st.lists(st.sampled_from("eeeeulrs"), max_size=12)):
        match step:
            case "u":
                document.undo()
            case "r":
                document.redo()
            case "l" if document.board.stickies:
                about = min(document.board.stickies)
                document.log(Vote(id=f"v{journal.last_row}", sticky=about, by="Ann"))
            case "s":
                saved = document.board
                save(document, journal, folder / "plan.stormdesk")
            case _:
                with document.edit("Change") as edit:
                    for record_id, _, after in data.draw(changes(document.board)):
                        edit.put(after) if after is not None else edit.remove(record_id)
    again = left(journal)
    found = replay(again, saved)
    assert to_bytes(found.board) == to_bytes(document.board)
    assert found.lost == 0
    assert from_bytes(again.base(), "base") == saved
    assert len(found.unsaved) == again.last_row - again.base_row
    _undone_alike(found, document)
    again.forget()
    assert not journals(folder)


def _undone_alike(found: Replay, document: Document) -> None:
    """Undo the board that came back and the one that was left, step by step to the ground."""
    history = History()
    for step in found.history:
        match step.kind:
            case "edit":
                history.add(step.label, step.change)
            case "undo":
                history.undone(step.change.reversed())
            case "redo":
                history.redone(step.change)
            case "log":
                pass
    other = Document(found.board, history=history)
    document.keeper = None
    assert (other.undo_label, other.redo_label) == (document.undo_label, document.redo_label)
    while document.undo():
        assert other.undo()
        assert to_bytes(other.board) == to_bytes(document.board)
    assert not other.undo()


def test_a_journal_is_held_by_one_window(tmp_path: Path) -> None:
    _, journal = begun(tmp_path)
    with pytest.raises(Busy):
        Journal.open(journal.database, patience=0)
    journal.close()
    Journal.open(journal.database, patience=0).close()


def test_undo_and_redo_of_this_run_are_kept_as_references(tmp_path: Path) -> None:
    document, journal = begun(tmp_path)
    put(document, sticky("paid", notes="long " * 200))
    document.undo()
    document.redo()
    document.undo()
    journal.close()
    with sqlite3.connect(journal.database) as connection:
        rows = connection.execute("SELECT kind, source, is_reversed, data IS NULL FROM change")
        assert rows.fetchall() == [
            ("edit", None, 0, 0),
            ("undo", 1, 1, 1),
            ("redo", 1, 0, 1),
            ("undo", 1, 1, 1),
        ]
    connection.close()
    assert replay(Journal.open(journal.database), EMPTY).board == EMPTY


def test_an_undo_in_a_later_run_is_kept_too(tmp_path: Path) -> None:
    document, journal = begun(tmp_path)
    put(document, sticky("paid"))
    again = left(journal)
    found = replay(again, EMPTY)
    again.append(found.history[0].change.reversed(), "Put", "undo")
    later = replay(left(again), EMPTY)
    assert later.board == EMPTY
    assert [step.kind for step in later.history] == ["edit", "undo"]


def test_the_title_follows_the_board(tmp_path: Path) -> None:
    document, journal = begun(tmp_path)
    put(document, document.board.profile.revised(title="Better plan"))
    assert journal.title == "Better plan"
    assert left(journal).title == "Better plan"


def test_text_being_typed_is_kept_until_it_is_committed(tmp_path: Path) -> None:
    document, journal = begun(tmp_path)
    document.checkpoint("new", "Ord")
    document.checkpoint("new", "Order pl")
    assert not journal.is_saved
    journal = left(journal)
    assert journal.typed == ("new", "Order pl")
    document.keeper = journal
    document.log(sticky("logged"))
    assert left(journal).typed == ("new", "Order pl")


def test_committing_or_clearing_ends_the_typed_text(tmp_path: Path) -> None:
    document, journal = begun(tmp_path)
    document.checkpoint("new", "Ord")
    put(document, sticky("new"))
    journal = left(journal)
    assert journal.typed is None
    journal.checkpoint_text("new", "X")
    journal.clear_text()
    assert left(journal).typed is None


def test_a_failed_save_changes_nothing(tmp_path: Path) -> None:
    document, journal = begun(tmp_path)
    path = tmp_path / "plan.stormdesk"
    put(document, sticky("paid"))
    save(document, journal, path)
    put(document, sticky("shipped"))
    data = to_bytes(document.board)
    with pytest.raises(OSError, match="full"), journal.saving(path, data):
        raise OSError("disk full")
    assert not journal.is_saved
    assert left(journal).builds_on(path, read(path)[1])


@pytest.mark.parametrize("is_renamed", [False, True])
def test_a_save_cut_short_leaves_either_content_recognised(
    tmp_path: Path, is_renamed: bool
) -> None:
    document, journal = begun(tmp_path)
    path = tmp_path / "plan.stormdesk"
    put(document, sticky("paid"))
    save(document, journal, path)
    put(document, sticky("shipped"))
    data = to_bytes(document.board)
    saving = journal.saving(path, data)
    saving.__enter__()
    if is_renamed:
        write(path, data)
    again = left(journal)
    board, digest = read(path)
    assert again.builds_on(path, digest)
    assert again.is_saved is is_renamed
    assert replay(again, board).board == document.board


def test_saving_an_earlier_row_leaves_the_later_ones_unsaved(tmp_path: Path) -> None:
    document, journal = begun(tmp_path)
    path = tmp_path / "plan.stormdesk"
    put(document, sticky("paid"))
    board, row = document.board, journal.last_row
    put(document, sticky("shipped"))
    with journal.saving(path, to_bytes(board), row):
        write(path, to_bytes(board))
    found = replay(left(journal), board)
    assert len(found.unsaved) == 1
    assert found.board == document.board


def test_discarding_keeps_what_was_saved_and_its_history(tmp_path: Path) -> None:
    document, journal = begun(tmp_path)
    put(document, sticky("paid"))
    save(document, journal, tmp_path / "plan.stormdesk")
    saved = document.board
    put(document, sticky("shipped"))
    journal.discard_unsaved()
    assert journal.is_saved
    found = replay(left(journal), saved)
    assert found.board is saved
    assert [step.label for step in found.history] == ["Put"]


def test_old_saved_history_is_dropped_and_unsaved_changes_never(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_MOST_ROWS", 20)
    document, journal = begun(tmp_path)
    path = tmp_path / "plan.stormdesk"
    put(document, sticky("paid"))
    for number in range(30):
        put(document, sticky("paid", at=number))
    save(document, journal, path)
    saved = document.board
    document.undo()
    for number in range(25):
        put(document, sticky("shipped", at=number))
    again = left(journal)
    assert len(again.rows()) == 20 + 26
    found = replay(again, saved)
    assert found.board == document.board
    assert len(found.history) == 20 + 26


def test_a_saved_change_that_an_unsaved_undo_repeats_is_never_dropped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_MOST_ROWS", 5)
    document, journal = begun(tmp_path)
    path = tmp_path / "plan.stormdesk"
    put(document, sticky("paid"))
    before = document.board
    put(document, *[sticky(f"s{n}", x=n * 1.7, y=0) for n in range(50)])
    row, board = journal.last_row, document.board
    document.undo()
    for number in range(30):
        put(document, sticky("paid", at=number))
    with journal.saving(path, to_bytes(board), row):
        write(path, to_bytes(board))
    found = replay(left(journal), board)
    assert found.lost == 0
    assert before.stickies.keys() == found.board.stickies.keys()
    assert found.board == document.board


def test_an_empty_change_is_no_obstacle(tmp_path: Path) -> None:
    _, journal = begun(tmp_path)
    journal.append(Change({}), "Nothing", "edit")
    assert replay(left(journal), EMPTY).board == EMPTY


def test_an_undo_of_dropped_history_is_kept_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_MOST_ROWS", 1)
    document, journal = begun(tmp_path)
    put(document, sticky("paid"))
    put(document, sticky("shipped"))
    save(document, journal, tmp_path / "plan.stormdesk")
    saved = document.board
    document.undo()
    document.undo()
    found = replay(left(journal), saved)
    assert (found.board, found.lost) == (EMPTY, 0)


def test_history_never_begins_with_an_undo_of_what_was_dropped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_MOST_ROWS", 1)
    document, journal = begun(tmp_path)
    put(document, sticky("paid"))
    journal = left(journal)
    document.keeper = journal
    document.undo()
    save(document, journal, tmp_path / "plan.stormdesk")
    put(document, sticky("shipped"))
    again = left(journal)
    assert [row.kind for row in again.rows()] == ["undo", "edit"]
    assert [step.kind for step in replay(again, EMPTY).history] == ["edit"]


def test_logs_of_one_record_in_a_row_are_kept_as_one_and_leave_history_its_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_MOST_ROWS", 10)
    document, journal = begun(tmp_path)
    for number in range(5):
        put(document, sticky(f"event-{number}"))
    for number in range(200):
        document.log(session(f"Step {number}"))
    save(document, journal, tmp_path / "plan.stormdesk")
    found = replay(left(journal), document.board)
    assert [step.kind for step in found.history] == ["edit"] * 5 + ["log"]
    assert found.board == document.board


def test_a_log_that_is_being_saved_is_not_joined_by_the_next(tmp_path: Path) -> None:
    document, journal = begun(tmp_path)
    document.log(session("Step 1"))
    saved = document.board
    path, data = tmp_path / "plan.stormdesk", to_bytes(saved)
    with journal.saving(path, data):
        document.log(session("Step 2"))
        write(path, data)
    document.log(session("Step 3"))
    found = replay(left(journal), saved)
    assert len(found.unsaved) == 1
    assert found.board == document.board


@settings(max_examples=60, deadline=None)
@given(steps=st.lists(st.sampled_from(["One", "Two", "gone", "undo", "redo", "put", "save"])))
def test_logs_kept_as_one_lose_nothing_of_what_lies_around_them(
    steps: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("journal")
    document, journal = begun(folder)
    saved = document.board
    for number, step in enumerate(steps):
        match step:
            case "undo":
                document.undo()
            case "redo":
                document.redo()
            case "put":
                put(document, sticky(f"event-{number}"))
            case "gone":
                document.log(gone=[i for i in ("day",) if i in document.board.records])
            case "save":
                save(document, journal, folder / "plan.stormdesk")
                saved = document.board
            case place:
                document.log(session(place))
    again = left(journal)
    found = replay(again, saved)
    assert (found.board, found.lost) == (document.board, 0)

"""The laws of a document: what undo, redo, cancel and a follower may rely on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stormdesk.document.document import Document
from stormdesk.model.board import Board, Change
from stormdesk.model.context import Area, Context, Flow
from stormdesk.model.profile import Profile
from stormdesk.model.record import Record
from stormdesk.model.session import Decision, Vote
from stormdesk.model.sticky import Kind, Sticky

IDS = [f"s{n}" for n in range(6)]
LANES = ["l0", "l1"]


def sticky(sticky_id: str, **changes: object) -> Sticky:
    return Sticky(id=sticky_id, kind=Kind.EVENT, text=sticky_id).revised(**changes)


def board_of(*records: Record) -> Board:
    return Board.of([Profile(id="board", title="B"), *records])


class Mirror:
    """Holds the board that a follower can build from nothing but the changes it was told."""

    def __init__(self, document: Document) -> None:
        self.board = document.board
        document.follow(self.follow)

    def follow(self, change: Change) -> None:
        self.board = self.board.after(change)


def rebuilt(board: Board) -> Board:
    return Board.of(board.records.values())


def indexes(board: Board) -> object:
    return [
        (i, [r.id for r in board.referrers(i, Record)], [s.id for s in board.members(i)])
        for i in sorted(board.records)
    ]


def no_flow_dangles(board: Board) -> bool:
    return all(t in board.records for r in board.records.values() for t in r.references())


steps = st.one_of(
    st.tuples(st.just("put"), st.sampled_from(IDS), st.sampled_from([*LANES, None])),
    st.tuples(st.just("text"), st.sampled_from(IDS), st.text(max_size=5)),
    st.tuples(st.just("lane"), st.sampled_from(LANES)),
    st.tuples(st.just("flow"), st.sampled_from(IDS), st.sampled_from(IDS)),
    st.tuples(st.just("pin"), st.sampled_from(IDS), st.sampled_from(IDS)),
    st.tuples(st.just("area"), st.lists(st.sampled_from(IDS), min_size=1, max_size=3)),
    st.tuples(st.just("remove"), st.sampled_from([*IDS, *LANES])),
    st.tuples(st.just("vote"), st.sampled_from(IDS)),
    st.just(("undo",)),
    st.just(("redo",)),
    st.tuples(st.just("cancelled"), st.sampled_from(IDS)),
)


def perform(document: Document, step: tuple) -> None:
    board, what = document.board, step[0]
    if what == "undo":
        document.undo()
    elif what == "redo":
        document.redo()
    elif what == "vote":
        if step[1] in board.records:
            document.log(Vote(id=f"vote:{step[1]}", sticky=step[1], by="Ada"))
    elif what == "cancelled":
        with document.edit("Nothing") as edit:
            edit.put(sticky(step[1], notes="gone"))
            edit.remove(*IDS[:3])
            edit.cancel()
    else:
        with document.edit(what) as edit:
            if what == "put":
                lane = step[2] if step[2] in board.records else None
                edit.put(sticky(step[1], context=lane))
            elif what == "text" and step[1] in board.records:
                edit.put(board.stickies[step[1]].placed(text=step[2]))
            elif what == "lane":
                edit.put(Context(id=step[1], name=step[1]))
            elif what == "remove":
                edit.remove(step[1])
            elif what == "area":
                here = tuple(dict.fromkeys(i for i in step[1] if i in board.records))
                if here:
                    edit.put(Area(id="area", name="A", stickies=here))
            elif what in ("flow", "pin") and {step[1], step[2]} <= set(board.records):
                if what == "flow":
                    edit.put(Flow.between(step[1], step[2]))
                elif step[1] != step[2]:
                    edit.put(board.stickies[step[1]].revised(pinned_to=step[2]))


@given(st.lists(steps, max_size=30))
def test_a_history_undone_is_the_first_board_and_redone_the_last(sequence: list[tuple]) -> None:
    first = board_of()
    document = Document(first)
    mirror = Mirror(document)
    for step in sequence:
        perform(document, step)
        assert mirror.board == document.board
        assert no_flow_dangles(document.board)
    assert indexes(document.board) == indexes(rebuilt(document.board))
    if any(step[0] == "vote" for step in sequence):
        return  # what is logged outlasts undo on purpose
    last = document.board
    undone = 0
    while document.undo():
        undone += 1
    assert document.board == first
    for _ in range(undone):
        document.redo()
    while document.redo():
        pass
    assert mirror.board == document.board
    if not any(step[0] in ("undo", "redo") for step in sequence):
        assert document.board == last


def test_removing_a_sticky_takes_its_flows_and_frees_what_was_tied_to_it() -> None:
    board = board_of(
        Context(id="lane", name="Lane"),
        sticky("a", context="lane"),
        sticky("b", pinned_to="a", compensates="a"),
        Flow.between("a", "b"),
        Area(id="only", name="Only", stickies=("a",)),
        Area(id="both", name="Both", stickies=("a", "b")),
        Decision(id="d", text="Keep", about=("a",)),
    )
    document = Document(board)
    with document.edit("Remove") as edit:
        edit.remove("a")
    after = document.board
    assert set(after.records) == {"board", "b", "lane", "both", "d"}
    assert after.stickies["b"].pinned_to is None
    assert after.stickies["b"].compensates is None
    assert after.of_type(Area)["both"].stickies == ("b",)
    assert after.of_type(Decision)["d"].about == ()
    document.undo()
    assert document.board == board


def test_a_lane_leaves_its_stickies_behind() -> None:
    document = Document(board_of(Context(id="lane", name="Lane"), sticky("a", context="lane")))
    with document.edit("Remove lane") as edit:
        edit.remove("lane")
    assert document.board.stickies["a"].context is None


def test_an_exception_inside_an_edit_leaves_the_board_as_it_was() -> None:
    document = Document(board_of())
    with pytest.raises(ZeroDivisionError), document.edit("Broken") as edit:  # noqa: PT012
        edit.put(sticky("a"))
        _ = 1 / 0
    assert not document.board.stickies
    assert document.undo_label is None
    assert document.open_edit is None


def test_only_one_edit_is_open_at_a_time() -> None:
    document = Document(board_of())
    edit = document.edit("First")
    with pytest.raises(RuntimeError, match="First"):
        document.edit("Second")
    edit.commit()
    document.edit("Second").commit()


def test_a_record_that_refers_to_nothing_is_refused() -> None:
    document = Document(board_of(sticky("a")))
    with pytest.raises(ValueError, match="ghost"), document.edit("Flow") as edit:
        edit.put(Flow.between("a", "ghost"))
    assert not document.board.flows


def test_back_at_the_saved_step_the_board_counts_as_saved() -> None:
    document = Document(board_of())
    with document.edit("Add") as edit:
        edit.put(sticky("a"))
    assert document.is_modified
    document.mark_saved(document.board)
    with document.edit("Add") as edit:
        edit.put(sticky("b"))
    document.undo()
    assert not document.is_modified
    document.undo()
    assert document.is_modified
    document.redo()
    assert not document.is_modified


def test_what_was_logged_keeps_the_board_modified_after_undo() -> None:
    document = Document(board_of(sticky("a")))
    document.log(Vote(id="vote:a", sticky="a", by="Ada"))
    with document.edit("Add") as edit:
        edit.put(sticky("b"))
    document.undo()
    assert document.is_modified


def test_undoing_a_sticky_takes_a_later_vote_along_and_redo_brings_both() -> None:
    document = Document(board_of())
    with document.edit("Add") as edit:
        edit.put(sticky("a"))
    document.log(Vote(id="vote:a", sticky="a", by="Ada"))
    document.undo()
    assert set(document.board.records) == {"board"}
    document.redo()
    assert set(document.board.records) == {"board", "a", "vote:a"}


def test_a_vote_can_be_taken_back_and_undo_does_not_bring_it() -> None:
    document = Document(board_of(sticky("a")))
    told: list[Change] = []
    document.follow(told.append)
    document.log(Vote(id="vote:a", sticky="a", by="Ada"), Vote(id="vote:b", sticky="a", by="Bo"))
    with document.edit("Add") as edit:
        edit.put(sticky("b"))
    document.log(gone=["vote:a", "nobody"])
    assert {i for i, _, after in told[-1] if after is None} == {"vote:a"}
    document.undo()
    assert set(document.board.records) == {"board", "a", "vote:b"}


def test_what_was_logged_away_meanwhile_is_not_removed_twice() -> None:
    document = Document(board_of(sticky("a")))
    document.log(Vote(id="vote:a", sticky="a", by="Ada"))
    with document.edit("Remove") as edit:
        edit.remove("a")
    document.undo()
    document.log(gone=["vote:a"])
    told: list[Change] = []
    document.follow(told.append)
    document.redo()
    assert set(told[0].pairs) == {"a"}
    document.undo()
    assert set(document.board.records) == {"board", "a"}


def test_logging_nothing_tells_nobody() -> None:
    document = Document(board_of())
    told: list[Change] = []
    document.follow(told.append)
    document.log()
    document.log(gone=["nobody"])
    assert told == []
    assert not document.is_modified


def test_a_read_only_document_refuses_edits() -> None:
    document = Document(board_of())
    document.is_read_only = True
    with pytest.raises(PermissionError):
        document.edit("Add")

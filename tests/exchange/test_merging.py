"""Several boards as one, one after the other on the timeline."""

from itertools import pairwise

from stormdesk.exchange.merging import all_appended, appended
from stormdesk.model.board import Board
from stormdesk.model.context import Context, Flow
from stormdesk.model.integrity import sound_board
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Kind, Sticky


def _board(title: str, lane: str, *texts: str) -> Board:
    """Return a board of one lane whose events follow one another."""
    stickies = [
        Sticky(id=f"e{n}", kind=Kind.EVENT, text=text, context=lane, at=n, order=n, x=9.0, y=9.0)
        for n, text in enumerate(texts, 1)
    ]
    flows = [Flow.between(a.id, b.id) for a, b in pairwise(stickies)]
    context = Context(id=lane, name=lane.title())
    return sound_board([Profile(id=title, title=title), context, *stickies, *flows])


def test_the_later_board_stands_behind_the_earlier_one():
    board = appended(_board("first", "sales", "A", "B"), _board("second", "stock", "C", "D"))
    told = [(s.text, s.at, s.x) for s in board.in_order(Sticky)]
    assert told == [("A", 1, 9), ("B", 2, 9), ("C", 3, None), ("D", 4, None)]
    assert board.profile.title == "first"


def test_ids_that_are_taken_are_minted_anew_and_flows_follow():
    board = appended(_board("first", "sales", "A", "B"), _board("second", "stock", "C", "D"))
    flows = {
        (board.stickies[f.source].text, board.stickies[f.target].text) for f in board.flows.values()
    }
    assert flows == {("A", "B"), ("C", "D")}


def test_lanes_of_the_same_name_are_one():
    second = _board("second", "sales", "C")
    renamed = Context(id="other-id", name="Sales")
    sticky = second.stickies["e1"].revised(context="other-id")
    second = sound_board([second.profile, renamed, sticky])
    board = appended(_board("first", "sales", "A"), second)
    assert [c.id for c in board.in_order(Context)] == ["sales"]
    assert {s.context for s in board.stickies.values()} == {"sales"}


def test_a_lane_whose_id_is_taken_by_something_else_gets_a_new_one():
    board = appended(_board("first", "sales", "A", "B"), _board("second", "e2", "C"))
    assert {c.name for c in board.contexts.values()} == {"Sales", "E2"}
    later = next(s for s in board.stickies.values() if s.text == "C")
    assert board.contexts[str(later.context)].name == "E2"


def test_one_board_alone_stays_as_it_is():
    board = _board("first", "sales", "A", "B")
    assert all_appended([board]) is board

"""Graph, chains, cut points and couplings of a board."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from stormdesk.analysis.chains import MOST_OUTCOMES, MOST_PATHS, chains_of
from stormdesk.analysis.coupling import couplings, matrix
from stormdesk.analysis.cut_points import cut_points
from stormdesk.analysis.graph import graph_of
from stormdesk.model.board import Board
from stormdesk.model.context import Context, Flow, Relation
from stormdesk.model.integrity import sound_board
from stormdesk.model.profile import Profile
from stormdesk.model.record import Record
from stormdesk.model.sticky import Kind, Sticky


def wall(flows: str, *more: Record, **kinds: Kind) -> Board:
    """Return a board of flows spelled ``a>b b>c``; kinds by id, events where none is told."""
    pairs = [pair.split(">") for pair in flows.split()]
    named = {record.id for record in more}
    ids = [i for i in dict.fromkeys(i for pair in pairs for i in pair) if i not in named]
    return sound_board(
        [
            Profile(id="board", title="Board"),
            *(
                Sticky(id=i, kind=kinds.get(i, Kind.EVENT), text=i, order=n)
                for n, i in enumerate(ids)
            ),
            *more,
            *(Flow.between(*pair, order=n) for n, pair in enumerate(pairs)),
        ]
    )


def loop(board: Board, source: str, target: str) -> Board:
    """Return the board with one of its flows marked as a loop."""
    flow_id = Flow.derived_id(source, target)
    marked = board.flows[flow_id].revised(loop=True)
    return sound_board([*(r for i, r in board.records.items() if i != flow_id), marked])


def triggers(board: Board) -> dict[str, tuple[tuple[str, ...], int, int]]:
    found = chains_of(graph_of(board)).triggers
    return {t.id: (t.outcomes, t.paths, t.longest) for t in found}


def test_a_trigger_tells_its_outcomes_its_paths_and_its_longest_chain() -> None:
    board = wall("a>b a>c b>d c>d d>e d>f x>f")
    assert triggers(board) == {"a": (("e", "f"), 4, 4), "x": (("f",), 1, 2)}
    assert chains_of(graph_of(board)).longest == (("a", "b", "d", "e"), ("x", "f"))


def test_paths_are_counted_up_to_a_limit_and_never_listed() -> None:
    diamonds = " ".join(f"n{i}>l{i} n{i}>r{i} l{i}>n{i + 1} r{i}>n{i + 1}" for i in range(60))
    (trigger,) = chains_of(graph_of(wall(diamonds))).triggers
    assert (trigger.paths, trigger.longest, trigger.outcomes) == (MOST_PATHS, 121, ("n60",))


def test_of_very_many_outcomes_some_are_named_and_all_are_counted() -> None:
    (trigger,) = chains_of(graph_of(wall(" ".join(f"a>b{i}" for i in range(250))))).triggers
    assert trigger.outcome_count == 250
    assert trigger.outcomes == tuple(f"b{i}" for i in range(MOST_OUTCOMES))


def test_what_should_go_on_and_does_not_is_a_dead_end() -> None:
    board = wall("p>c e>q e>r", p=Kind.POLICY, c=Kind.COMMAND, q=Kind.POLICY, r=Kind.READ_MODEL)
    chains = chains_of(graph_of(board))
    assert chains.dead_ends == ("c", "q")
    assert [(t.id, t.outcomes, t.dead_end_count) for t in chains.triggers] == [
        ("p", (), 1),
        ("e", ("r",), 1),
    ]


def test_what_goes_back_on_purpose_is_no_dead_end() -> None:
    board = loop(wall("e>p p>c c>e", p=Kind.POLICY, c=Kind.COMMAND), "c", "e")
    assert chains_of(graph_of(board)).dead_ends == ()


def test_a_long_chain_is_no_matter_of_recursion() -> None:
    board = wall(" ".join(f"n{i}>n{i + 1}" for i in range(5_000)))
    graph = graph_of(board)
    assert len(chains_of(graph).longest[0]) == 5_001
    assert len(cut_points(graph)) == 4_999


def test_circles_are_told_but_not_those_that_are_meant() -> None:
    board = wall("a>b b>c c>a c>d x>y y>x")
    assert graph_of(board).cycles() == [("a", "b", "c"), ("x", "y")]
    accepted = graph_of(loop(loop(board, "c", "a"), "y", "x"))
    assert accepted.cycles() == []
    assert set(accepted.ways_back) == {("c", "a"), ("y", "x")}
    assert triggers(loop(board, "c", "a"))["a"] == (("d",), 1, 4)


def test_a_flow_to_a_repetition_of_where_it_came_from_is_a_way_back() -> None:
    again = Sticky(id="again", kind=Kind.EVENT, text="a", again="a", order=9)
    graph = graph_of(wall("a>b b>again", again))
    assert list(graph.network) == ["a", "b"]
    assert graph.ways_back == (("b", "a"),)
    assert graph.cycles() == []


def test_a_repetition_elsewhere_goes_on_from_its_original() -> None:
    again = Sticky(id="again", kind=Kind.EVENT, text="b", again="b", order=9)
    assert triggers(wall("a>b again>c", again)) == {"a": (("c",), 1, 3)}
    assert triggers(wall("x>again b>c", again)) == {"x": (("c",), 1, 3)}


def test_a_loop_within_another_circle_leaves_the_circle_to_be_told() -> None:
    board = loop(wall("a>b b>a b>c c>a"), "b", "a")
    assert graph_of(board).cycles() == [("a", "b", "c")]


def test_a_sticky_that_leads_to_itself_is_a_circle() -> None:
    assert graph_of(wall("a>a a>b")).cycles() == [("a",)]
    assert graph_of(loop(wall("a>a a>b"), "a", "a")).cycles() == []


def test_what_is_parked_or_only_comments_is_out_and_a_pinned_actor_is_in() -> None:
    more = (
        Sticky(id="parked", kind=Kind.EVENT, text="p", parked=True, order=7),
        Sticky(id="note", kind=Kind.NOTE, text="n", order=8),
        Sticky(id="clerk", kind=Kind.ACTOR, text="Clerk", pinned_to="c", order=9),
    )
    graph = graph_of(wall("c>e e>parked", *more, c=Kind.COMMAND))
    assert list(graph.network.edges) == [("c", "e"), ("clerk", "c")]
    assert "note" not in graph.network
    assert "parked" not in graph.network


def test_fans_are_told_by_their_size() -> None:
    graph = graph_of(wall("a>b a>c a>d b>d c>d d>e d>f"))
    assert graph.fan_out() == [("a", 3), ("d", 2)]
    assert graph.fan_in() == [("d", 3)]


@pytest.mark.parametrize(
    ("flows", "cut"),
    [
        ("a>b b>c", [("b", 1)]),
        ("a>b b>c c>a", []),
        ("a>b b>c c>d d>e", [("c", 2), ("b", 1), ("d", 1)]),
        ("a>b a>c a>d", [("a", 2)]),
        ("a>b b>c c>a c>d d>e e>c x>y y>z", [("c", 2), ("y", 1)]),
    ],
)
def test_cut_points_tell_how_much_hangs_on_them(flows: str, cut: list[tuple[str, int]]) -> None:
    assert cut_points(graph_of(wall(flows))) == cut


def lanes(pairs: str, flows: str, *more: Record) -> Board:
    """Return a board of stickies in lanes, spelled ``sticky:lane``, with flows."""
    told = dict(pair.split(":") for pair in pairs.split())
    names = dict.fromkeys(told.values())
    stickies: Iterable[Record] = (
        Sticky(
            id=i, text=i, context=lane, order=n,
            kind=Kind.POLICY if i.startswith("p") else Kind.EVENT,
        )
        for n, (i, lane) in enumerate(told.items())
    )  # fmt: skip
    contexts = (Context(id=name, name=name.title(), order=n) for n, name in enumerate(names))
    return wall(flows, *contexts, *stickies, *more)


def test_a_coupling_tells_events_flows_and_the_pattern() -> None:
    relation = Relation(id="r", upstream="sales", downstream="stock", pattern="customer-supplier")
    board = lanes("a:sales b:sales p1:stock p2:stock c:stock", "a>p1 a>p2 b>p1 p1>c c>a", relation)
    first, second = couplings(board)
    assert (first.upstream, first.downstream, first.pattern) == (
        "sales", "stock", "customer-supplier",
    )  # fmt: skip
    assert first.events == ("a", "b")
    assert first.flows == ("flow:a>p1", "flow:a>p2", "flow:b>p1")
    assert (second.upstream, second.downstream, second.pattern) == ("stock", "sales", None)
    assert matrix(board, couplings(board)) == [[0, 3], [1, 0]]


def test_a_relation_without_a_flow_is_told_too() -> None:
    relation = Relation(id="r", upstream="b", downstream="a", pattern="conformist")
    (only,) = couplings(lanes("x:a y:b", "", relation))
    assert (only.upstream, only.downstream, only.events, only.flows) == ("b", "a", (), ())


def test_a_repetition_feeds_from_where_its_original_is() -> None:
    again = Sticky(id="again", kind=Kind.EVENT, text="a", again="a", context="stock", order=9)
    (only,) = couplings(lanes("a:sales p1:stock", "again>p1", again))
    assert (only.upstream, only.events) == ("sales", ("a",))

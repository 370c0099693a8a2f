"""What leads to a sticky, what follows, and what stops with it."""

from __future__ import annotations

import pytest

from stormdesk.analysis.graph import graph_of
from stormdesk.analysis.impact import Impact, answer, around, flags, if_stopped, of_flag
from stormdesk.model.board import Board, Change
from stormdesk.model.context import Context, Flow
from stormdesk.model.integrity import sound_board
from stormdesk.model.people import Team
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Kind, Sticky


@pytest.fixture
def board() -> Board:
    """Return an order that is placed, paid by a provider that stands twice, and shipped."""
    kinds = {
        "place": (Kind.COMMAND, "sales"),
        "placed": (Kind.EVENT, "sales"),
        "pay": (Kind.POLICY, "billing"),
        "provider": (Kind.SYSTEM, "billing"),
        "paid": (Kind.EVENT, "billing"),
        "ship": (Kind.POLICY, "depot"),
        "shipped": (Kind.EVENT, "depot"),
        "refund": (Kind.COMMAND, "sales"),
        "provider-2": (Kind.SYSTEM, "sales"),
        "refunded": (Kind.EVENT, "sales"),
    }
    texts = {"provider": "Card provider", "provider-2": "card  Provider"}
    flows = (
        "place>placed placed>pay pay>provider provider>paid paid>ship ship>shipped"
        " refund>provider-2 provider-2>refunded"
    )
    return sound_board(
        [
            Profile(id="board", title="Board"),
            Team(id="t1", name="Sales team"),
            Context(id="sales", name="Sales", owner="t1"),
            Context(id="billing", name="Billing", owner="t1", order=1),
            Context(id="depot", name="Depot", owner="Depot people", order=2),
            *(
                Sticky(id=i, kind=kind, text=texts.get(i, i), context=lane, order=n)
                for n, (i, (kind, lane)) in enumerate(kinds.items())
            ),
            Sticky(id="doubt", kind=Kind.HOTSPOT, text="?", pinned_to="shipped", order=90),
            Sticky(id="again", kind=Kind.EVENT, text="placed", again="placed", order=91),
            *(Flow.between(*pair.split(">")) for pair in flows.split()),
            Flow.between("shipped", "again"),
        ]
    )


def told(impact: Impact) -> tuple[int, int, tuple[str, ...], tuple[str, ...]]:
    return len(impact.before), len(impact.after), impact.contexts, impact.teams


def test_what_leads_here_and_what_follows_with_contexts_and_teams(board: Board) -> None:
    impact = around(graph_of(board), ["provider"])
    assert impact.before == {"place", "placed", "pay"}
    assert impact.after == {"paid", "ship", "shipped"}
    assert impact.contexts == ("Sales", "Billing", "Depot")
    assert impact.teams == ("Depot people", "Sales team")


def test_a_repetition_asks_for_its_original(board: Board) -> None:
    graph = graph_of(board)
    assert around(graph, ["again"]) == around(graph, ["placed"])


def test_a_way_back_is_not_gone(board: Board) -> None:
    assert around(graph_of(board), ["place"]).before == frozenset()
    assert around(graph_of(board), ["shipped"]).after == frozenset()


def test_a_circle_that_nobody_meant_is_gone_both_ways(board: Board) -> None:
    unmeant = sound_board([*board.records.values(), Flow.between("paid", "pay")])
    impact = around(graph_of(unmeant), ["pay"])
    assert "paid" in impact.before & impact.after
    assert "pay" not in impact.before | impact.after


def test_a_system_stops_wherever_it_stands(board: Board) -> None:
    impact = if_stopped(graph_of(board), "provider-2")
    assert impact.of == {"provider", "provider-2"}
    assert told(impact) == (
        0, 4, ("Sales", "Billing", "Depot"), ("Depot people", "Sales team"),
    )  # fmt: skip


def test_a_lane_stops_with_all_that_follows(board: Board) -> None:
    impact = if_stopped(graph_of(board), "billing")
    assert impact.of == {"pay", "provider", "paid"}
    assert impact.after == {"ship", "shipped"}


def test_of_an_external_system_those_who_adapt_to_it_are_concerned(board: Board) -> None:
    changes = {"external": True, "owner": "Card Ltd", "adapter_owner": "Card adapters"}
    owned = sound_board(
        r.revised(**changes) if r.id == "provider" else r for r in board.records.values()
    )
    teams = around(graph_of(owned), ["provider"]).teams
    assert "Card adapters" in teams
    assert "Card Ltd" not in teams


def test_a_flag_touches_what_is_behind_it_and_what_follows(board: Board) -> None:
    flagged = sound_board(
        r.revised(flag="new-billing") if r.id in ("paid", "refund") else r
        for r in board.records.values()
    )
    impact = of_flag(graph_of(flagged), "new-billing")
    assert flags(flagged) == ["new-billing"]
    assert impact.of == {"paid", "refund"}
    assert impact.after == {"ship", "shipped", "provider-2", "refunded"}


def test_what_is_parked_names_no_flag(board: Board) -> None:
    idea = Sticky(id="idea", kind=Kind.EVENT, text="Later", flag="some-day", parked=True)
    assert flags(board.after(Change({"idea": (None, idea)}))) == flags(board)


def test_what_is_lit_holds_repetitions_and_what_is_pinned(board: Board) -> None:
    impact, lit = answer(board, "around", "placed")
    assert lit == impact.of | impact.before | impact.after | {"again", "doubt"}


def test_what_takes_no_part_in_the_flow_has_no_impact(board: Board) -> None:
    impact, lit = answer(board, "around", "doubt")
    assert told(impact) == (0, 0, (), ())
    assert lit == frozenset()

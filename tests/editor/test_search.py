"""Finding stickies by words."""

from __future__ import annotations

import pytest

from stormdesk.editor.ranking import rank
from stormdesk.editor.search import Search
from stormdesk.model.board import Board, Change
from stormdesk.model.people import Team
from stormdesk.model.profile import Profile
from stormdesk.model.session import Term
from stormdesk.model.sticky import Kind, Sticky


def board() -> Board:
    return Board.of(
        [
            Profile(id="b", title="B"),
            Team(id="team-1", name="Entrepôt"),
            Sticky(id="order-placed-7k2q", kind=Kind.EVENT, text="Order\nplaced", tags=("vip",)),
            Sticky(id="paid", kind=Kind.EVENT, text="Facture payée", notes="by Łukasz, in cash"),
            Sticky(id="packed", kind=Kind.EVENT, text="ORDER packed", owner="team-1"),
            Term(id="type:Order line", term="Order line"),
            Sticky(id="doubt", kind=Kind.HOTSPOT, text="Who pays?", owner="Ana"),
        ]
    )


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("order", {"order-placed-7k2q", "packed"}),
        ("  PLACED order ", {"order-placed-7k2q"}),
        ("payee", {"paid"}),
        ("FACTURE Payée", {"paid"}),
        ("cash", {"paid"}),
        ("#vip", {"order-placed-7k2q"}),
        ("@ana", {"doubt"}),
        ("@entrepot", {"packed"}),
        ("lukasz", {"paid"}),
        ("placed-7k2q", {"order-placed-7k2q"}),
        ("ORDER-PLACED-7K2Q", {"order-placed-7k2q"}),
        ("7k2q", set()),
        ("stormdesk://order-placed-7k2q", {"order-placed-7k2q"}),
        ("stormdesk://team-1/", {"team-1"}),
        ("stormdesk://order", set()),
        ("STORMDESK://paid", {"paid"}),
        ("// From the sticky stormdesk://order-placed-7k2q", {"order-placed-7k2q"}),
        ('"description": "See stormdesk://paid."', {"paid"}),
        ("stormdesk://type:Order%20line", {"type:Order line"}),
        ("order paid", set()),
        ("", set()),
        ("   ", set()),
    ],
)
def test_words_are_found_wherever_they_stand(query: str, ids: set[str]) -> None:
    assert set(Search().found(board(), query)) == ids


def test_a_search_follows_the_board() -> None:
    search, before = Search(), board()
    assert search.found(before, "cash") == ["paid"]
    paid, team = before.stickies["paid"], before.records["team-1"]
    after = before.after(
        Change(
            {
                "paid": (paid, paid.revised(notes="by card")),
                "team-1": (team, team.revised(name="Lager")),
            }
        )
    )
    assert search.found(after, "cash") == []
    assert search.found(after, "card") == ["paid"]
    assert search.found(after, "@lager") == ["packed"]


def test_letters_fit_a_name_in_their_order_and_the_nearest_name_first() -> None:
    names = ["Undo", "Next sticky", "Nudge: far left", "New from template", "Whole board"]
    assert rank("xyz", "Undo") is None
    assert rank("odnu", "Undo") is None
    ranked = sorted((found, name) for name in names if (found := rank("ne", name)) is not None)
    assert [name for _, name in ranked][:2] == ["Next sticky", "New from template"]
    assert rank("nft", "New from template") < rank("nft", "Nudge: far left to")  # type: ignore[operator]  # both fit
    assert rank("wb", "Whole board") is not None

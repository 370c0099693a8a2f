"""What is redacted is nowhere in what is left, ids included."""

from pathlib import Path

import pytest

from stormdesk.document.lines import to_bytes
from stormdesk.exchange.redaction import REDACTIONS, Redaction, redacted
from stormdesk.exchange.yaml_reader import read_text
from stormdesk.model.board import Board
from stormdesk.model.context import Context, Flow
from stormdesk.model.integrity import sound_board
from stormdesk.model.message import Field as MessageField
from stormdesk.model.message import Message, NamedType
from stormdesk.model.people import Participant, Team
from stormdesk.model.profile import Profile
from stormdesk.model.session import Decision, Session, Step, Suppressed, Turn, Vote
from stormdesk.model.sticky import Kind, Sticky

_INVENTORY = Path(__file__).parents[1] / "boards" / "inventory.model.yaml"


@pytest.fixture(scope="module")
def inventory() -> Board:
    return read_text(_INVENTORY.read_bytes(), "inventory")


@pytest.mark.parametrize(
    ("what", "gone"),
    [
        ("people", ["Order operations", "Inventory developer", "domain expert"]),
        ("notes", ["Asked twice", "double promise"]),
        (
            "owners",
            ["checkout", "Stock team", "stock-team", "sre", "logistics", "commerce", "Carrier Ltd"],
        ),
    ],
)
def test_what_is_redacted_is_nowhere_in_the_file(
    inventory: Board, what: Redaction, gone: list[str]
):
    before, after = to_bytes(inventory).decode(), to_bytes(redacted(inventory, [what])).decode()
    for text in gone:
        assert text in before
        assert text not in after


def test_personal_and_restricted_fields_lose_their_examples_and_defaults():
    fields = [
        {"name": "mail", "type": "string", "personal": True, "example": "ann@home", "default": "x"},
        {"name": "iban", "type": "string", "classification": "restricted", "example": "DE00"},
        {"name": "city", "type": "string", "example": "Rome"},
    ]
    board = sound_board(
        [
            Profile(id="b", title="B"),
            Sticky.model_validate(
                {
                    "id": "e",
                    "kind": "event",
                    "text": "E",
                    "message": {
                        "fields": fields,
                        "published": [{"version": "1.0.0", "fields": fields}],
                    },
                }
            ),
            NamedType.model_validate({"id": "type:T", "name": "T", "fields": fields}),
        ]
    )
    text = to_bytes(redacted(board, ["personal"])).decode()
    assert "ann@home" not in text
    assert "DE00" not in text
    assert text.count("Rome") == 3


def test_ids_are_minted_from_the_texts_that_are_left_and_references_follow():
    board = sound_board(
        [
            Profile(id="merger-with-acme", title="Board"),
            Team(id="ann-team", name="Ann's team"),
            Participant(id="participant:Ann", name="Ann"),
            Context(id="secret-lane", name="Sales", owner="ann-team"),
            Sticky(id="ann-was-fired", kind=Kind.COMMAND, text="Dismiss", context="secret-lane"),
            Sticky(
                id="fired",
                kind=Kind.EVENT,
                text="Dismissed",
                pinned_to="ann-was-fired",
                derived_from="merger/ann",
                message=Message(fields=(MessageField(name="a", type="date"),)),
            ),
            Flow.between("ann-was-fired", "fired"),
            Decision(id="ann-1", text="Done", about=("fired", "participant:Ann")),
            Step(id="ann-2", text="Tell", owner="Ann"),
            Vote(id="vote:Ann", sticky="fired", by="Ann"),
            Suppressed(id="s:Ann", rule="r", records=("participant:Ann",)),
        ]
    )
    after = redacted(board, ["people"])
    text = to_bytes(after).decode()
    for gone in ("merger", "secret-lane", "fired", '"Ann"', ":Ann", "ann-1", "ann-2"):
        assert gone not in text
    (flow,) = after.flows.values()
    source, target = after.stickies[flow.source], after.stickies[flow.target]
    assert (source.text, target.text) == ("Dismiss", "Dismissed")
    assert target.pinned_to == source.id
    (decision,) = after.of_type(Decision).values()
    assert decision.about == (target.id,)
    (context,) = after.contexts.values()
    (team,) = after.of_type(Team).values()
    assert (context.owner, team.name) == (team.id, "Ann's team")


def test_a_walk_keeps_its_steps_without_who_told_them_and_where_it_stands():
    session = Session(
        id="session:Ann",
        date="2026-11-24",
        participants=("Ann",),
        turns=(Turn(by="Zoe", at="ann-was-fired", steps=("Dismissed",)),),
    )
    board = sound_board(
        [
            Profile(id="b", title="B"),
            session,
            Step(id="tell", text="Tell", owner="Zoe"),
            Sticky(id="ann-was-fired", kind=Kind.EVENT, text="Dismissed"),
            Vote(id="hands", sticky="ann-was-fired", count=3),
        ]
    )
    after = redacted(board, ["people"])
    text = to_bytes(after).decode()
    assert not [gone for gone in ("Ann", "ann-was", "Zoe", "somebody") if gone in text]
    (kept,) = after.of_type(Session).values()
    assert kept.turns == (Turn(steps=("Dismissed",)),)
    assert "ann-was" not in to_bytes(redacted(board, ["notes"])).decode()


def test_keys_that_nobody_knows_are_dropped():
    profile = Profile.model_validate({"id": "b", "title": "B", "x-crm": "client 7"})
    assert b"client 7" not in to_bytes(redacted(sound_board([profile]), ["notes"]))


def test_redacting_everything_twice_gives_the_same_bytes(inventory: Board):
    assert to_bytes(redacted(inventory, REDACTIONS)) == to_bytes(redacted(inventory, REDACTIONS))


def test_redacting_nothing_keeps_the_board(inventory: Board):
    assert redacted(inventory, []) is inventory

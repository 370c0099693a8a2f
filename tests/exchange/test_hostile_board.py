"""The board whose every text is as nasty as a text can be; exports are held to it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from stormdesk.analysis.findings import check
from stormdesk.exchange.contracts.contracts import contracts_of
from stormdesk.exchange.format import read, write
from stormdesk.exchange.formats import FORMATS, format_named
from stormdesk.model.board import Board
from stormdesk.model.context import Context, Relation
from stormdesk.model.datatype import named_types, parse_type
from stormdesk.model.message import NamedType
from stormdesk.model.naming import context_slugs, slug, words
from stormdesk.model.people import Team
from stormdesk.model.sticky import Kind

_PATH = Path(__file__).parents[1] / "boards" / "hostile.yaml"


@pytest.fixture(scope="module")
def board() -> Board:
    return read(FORMATS["yaml"], {_PATH.name: _PATH.read_bytes()})


def plain(text: str) -> str:
    return "".join(words(text)).casefold()


def test_rules_read_it(board: Board) -> None:
    assert {finding.records for finding in check(board)}


def test_it_stays_the_same_as_a_model(board: Board) -> None:
    yaml = format_named("yaml")
    again = read(yaml, write(yaml, board))
    assert again == board


def test_it_has_every_kind_of_sticky_and_every_pattern(board: Board) -> None:
    assert board.kinds == set(Kind)
    patterns = [relation.pattern for relation in board.of_type(Relation).values()]
    assert len(set(patterns)) == 9
    assert {context.broker for context in board.contexts.values()} >= {
        "kafka", "managed-queue", "none",
    }  # fmt: skip


def test_it_has_names_of_200_characters(board: Board) -> None:
    event = board.stickies["no-event"].message
    assert event is not None
    for names in (
        [context.name for context in board.in_order(Context)],
        [team.name for team in board.in_order(Team)],
        [named.name for named in board.in_order(NamedType)],
        [sticky.text for sticky in board.stickies.values()],
        [field.name for field in event.fields],
    ):
        assert 200 in map(len, names)


def test_it_has_names_that_only_case_accents_or_punctuation_tell_apart(board: Board) -> None:
    event = board.stickies["no-event"].message
    assert event is not None
    for names in (
        [context.name for context in board.in_order(Context)],
        [team.name for team in board.in_order(Team)],
        [named.name for named in board.in_order(NamedType)],
        [sticky.text for sticky in board.stickies.values()],
        [field.name for field in event.fields],
    ):
        alike = Counter(map(plain, set(names)))
        assert max(count for name, count in alike.items() if name) >= 3


def test_it_has_names_without_a_latin_letter(board: Board) -> None:
    contexts = [each.name for each in board.in_order(Context)]
    for names in (contexts, [each.text for each in board.stickies.values()]):
        assert any(name and not words(name) for name in names)


def test_it_has_types_that_need_themselves_or_nothing(board: Board) -> None:
    types = {each.name: each for each in board.in_order(NamedType)}
    needs = {
        name: {n for field in each.fields for n in named_types(parse_type(field.type))}
        for name, each in types.items()
    }
    assert "Tree" in needs["Tree"]
    assert "Pong" in needs["Ping"]
    assert "Ping" in needs["Pong"]
    assert not types["None"].fields
    assert not types["None"].values
    slugged = Counter(slug(value, value) for value in types["Colliding"].values)
    assert slugged["too-fast"] >= 5


def test_its_messages_make_contracts(board: Board) -> None:
    contracts = contracts_of(board)
    carriers = [s for s in board.stickies.values() if s.message is not None]
    assert len(contracts.subjects) == len(carriers)
    assert len({subject.stem.casefold() for subject in contracts.subjects}) == len(carriers)
    for subject in contracts.subjects:
        assert set(subject.context) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
        assert subject.name.isalnum()
    assert len(context_slugs(board)) == len(set(context_slugs(board).values()))

from __future__ import annotations

import pytest

from stormdesk.model.grammar import BESIDE_THE_FLOW, expected_next, followers_of, may_lead_to
from stormdesk.model.level import palette
from stormdesk.model.profile import LEVELS, Level
from stormdesk.model.sticky import Kind

CHAIN = [
    ("read-model", "actor"), ("actor", "command"), ("command", "aggregate"),
    ("command", "system"), ("aggregate", "event"), ("system", "event"), ("event", "policy"),
    ("policy", "command"), ("event", "read-model"), ("command", "event"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "target"), CHAIN)
def test_the_grammar_of_event_storming(source: str, target: str) -> None:
    assert may_lead_to(Kind(source), Kind(target))
    assert Kind(target) in followers_of(Kind(source))


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("event", "command"),
        ("event", "event"),
        ("command", "command"),
        ("policy", "event"),
        ("actor", "event"),
        ("event", "actor"),
        ("aggregate", "command"),
    ],
)
def test_shortcuts_are_no_grammar(source: str, target: str) -> None:
    assert not may_lead_to(Kind(source), Kind(target))


@pytest.mark.parametrize("kind", sorted(BESIDE_THE_FLOW))
def test_comments_are_no_part_of_the_flow(kind: Kind) -> None:
    assert followers_of(kind) == frozenset()
    assert not any(may_lead_to(other, kind) for other in Kind)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("kind", Kind)
def test_what_is_expected_next_follows_the_grammar_and_the_level(kind: Kind, level: Level) -> None:
    following = expected_next(kind, level)
    if level == "big-picture" or kind in BESIDE_THE_FLOW:
        assert following is kind
    else:
        assert may_lead_to(kind, following)
        assert following in palette(level)


@pytest.mark.parametrize(
    ("level", "expected"),
    [("big-picture", "command"), ("process", "event"), ("software-design", "aggregate")],
)
def test_what_follows_a_command(level: Level, expected: str) -> None:
    assert expected_next(Kind.COMMAND, level) is Kind(expected)

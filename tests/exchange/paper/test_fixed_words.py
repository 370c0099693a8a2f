from __future__ import annotations

import re
from typing import get_args

import pytest

from stormdesk.analysis.checklists import wording
from stormdesk.analysis.findings import RULES
from stormdesk.analysis.session_log import What
from stormdesk.exchange.paper.fixed_words import LANGUAGES, words_in
from stormdesk.model.handling import CircuitBreaker, Handling, Retry
from stormdesk.model.message import Classification, Mask, Message
from stormdesk.model.profile import Profile
from stormdesk.model.service import FailureMode, Indicator
from stormdesk.model.sticky import Kind, Sticky
from stormdesk.resources import read_yaml


def braces(phrase: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", phrase))


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_language_says_everything(language: str) -> None:
    english, words = words_in("en").phrases, words_in(language).phrases
    assert words.keys() == english.keys()
    assert [path for path in english if braces(words[path]) != braces(english[path])] == []
    assert all(phrase.strip() == phrase and phrase for phrase in words.values())


@pytest.mark.parametrize("language", sorted({*LANGUAGES} - {"en"}))
def test_every_language_says_what_rules_and_checklists_ask(language: str) -> None:
    words, asked = words_in(language), wording()
    lists = [*asked.checklists, *asked.maturity]
    items = [item for each in lists for item in each.items]
    said = {("rules", each.id): words.asked("rules", each.id, "") for each in RULES}
    said |= {("checklists", each.id): words.asked("checklists", each.id, "") for each in lists}
    said |= {("items", each.id): words.asked("items", each.id, "") for each in items}
    assert [name for name, text in said.items() if not text or text != text.strip()] == []
    told = read_yaml(f"words/{language}.rules.yaml")
    assert {(group, name) for group in told for name in told[group]} == said.keys()


def test_rules_speak_english_by_themselves() -> None:
    assert words_in("en").asked("rules", "past-due", "What was due") == "What was due"
    assert words_in("de").asked("rules", "a-new-one", "What is new") == "What is new"


@pytest.mark.parametrize(
    ("group", "choices"),
    [
        ("audience", get_args(Message.model_fields["audience"].annotation)),
        ("backoff", get_args(get_args(Retry.model_fields["backoff"].annotation)[0])),
        ("classification", get_args(Classification)),
        ("handling", [name.replace("_", "-") for name in Handling.model_fields]),
        ("handling", [name.replace("_", "-") for name in CircuitBreaker.model_fields]),
        ("handling", [name.replace("_", "-") for name in Retry.model_fields]),
        ("indicator", get_args(Indicator)),
        ("logged", get_args(What)),
        ("mask", get_args(Mask)),
        ("mode", get_args(FailureMode.model_fields["mode"].annotation)),
        ("trigger", get_args(get_args(Sticky.model_fields["trigger"].annotation)[0])),
    ],
)
def test_every_choice_has_a_word(group: str, choices: list[str]) -> None:
    assert choices
    assert all(words_in("en").of(group, choice) for choice in choices)


def test_numbers_take_the_form_that_the_language_asks_for() -> None:
    assert words_in("en").counted("lane", 0) == "0 lanes"
    assert words_in("en").counted("lane", 1) == "1 lane"
    assert words_in("fr").counted("lane", 0) == "0 couloir"
    assert words_in("fr").counted("lane", 2) == "2 couloirs"


def test_a_board_may_call_a_kind_by_another_name() -> None:
    profile = Profile(id="b", title="T", labels={Kind.AGGREGATE: "Schranke"})
    assert words_in("de").kind(Kind.AGGREGATE, profile) == "Schranke"
    assert words_in("de").kind(Kind.EVENT, profile) == "Ereignis"

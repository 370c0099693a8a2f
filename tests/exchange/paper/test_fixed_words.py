from __future__ import annotations

import re

import pytest

from stormdesk.exchange.paper.fixed_words import LANGUAGES, words_in
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Kind


def braces(phrase: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", phrase))


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_language_says_everything(language: str) -> None:
    english, words = words_in("en").phrases, words_in(language).phrases
    assert words.keys() == english.keys()
    assert [path for path in english if braces(words[path]) != braces(english[path])] == []
    assert all(phrase.strip() == phrase and phrase for phrase in words.values())


def test_numbers_take_the_form_that_the_language_asks_for() -> None:
    assert words_in("en").counted("lane", 0) == "0 lanes"
    assert words_in("en").counted("lane", 1) == "1 lane"
    assert words_in("fr").counted("lane", 0) == "0 couloir"
    assert words_in("fr").counted("lane", 2) == "2 couloirs"


def test_a_board_may_call_a_kind_by_another_name() -> None:
    profile = Profile(id="b", title="T", labels={Kind.AGGREGATE: "Schranke"})
    assert words_in("de").kind(Kind.AGGREGATE, profile) == "Schranke"
    assert words_in("de").kind(Kind.EVENT, profile) == "Ereignis"

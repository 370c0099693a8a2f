from __future__ import annotations

import pytest
import yaml
from exchange.any_board import TRICKY, json_values, texts
from hypothesis import given
from hypothesis import strategies as st

from stormdesk.exchange.yaml_events import Plain, Source
from stormdesk.exchange.yaml_text import WIDTH, comment, dump

_UNTYPED_LOADER = yaml.CBaseLoader


@given(st.dictionaries(texts, json_values, max_size=4))
def test_an_independent_reader_finds_the_same_values(value: dict[str, object]) -> None:
    assert yaml.safe_load(dump(value)) == value


@given(texts)
def test_our_own_reader_finds_the_same_text(text: str) -> None:
    found = Source(dump({"a": text, "b": [text], "c": {text: text}}).encode(), "x").loaded()
    assert found == {"a": text, "b": [text], "c": {text: text}}


@pytest.mark.parametrize("text", [*TRICKY, "yes", "off", "TRUE", "nan", "5s", "1.1.0", "é", ""])
def test_a_text_stays_a_text_for_readers_of_both_versions(text: str) -> None:
    written = dump({"a": text})
    assert yaml.safe_load(written) == {"a": text}
    # A reader of version 1.2 types plain scalars by other rules: only plain words are safe.
    node = yaml.compose(written, Loader=_UNTYPED_LOADER).value[0][1]
    if node.style is None:
        assert node.value[0].isalpha() or node.value[0] == "_"
        assert node.value.lower() not in {"y", "n", "yes", "no", "on", "off", "true", "null"}


def test_emoji_stay_readable_and_odd_breaks_are_escaped() -> None:
    assert dump({"a": "🎉 done"}) == 'a: "🎉 done"\n'
    assert dump({"a": "a\u0085b\u2028c\ufeff"}) == 'a: "a\\x85b\\u2028c\\uFEFF"\n'


def test_lines_are_written_as_lines_and_lists_of_mappings_below_one_another() -> None:
    value = {"steps": [{"name": "one", "text": "a\nb"}, {"name": "two", "tags": ["x", "z"]}]}
    assert dump(value) == (
        "steps:\n  - name: one\n    text: |-\n      a\n      b\n  - {name: two, tags: [x, z]}\n"
    )


def test_what_does_not_fit_on_a_line_stands_below_one_another() -> None:
    short = {"a": {"b": {"c": "x" * 50}}}
    long = {"a": {"b": {"c": "x" * 60, "d": "x" * 60}}}
    assert len(dump(short).splitlines()) == 2
    assert [len(line) <= WIDTH for line in dump(long).splitlines()] == [True] * 4


def test_a_key_of_any_length_can_be_read() -> None:
    value = {"k" * 2000: {"é" * 2000: "x"}}
    assert yaml.safe_load(dump(value)) == value


@given(texts)
def test_a_comment_says_nothing_to_a_reader_whatever_stands_in_it(text: str) -> None:
    written = comment(text)
    assert yaml.safe_load(f"{written}a: 1\n") == {"a": 1}
    assert all(len(line) <= WIDTH for line in written.splitlines())


def test_numbers_look_like_numbers_to_all_readers() -> None:
    assert dump({"a": 4.0, "b": 4.5, "c": 1e-07, "d": 1e22, "e": True, "f": None}) == (
        "a: 4\nb: 4.5\nc: 1.0e-07\nd: 1.0e+22\ne: true\nf: null\n"
    )


def test_quoted_scalars_are_told_from_plain_ones() -> None:
    plain, quoted = Source(b"[5, '5']", "x").loaded()
    assert isinstance(plain, Plain)
    assert not isinstance(quoted, Plain)
    assert plain == quoted == "5"

"""Regular expressions that mean the same everywhere and never take an age."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stormdesk.exchange.contracts.values import patterns


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("(", "is not a regular expression"),
        ("[z-a]", "is not a regular expression"),
        ("*a", "is not a regular expression"),
        ("(?P<a>b)", "uses (?P, which JSON Schema does not know"),
        ("(?i)a", "uses (?i,"),
        ("a*+", "uses +,"),
        ("(?>a)", "uses (?>,"),
        (r"\-", r"uses \-,"),
        (r"\Aa\Z", r"uses \A,"),
        (r"\_", r"uses \_,"),
        ("a{", "uses {,"),
        ("a{,3}", "uses {,"),
        ("}", "uses },"),
        ("]", "uses ],"),
        ("[]a]", "uses [],"),
        ("[^]a]", "uses [^],"),
        ("(?=a)*", "uses *,"),
        ("(?#note)a", "uses (?#,"),
        (r"\012", r"uses \0,"),
        (r"[\B]", "is not a regular expression"),
        ("a" * 1001, "at most 1000 are taken"),
        ("a{3000}", "repeats more than 2000 times"),
        ("((a{50}){50}){50}", "repeats more than 2000 times"),
        ("(" * 60 + "a" + ")" * 60, "uses brackets in brackets"),
    ],
)
def test_a_pattern_that_not_every_tool_reads_alike_is_refused(pattern: str, said: str):
    assert said in patterns.fault(pattern)


@pytest.mark.parametrize(
    ("pattern", "good", "bad"),
    [
        ("[A-Z]{3}-[0-9]{4}", ["ABC-0042", "xABC-00421"], ["AB-0042", ""]),
        ("^(EUR|USD)$", ["EUR"], ["EURO", "EUR\n", " EUR"]),
        ("a+b*?c??", ["a", "xab"], ["b", ""]),
        (r"^[\w.]+@[a-z]+\.com$", ["a_b.C@x.com"], ["é@x.com", "a@x-com"]),
        (r"^\d{2,3}$", ["12", "123"], ["1", "1234", "\u0663\u0663"]),
        ("^(?:ab){2,}x$", ["ababx"], ["abx"]),
        ("[^abc]|q", ["d", "aq"], ["abc"]),
        ("^.$", ["\U0001f389"], ["\n", "\u2028", "ab"]),
        (r"\bno\b", ["no", "a no!"], ["not", "a_no"]),
        (r"^\B", [""], ["a"]),
        (r"[\]\-\\/]$", ["]", "-", "\\", "/"], ["a"]),
        (r"^\x41\u00e9\t$", ["Aé\t"], ["A"]),
        (r"^[^\S\n]+$", [" \u00a0"], ["\n", "a"]),
        ("^(a|b|)c{0}$", ["", "a", "b"], ["c"]),
        ("^(?!.*--)[a-z-]+$", ["a-b"], ["a--b"]),
        (r"^(a|b)\1$", ["aa"], ["ab"]),
    ],
)
def test_a_text_matches_as_json_schema_means_it(pattern: str, good: list[str], bad: list[str]):
    assert patterns.fault(pattern) == ""
    assert [text for text in good if not patterns.matches(pattern, text)] == []
    assert [text for text in bad if patterns.matches(pattern, text)] == []


@pytest.mark.parametrize(
    "pattern",
    [
        "^(a+)+$",
        "^(a|a)*$",
        "^(a|aa)+$",
        "^(a*)*b$",
        "^(.*a){20}$",
        "a*" * 400 + "b",
        "^((a{0,9}){0,9}){0,9}b$",
        "^(?=(a+)+$)(a+)+b$",
    ],
)
def test_no_pattern_takes_an_age(pattern: str):
    assert patterns.fault(pattern) == ""
    assert not patterns.matches(pattern, "a" * 200 + "!")


def test_what_could_take_an_age_to_look_at_is_left_out():
    assert patterns.matches(r"^(a+)+\1$", "a" * 200 + "!")


def test_a_text_too_long_for_its_pattern_counts_as_one_without_a_match():
    assert patterns.matches("^a+$", "a" * 100_000)
    assert not patterns.matches("^(a{0,40}b?){20}a*$", "a" * 100_000)


_PATTERNS = st.recursive(
    st.sampled_from(["a", "b", ".", "[ab]", "[^a]", r"\w", "^", "$", r"\b", ""]),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map("".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda each: f"({'|'.join(each)})"),
        st.builds(lambda a, q: f"(?:{a}){q}", inner, st.sampled_from(["*", "+", "?", "{0,2}"])),
    ),
    max_leaves=8,
)


@settings(max_examples=300, deadline=None)
@given(_PATTERNS, st.text("ab c", max_size=6))
def test_the_answer_is_that_of_python_where_both_notations_agree(pattern: str, text: str):
    assert patterns.fault(pattern) == ""
    assert patterns.matches(pattern, text) == bool(re.search(pattern, text, re.ASCII))


@settings(max_examples=100, deadline=None)
@given(st.text("(){}[]|*+?^$\\.,0-9aA:=!<", max_size=12), st.text("aA09", max_size=4))
def test_whatever_is_typed_is_judged(pattern: str, text: str):
    if not patterns.fault(pattern):
        patterns.matches(pattern, text)
        made = patterns.text_matching(pattern, 7, 0, None)
        assert made is None or patterns.matches(pattern, made)

"""Which series a query asks for, whatever the query is made of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stormdesk.exchange.operations.metrics.promql import matches, string
from stormdesk.exchange.operations.metrics.selectors import Matcher, Selector, selectors

_X = Matcher("x", "=", "1")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("up", [Selector("up", (), is_range=False)]),
        ("sum(rate(a_total[5m])) / 2", [Selector("a_total", (), is_range=True)]),
        (
            'a:b:c{x="1", y!~"p|q"} > (14.4 * (1 - 0.999)) and on() b',
            [
                Selector("a:b:c", (_X, Matcher("y", "!~", "p|q")), is_range=False),
                Selector("b", (), is_range=False),
            ],
        ),
        (
            "sum by (le, job) (rate(h_bucket[5m])) or vector(0)",
            [Selector("h_bucket", (), is_range=True, grouped=("le", "job"))],
        ),
        (
            "sum(a) by (x) / sum without (y) (b offset 5m)",
            [
                Selector("a", (), is_range=False, grouped=("x",)),
                Selector("b", (), is_range=False),
            ],
        ),
        (
            '{"a.b_total", x="1"} unless {__name__="c"}',
            [
                Selector("a.b_total", (_X,), is_range=False),
                Selector("c", (), is_range=False),
            ],
        ),
        (
            "histogram_quantile(0.95, sum by (le) (rate(h_bucket[5m:1m]))) > bool 5e-1 # no metric",
            [Selector("h_bucket", (), is_range=True, grouped=("le",))],
        ),
        ("(hour() * 60 + minute() >= 480 < 1080) and day_of_week() == 1", []),
        ("a{x=\"by(\", y='{}'}", [
            Selector("a", (Matcher("x", "=", "by("), Matcher("y", "=", "{}")), is_range=False)
        ]),
    ],
)  # fmt: skip
def test_selectors_are_found(query: str, expected: list[Selector]):
    assert list(selectors(query)) == expected


@given(st.text(max_size=200))
def test_no_text_breaks_them(text: str):
    selectors(text)


@given(st.text(max_size=20))
def test_text_of_a_matcher_comes_back(text: str):
    (selector,) = selectors(f"a{{x={string(text)}}}")
    assert selector.matchers == (Matcher("x", "=", text),)


@given(st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=4))
def test_labels_that_are_guessed_are_among_the_series(texts: list[str]):
    (selector,) = selectors(f'a{{x{matches(texts)},y!="",z!="q"}}')
    assert selector.holds("a", selector.labels())

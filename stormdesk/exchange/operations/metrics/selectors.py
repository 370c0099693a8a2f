"""Which series a query of PromQL looks at: their names, and what their labels have to be.

Source: Prometheus, "Querying basics", time series selectors; "Operators", aggregation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

_TOKEN = re.compile(
    r"""(?P<space>\s+|\#[^\n]*)
    |(?P<string>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`[^`]*`)
    |(?P<number>\d[\w.]*|\.\d\w*)
    |(?P<word>[A-Za-z_:][\w:.]*)
    |(?P<sign>=~|!~|!=|==|>=|<=|.)""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ALTERNATIVE = re.compile(r"(?:\\.|[^|\\])+", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r"}
_LISTS = frozenset({"by", "without", "on", "ignoring", "group_left", "group_right"})
_WORDS = _LISTS | {"and", "or", "unless", "bool", "offset", "atan2", "inf", "nan", "start", "end"}

Sign = Literal["=", "!=", "=~", "!~"]
_SIGNS: Mapping[str, Sign] = {"=": "=", "!=": "!=", "=~": "=~", "!~": "!~"}


@dataclass(frozen=True, slots=True)
class Matcher:
    """What one label has to be."""

    label: str
    sign: Sign
    value: str

    def holds(self, value: str) -> bool:
        """Tell whether a value is taken; an absent label is empty."""
        if self.sign in ("=", "!="):
            return (value == self.value) is (self.sign == "=")
        try:
            found = re.fullmatch(self.value, value, re.DOTALL) is not None
        except re.error:
            return False
        return found is (self.sign == "=~")


@dataclass(frozen=True, slots=True)
class Selector:
    """The series of one name that a query looks at; ``grouped`` are labels it sums up by."""

    name: str
    matchers: tuple[Matcher, ...]
    is_range: bool
    grouped: tuple[str, ...] = ()

    def holds(self, name: str, labels: Mapping[str, str]) -> bool:
        """Tell whether a series is among them."""
        return name == self.name and all(m.holds(labels.get(m.label, "")) for m in self.matchers)

    def labels(self) -> dict[str, str]:
        """Return labels that a series may have so that it is among them.

        Raises ValueError where a regular expression leaves no guess.
        """
        return {
            label: value
            for label in dict.fromkeys(matcher.label for matcher in self.matchers)
            if (value := self._guess(label))
        }

    def _guess(self, label: str) -> str:
        matchers = [matcher for matcher in self.matchers if matcher.label == label]
        exact = [matcher.value for matcher in matchers if matcher.sign == "="]
        patterns = (matcher.value for matcher in matchers if matcher.sign == "=~")
        plain = [_ESCAPE.sub(r"\1", each) for p in patterns for each in _ALTERNATIVE.findall(p)]
        for candidate in (*exact, *plain, "some", "1", ""):
            if all(matcher.holds(candidate) for matcher in matchers):
                return candidate
        raise ValueError(f"no value of {label} is known that {self.name} is asked for")


@lru_cache(maxsize=10_000)
def selectors(query: str) -> tuple[Selector, ...]:
    """Return the selectors of a query in the order they stand in it."""
    reader = _Reader([t for t in _tokens(query) if t[0] != "space"])
    reader.read()
    return tuple(reader.found)


def _tokens(query: str) -> Iterator[tuple[str, str]]:
    for match in _TOKEN.finditer(query):
        yield match.lastgroup or "", match[0]


class _Reader:
    """Goes through the tokens of a query once."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.found: list[Selector] = []
        self._tokens = tokens
        self._at = 0

    def read(self) -> None:
        waiting: tuple[str, ...] = ()
        opened: list[tuple[int, tuple[str, ...]]] = []
        closed = 0
        while self._at < len(self._tokens):
            kind, text = self._tokens[self._at]
            self._at += 1
            if kind == "word" and text.lower() in _LISTS:
                named = self._list()
                if text.lower() == "by" and self._next() == "(":
                    waiting = named
                elif text.lower() == "by":
                    self._group(closed, named)
            elif text == "(":
                opened.append((len(self.found), waiting))
                waiting = ()
            elif text == ")" and opened:
                closed, named = opened.pop()
                self._group(closed, named)
            elif text == "[":
                self._skip_range()
            elif text == "{" or (kind == "word" and self._is_series(text)):
                self.found.append(self._selector("" if text == "{" else text))

    def _is_series(self, text: str) -> bool:
        follower = self._next().lower()
        is_called = follower == "(" or follower in ("by", "without")
        return text.lower() not in _WORDS and not is_called

    def _selector(self, name: str) -> Selector:
        matchers: tuple[Matcher, ...] = ()
        if not name:
            self._at -= 1
        if self._next() == "{":
            self._at += 1
            name, matchers = self._matchers(name)
        is_range = self._next() == "["
        if is_range:
            self._skip_range()
        return Selector(name, matchers, is_range)

    def _matchers(self, name: str) -> tuple[str, tuple[Matcher, ...]]:
        found: list[Matcher] = []
        while self._at < len(self._tokens) and self._next() != "}":
            label = self._take()
            sign = _SIGNS.get(self._next())
            if sign is None:
                name = _text(label) if label[:1] in "\"'`" else name
                continue
            self._at += 1
            value = _text(self._take())
            if label == "__name__" and sign == "=":
                name = value
            else:
                found.append(Matcher(_text(label), sign, value))
        self._at += 1
        return name, tuple(found)

    def _skip_range(self) -> None:
        while self._at < len(self._tokens) and self._next() != "]":
            self._at += 1

    def _list(self) -> tuple[str, ...]:
        if self._next() != "(":
            return ()
        found: list[str] = []
        while self._at < len(self._tokens) and self._next() != ")":
            kind, text = self._tokens[self._at]
            self._at += 1
            if kind in ("word", "string"):
                found.append(_text(text))
        self._at += 1
        return tuple(found)

    def _group(self, since: int, named: tuple[str, ...]) -> None:
        if named:
            for place in range(since, len(self.found)):
                grouped = tuple(dict.fromkeys((*self.found[place].grouped, *named)))
                self.found[place] = replace(self.found[place], grouped=grouped)

    def _next(self) -> str:
        return self._tokens[self._at][1] if self._at < len(self._tokens) else ""

    def _take(self) -> str:
        text = self._next()
        self._at += 1
        return text


def _text(token: str) -> str:
    """Return what a string says, or a word as it is."""
    if token[:1] not in "\"'`":
        return token
    if token[0] == "`":
        return token[1:-1]
    return _ESCAPE.sub(lambda found: _ESCAPED.get(found[1], found[1]), token[1:-1])

"""Regular expressions of text fields: what is wrong with one, and a text that matches it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LONGEST = 1000
_DEEPEST = 40
_MOST = 2_000
_PYTHON_ONLY = re.compile(r"\(\?(?:P|#|[aiLmsux-]+[:)]|\()|[*+?}]\+")
_ESCAPES = frozenset("dDwWsSbBtnrfvkpPcux0123456789^$\\.*+?()[]{}|/-")
_CLASSES = {"d": "0123456789", "w": "abcdefghijklmnopqrstuvwxyz", "s": " "}
_CONTROLS = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "v": "\v"}
_QUANTIFIER = re.compile(r"\*|\+|\?|\{(\d{1,6})(,(\d{1,6})?)?\}")


class _TooRich(Exception):
    """A pattern beyond the part of the notation that texts are made for."""


@dataclass(frozen=True, slots=True)
class _OneOf:
    characters: str


@dataclass(frozen=True, slots=True)
class _Sequence:
    parts: tuple[_Node, ...]


@dataclass(frozen=True, slots=True)
class _Repeat:
    part: _Node
    least: int
    most: int


_Node = _OneOf | _Sequence | _Repeat


def fault(pattern: str) -> str:
    """Say what keeps a pattern from meaning the same everywhere, or nothing.

    JSON Schema takes ECMAScript's notation; what only Python knows is refused.
    """
    if len(pattern) > _LONGEST:
        return f"pattern has {len(pattern)} characters; at most {_LONGEST} are taken"
    try:
        re.compile(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        reason = error.msg if isinstance(error, re.error) else "nested or repeated too far"
        return f"pattern {pattern!r} is not a regular expression: {reason}"
    found = _PYTHON_ONLY.search(re.sub(r"\\.", "", pattern))
    if found is not None:
        return f"pattern {pattern!r} uses {found[0]}, which JSON Schema does not know"
    for escape in re.finditer(r"\\(.)", pattern):
        if escape[1] not in _ESCAPES:
            return f"pattern {pattern!r} uses {escape[0]}, which JSON Schema does not know"
    return ""


def matches(pattern: str, text: str) -> bool:
    """Tell whether a text has a match of the pattern, as JSON Schema means it."""
    return re.search(pattern, text) is not None


def text_matching(pattern: str, seed: int, least: int, most: int | None) -> str | None:
    """Return a text of ``least`` to ``most`` characters that matches, or None.

    Literals, classes, groups, alternatives and repetitions are understood; look-around and
    back references are not, and give None.
    """
    try:
        tree = _parse(pattern)
        before = -1
        for extra in range(least + 1):
            text = "".join(_produced(tree, seed, extra))
            if len(text) >= least:
                fits = (most is None or len(text) <= most) and matches(pattern, text)
                return text if fits else None
            if len(text) == before:
                return None
            before = len(text)
    except _TooRich:
        return None
    return None


def _produced(tree: _Node, seed: int, extra: int) -> Iterator[str]:
    for count, characters in enumerate(_characters(tree, extra)):
        if count > _MOST:
            raise _TooRich
        yield characters[(seed + 7 * count) % len(characters)]


def _characters(node: _Node, extra: int) -> Iterator[str]:
    match node:
        case _OneOf(characters):
            yield characters
        case _Sequence(parts):
            for part in parts:
                yield from _characters(part, extra)
        case _Repeat(part, least, most):
            if least > _MOST:
                raise _TooRich
            for _ in range(min(least + extra, most)):
                yield from _characters(part, extra)


def _parse(pattern: str) -> _Node:
    if len(pattern) > _LONGEST:
        raise _TooRich
    node, end = _alternatives(pattern, 0, 0)
    if end != len(pattern):
        raise _TooRich
    return node


def _alternatives(pattern: str, at: int, depth: int) -> tuple[_Node, int]:
    """Parse up to a closing bracket; of the alternatives the first is taken."""
    if depth > _DEEPEST:
        raise _TooRich
    first: _Node | None = None
    while True:
        node, at = _sequence(pattern, at, depth)
        first = first or node
        if at >= len(pattern) or pattern[at] != "|":
            return first, at
        at += 1


def _sequence(pattern: str, at: int, depth: int) -> tuple[_Node, int]:
    parts: list[_Node] = []
    while at < len(pattern) and pattern[at] not in "|)":
        if pattern[at] in "^$":
            at += 1
            continue
        node, at = _atom(pattern, at, depth)
        quantifier = _QUANTIFIER.match(pattern, at)
        if quantifier is not None:
            node = _repeated(node, quantifier)
            at = quantifier.end()
            at += at < len(pattern) and pattern[at] == "?"
        parts.append(node)
    return _Sequence(tuple(parts)), at


def _repeated(node: _Node, quantifier: re.Match[str]) -> _Node:
    match quantifier[0]:
        case "*":
            return _Repeat(node, 0, _MOST)
        case "+":
            return _Repeat(node, 1, _MOST)
        case "?":
            return _Repeat(node, 0, 1)
        case _:
            least = int(quantifier[1])
            upper = quantifier[3]
            most = least if quantifier[2] is None else int(upper) if upper else _MOST
            return _Repeat(node, least, max(least, most))


def _atom(pattern: str, at: int, depth: int) -> tuple[_Node, int]:
    character = pattern[at]
    match character:
        case "(":
            start = at + 3 if pattern.startswith("(?:", at) else at + 1
            if pattern.startswith("?", start):
                raise _TooRich
            node, end = _alternatives(pattern, start, depth + 1)
            if end >= len(pattern):
                raise _TooRich
            return node, end + 1
        case "[":
            return _class(pattern, at + 1)
        case "\\":
            return _OneOf(_escaped(pattern, at)), at + 2
        case ".":
            return _OneOf(_CLASSES["w"]), at + 1
        case "*" | "+" | "?" | "{" | "}" | "]":
            raise _TooRich
        case _:
            return _OneOf(character), at + 1


def _escaped(pattern: str, at: int) -> str:
    letter = pattern[at + 1]
    if letter in _CLASSES:
        return _CLASSES[letter]
    if letter in _CONTROLS:
        return _CONTROLS[letter]
    if letter.isalnum():
        raise _TooRich
    return letter


def _class(pattern: str, at: int) -> tuple[_Node, int]:
    if pattern.startswith("^", at):
        raise _TooRich
    found = ""
    while at < len(pattern) and pattern[at] != "]":
        low = _escaped(pattern, at) if pattern[at] == "\\" else pattern[at]
        at += 2 if pattern[at] == "\\" else 1
        is_range = pattern.startswith("-", at) and not pattern.startswith("-]", at)
        if not is_range:
            found += low
            continue
        high = _escaped(pattern, at + 1) if pattern[at + 1] == "\\" else pattern[at + 1]
        at += 3 if pattern[at + 1] == "\\" else 2
        if len(low) > 1 or len(high) > 1:
            raise _TooRich
        found += "".join(map(chr, range(ord(low), min(ord(high), ord(low) + 99) + 1)))
    if not found:
        raise _TooRich
    return _OneOf(found), at + 1

"""Regular expressions as JSON Schema and Python both read them, as a tree."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

_DEEPEST = 40
_SYNTAX = frozenset("^$\\.*+?()[]{}|/")
_CONTROLS = {"t": 9, "n": 10, "v": 11, "f": 12, "r": 13, "0": 0}
_CODE = re.compile(r"x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})")
_QUANTIFIER = re.compile(r"\*|\+|\?|\{([0-9]{1,6})(,([0-9]{1,6})?)?\}")
_LOOK = re.compile(r"\?(?:=|!|<=|<!)")
_LAST = 0x10FFFF

Range = tuple[int, int]

_DIGITS: tuple[Range, ...] = ((48, 57),)
_WORD: tuple[Range, ...] = ((48, 57), (65, 90), (95, 95), (97, 122))
_SPACES: tuple[Range, ...] = (
    *((9, 13), (32, 32), (160, 160), (0x1680, 0x1680), (0x2000, 0x200A), (0x2028, 0x2029)),
    *((0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000), (0xFEFF, 0xFEFF)),
)
_LINE_ENDS: tuple[Range, ...] = ((10, 10), (13, 13), (0x2028, 0x2029))
_CLASSES = {"d": _DIGITS, "w": _WORD, "s": _SPACES}


@dataclass(frozen=True, slots=True)
class OneOf:
    """One character out of ranges of code points, in their order."""

    ranges: tuple[Range, ...]

    def has(self, character: str) -> bool:
        """Tell whether a character is one of them."""
        code = ord(character)
        return any(first <= code <= last for first, last in self.ranges)


@dataclass(frozen=True, slots=True)
class Sequence:
    """Parts one after the other."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several alternatives."""

    options: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """A part that comes ``least`` to ``most`` times, None for any number."""

    part: Node
    least: int
    most: int | None


@dataclass(frozen=True, slots=True)
class Edge:
    """A place between characters: an end of the text, or that of a word, or not that of one."""

    kind: Literal["^", "$", "b", "B"]


@dataclass(frozen=True, slots=True)
class Beyond:
    """A look around for ``part``, or back at what a group matched, which no automaton does."""

    part: Node | None = None


Node = OneOf | Sequence | Choice | Repeat | Edge | Beyond


def parsed(pattern: str) -> Node:
    """Return the tree of a pattern.

    Raises ValueError with the part that ECMAScript, whose notation JSON Schema takes, refuses.
    """
    node, end = _alternatives(pattern, 0, 0)
    if end != len(pattern):
        raise ValueError(pattern[end])
    return node


def complement(ranges: tuple[Range, ...]) -> tuple[Range, ...]:
    """Return the ranges of all other code points."""
    found: list[Range] = []
    start = 0
    for first, last in sorted(ranges):
        if first > start:
            found.append((start, first - 1))
        start = max(start, last + 1)
    return (*found, (start, _LAST)) if start <= _LAST else tuple(found)


ANY = OneOf(complement(()))
"""Every character there is."""

_ANY_IN_LINE = OneOf(complement(_LINE_ENDS))


def _alternatives(pattern: str, at: int, depth: int) -> tuple[Node, int]:
    """Parse up to a closing bracket or the end."""
    if depth > _DEEPEST:
        raise ValueError("brackets in brackets")
    options: list[Node] = []
    while True:
        node, at = _sequence(pattern, at, depth)
        options.append(node)
        if not pattern.startswith("|", at):
            return (options[0] if len(options) == 1 else Choice(tuple(options))), at
        at += 1


def _sequence(pattern: str, at: int, depth: int) -> tuple[Node, int]:
    parts: list[Node] = []
    while at < len(pattern) and pattern[at] not in "|)":
        node, at = _atom(pattern, at, depth)
        quantifier = _QUANTIFIER.match(pattern, at)
        if quantifier is not None:
            if isinstance(node, Edge) or (isinstance(node, Beyond) and node.part is not None):
                raise ValueError(quantifier[0])
            node = _repeated(node, quantifier)
            at = quantifier.end()
            at += pattern.startswith("?", at)
        parts.append(node)
    return (parts[0] if len(parts) == 1 else Sequence(tuple(parts))), at


def _repeated(node: Node, quantifier: re.Match[str]) -> Repeat:
    match quantifier[0]:
        case "*":
            return Repeat(node, 0, None)
        case "+":
            return Repeat(node, 1, None)
        case "?":
            return Repeat(node, 0, 1)
        case _:
            least, upper = int(quantifier[1]), quantifier[3]
            return Repeat(node, least, int(upper) if upper else None if quantifier[2] else least)


def _atom(pattern: str, at: int, depth: int) -> tuple[Node, int]:
    match pattern[at]:
        case "(":
            return _group(pattern, at + 1, depth + 1)
        case "[":
            return _class(pattern, at + 1)
        case "\\":
            return _escape(pattern, at + 1)
        case ".":
            return _ANY_IN_LINE, at + 1
        case "^":
            return Edge("^"), at + 1
        case "$":
            return Edge("$"), at + 1
        case "*" | "+" | "?" | "{" | "}" | "]" as lone:
            raise ValueError(lone)
        case plain:
            return OneOf(((ord(plain), ord(plain)),)), at + 1


def _group(pattern: str, at: int, depth: int) -> tuple[Node, int]:
    look = _LOOK.match(pattern, at)
    start = look.end() if look is not None else at + 2 if pattern.startswith("?:", at) else at
    if pattern.startswith("?", start):
        raise ValueError(f"({pattern[start : start + 2]}")
    node, end = _alternatives(pattern, start, depth)
    if end >= len(pattern):
        raise ValueError("(")
    return (Sequence((node,)) if look is None else Beyond(node)), end + 1


def _escape(pattern: str, at: int) -> tuple[Node, int]:
    letter = pattern[at : at + 1]
    if letter == "b":
        return Edge("b"), at + 1
    if letter == "B":
        return Edge("B"), at + 1
    if letter in "123456789" and letter:
        while pattern[at : at + 1].isdigit():
            at += 1
        return Beyond(), at
    ranges, at = _characters(pattern, at)
    return OneOf(ranges), at


def _characters(pattern: str, at: int) -> tuple[tuple[Range, ...], int]:
    """Return what an escape stands for, in a class or outside."""
    letter = pattern[at : at + 1]
    if letter in _CLASSES:
        return _CLASSES[letter], at + 1
    if letter.lower() in _CLASSES:
        return complement(_CLASSES[letter.lower()]), at + 1
    code = _CODE.match(pattern, at)
    if code is not None:
        number = int(code[1] or code[2], 16)
        return ((number, number),), code.end()
    if letter == "0" and pattern[at + 1 : at + 2].isdigit():
        raise ValueError("\\0")
    number = _CONTROLS.get(letter, ord(letter) if letter and letter in _SYNTAX else None)
    if number is None:
        raise ValueError(f"\\{letter}")
    return ((number, number),), at + 1


def _class(pattern: str, at: int) -> tuple[Node, int]:
    is_negated = pattern.startswith("^", at)
    at += is_negated
    if pattern.startswith("]", at):
        raise ValueError("[^]" if is_negated else "[]")
    ranges: list[Range] = []
    while not pattern.startswith("]", at):
        low, at = _member(pattern, at)
        if not pattern.startswith("-", at) or pattern.startswith("-]", at):
            ranges += low
            continue
        high, at = _member(pattern, at + 1)
        (first, *_), (last, *_) = low, high
        if len(low) > 1 or len(high) > 1 or first[0] != first[1] or last[0] != last[1]:
            raise ValueError("-")
        ranges.append((first[0], last[0]))
    return OneOf(complement(tuple(ranges)) if is_negated else tuple(ranges)), at + 1


def _member(pattern: str, at: int) -> tuple[tuple[Range, ...], int]:
    if at >= len(pattern):
        raise ValueError("[")
    if pattern[at] != "\\":
        return ((ord(pattern[at]), ord(pattern[at])),), at + 1
    letter = pattern[at + 1 : at + 2]
    if letter in ("b", "-"):
        number = 8 if letter == "b" else ord("-")
        return ((number, number),), at + 2
    return _characters(pattern, at + 1)

"""Regular expressions of text fields: what is wrong with one, and a text that matches it."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from functools import lru_cache

from stormdesk.exchange.contracts.values.automaton import (
    MOST_STEPS,
    Program,
    TooLarge,
    has_match,
    program_of,
)
from stormdesk.exchange.contracts.values.notation import (
    Beyond,
    Choice,
    Edge,
    Node,
    OneOf,
    Repeat,
    Sequence,
    parsed,
)

_LONGEST = 1000
_MOST = 2_000
_LONGEST_LOOKED_AROUND = 200
_MOST_REPEATS = 4
_MOST_WORK = 5_000_000
_USUAL = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ -_.:/@#+*,;!?"


class _TooRich(Exception):
    """A pattern that no text is made for."""


@lru_cache(maxsize=1024)
def fault(pattern: str) -> str:
    """Say what keeps a pattern from meaning the same everywhere, or nothing.

    JSON Schema takes ECMAScript's notation (JSON Schema Core 2020-12, section 6.4); what only
    Python knows is refused.
    """
    if len(pattern) > _LONGEST:
        return f"pattern has {len(pattern)} characters; at most {_LONGEST} are taken"
    try:
        _compiled(pattern)
        _program(pattern)
    except ValueError as error:
        return f"pattern {pattern!r} uses {error}, which JSON Schema does not know"
    except (re.error, RecursionError, OverflowError) as error:
        reason = error.msg if isinstance(error, re.error) else "nested or repeated too far"
        return f"pattern {pattern!r} is not a regular expression: {reason}"
    except TooLarge:
        return f"pattern {pattern!r} repeats more than {MOST_STEPS} times; use max-length"
    return ""


def matches(pattern: str, text: str) -> bool:
    """Tell whether a text has a match of a pattern without ``fault``, as JSON Schema means it.

    The time it takes does not explode. So a text that is long for how rich its pattern is counts
    as one without, and what a pattern looks at around is left out where that could take long.
    """
    program = _program(pattern)
    if len(text) * len(program) > _MOST_WORK or not has_match(program, text):
        return False
    tree = parsed(pattern)
    is_simple = not _is_nested(tree) and _repeats(tree) <= _MOST_REPEATS
    if _looks_around(tree) and is_simple and len(text) <= _LONGEST_LOOKED_AROUND:
        return _compiled(pattern).search(text) is not None
    return True


@lru_cache(maxsize=256)
def _program(pattern: str) -> Program:
    return program_of(parsed(pattern))


def text_matching(pattern: str, seed: int, least: int, most: int | None) -> str | None:
    """Return a text of ``least`` to ``most`` characters that matches, or None.

    None is made for look-around and back references.
    """
    try:
        tree = parsed(pattern)
        before = -1
        for extra in range(least + 1):
            text = "".join(_produced(tree, seed, extra))
            if len(text) >= least:
                fits = (most is None or len(text) <= most) and matches(pattern, text)
                return text if fits else None
            if len(text) == before:
                return None
            before = len(text)
    except (_TooRich, TooLarge, ValueError):
        return None
    return None


def _compiled(pattern: str) -> re.Pattern[str]:
    with warnings.catch_warnings():
        # Python warns of brackets in brackets, which it may read otherwise one day.
        warnings.simplefilter("ignore", FutureWarning)
        return re.compile(pattern, re.ASCII)


def _produced(tree: Node, seed: int, extra: int) -> Iterator[str]:
    for count, each in enumerate(_characters(tree, extra)):
        if count > _MOST:
            raise _TooRich
        characters = _candidates(each)
        yield characters[(seed + 7 * count) % len(characters)]


def _characters(node: Node, extra: int) -> Iterator[OneOf]:
    """Yield what stands at each place, of alternatives the first and of repetitions the fewest."""
    match node:
        case OneOf():
            yield node
        case Sequence(parts):
            for part in parts:
                yield from _characters(part, extra)
        case Choice(options):
            yield from _characters(options[0], extra)
        case Repeat(part, least, most):
            if least > _MOST:
                raise _TooRich
            for _ in range(least + extra if most is None else min(least + extra, most)):
                yield from _characters(part, extra)
        case Edge():
            pass
        case Beyond():
            raise _TooRich


def _candidates(one_of: OneOf) -> str:
    usual = "".join(character for character in _USUAL if one_of.has(character))
    letters = "".join(character for character in usual if character.islower())
    if letters or usual:
        return letters or usual
    first, last = one_of.ranges[0] if one_of.ranges else (0xD800, 0xD800)
    if 0xD800 <= first <= 0xDFFF:
        raise _TooRich
    return "".join(map(chr, range(first, min(last, first + 99) + 1)))


def _parts(node: Node) -> tuple[Node, ...]:
    match node:
        case Sequence(parts) | Choice(parts):
            return parts
        case Repeat(part):
            return (part,)
        case Beyond(part) if part is not None:
            return (part,)
        case _:
            return ()


def _looks_around(node: Node) -> bool:
    return isinstance(node, Beyond) or any(_looks_around(part) for part in _parts(node))


def _repeats(node: Node) -> int:
    return isinstance(node, Repeat) + sum(_repeats(part) for part in _parts(node))


def _is_nested(node: Node) -> bool:
    return (isinstance(node, Repeat) and _repeats(node.part) > 0) or any(
        _is_nested(part) for part in _parts(node)
    )

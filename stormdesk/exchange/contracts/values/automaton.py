"""Whether a text has a match of a regular expression, in time that does not explode.

The expression becomes a program in the manner of Thompson, whose threads run side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from stormdesk.exchange.contracts.values.notation import (
    ANY,
    Beyond,
    Choice,
    Edge,
    Node,
    OneOf,
    Repeat,
    Sequence,
)

MOST_STEPS = 2_000
"""A program longer than this is not made."""


class TooLarge(Exception):
    """An expression that repeats too much."""


@dataclass(frozen=True, slots=True)
class _Fork:
    """Where a thread goes on at several steps."""

    targets: tuple[int, ...]


_Step = OneOf | Edge | _Fork | None
"""None is the end of the program: a match."""


Program = tuple[_Step, ...]


@dataclass(slots=True)
class _Writing:
    """A program as it is written."""

    steps: list[_Step] = field(default_factory=list["_Step"])

    def add(self, step: _Step) -> int:
        if len(self.steps) >= MOST_STEPS:
            raise TooLarge
        self.steps.append(step)
        return len(self.steps) - 1

    def write(self, node: Node) -> None:
        """Append the steps of a node; what follows it comes right behind."""
        match node:
            case OneOf() | Edge():
                self.add(node)
            case Sequence(parts):
                for part in parts:
                    self.write(part)
            case Choice(options):
                self._choice(options)
            case Repeat(part, least, most):
                for _ in range(least):
                    self.write(part)
                if most is None:
                    self._loop(part)
                else:
                    self._perhaps(part, most - least)
            case Beyond(None):
                self._loop(ANY)
            case Beyond():
                pass

    def _choice(self, options: Iterable[Node]) -> None:
        fork, starts, ends = self.add(None), list[int](), list[int]()
        for option in options:
            starts.append(len(self.steps))
            self.write(option)
            ends.append(self.add(None))
        self.steps[fork] = _Fork(tuple(starts))
        for end in ends:
            self.steps[end] = _Fork((len(self.steps),))

    def _loop(self, part: Node) -> None:
        fork = self.add(None)
        self.write(part)
        self.add(_Fork((fork,)))
        self.steps[fork] = _Fork((fork + 1, len(self.steps)))

    def _perhaps(self, part: Node, times: int) -> None:
        forks: list[int] = []
        for _ in range(times):
            forks.append(self.add(None))
            self.write(part)
        for fork in forks:
            self.steps[fork] = _Fork((fork + 1, len(self.steps)))


def program_of(node: Node) -> Program:
    """Return the program of an expression, which takes more than it where that looks around.

    Raises TooLarge where it repeats too much.
    """
    writing = _Writing()
    writing.write(node)
    writing.add(None)
    return tuple(writing.steps)


def has_match(program: Program, text: str) -> bool:
    """Tell whether any part of a text matches."""
    threads: set[int] = set()
    for position in range(len(text) + 1):
        reached: set[int] = set()
        _reach(program, (*threads, 0), reached, text, position)
        if len(program) - 1 in reached:
            return True
        if position < len(text):
            threads = set(_stepped(program, reached, text[position]))
    return False


def _stepped(program: Program, reached: Iterable[int], character: str) -> Iterator[int]:
    for at in reached:
        step = program[at]
        if isinstance(step, OneOf) and step.has(character):
            yield at + 1


def _reach(
    program: Program, starts: Iterable[int], reached: set[int], text: str, position: int
) -> None:
    """Add every step that threads come to without reading a character."""
    waiting = list(starts)
    while waiting:
        at = waiting.pop()
        if at in reached:
            continue
        reached.add(at)
        step = program[at]
        if isinstance(step, _Fork):
            waiting += step.targets
        elif isinstance(step, Edge) and _is_at(step, text, position):
            waiting.append(at + 1)


def _is_at(edge: Edge, text: str, position: int) -> bool:
    match edge.kind:
        case "^":
            return position == 0
        case "$":
            return position == len(text)
        case _:
            sides = (text[max(0, position - 1) : position], text[position : position + 1])
            before, after = (side.isascii() and (side.isalnum() or side == "_") for side in sides)
            return (before != after) == (edge.kind == "b")

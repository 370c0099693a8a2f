"""The answers on an interview sheet, however people write and mail them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import ValidationError

from stormdesk.document.inbox import MOST, Waiting
from stormdesk.exchange.format import Files, only_file
from stormdesk.exchange.interview.marks import END, HEAD, NAME
from stormdesk.exchange.interview.received import received
from stormdesk.exchange.outline_line import MARKS, parse_line
from stormdesk.model.board import Board
from stormdesk.model.naming import derived_id
from stormdesk.model.problem import BadInput, explain
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Kind, Sticky

_LETTERS = "".join(MARKS)
_MARK = re.compile(
    rf"[*_\s]*\[\s*(?:(?P<sign>[{HEAD}{NAME}{END}])|\d+\s*(?P<kind>[{_LETTERS}]))\s*:",
    re.IGNORECASE,
)
_BULLET = re.compile(r"(?:[-*+•‣◦·–—]|\d{1,3}[.)]|\[[ xX]?\])(?:\s+|$)")
_MOST_LINES_OF_A_MARK = 40
_NEARLY_FULL = 60
"""Letters of a line that a mail program may have broken."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What somebody answered, and who, if they said so."""

    found: tuple[Waiting, ...]
    by: str | None = None


@dataclass(frozen=True, slots=True)
class _Part:
    """What stands below a mark: of a sign, or of a question for a kind."""

    sign: str
    kind: Kind
    lines: tuple[str, ...]


def answers_of(data: bytes, where: str) -> Answers:
    """Return what a sheet was answered, in its order.

    Raises BadInput where there is none of its questions, no answer, or one that is too long.
    """
    parts = list(_parts(received(data)))
    if not any(not part.sign for part in parts):
        raise BadInput(where, "holds no question of an interview sheet")
    by = next((line for p in parts if p.sign == NAME for line in _texts(p.lines)), None)
    found: list[Waiting] = []
    for part in parts:
        for text in () if part.sign else _texts(part.lines):
            found.append(_answer(text, part.kind, by, where))
    if not found:
        raise BadInput(where, "has no answers; they stand below the questions, one a line")
    if len(found) > MOST:
        raise BadInput(where, f"has more than {MOST:,} answers")
    return Answers(tuple(found), by)


def read(files: Files) -> Board:
    """Return the answers as a board, without the name; raises BadInput."""
    where, data = only_file(files)
    answers = answers_of(data, where)
    ids: dict[str, None] = {}
    for each in answers.found:
        ids[derived_id(each.text, "answer", ids)] = None
    stickies = [
        Sticky(id=i, kind=each.kind, text=each.text, at=float(number), order=number)
        for number, (i, each) in enumerate(zip(ids, answers.found, strict=True), 1)
    ]
    # So that other answers are another board.
    identity = "\n".join(each.text for each in answers.found)
    return Board.of(
        [Profile(id=derived_id(identity, "interview", ids), title="Interview"), *stickies]
    )


def _parts(text: str) -> Iterator[_Part]:
    lines = text.split("\n")
    starts = [(n, found) for n, line in enumerate(lines) if (found := _MARK.match(line))]
    stops = [*(start for start, _ in starts[1:]), len(lines)]
    for (start, found), stop in zip(starts, stops, strict=False):
        sign = found["sign"] or ""
        if sign == END:
            return
        below = _behind_mark(lines[start:stop], found.end())
        yield _Part(sign, MARKS[(found["kind"] or "e").lower()], below)


def _behind_mark(lines: list[str], begin: int) -> tuple[str, ...]:
    """Return the lines after the bracket that closes a mark, which a mail may have broken."""
    for number, line in enumerate(lines[:_MOST_LINES_OF_A_MARK]):
        if not line.strip():
            break
        close = line.find("]", begin if number == 0 else 0)
        if close >= 0:
            return (line[close + 1 :].strip("*_ "), *lines[number + 1 :])
    return tuple(lines[1:])


def _texts(lines: tuple[str, ...]) -> Iterator[str]:
    """Return one text an answer: what goes on in the next line is one with what it goes on from."""
    text, is_listed, last = "", False, ""
    for line in lines:
        stripped = line.strip()
        bullet = _BULLET.match(stripped)
        if stripped and text and bullet is None and _goes_on(line, last, is_listed=is_listed):
            text = f"{text} {stripped}"
        else:
            if text:
                yield text
            text = stripped[bullet.end() :].strip() if bullet is not None else stripped
            is_listed = bullet is not None
        last = line.rstrip()
    if text:
        yield text


def _goes_on(line: str, last: str, *, is_listed: bool) -> bool:
    """Tell whether a line without a bullet is the end of an answer that the line above begins."""
    is_full, is_lower = len(last) >= _NEARLY_FULL, line.strip()[0].islower()
    if is_listed:
        return is_full or is_lower or line[0].isspace()
    return is_full and is_lower


def _answer(text: str, kind: Kind, by: str | None, where: str) -> Waiting:
    """Return one answer; where it names a kind as in an outline, that is its kind."""
    entry = parse_line(text)
    told = entry if entry is not None and entry.kind is not None else None
    try:
        waiting = Waiting(
            text=told.text if told is not None else text,
            kind=told.kind or kind if told is not None else kind,
        )
        return waiting.revised(by=by) if by is not None else waiting
    except ValidationError as error:
        raise BadInput(where, f"{text[:40]}: {explain(error)}") from None

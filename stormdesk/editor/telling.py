"""The board that a pasted text tells: an outline, Markdown or rows of a spreadsheet."""

from __future__ import annotations

from dataclasses import dataclass

from stormdesk.exchange.foreign import markdown, table
from stormdesk.exchange.outline import read_text
from stormdesk.exchange.outline_line import (
    is_comment,
    lines_of,
    parse_arrow,
    parse_detail,
    parse_lane,
    parse_line,
)
from stormdesk.model.board import Board
from stormdesk.model.context import Flow
from stormdesk.model.grammar import BESIDE_THE_FLOW
from stormdesk.model.naming import folded
from stormdesk.model.problem import BadInput
from stormdesk.model.sticky import Kind, Sticky

MOST_LINES = 5_000


@dataclass(frozen=True, slots=True)
class Told:
    """What a text tells, and the flows it asks for to and from stickies that are there."""

    board: Board
    flows: tuple[Flow, ...] = ()


@dataclass(frozen=True, slots=True)
class _Link:
    index: int
    other: str
    to_other: bool


def lines_in(text: str) -> int:
    """Return how many lines of a text say something."""
    return sum(bool(line.strip()) for line in text.splitlines())


def told(text: str, board: Board, where: str = "pasted text") -> Told:
    """Return what a text tells somebody who has a board open; nothing in it is dropped.

    An arrow to a sticky that only the board has becomes a flow there, one to nowhere a sticky of
    its own. Only into a board without stickies may a first line be the title. Raises BadInput,
    with the line.
    """
    if lines_in(text) > MOST_LINES:
        raise BadInput(where, f"holds more than {MOST_LINES:,} lines; paste it in parts")
    if table.is_table(text):
        outline = table.outline_of(text, where)
    else:
        outline = markdown.outline_of(text)
    lines, links = _loose_arrows(outline, board)
    if board.stickies:
        # What follows a comment is no title.
        lines.insert(0, "//")
    try:
        more = read_text("\n".join(lines), where, board.profile.title)
    except BadInput as problem:
        raise _renumbered(problem, where, -1 if board.stickies else 0) from None
    return Told(more, tuple(_flows(more, links)))


def _renumbered(problem: BadInput, where: str, by: int) -> BadInput:
    number = problem.where.rpartition(":")[2]
    return BadInput(f"{where}:{int(number) + by}", problem.why) if number.isdigit() else problem


def _loose_arrows(outline: str, board: Board) -> tuple[list[str], list[_Link]]:
    """Return the lines without those arrows that lead out of the text, and these."""
    texts = {folded(s.text): s.id for s in reversed(board.in_order(Sticky))}
    numbered = lines_of(outline)
    inside = {folded(e.text) for _, line in numbered if (e := parse_line(line.strip()))}
    lines: list[str] = []
    links: list[_Link] = []
    count, in_flow, kind = 0, None, None
    for _, told_line in numbered:
        line, text = told_line, told_line.strip()
        arrow = parse_arrow(text)
        if arrow is not None and (in_flow is None or folded(arrow.other.text) not in inside):
            other = texts.get(folded(arrow.other.text))
            if in_flow is not None and other is not None:
                links.append(_Link(in_flow, other, arrow.to_other))
                lines.append("//")
                continue
            text = line = text[2:].strip()
        lines.append(line)
        if line[:1].isspace() and kind in (Kind.EVENT, Kind.COMMAND) and parse_detail(text):
            continue
        entry = None if is_comment(text) or parse_lane(text) else parse_line(text)
        if entry is not None:
            kind = entry.kind or Kind.EVENT
            in_flow = in_flow if kind in BESIDE_THE_FLOW else count
            count += 1
    return lines, links


def _flows(more: Board, links: list[_Link]) -> list[Flow]:
    stickies = more.in_order(Sticky)
    pairs = [
        (stickies[link.index].id, link.other) if link.to_other
        else (link.other, stickies[link.index].id)
        for link in links
    ]  # fmt: skip
    return [Flow.between(source, target) for source, target in dict.fromkeys(pairs)]

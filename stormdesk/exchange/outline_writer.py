"""From a board to an outline, and what an outline cannot say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from stormdesk.exchange.outline_columns import BEFORE_A_COMMAND, Columns
from stormdesk.exchange.outline_left_out import left_out
from stormdesk.exchange.outline_line import (
    LETTERS,
    EntryLine,
    FieldLine,
    LaneLine,
    SettingLine,
    escaped,
    lines_of,
    parse_detail,
    parse_lane,
    parse_line,
    written_line,
)
from stormdesk.exchange.outline_reader import read_text, title_of
from stormdesk.model.board import Board
from stormdesk.model.context import Context, Flow
from stormdesk.model.grammar import BESIDE_THE_FLOW
from stormdesk.model.message import Field
from stormdesk.model.naming import folded
from stormdesk.model.people import Team
from stormdesk.model.sticky import Kind, Sticky

_INDENT = "   "
_FAR = 1_000_000.0


def write_outline(board: Board) -> tuple[str, list[str]]:
    """Return the board as an outline, and what had to be left out, one phrase each."""
    loops = {flow.target: flow for flow in board.flows.values() if _is_loop(board, flow)}
    told = list(_told(board, loops))
    places = {sticky.id: index for index, sticky in enumerate(told)}
    back = read_text(_text(board, told, {}), "outline", board.profile.title)
    ids = [sticky.id for sticky in back.in_order(Sticky)]
    implied = {(flow.source, flow.target) for flow in back.flows.values()}

    def pair(flow: Flow) -> tuple[str, str] | None:
        source, target = places.get(flow.source), places.get(flow.target)
        return None if source is None or target is None else (ids[source], ids[target])

    names = _names(told)
    arrows: dict[str, list[str]] = {}
    for flow in board.in_order(Flow):
        target = board.stickies[flow.target]
        if flow.target in loops:
            target = board.stickies[str(target.again)]
        elif pair(flow) in implied or pair(flow) is None:
            continue
        source = board.stickies[flow.source]
        # Where the text at one end is not the only one of its kind, the other end may name it.
        for sign, here, other in (("->", source, target), ("<-", target, source)):
            name = names.get(other.id)
            if name is not None and here.kind not in BESIDE_THE_FLOW:
                arrows.setdefault(here.id, []).append(f"{sign} {name}")
                break
    text = _text(board, told, arrows)
    return text, left_out(board, told, read_text(text, "outline", board.profile.title))


def _is_loop(board: Board, flow: Flow) -> bool:
    """Return whether an arrow back says all of a repeated sticky."""
    source, target = board.stickies[flow.source], board.stickies[flow.target]
    return (
        target.again is not None
        and source.again is None
        and board.stickies[target.again].again is None
        and source.context == target.context
        and len(board.referrers(target.id, Flow)) == 1
        and not board.pinned(target.id)
    )


def _told(board: Board, loops: Iterable[str]) -> Iterator[Sticky]:
    """Yield what an outline can tell in time order, each followed by what is pinned on it."""
    skipped = set(loops)
    able = {
        s.id: s
        for s in board.stickies.values()
        if s.id not in skipped and not s.parked and s.text.strip() and s.again is None
    }

    def key(sticky: Sticky) -> tuple[float, int, str]:
        return (_FAR if sticky.at is None else sticky.at, sticky.order, sticky.id)

    waiting = sorted((s for s in able.values() if s.pinned_to not in able), key=key, reverse=True)
    while waiting:
        sticky = waiting.pop()
        yield sticky
        pinned = [s for s in board.pinned(sticky.id) if s.id in able]
        waiting.extend(sorted(pinned, key=key, reverse=True))


def _names(told: Iterable[Sticky]) -> dict[str, str]:
    """Return how an arrow names each sticky; one that goes by the name of an earlier has none."""
    names: dict[str, str] = {}
    texts: set[str] = set()
    marked: set[tuple[str, Kind]] = set()
    for sticky in told:
        text, bare = folded(sticky.text), escaped(sticky.text)
        if text not in texts and parse_line(bare) == EntryLine(sticky.text.strip()):
            names[sticky.id] = bare
        elif (text, sticky.kind) not in marked:
            names[sticky.id] = f"{LETTERS[sticky.kind]}: {bare}"
        texts.add(text)
        marked.add((text, sticky.kind))
    return names


def _text(board: Board, told: list[Sticky], arrows: dict[str, list[str]]) -> str:
    lines = [_title_line(board.profile.title), ""]
    pen = _Pen(board)
    lines.extend(pen.heads(told))
    for index, sticky in enumerate(told):
        lines.extend(pen.sticky(sticky, told[index - 1] if index else None))
        lines.extend(arrows.get(sticky.id, ()))
    return "".join(f"{line}\n" for line in lines)


def _title_line(title: str) -> str:
    line = escaped(title)
    return line if title_of([*lines_of(line), (2, "")]) == title.strip() else f"\\{line}"


_DRAWN_IN = BESIDE_THE_FLOW | BEFORE_A_COMMAND
"""Kinds that a reader may put into the column of the line before."""


class _Pen:
    """Writes line after line, knowing what a reader makes of those before."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._columns = Columns()
        self._positions: dict[str, int] = {}
        self._context: str | None = None

    def heads(self, told: list[Sticky]) -> Iterator[str]:
        """Yield the heads of all lanes, unless the stickies bring them in the right order."""
        order = [context.id for context in self._board.in_order(Context)]
        if order != list(dict.fromkeys(s.context for s in told if s.context is not None)):
            for context_id in order:
                yield self._head(context_id)

    def sticky(self, sticky: Sticky, before: Sticky | None) -> Iterator[str]:
        """Yield the lines of one sticky, with the head of its lane where that is new."""
        kind, columns = sticky.kind, self._columns
        if sticky.context != self._context:
            if before is not None:
                yield ""
            yield self._head(sticky.context)
        shares = before is not None and sticky.at == before.at
        place = columns.peek(kind, is_alternative=False)
        host = self._positions.get(sticky.pinned_to or "")
        is_drawn_in = kind in _DRAWN_IN and place.at == columns.last and not shares
        if before is not None and (
            is_drawn_in or (kind is Kind.HOTSPOT and host is None and place.host is not None)
        ):
            yield self._head(sticky.context)
            place = columns.peek(kind, is_alternative=False)
        is_other = shares and place.at != columns.last
        self._positions[sticky.id] = columns.count
        columns.stand(kind, is_other)
        line = written_line(self._entry(sticky))
        yield f"| {line}" if is_other else line
        if kind in (Kind.EVENT, Kind.COMMAND):
            yield from _details(sticky)

    def _head(self, context_id: str | None) -> str:
        self._context = context_id
        self._columns.enter_lane()
        context = self._board.get(context_id, Context)
        if context is None:
            return "#"
        name = f"# {_bracketed(context.name)}"
        owner = owner_name(self._board, context.owner)
        line = f"{name} ({_bracketed(owner)})" if owner else name
        return line if parse_lane(line) == LaneLine(context.name, owner) else name

    def _entry(self, sticky: Sticky) -> EntryLine:
        return EntryLine(
            sticky.text.strip(),
            sticky.kind,
            sticky.pivotal,
            tuple(
                tag for tag in sticky.tags if parse_line(f"x #{tag}") == EntryLine("x", tags=(tag,))
            ),
            owner_name(self._board, sticky.owner),
            sticky.sign if sticky.kind is Kind.VALUE else None,
        )


def owner_name(board: Board, owner: str | None) -> str | None:
    """Return how people call an owner, a team or anybody else."""
    team = board.get(owner, Team)
    return owner if team is None else team.name


def _details(sticky: Sticky) -> Iterator[str]:
    message = sticky.message
    if message is None:
        return
    for field in message.fields:
        line = _field_line(field)
        wanted = FieldLine(field.name, field.type, field.required, field.personal)
        if parse_detail(line) == wanted:
            yield _INDENT + line
    settings = (
        SettingLine("key", message.key or ""),
        SettingLine("topic", message.topic or ""),
        SettingLine("version", message.version or ""),
    )
    for setting in settings:
        line = f"{setting.name}: {escaped(setting.value)}"
        if setting.value and parse_detail(line) == setting:
            yield _INDENT + line


def _field_line(field: Field) -> str:
    optional = "" if field.required else "?"
    personal = " (personal)" if field.personal else ""
    return f"{escaped(field.name)}: {field.type}{optional}{personal}"


def _bracketed(name: str) -> str:
    return escaped(name).replace("(", "\\(").replace(")", "\\)")

"""What an outline had to leave out, found by reading it back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from stormdesk.exchange.yaml_sections import SECTIONS
from stormdesk.model.board import Board
from stormdesk.model.context import Context, Flow
from stormdesk.model.people import Team
from stormdesk.model.record import Value
from stormdesk.model.sticky import Sticky

_DERIVED = frozenset({"id", "order", "at", "x", "y", "context", "again", "parked"})


def left_out(board: Board, told: Sequence[Sticky], back: Board) -> list[str]:
    """Return in phrases what of the board is missing in what was read back.

    ``told`` are the stickies that the outline speaks of, in its order.
    """
    found = back.in_order(Sticky)
    now = {sticky.id: again.id for sticky, again in zip(told, found, strict=False)}
    return [
        *_fields(board, told, back, now),
        *_stickies(board, told, now),
        *_flows(board, back, now),
        *_records(board),
    ]


def _fields(
    board: Board, told: Sequence[Sticky], back: Board, now: dict[str, str]
) -> Iterator[str]:
    profile = [name for name in _lost(board, board.profile, back.profile) if name != "title"]
    if profile:
        yield f"of the board: {', '.join(profile)}"
    lanes = {context.name: context for context in back.contexts.values()}
    for what, pairs in (
        ("lane", [(c, lanes[c.name]) for c in board.in_order(Context) if c.name in lanes]),
        ("sticky", [(s, back.stickies[now[s.id]]) for s in told if s.id in now]),
    ):
        lost = Counter(name for mine, theirs in pairs for name in _lost(board, mine, theirs, now))
        for name, count in lost.items():
            yield f"{name} of {_counted(count, what)}"
    if any(sticky.x is not None or sticky.y is not None for sticky in board.stickies.values()):
        yield "places on the wall"


def _lost(
    board: Board, mine: Value, theirs: Value, now: dict[str, str] | None = None
) -> Iterator[str]:
    for name, field in type(mine).model_fields.items():
        if name in _DERIVED or name not in mine.model_fields_set:
            continue
        value, kept = getattr(mine, name), getattr(theirs, name)
        if name == "pinned_to" and now is not None:
            value = now.get(value, value)
        team = board.get(value, Team) if name == "owner" else None
        if isinstance(value, Value) and isinstance(kept, Value):
            yield from (f"{name} {inner}" for inner in _lost(board, value, kept))
        elif value not in (kept, field.get_default(call_default_factory=True)) and (
            team is None or team.name != kept
        ):
            yield name.replace("_", " ")
    yield from mine.model_extra or ()


def _stickies(board: Board, told: Sequence[Sticky], now: dict[str, str]) -> Iterator[str]:
    said = {sticky.id for sticky in told}
    looped = {f.target for f in board.flows.values() if f.source in now and f.target not in said}
    missing = [
        s for s in board.in_order(Sticky) if s.id not in said and not (s.again and s.id in looped)
    ]
    parked = sum(sticky.parked for sticky in missing)
    if parked:
        yield _counted(parked, "parked sticky")
    if len(missing) > parked:
        yield _counted(len(missing) - parked, "empty or repeated sticky")


def _flows(board: Board, back: Board, now: dict[str, str]) -> Iterator[str]:
    def end(of: Board, sticky_id: str) -> str:
        return of.stickies[sticky_id].again or sticky_id

    kept = {(end(back, f.source), end(back, f.target)) for f in back.flows.values()}
    mine = {
        (now.get(end(board, f.source)), now.get(end(board, f.target))) for f in board.flows.values()
    }
    lost = sum((s or "", t or "") not in kept for s, t in mine)
    if lost:
        yield _counted(lost, "flow")
    if kept - mine:
        yield f"that {_counted(len(kept - mine), 'flow')} between neighbours should not be there"
    travelling = sum(flow.via is not None for flow in board.in_order(Flow))
    if travelling:
        yield f"how {_counted(travelling, 'flow')} travel"


def _records(board: Board) -> Iterator[str]:
    for section in SECTIONS:
        if section.record_type not in (Context, Sticky, Flow):
            count = len(board.of_type(section.record_type))
            if count:
                yield f"{count} of {section.key}"


def _counted(count: int, what: str) -> str:
    if count == 1:
        return f"1 {what}"
    return f"{count} {what[:-1]}ies" if what.endswith("y") else f"{count} {what}s"

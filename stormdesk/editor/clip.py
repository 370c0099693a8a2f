"""What travels on the clipboard: chosen stickies as a small board, with all they speak of."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from stormdesk.document.lines import from_bytes, to_bytes
from stormdesk.model.board import Board
from stormdesk.model.context import Context
from stormdesk.model.datatype import named_types, parse_type
from stormdesk.model.message import Field, NamedType
from stormdesk.model.people import Team
from stormdesk.model.problem import BadInput
from stormdesk.model.profile import Profile
from stormdesk.model.record import Record
from stormdesk.model.sticky import Sticky

_FORMAT = "stormdesk-clip/1"


@dataclass(frozen=True, slots=True)
class Clip:
    """A sound board under the id of the one it comes from, and which stickies were copied.

    The others only stand for what the copied ones repeat or compensate.
    """

    board: Board
    chosen: frozenset[str]


def clip_of(board: Board, stickies: Sequence[Sticky]) -> Clip:
    """Return stickies of a board with the flows among them and all they speak of.

    What is pinned on a sticky that is not among them comes on its own.
    """
    chosen = {s.id for s in stickies}
    records: dict[str, Record] = {}
    for sticky in stickies:
        is_alone = sticky.pinned_to is not None and sticky.pinned_to not in chosen
        records[sticky.id] = sticky.revised(pinned_to=None) if is_alone else sticky
        for original in (sticky.again, sticky.compensates):
            if original is not None and original not in chosen:
                stub = board.stickies[original]
                records[original] = Sticky(id=stub.id, kind=stub.kind, text=stub.text)
        for flow in board.outgoing(sticky.id):
            if flow.target in chosen:
                records[flow.id] = flow
    contexts = {s.context for s in stickies if s.context is not None}
    records |= {i: board.records[i] for i in sorted(contexts)}
    types = _types(board, stickies)
    spoken = {text for r in (*records.values(), *types) for text in _texts(r.written())}
    teams = [team for team in board.of_type(Team).values() if team.id in spoken]
    profile = Profile(id=board.profile.id, title=board.profile.title)
    return Clip(Board.of([profile, *records.values(), *types, *teams]), frozenset(chosen))


def written(clip: Clip) -> str:
    """Return a clip as text."""
    lines = to_bytes(clip.board).decode()
    return json.dumps({"format": _FORMAT, "chosen": sorted(clip.chosen), "board": lines})


def read(text: str) -> Clip | None:
    """Return the clip that a text is; None for another program's, whose plain text then serves."""
    try:
        found: Any = json.loads(text) if text else None
        if not isinstance(found, dict) or found.get("format") != _FORMAT:
            return None
        board = from_bytes(str(found["board"]).encode(), "clipboard")
        chosen = frozenset(str(each) for each in found["chosen"])
    except (ValueError, KeyError, TypeError, RecursionError, BadInput):
        return None
    return Clip(board, chosen) if chosen and chosen <= board.stickies.keys() else None


def lanes_of(clip: Clip) -> set[str | None]:
    """Return the lanes that the copied stickies come from."""
    return {clip.board.stickies[each].context for each in clip.chosen}


def in_no_lane(clip: Clip) -> Clip:
    """Return a clip whose stickies go wherever they are put."""
    kept = (
        r.revised(context=None) if isinstance(r, Sticky) else r
        for r in clip.board.records.values()
        if not isinstance(r, Context)
    )
    return Clip(Board.of(kept), clip.chosen)


def _types(board: Board, stickies: Iterable[Sticky]) -> list[NamedType]:
    """Return the shared types of all messages, and those that they are made of."""
    known = {each.name: each for each in board.of_type(NamedType).values()}
    messages = [s.message for s in stickies if s.message is not None]
    fields = [field for m in messages for field in m.fields]
    fields += [field for m in messages for version in m.published for field in version.fields]
    found: dict[str, NamedType] = {}
    waiting = list(_named(fields))
    while waiting:
        name = waiting.pop()
        if name in known and name not in found:
            found[name] = known[name]
            waiting.extend(_named(known[name].fields))
    return list(found.values())


def _named(fields: Iterable[Field]) -> Iterator[str]:
    for field in fields:
        yield from named_types(parse_type(field.type))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)

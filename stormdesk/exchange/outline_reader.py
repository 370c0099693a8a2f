"""From an outline to a board."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NoReturn, TypeVar

from pydantic import ValidationError

from stormdesk.exchange.ids import Ids
from stormdesk.exchange.outline_columns import Columns, Place
from stormdesk.exchange.outline_flows import Told, implied_flows
from stormdesk.exchange.outline_line import (
    ArrowLine,
    EntryLine,
    FieldLine,
    LaneLine,
    SettingLine,
    is_alternative,
    is_comment,
    lines_of,
    parse_arrow,
    parse_detail,
    parse_lane,
    parse_line,
    plain_name,
)
from stormdesk.model.board import Board
from stormdesk.model.context import Context, Flow
from stormdesk.model.integrity import sound_board
from stormdesk.model.naming import folded
from stormdesk.model.problem import BadInput, explain, nearest, quoted
from stormdesk.model.profile import Profile
from stormdesk.model.record import Record
from stormdesk.model.sticky import Kind, Sticky

R = TypeVar("R", bound=Record)
_LONGEST_TITLE = 400
_MOST_STICKIES = 100_000


@dataclass(slots=True)
class _Draft:
    """A sticky while what follows may still say more of it."""

    line: int
    entry: EntryLine
    is_alternative: bool
    lane: str | None
    place: Place
    details: list[FieldLine | SettingLine] = field(default_factory=list[FieldLine | SettingLine])

    @property
    def kind(self) -> Kind:
        return self.entry.kind or Kind.EVENT


@dataclass(slots=True)
class _Reading:
    where: str
    lanes: dict[str, tuple[int, LaneLine]] = field(default_factory=dict[str, tuple[int, LaneLine]])
    drafts: list[_Draft] = field(default_factory=list[_Draft])
    arrows: list[tuple[int, int, ArrowLine]] = field(
        default_factory=list[tuple[int, int, ArrowLine]]
    )
    lane: str | None = None
    columns: Columns = field(default_factory=Columns)

    def take(self, number: int, line: str) -> None:
        """Take one line that is neither blank nor a comment."""
        text = line.strip()
        last = self.drafts[-1] if self.drafts else None
        if line[0].isspace() and last is not None and last.kind in (Kind.EVENT, Kind.COMMAND):
            detail = parse_detail(text)
            if detail is not None:
                last.details.append(detail)
                return
        lane, arrow, entry = parse_lane(text), parse_arrow(text), parse_line(text)
        if lane is not None:
            self._enter(number, lane)
        elif arrow is not None:
            if self.columns.in_flow is None:
                self.refuse(number, "an arrow needs a sticky above it")
            self.arrows.append((number, self.columns.in_flow, arrow))
        elif entry is not None:
            if len(self.drafts) == _MOST_STICKIES:
                self.refuse(
                    number, f"too many stickies; at most {_MOST_STICKIES:,} are taken, so split it"
                )
            is_other = is_alternative(text)
            place = self.columns.stand(entry.kind or Kind.EVENT, is_other)
            self.drafts.append(_Draft(number, entry, is_other, self.lane, place))

    def refuse(self, line: int, why: str) -> NoReturn:
        raise BadInput(f"{self.where}:{line}", why) from None

    def _enter(self, number: int, head: LaneLine) -> None:
        self.lane = head.name
        self.columns.enter_lane()
        if head.name is not None:
            known = self.lanes.get(head.name)
            if known is None or known[1].owner is None:
                self.lanes[head.name] = (number, head)

    def flows(self) -> list[tuple[int, int]]:
        """Return the flows that follow from the order of the lines."""
        return implied_flows([Told(d.kind, d.entry.text, d.is_alternative) for d in self.drafts])

    def explicit(self) -> Iterator[tuple[int, int]]:
        """Yield the flows that arrows ask for, as positions."""
        by_text: dict[str, list[int]] = {}
        for index, draft in enumerate(self.drafts):
            by_text.setdefault(folded(draft.entry.text), []).append(index)
        for number, index, arrow in self.arrows:
            wanted = arrow.other
            found = [
                i
                for i in by_text.get(folded(wanted.text), [])
                if wanted.kind in (None, self.drafts[i].kind)
            ]
            if not found:
                near = nearest(wanted.text, (" ".join(d.entry.text.split()) for d in self.drafts))
                self.refuse(number, f"the arrow points to no sticky {quoted(wanted.text)}{near}")
            yield (index, found[0]) if arrow.to_other else (found[0], index)


def read_text(text: str, where: str, title: str) -> Board:
    """Return the board that an outline tells; ``title`` serves where it has none of its own.

    Text that is no syntax is a sticky. Raises BadInput, with the line, for an arrow to nowhere
    and for what is too long.
    """
    lines = lines_of(text)
    reading = _Reading(where)
    own_title = title_of(lines)
    for number, line in lines[2 if own_title is not None else 0 :]:
        if line.strip() and not is_comment(line):
            reading.take(number, line)
    return _board(reading, own_title or plain_name(title) or "Untitled")


def title_of(lines: Sequence[tuple[int, str]]) -> str | None:
    """Return the title: a first line of free text alone, followed by a blank line."""
    if len(lines) < 2 or lines[1][1].strip():
        return None
    line = lines[0][1]
    entry = parse_line(line)
    if line[:1].isspace() or is_alternative(line) or entry is None or entry.kind is not None:
        return None
    title = plain_name(line)
    return title if title and len(title) <= _LONGEST_TITLE else None


def _board(reading: _Reading, title: str) -> Board:
    ids = Ids()
    profile = Profile(id=ids.derived(title, "board"), title=title[:_LONGEST_TITLE])
    contexts = {
        name: _checked(reading, number, Context, _context(ids, name, head, order))
        for order, (name, (number, head)) in enumerate(reading.lanes.items())
    }
    stickies: list[Sticky] = []
    for order, draft in enumerate(reading.drafts):
        values = _sticky(draft) | {"order": order}
        values["id"] = ids.derived(draft.entry.text, draft.kind.value)
        if draft.lane is not None:
            values["context"] = contexts[draft.lane].id
        if draft.place.host is not None:
            values["pinned-to"] = stickies[draft.place.host].id
        stickies.append(_checked(reading, draft.line, Sticky, values))
    pairs = dict.fromkeys(reading.flows())
    back = dict.fromkeys(pair for pair in reading.explicit() if pair not in pairs)
    pairs |= {pair: None for pair in back if pair[0] < pair[1]}
    ends = [(stickies[s].id, stickies[t].id, False) for s, t in sorted(pairs)]
    for source, target in sorted(pair for pair in back if pair[0] >= pair[1]):
        again = _again(stickies[source], stickies[target], ids, len(stickies))
        stickies.append(again)
        ends.append((stickies[source].id, again.id, True))
    flows = [
        Flow.between(source, target, order).revised(loop=loop)
        for order, (source, target, loop) in enumerate(ends)
    ]
    return sound_board([profile, *contexts.values(), *stickies, *flows], reading.where)


def _again(source: Sticky, target: Sticky, ids: Ids, order: int) -> Sticky:
    """Return the sticky that a loop leads back to, once more behind where the loop begins."""
    values: dict[str, Any] = {
        "id": ids.derived(target.text, target.kind.value),
        "kind": target.kind,
        "text": target.text,
        "again": target.id,
        "at": (source.at or 0) + 1,
        "order": order,
    }
    return Sticky.model_validate(
        values if source.context is None else values | {"context": source.context}
    )


def _context(ids: Ids, name: str, head: LaneLine, order: int) -> dict[str, Any]:
    values: dict[str, Any] = {"id": ids.derived(name, "context"), "name": name, "order": order}
    return values if head.owner is None else values | {"owner": head.owner}


def _sticky(draft: _Draft) -> dict[str, Any]:
    entry = draft.entry
    values: dict[str, Any] = {"kind": draft.kind, "text": entry.text, "at": draft.place.at}
    if entry.pivotal:
        values["pivotal"] = True
    if entry.tags:
        values["tags"] = entry.tags
    if entry.owner is not None:
        values["owner"] = entry.owner
    if entry.sign is not None:
        values["sign"] = entry.sign
    message: dict[str, Any] = {}
    for detail in draft.details:
        if isinstance(detail, FieldLine):
            message.setdefault("fields", []).append(_field(detail))
        elif detail.name == "owner":
            values["owner"] = detail.value
        else:
            message[detail.name] = detail.value
    return values | {"message": message} if message else values


def _field(line: FieldLine) -> dict[str, Any]:
    values: dict[str, Any] = {"name": line.name, "type": line.type}
    if not line.is_required:
        values["required"] = False
    if line.is_personal:
        values["personal"] = True
    return values


def _checked(reading: _Reading, line: int, record_type: type[R], values: dict[str, Any]) -> R:
    try:
        return record_type.model_validate(values)
    except ValidationError as error:
        reading.refuse(line, explain(error))

"""The quick-entry line: one line of an outline after another, put behind what is selected."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from math import floor
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from stormdesk.document.inbox import Waiting
from stormdesk.editor.entry import place_at, place_below, place_in_lane, place_next
from stormdesk.editor.flows import connect
from stormdesk.editor.minting import minted_id
from stormdesk.editor.tools.type import Place
from stormdesk.editor.typing import going_on_from, lane_named
from stormdesk.exchange.outline_line import (
    ArrowLine,
    EntryLine,
    FieldLine,
    SettingLine,
    is_alternative,
    is_comment,
    parse_arrow,
    parse_detail,
    parse_lane,
    parse_line,
)
from stormdesk.model.context import Context, Flow
from stormdesk.model.grammar import may_lead_to
from stormdesk.model.message import Message
from stormdesk.model.naming import folded
from stormdesk.model.people import Team
from stormdesk.model.problem import BadInput, explain, nearest, quoted
from stormdesk.model.sticky import Kind, Sticky

if TYPE_CHECKING:
    from stormdesk.editor.editor import Editor

_WHERE = "quick entry"


@dataclass(frozen=True, slots=True)
class Promise:
    """What a line will become: a sticky of a kind, or in words something else."""

    kind: Kind | None
    words: str
    pivotal: bool = False


def promised(editor: Editor, line: str) -> Promise | None:
    """Return what a line will become as it stands; None while it says nothing."""
    text = line.strip()
    if not text or is_comment(text):
        return None
    if _detail(editor, line) is not None:
        return Promise(None, "Detail")
    lane, arrow = parse_lane(text), parse_arrow(text)
    if lane is not None:
        return Promise(None, "Lane")
    if arrow is not None:
        return Promise(None, "Flow to" if arrow.to_other else "Flow from")
    entry = parse_line(text)
    if entry is None:
        return None
    return Promise(entry.kind or Kind.EVENT, "", entry.pivotal)


def take(editor: Editor, line: str) -> None:
    """Do what a line says, as one undoable step; raises BadInput.

    A sticky goes behind the selected one, into the selected lane, or to the end of the timeline.
    """
    text = line.strip()
    detail, lane, arrow = _detail(editor, line), parse_lane(text), parse_arrow(text)
    if detail is not None and editor.selected_sticky is not None:
        _describe(editor, editor.selected_sticky, detail)
    elif lane is not None:
        if lane.name is None:
            raise BadInput(_WHERE, "a lane needs a name; write # Name")
        editor.select([lane_named(editor, lane.name)])
    elif arrow is not None:
        _join(editor, arrow)
    elif (entry := parse_line(text)) is not None:
        _add(editor, entry, is_alternative(text))


def _detail(editor: Editor, line: str) -> FieldLine | SettingLine | None:
    """Return what an indented line says of the selected event or command."""
    sticky = editor.selected_sticky
    if line[:1].isspace() and sticky is not None and sticky.kind in (Kind.EVENT, Kind.COMMAND):
        return parse_detail(line.strip())
    return None


def _add(editor: Editor, entry: EntryLine, is_other: bool) -> None:
    board, kind = editor.board, entry.kind or Kind.EVENT
    if editor.unseen is not None:
        # Only checked here, as on the board.
        try:
            waiting = Waiting(text=entry.text, kind=kind)
        except ValidationError as error:
            raise BadInput(_WHERE, explain(error)) from None
        if editor.unseen.take([waiting]):
            return
    base, place = _base(editor, is_other)
    previous = base
    if base is not None and is_other:
        incoming = board.incoming(base.id)
        previous = board.stickies[incoming[0].source] if len(incoming) == 1 else None
    teams = {team.name: team.id for team in board.of_type(Team).values()}
    try:
        sticky = place(kind).revised(
            id=minted_id(entry.text, board),
            text=entry.text,
            pivotal=entry.pivotal,
            tags=entry.tags,
            owner=teams.get(entry.owner or "", entry.owner),
            sign=entry.sign,
        )
    except ValidationError as error:
        raise BadInput(_WHERE, explain(error)) from None
    with editor.document.edit(f"Add {kind.value.replace('-', ' ')}") as edit:
        edit.put(sticky)
        may_lead = previous is not None and may_lead_to(previous.kind, kind)
        if previous is not None and may_lead and editor.level != "big-picture":
            edit.put(Flow.between(previous.id, sticky.id, board.next_order(Flow)))
    editor.select([sticky.id])


def _base(editor: Editor, is_other: bool) -> tuple[Sticky | None, Place]:
    """Return what the next sticky follows, and where one of a kind goes."""
    board, wall = editor.board, editor.wall
    chosen = list(editor.selection)
    lane = board.get(chosen[0], Context) if len(chosen) == 1 else None
    told = [s for s in board.stickies.values() if not s.parked and wall.box(s.id) is not None]
    last = max(told, key=lambda s: (s.at or 0, s.order), default=None)
    if lane is not None:
        column = 1.0 if last is None else floor(last.at or 0) + 1.0
        return last, lambda kind: place_in_lane(wall, lane.id, kind, column)
    sticky = editor.selected_sticky or last
    if sticky is None:
        pointer = editor.pointer
        return None, lambda kind: place_at(wall, kind, pointer.x, pointer.y)
    if is_other:
        return sticky, partial(place_below, wall, sticky)
    base = going_on_from(board, sticky)
    return base, partial(place_next, wall, base)


def _join(editor: Editor, arrow: ArrowLine) -> None:
    sticky, wanted = editor.selected_sticky, arrow.other
    if sticky is None:
        raise BadInput(_WHERE, "an arrow needs one selected sticky to start from")
    others = [s for s in editor.board.in_order(Sticky) if s.id != sticky.id]
    found = [
        s for s in others if folded(s.text) == folded(wanted.text) and wanted.kind in (None, s.kind)
    ]
    if not found:
        near = nearest(wanted.text, (" ".join(s.text.split()) for s in others if s.text))
        raise BadInput(_WHERE, f"there is no sticky {quoted(wanted.text)}{near}")
    other = found[0].id
    connect(editor, *((sticky.id, other) if arrow.to_other else (other, sticky.id)))
    editor.select([sticky.id])


def _describe(editor: Editor, sticky: Sticky, detail: FieldLine | SettingLine) -> None:
    message = sticky.message or Message()
    changes: dict[str, Any] = {}
    try:
        if isinstance(detail, SettingLine) and detail.name == "owner":
            changes["owner"] = detail.value
        elif isinstance(detail, SettingLine):
            changes["message"] = message.revised(**{detail.name: detail.value})
        else:
            if message.field(detail.name) is not None:
                raise BadInput(_WHERE, f"there is a field {quoted(detail.name)} already")
            field = {
                "name": detail.name,
                "type": detail.type,
                "required": detail.is_required,
                "personal": detail.is_personal,
            }
            told = {n: v for n, v in field.items() if (n, v) not in _USUAL}
            changes["message"] = message.revised(fields=(*message.fields, told))
        revised = sticky.revised(**changes)
    except ValidationError as error:
        raise BadInput(_WHERE, explain(error)) from None
    with editor.document.edit("Describe message") as edit:
        edit.put(revised)


_USUAL = (("required", True), ("personal", False))

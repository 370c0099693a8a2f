"""Copying stickies, and pasting stickies or lines of text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Protocol

from pydantic import ValidationError

from stormdesk.editor.entry import place_at
from stormdesk.editor.minting import minted_id
from stormdesk.editor.stickies import copied, remove_selected
from stormdesk.exchange.outline_line import EntryLine, parse_line, written_line
from stormdesk.layout.timeline import COLUMN
from stormdesk.model.context import Flow
from stormdesk.model.grammar import may_lead_to
from stormdesk.model.record import Record
from stormdesk.model.sticky import Kind, Sticky

if TYPE_CHECKING:
    from stormdesk.editor.editor import Editor

_FORMAT = "stormdesk-clip/1"
_MOST = 5_000


class Clipboard(Protocol):
    """What the desktop lends: a text for everybody and one for ourselves."""

    def put(self, text: str, records: str) -> None:
        """Take a text and, beside it, the records it stands for."""
        ...

    def text(self) -> str:
        """Return the text that is there."""
        ...

    def records(self) -> str:
        """Return the records that are there, or nothing."""
        ...


class LocalClipboard:
    """A clipboard of this program alone, where there is no desktop."""

    def __init__(self) -> None:
        self._text = ""
        self._records = ""

    def put(self, text: str, records: str) -> None:
        """Take a text and, beside it, the records it stands for."""
        self._text, self._records = text, records

    def text(self) -> str:
        """Return the text that is there."""
        return self._text

    def records(self) -> str:
        """Return the records that are there, or nothing."""
        return self._records


def copy(editor: Editor) -> None:
    """Copy the selected stickies, with the flows among them, as text and as stickies."""
    stickies = sorted(editor.selected_stickies, key=lambda s: (s.at or 0, s.y or 0, s.order))
    chosen = {s.id for s in stickies}
    flows = [f for f in editor.board.flows.values() if f.source in chosen and f.target in chosen]
    records: dict[str, Any] = {
        "format": _FORMAT,
        "stickies": [s.written() for s in stickies],
        "flows": [f.written() for f in flows],
    }
    editor.clipboard.put("\n".join(_line(s) for s in stickies), json.dumps(records))


def cut(editor: Editor) -> None:
    """Copy the selected stickies and remove them."""
    copy(editor)
    remove_selected(editor)


def paste(editor: Editor) -> None:
    """Put stickies that were copied at the pointer, or one sticky for each line of text."""
    stickies, flows = _read(editor.clipboard.records())
    if stickies:
        _paste_stickies(editor, stickies, flows)
    else:
        paste_text(editor, editor.clipboard.text())


def paste_text(editor: Editor, text: str) -> None:
    """Put one sticky for each line of a text, in order from the pointer on, as one step."""
    lines = [entry for line in text.splitlines()[:_MOST] if (entry := parse_line(line)) is not None]
    if not lines:
        return
    records: list[Record] = []
    previous: Sticky | None = None
    order = editor.board.next_order(Flow)
    for number, entry in enumerate(lines):
        x, y = editor.pointer.x + number * COLUMN, editor.pointer.y
        kind = entry.kind or Kind.EVENT
        sticky = place_at(editor.wall, kind, x, y)
        sticky = sticky.revised(
            id=minted_id(entry.text, editor.board),
            text=entry.text,
            pivotal=entry.pivotal,
            tags=entry.tags,
            owner=entry.owner,
            sign=entry.sign,
            order=sticky.order + number,
        )
        records.append(sticky)
        if editor.level != "big-picture" and previous and may_lead_to(previous.kind, kind):
            records.append(Flow.between(previous.id, sticky.id, order + number))
        previous = sticky
    with editor.document.edit(f"Paste {len(lines)} lines") as edit:
        edit.put(*records)
    editor.select(r.id for r in records if isinstance(r, Sticky))


def _paste_stickies(editor: Editor, stickies: list[Sticky], flows: list[Flow]) -> None:
    left = min(s.x or 0 for s in stickies)
    top = min(s.y or 0 for s in stickies)
    lane = editor.wall.lane_at(editor.pointer.y)
    base = lane.top if lane is not None else 0.0
    dx, dy = editor.pointer.x - left, editor.pointer.y - base - top
    copies = copied(editor.board, stickies, flows, dx, dy)
    here = lane.context_id if lane is not None else None
    placed: list[Record] = [r.placed(context=here) if isinstance(r, Sticky) else r for r in copies]
    with editor.document.edit("Paste") as edit:
        edit.put(*placed)
    editor.select(r.id for r in placed if isinstance(r, Sticky))


def _read(text: str) -> tuple[list[Sticky], list[Flow]]:
    try:
        found: Any = json.loads(text) if text else {}
        if not isinstance(found, dict) or found.get("format") != _FORMAT:
            return [], []
        return (
            [Sticky.model_validate(each) for each in found["stickies"]],
            [Flow.model_validate(each) for each in found["flows"]],
        )
    except (ValueError, KeyError, TypeError, RecursionError, ValidationError):
        # Another program's clip under our name: its text is pasted instead.
        return [], []


def _line(sticky: Sticky) -> str:
    kind = None if sticky.kind is Kind.EVENT and not sticky.pivotal else sticky.kind
    return written_line(
        EntryLine(
            text=" ".join(sticky.text.split()),
            kind=kind,
            pivotal=sticky.pivotal,
            tags=sticky.tags,
            owner=sticky.owner,
            sign=sticky.sign,
        )
    )

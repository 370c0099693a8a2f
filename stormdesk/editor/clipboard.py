"""Copying stickies, and pasting stickies or lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from stormdesk.document.edit import removal
from stormdesk.editor import clip
from stormdesk.editor.clip import Clip
from stormdesk.editor.pasting import Spot, put_board, spot_at_pointer, spot_of
from stormdesk.editor.stickies import remove_selected
from stormdesk.editor.telling import lines_in, told
from stormdesk.editor.tools.type import Type
from stormdesk.exchange.outline import write_outline
from stormdesk.exchange.outline_line import EntryLine, written_line
from stormdesk.model.board import Board
from stormdesk.model.context import Context
from stormdesk.model.record import Record
from stormdesk.model.sticky import Kind, Sticky

if TYPE_CHECKING:
    from stormdesk.editor.editor import Editor

_MOST_TOLD = 1_000
"""Of more stickies than these, other programs get the texts alone."""


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
    """Copy the selected stickies, with the flows among them, as an outline and as stickies."""
    stickies = sorted(editor.selected_stickies, key=lambda s: (s.at or 0, s.y or 0, s.order))
    if stickies:
        chosen = clip.clip_of(editor.board, stickies)
        editor.clipboard.put(_outline(chosen, stickies), clip.written(chosen))


def cut(editor: Editor) -> None:
    """Copy the selected stickies and remove them."""
    copy(editor)
    remove_selected(editor)


def paste(editor: Editor) -> None:
    """Put stickies that were copied at the pointer, or one sticky for each line of text.

    One line goes into the text that is open; many go where its sticky is. Raises BadInput.
    """
    text, tool = editor.clipboard.text(), editor.tool
    if isinstance(tool, Type):
        if lines_in(text) <= 1:
            tool.type(editor, tool.sticky(editor).text + text.strip("\r\n"))
            return
        spot = _spot_of_typing(editor, tool)
    else:
        spot = spot_at_pointer(editor)
    copied = clip.read(editor.clipboard.records())
    if copied is not None:
        _paste_clip(editor, copied, spot)
    else:
        paste_text(editor, text, spot)


def paste_text(editor: Editor, text: str, spot: Spot) -> None:
    """Put what a text tells onto the wall, in order, as one step; raises BadInput."""
    found = told(text, editor.board)
    count = len(found.board.stickies)
    if editor.unseen is not None and editor.unseen.take_stickies(found.board.in_order(Sticky)):
        return
    if count or found.board.contexts:
        label = "Paste 1 sticky" if count == 1 else f"Paste {count} stickies"
        put_board(editor, found.board, spot, label, extra=found.flows)


def _spot_of_typing(editor: Editor, tool: Type) -> Spot:
    """End the typing and return where its sticky is, or the column behind it where it stays."""
    empty = spot_of(editor, tool.sticky(editor), after=False)
    editor.use(tool.finished(editor))
    kept = editor.board.get(tool.committed, Sticky)
    return empty if kept is None else spot_of(editor, kept, after=True)


def _paste_clip(editor: Editor, copied: Clip, spot: Spot) -> None:
    """Put copies of stickies; those of one lane go to the spot's, others to lanes of their name."""
    is_home = copied.board.profile.id == editor.board.profile.id
    here = editor.board.stickies if is_home else {}
    others = copied.board.stickies.keys() - copied.chosen
    ids = {i: i for i in others if i in here}
    if is_home:
        # What was cut comes back as what it was.
        ids |= {i: i for i in copied.chosen if i not in editor.board.records}
    if len(clip.lanes_of(copied)) == 1:
        copied = clip.in_no_lane(copied)
    more = copied.board.after(removal(copied.board, sorted(others - ids.keys())))
    records = [_as_copy(r) if r.id not in ids else r for r in more.records.values()]
    put_board(editor, Board.of(records), spot, "Paste", ids=ids)


def _as_copy(record: Record) -> Record:
    """Return a record without the names and versions that others rely on: the original has them."""
    if isinstance(record, Context) and record.slug is not None:
        return record.revised(slug=None)
    if not isinstance(record, Sticky):
        return record
    message = record.message
    if message is not None and (message.name is not None or message.published):
        record = record.revised(message=message.revised(name=None, published=()))
    return record.revised(locked=False) if record.locked else record


def _outline(chosen: Clip, stickies: list[Sticky]) -> str:
    """Return one line for one sticky, an outline for several."""
    if len(stickies) > 1 and len(stickies) <= _MOST_TOLD:
        alone = len(clip.lanes_of(chosen)) == 1
        board = (clip.in_no_lane(chosen) if alone else chosen).board
        stubs = sorted(board.stickies.keys() - chosen.chosen)
        text, _ = write_outline(board.after(removal(board, stubs)))
        lines = text.split("\n", 2)[2].rstrip("\n")
        if lines:
            return lines
    return "\n".join(_line(s) for s in stickies)


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

"""The tool that is at work while a lane or an area is being named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from stormdesk.document.edit import Edit
from stormdesk.editor.lanes import renamed_lane
from stormdesk.editor.pointer import Pointer
from stormdesk.editor.tools.tool import Tool
from stormdesk.model.context import Area, Context

if TYPE_CHECKING:
    from stormdesk.editor.editor import Editor

_LONGEST = 400
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class Name(Tool):
    """Holds the edit open while a name is typed; the board shows it at every key."""

    hint = "Type the name · Enter: done · Esc: as it was"
    cursor = "text"

    def __init__(self, record: Area | Context, edit: Edit) -> None:
        self.record_id = record.id
        self._edit = edit

    def record(self, editor: Editor) -> Area | Context:
        """Return the lane or area as it is while being named."""
        board = editor.board
        return board.get(self.record_id, Area) or board.contexts[self.record_id]

    def type(self, editor: Editor, text: str) -> None:
        """Take the whole name as it stands in the entry; an empty one leaves the last one."""
        name = " ".join(_CONTROL.sub(" ", text).split())[:_LONGEST]
        record = self.record(editor)
        if name and name != record.name:
            is_lane = isinstance(record, Context)
            self._edit.put(
                renamed_lane(editor.board, record.id, name)
                if is_lane
                else record.revised(name=name)
            )

    def done(self, editor: Editor) -> Tool:
        """Commit the name and return the tool for afterwards."""
        self.finish(editor)
        return editor.idle()

    def press(self, editor: Editor, pointer: Pointer) -> Tool:
        """Take a press elsewhere: the name is done, and the press counts."""
        return self.done(editor).press(editor, pointer)

    def cancel(self, editor: Editor) -> Tool:
        """Take Escape: as it was before; a new area is not drawn."""
        if self._edit.is_open:
            self._edit.cancel()
        return editor.idle()

    def finish(self, editor: Editor) -> None:
        """Commit what was typed."""
        if self._edit.is_open:
            self._edit.commit()


def naming(editor: Editor, record_id: str) -> Name:
    """Return the tool that names a lane or an area."""
    board = editor.board
    record = board.get(record_id, Area) or board.contexts[record_id]
    editor.select([record_id])
    return Name(record, editor.document.edit("Rename"))


def rename(editor: Editor, record_id: str) -> None:
    """Let the name of a lane or an area be typed."""
    if editor.is_editable:
        editor.tool.finish(editor)
        editor.use(naming(editor, record_id))

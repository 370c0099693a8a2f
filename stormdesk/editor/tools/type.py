"""The tool that is at work while a sticky's text is open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from stormdesk.document.edit import Edit
from stormdesk.editor.minting import minted_id
from stormdesk.editor.pointer import Pointer
from stormdesk.editor.tools.tool import Tool
from stormdesk.exchange.outline_line import MARKS
from stormdesk.model.context import Flow
from stormdesk.model.grammar import may_lead_to
from stormdesk.model.sticky import Kind, Sticky

if TYPE_CHECKING:
    from stormdesk.editor.editor import Editor

_MARK = re.compile(r"^([ecapgrshovun]): ?(?=\S|$)", re.IGNORECASE)


class Type(Tool):
    """Holds the edit open while text is typed; the text shows on the board at every key."""

    hint = "Enter: next sticky · Ctrl+Enter: alternative below · Shift+Enter: new line · Esc: done"
    cursor = "text"

    def __init__(
        self,
        sticky: Sticky,
        edit: Edit,
        *,
        previous: Sticky | None = None,
        before: Sticky | None = None,
    ) -> None:
        self.sticky_id = sticky.id
        self.committed: str | None = None
        self._edit = edit
        self._previous = previous
        self._before = before

    def sticky(self, editor: Editor) -> Sticky:
        """Return the sticky as it is while being typed."""
        return editor.board.stickies[self.sticky_id]

    def type(self, editor: Editor, text: str) -> None:
        """Take the whole text as it stands in the caret widget."""
        sticky = self.sticky(editor)
        if text != sticky.text:
            self._edit.put(sticky.revised(text=text))

    def become(self, editor: Editor, kind: Kind) -> None:
        """Give the sticky another kind; what is typed stays."""
        self._edit.put(self.sticky(editor).revised(kind=kind))

    def press(self, editor: Editor, pointer: Pointer) -> Tool:
        """Take a press elsewhere: the text is done, and the press counts."""
        return self.finished(editor).press(editor, pointer)

    def cancel(self, editor: Editor) -> Tool:
        """Take Escape: keep what was typed; an empty sticky is removed."""
        return self.finished(editor)

    def finish(self, editor: Editor) -> None:
        """Commit what was typed."""
        if self._edit.is_open:
            self.finished(editor)

    def finished(self, editor: Editor) -> Tool:
        """Commit the text and return the tool for afterwards."""
        if self._edit.is_open:
            self._commit(editor)
        return editor.idle()

    def _commit(self, editor: Editor) -> None:
        sticky = self.sticky(editor)
        text = sticky.text.strip()
        mark = _MARK.match(text)
        kind = MARKS[mark[1].lower()] if mark else sticky.kind
        text = text[mark.end() :].strip() if mark else text
        if not text and kind is not Kind.VALUE:
            self._drop()
            return
        final = sticky.revised(text=text, kind=kind)
        if self._before is None:
            final = final.revised(id=minted_id(text or kind.value, editor.board))
            self._edit.remove(sticky.id)
            self._edit.put(final, *self._flow(editor, final))
        else:
            self._edit.put(final, *_repetitions(editor, final))
        self._edit.commit()
        self.committed = final.id
        editor.select([final.id])

    def _drop(self) -> None:
        if self._before is None:
            self._edit.cancel()
        else:
            self._edit.remove(self.sticky_id)
            self._edit.commit()

    def _flow(self, editor: Editor, final: Sticky) -> list[Flow]:
        previous = self._previous
        if previous is None or editor.level == "big-picture":
            return []
        if previous.id not in editor.board.stickies or not may_lead_to(previous.kind, final.kind):
            return []
        return [Flow.between(previous.id, final.id, editor.board.next_order(Flow))]


def _repetitions(editor: Editor, original: Sticky) -> list[Sticky]:
    again = editor.board.referrers(original.id, Sticky)
    return [s.revised(text=original.text) for s in again if s.again == original.id]

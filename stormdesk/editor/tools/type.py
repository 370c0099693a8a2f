"""The tool that is at work while a sticky's text is open."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from stormdesk.analysis.wording import LANGUAGES, matches_event
from stormdesk.document.edit import Edit
from stormdesk.editor.minting import minted_id
from stormdesk.editor.pointer import Pointer
from stormdesk.editor.tilting import straight
from stormdesk.editor.tools.tool import Tool
from stormdesk.exchange.outline_line import MARKS
from stormdesk.model.board import Board
from stormdesk.model.context import Flow
from stormdesk.model.grammar import may_lead_to
from stormdesk.model.repetition import repetitions_of
from stormdesk.model.sticky import Kind, Sticky

if TYPE_CHECKING:
    from stormdesk.editor.editor import Editor

Place = Callable[[Kind], Sticky]
"""Where a new sticky stands, which depends on its kind."""
_MARK = re.compile(r"\s*([ecapgrshovun])([+-]?)(!?): ", re.IGNORECASE)


class Type(Tool):
    """Holds the edit open while text is typed; the text shows on the board at every key."""

    hint = (
        "Enter: next · Tab or “c: ”: kind · Ctrl+Enter: alternative below · Shift+Enter: new line"
        " · Esc: done"
    )
    cursor = "text"

    def __init__(
        self,
        sticky: Sticky,
        edit: Edit,
        *,
        place: Place | None = None,
        previous: Sticky | None = None,
        inserts: bool = False,
    ) -> None:
        """``place`` is there for a new sticky alone; ``inserts`` lets it go between two others.

        ``taken_unseen`` becomes the kind of a new sticky that went into the inbox.
        """
        self.sticky_id = sticky.id
        self.previous = previous
        self.committed: str | None = None
        self.taken_unseen: Kind | None = None
        self._edit = edit
        self._place = place
        self._inserts = inserts

    @property
    def is_new(self) -> bool:
        """Whether the sticky came with this tool."""
        return self._place is not None

    @property
    def place(self) -> Place | None:
        """Where a new sticky of a kind stands; None for one that was there."""
        return self._place

    def sticky(self, editor: Editor) -> Sticky:
        """Return the sticky as it is while being typed."""
        return editor.board.stickies[self.sticky_id]

    def type(self, editor: Editor, text: str) -> None:
        """Take the whole text as it stands in the caret widget; a mark at its start is the kind."""
        sticky = self.sticky(editor)
        mark = _MARK.match(text)
        if mark is not None and not _MARK.match(sticky.text):
            kind = MARKS[mark[1].lower()]
            self._revise(
                editor,
                kind,
                text=text[mark.end() :],
                pivotal=sticky.pivotal or bool(mark[3]),
                sign=mark[2] or sticky.sign if kind is Kind.VALUE else sticky.sign,
            )
        elif text != sticky.text:
            self._edit.put(straight(sticky.revised(text=text)))

    def become(self, editor: Editor, kind: Kind) -> None:
        """Give the sticky another kind; what is typed stays, and a new one stands where it fits."""
        self._revise(editor, kind)

    def press(self, editor: Editor, pointer: Pointer) -> Tool:
        """Take a press elsewhere: the text is done, and the press counts."""
        return self.finished(editor).press(editor, pointer)

    def cancel(self, editor: Editor) -> Tool:
        """Take Escape: keep what was typed; an empty sticky is removed."""
        # Enter keeps a value without words as a mark; Escape means that none was wanted.
        if self._edit.is_open and self.is_new and self._says_nothing(editor):
            self.drop(editor)
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

    def drop(self, editor: Editor) -> None:
        """Take the sticky away, a new one without a trace."""
        if not self.is_new:
            self._edit.remove(self.sticky_id)
            self._edit.commit()
            return
        self._edit.cancel()
        if self.previous is not None:
            editor.select([self.previous.id])

    def _says_nothing(self, editor: Editor) -> bool:
        sticky = self.sticky(editor)
        return not sticky.text.strip() and sticky.sign is None

    def _revise(self, editor: Editor, kind: Kind, **changes: Any) -> None:
        sticky = self.sticky(editor)
        if self._place is not None and kind is not sticky.kind:
            place = self._place(kind)
            changes |= {n: getattr(place, n) for n in ("x", "y", "at", "context", "pinned_to")}
        self._edit.put(sticky.revised(kind=kind, **changes))

    def _commit(self, editor: Editor) -> None:
        sticky = self.sticky(editor)
        text = sticky.text.strip()
        if not text and sticky.kind is not Kind.VALUE:
            self.drop(editor)
            return
        final = sticky.revised(text=text)
        if self.is_new and editor.unseen is not None and editor.unseen.take_stickies([final]):
            self.taken_unseen = final.kind
            self.drop(editor)
            return
        if self.is_new:
            final = final.revised(id=minted_id(text or final.kind.value, editor.board))
            self._edit.remove(sticky.id)
            self._edit.put(final)
            self._join(editor, final)
        else:
            again = repetitions_of(editor.board, final.id)
            equal = (s.revised(text=final.text, kind=final.kind, sign=final.sign) for s in again)
            self._edit.put(final, *equal)
        self._edit.commit()
        self.committed = final.id
        editor.select([final.id])

    def _join(self, editor: Editor, final: Sticky) -> None:
        """Let the flow go on to the new sticky, and through it where it stands in between."""
        previous = self.previous
        if previous is None or editor.level == "big-picture":
            return
        if final.kind is Kind.POLICY:
            previous = _reacted_to(editor.board, previous, final.text)
        if previous.id not in editor.board.stickies or not may_lead_to(previous.kind, final.kind):
            return
        order = editor.board.next_order(Flow)
        self._edit.put(Flow.between(previous.id, final.id, order))
        for number, flow in enumerate(list(self._passing(editor, previous, final)), 1):
            onward = Flow.derived_id(final.id, flow.target)
            self._edit.remove(flow.id)
            self._edit.put(flow.revised(id=onward, source=final.id, order=order + number))

    def _passing(self, editor: Editor, previous: Sticky, final: Sticky) -> Iterator[Flow]:
        # What looks at an event stands beside what reacts to it, not in between.
        if not self._inserts or previous.kind is Kind.EVENT:
            return
        for flow in editor.board.outgoing(previous.id):
            target = editor.board.stickies[flow.target]
            if target.kind is not final.kind and may_lead_to(final.kind, target.kind):
                yield flow


def _reacted_to(board: Board, previous: Sticky, text: str) -> Sticky:
    """Return the event that a policy speaks of: the previous one, or one of its alternatives."""
    causes = [flow.source for flow in board.incoming(previous.id)]
    events = [board.stickies[f.target] for cause in causes for f in board.outgoing(cause)]
    others = [e for e in events if e.kind is Kind.EVENT and e.id != previous.id]
    language = (board.profile.language or "en")[:2]
    if not others or language not in LANGUAGES or matches_event(text, previous.text, language):
        return previous
    return next((e for e in others if matches_event(text, e.text, language)), previous)

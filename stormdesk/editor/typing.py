"""Opening a sticky's text, from the keyboard or at the pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stormdesk.editor.entry import cycled, next_kind, place_after, place_at, place_below
from stormdesk.editor.tools.type import Type
from stormdesk.model.sticky import Kind, Sticky

if TYPE_CHECKING:
    from stormdesk.editor.editor import Editor


def placing(editor: Editor, kind: Kind) -> Type:
    """Put a sticky of a kind at the pointer and return the tool that types its text."""
    sticky = place_at(editor.wall, kind, editor.pointer.x, editor.pointer.y)
    return _opening_new(editor, sticky, None)


def opening(editor: Editor, sticky_id: str) -> Type:
    """Return the tool that types the text of a sticky; a repetition opens its original."""
    sticky = editor.board.stickies[sticky_id]
    if sticky.again is not None:
        sticky = editor.board.stickies[sticky.again]
    editor.select([sticky.id])
    return Type(sticky, editor.document.edit("Change text"), before=sticky)


def place(editor: Editor, kind: Kind) -> None:
    """Put a sticky of a kind at the pointer and open its text."""
    if editor.is_editable:
        finish(editor)
        editor.use(placing(editor, kind))


def open_text(editor: Editor, sticky_id: str) -> None:
    """Open the text of a sticky that is there."""
    if editor.is_editable:
        finish(editor)
        editor.use(opening(editor, sticky_id))


def finish(editor: Editor) -> None:
    """Commit the text that is open, if one is."""
    if isinstance(editor.tool, Type):
        editor.use(editor.tool.finished(editor))


def enter(editor: Editor) -> None:
    """Commit the open text and open the sticky that is expected next.

    On an empty text nothing follows: two Enters end the typing. With no text open, the next
    sticky after the selected one opens.
    """
    sticky = _committed(editor)
    if sticky is not None and editor.is_editable:
        host = editor.board.get(sticky.pinned_to, Sticky)
        base = host or sticky
        following = place_after(editor.wall, base, next_kind(base, editor.level))
        editor.use(_opening_new(editor, following, base))


def enter_alternative(editor: Editor) -> None:
    """Commit the open text and open an alternative of the same kind in the same column."""
    sticky = _committed(editor)
    if sticky is not None and editor.is_editable:
        incoming = editor.board.incoming(sticky.id)
        previous = editor.board.stickies[incoming[0].source] if len(incoming) == 1 else None
        alternative = place_below(editor.wall, sticky, sticky.kind)
        editor.use(_opening_new(editor, alternative, previous))


def cycle_kind(editor: Editor, step: int) -> None:
    """Give the sticky being typed the next kind of the level's palette."""
    if isinstance(editor.tool, Type):
        kind = editor.tool.sticky(editor).kind
        editor.tool.become(editor, cycled(kind, editor.palette, step))


def _committed(editor: Editor) -> Sticky | None:
    tool = editor.tool
    if isinstance(tool, Type):
        editor.use(tool.finished(editor))
        return editor.board.get(tool.committed, Sticky)
    return editor.selected_sticky


def _opening_new(editor: Editor, sticky: Sticky, previous: Sticky | None) -> Type:
    edit = editor.document.edit(f"Add {sticky.kind.value.replace('-', ' ')}")
    edit.put(sticky)
    editor.select([sticky.id])
    return Type(sticky, edit, previous=previous)

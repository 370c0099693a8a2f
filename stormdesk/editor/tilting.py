"""Tilting badly worded events, and straightening them once they are reworded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stormdesk.layout.tilting import REWORD, is_askew
from stormdesk.model.sticky import Kind, Sticky

if TYPE_CHECKING:
    from stormdesk.editor.editor import Editor


def toggle_tilt(editor: Editor) -> None:
    """Tilt the selected events that want better words, or straighten them if all are tilted."""
    events = [s for s in editor.selected_stickies if s.kind is Kind.EVENT]
    wanted = not all(is_askew(s) for s in events)
    changed = [
        s.revised(tags=(*s.tags, REWORD)) if wanted else straight(s)
        for s in events
        if is_askew(s) != wanted
    ]
    if changed:
        with editor.document.edit("Tilt" if wanted else "Straighten") as edit:
            edit.put(*changed)


def straight(sticky: Sticky) -> Sticky:
    """Return a sticky that is tilted no longer, because its words are good now."""
    if REWORD not in sticky.tags:
        return sticky
    return sticky.revised(tags=tuple(tag for tag in sticky.tags if tag != REWORD))

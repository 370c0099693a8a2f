"""What is done to flows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stormdesk.model.context import Flow

if TYPE_CHECKING:
    from stormdesk.editor.editor import Editor


def connect(editor: Editor, source: str, target: str) -> None:
    """Join two stickies by a flow; one that is there already is selected instead."""
    flow = Flow.between(source, target, editor.board.next_order(Flow))
    if source != target and flow.id not in editor.board.records:
        with editor.document.edit("Connect") as edit:
            edit.put(flow)
    editor.select([flow.id])


def reverse(editor: Editor) -> None:
    """Turn the selected flows round."""
    flows = [f for i in sorted(editor.selection) if (f := editor.board.flows.get(i))]
    turned = [
        f.revised(id=Flow.derived_id(f.target, f.source), source=f.target, target=f.source)
        for f in flows
    ]
    fresh = [f for f in turned if f.id not in editor.board.records]
    if fresh:
        with editor.document.edit("Reverse flow") as edit:
            edit.remove(*(f.id for f in flows))
            edit.put(*fresh)
        editor.select(f.id for f in fresh)

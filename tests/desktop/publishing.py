"""A view on a board with a published message, for tests of what follows from a change of it."""

from __future__ import annotations

from datetime import date

from inspecting import show

from stormdesk.desktop.board_view import BoardView
from stormdesk.editor.publishing import publish
from stormdesk.model.context import Flow
from stormdesk.model.message import Field, Message, NamedType
from stormdesk.model.sticky import Kind, Sticky

FIELDS = (
    Field(name="orderId", type="uuid", tag=1),
    Field(name="total", type="decimal(12,2)", tag=2),
    Field(name="lines", type="list<Line>", tag=3),
)


def published(view: BoardView) -> BoardView:
    """Publish the placed order as 1.0.0, read by the context that pays, and show it."""
    editor = view.editor
    placed = editor.board.stickies["placed"]
    with editor.document.edit("Fill in") as edit:
        edit.put(
            NamedType(id="type:Line", name="Line", fields=(Field(name="sku", type="string"),)),
            placed.revised(message=Message(fields=FIELDS)),
            Sticky(
                id="charge", kind=Kind.POLICY, text="Whenever placed, charge", context="paying",
                at=3, order=9,
            ),
        )  # fmt: skip
        edit.put(Flow.between("placed", "charge"))
    publish(editor, {"placed": "1.0.0"}, date(2026, 11, 23))
    show(view, "placed")
    return view


def take_leniently(view: BoardView) -> None:
    """Say that the registry of the board takes JSON Schema leniently."""
    with view.editor.document.edit("Policy") as edit:
        edit.put(view.editor.board.profile.revised(compatibility_policy="lenient"))

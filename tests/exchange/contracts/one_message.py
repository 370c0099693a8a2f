"""A board with one context and one event, whose message has some fields."""

from typing import Any

from stormdesk.model.board import Board
from stormdesk.model.context import Context
from stormdesk.model.integrity import sound_board
from stormdesk.model.message import NamedType
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Sticky

Fields = list[dict[str, Any]]


def event(name: str, *fields: dict[str, Any], **message: Any) -> Sticky:
    """Return an event of the context ``sales`` with a message of these fields."""
    return Sticky.model_validate(
        {
            "id": name,
            "kind": "event",
            "text": name.replace("-", " ").capitalize(),
            "context": "sales",
            "message": {"fields": list(fields), **message},
        }
    )


def board_of(*stickies: Sticky, types: tuple[dict[str, Any], ...] = ()) -> Board:
    """Return a board of namespace ``com.example`` with these stickies and shared types."""
    return sound_board(
        [
            Profile(id="shop", title="Shop", namespace="com.example"),
            Context(id="sales", name="Sales"),
            *stickies,
            *(NamedType.model_validate({"id": f"type:{t['name']}", **t}) for t in types),
        ]
    )

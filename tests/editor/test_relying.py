"""Which published messages carry a shared type."""

from __future__ import annotations

from stormdesk.editor.relying import published_with
from stormdesk.model.board import Board
from stormdesk.model.message import Field, Message, NamedType, Published
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Kind, Sticky


def event(sticky_id: str, type_text: str, *versions: str) -> Sticky:
    fields = (Field(name="it", type=type_text),)
    published = tuple(Published(version=each, fields=fields) for each in versions)
    message = Message(fields=fields, published=published)
    return Sticky(id=sticky_id, kind=Kind.EVENT, text=sticky_id, message=message)


def test_types_are_carried_within_others_and_only_published_messages_count() -> None:
    board = Board.of(
        [
            Profile(id="b", title="B"),
            NamedType(id="type:Line", name="Line", fields=(Field(name="m", type="Money"),)),
            NamedType(id="type:Money", name="Money", fields=(Field(name="next", type="Money"),)),
            event("direct", "map<Money>", "1.0.0"),
            event("within", "list<Line>", "1.0.0"),
            event("draft", "Money"),
            event("other", "string", "1.0.0"),
        ]
    )
    assert [s.id for s in published_with(board, "Money")] == ["direct", "within"]
    assert [s.id for s in published_with(board, "Line")] == ["within"]

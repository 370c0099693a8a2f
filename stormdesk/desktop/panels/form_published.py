"""What is published of a message: to be read, for others rely on it, and ways to change it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from stormdesk.desktop.panels.form_parts import (
    Ask,
    Fold,
    Note,
    Offer,
    Part,
    Row,
    Shown,
    Verdict,
    place_in,
)
from stormdesk.desktop.words import counted, tr
from stormdesk.editor.field_lines import line_of
from stormdesk.editor.relying import published_with
from stormdesk.model.board import Board
from stormdesk.model.message import Message, NamedType, Published
from stormdesk.model.sticky import Sticky

PUBLISH, RENAME, RENAME_TYPE = "publish", "rename-contract", "rename-type"
"""What the buttons ask for, by the name of its action."""
_FIXED = (("message", "name"), ("message", "topic"))


def verdict(sticky: Sticky) -> Iterator[Part]:
    """Yield where it is told how the message stands, and the way to publish it as it is."""
    message = sticky.message
    if message is not None:
        yield Verdict(sticky.id)
    if message is not None and message.published:
        yield Ask(PUBLISH, tr("Publish a version …"), sticky.id)


def with_names_fixed(
    parts: Iterable[Row | Offer], stickies: Sequence[Sticky]
) -> Iterator[Row | Offer]:
    """Yield the parts of a message; the names that others rely on are not changed by the way."""
    is_published = any(s.message is not None and s.message.published for s in stickies)
    for part in parts:
        if not is_published:
            yield part
        elif isinstance(part, Row):
            yield replace(part, is_fixed=part.field.path in _FIXED)
        else:
            names = [place_in(path) for path in _FIXED]
            choices = tuple(each for each in part.choices if each.name not in names)
            if choices:
                yield replace(part, choices=choices)


def contract(sticky: Sticky, shown: Shown) -> Iterator[Part]:
    """Yield the way to rename a published message, and its versions; else to publish the first."""
    message = sticky.message
    if message is not None and message.published:
        yield Ask(RENAME, tr("Rename the contract …"), sticky.id)
        yield from _versions(message, shown)
    elif message is not None and message.fields:
        yield Ask(PUBLISH, tr("Publish a version …"), sticky.id)


def with_type_fixed(parts: Iterable[Row | Offer], board: Board, named: NamedType) -> Iterator[Part]:
    """Yield the parts of a shared type; the name that published messages carry is fixed."""
    is_relied_on = bool(published_with(board, named.name))
    for part in parts:
        is_name = isinstance(part, Row) and part.field.path == ("name",)
        if is_relied_on and isinstance(part, Row) and is_name:
            yield replace(part, is_fixed=True)
            yield Ask(RENAME_TYPE, tr("Rename the type …"), named.id)
        else:
            yield part


def _versions(message: Message, shown: Shown) -> Iterator[Part]:
    """Yield every version, the latest first, with its fields where it is unfolded."""
    for index, version in reversed([*enumerate(message.published)]):
        name = place_in(("message", "published", index))
        title = tr("Published {version}", version=version.version)
        is_open = shown.is_open(name)
        yield Fold(name, title, version.date or "", is_open, is_inner=True)
        if is_open:
            yield Note(_told(version), is_inner=True)


def _told(version: Published) -> str:
    lines = [line_of(field) for field in version.fields] or [counted(0, "field", "fields")]
    gone = [f"{each.name or '?'} ({each.tag})" for each in version.reserved]
    if gone:
        lines.append(tr("Never used again: {fields}", fields=", ".join(gone)))
    return "\n".join(lines)

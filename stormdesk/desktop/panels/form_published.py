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
from stormdesk.editor.relying import published_in, published_with
from stormdesk.model.board import Board
from stormdesk.model.context import Context
from stormdesk.model.message import Message, NamedType, Published
from stormdesk.model.profile import Profile
from stormdesk.model.record import Record
from stormdesk.model.sticky import Sticky

PUBLISH, RENAME, RENAME_TYPE = "publish", "rename-contract", "rename-type"
RENAME_PACKAGE, RENAME_NAMESPACE = "rename-package", "rename-namespace"
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


def relied_on_fixed(
    parts: Iterable[Row | Offer], board: Board, record: Record
) -> Iterator[Row | Offer | Ask]:
    """Yield the parts of a record; the name that published messages carry of it is fixed."""
    match record:
        case NamedType(name=name):
            relied_on, fixed = published_with(board, name), "name"
            ask = Ask(RENAME_TYPE, tr("Rename the type …"), record.id)
        case Context():
            relied_on, fixed = published_in(board, record.id), "slug"
            ask = Ask(RENAME_PACKAGE, tr("Rename the package …"), record.id)
        case Profile():
            relied_on, fixed = published_in(board), "namespace"
            ask = Ask(RENAME_NAMESPACE, tr("Rename the namespace …"), record.id)
        case _:
            yield from parts
            return
    if not relied_on:
        yield from parts
        return
    shown = False
    for part in parts:
        if isinstance(part, Offer):
            choices = tuple(each for each in part.choices if each.name != place_in((fixed,)))
            if not shown:
                yield ask
            if choices:
                yield replace(part, choices=choices)
        elif part.field.path == (fixed,):
            shown = True
            yield replace(part, is_fixed=True)
            yield ask
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
    for each in version.types:
        holds = ", ".join(each.values or map(line_of, each.fields))
        lines.append(tr("Type {name}: {holds}", name=each.name, holds=holds))
    return "\n".join(lines)

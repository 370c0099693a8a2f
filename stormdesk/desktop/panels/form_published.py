"""The published versions of a message: to be read, because others rely on them as they are."""

from __future__ import annotations

from collections.abc import Iterator

from stormdesk.desktop.panels.form_parts import Fold, Note, Part, Shown, place_in
from stormdesk.desktop.words import counted, tr
from stormdesk.editor.field_lines import line_of
from stormdesk.model.message import Message, Published


def published_versions(message: Message, shown: Shown) -> Iterator[Part]:
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

"""Whether objects and arrays of JSON Schema take what they do not list, and what follows from it.

Confluent's registry calls a content model open where anything more is taken, partially open where
more is taken if it is of a certain shape, and closed otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from stormdesk.exchange.contracts.compatibility.difference import Difference
from stormdesk.exchange.contracts.compatibility.json_schema.view import Document, Schema
from stormdesk.exchange.contracts.values import patterns

Within = Callable[[str, Schema, Schema], list[Difference]]
"""Returns the differences between a reader's and a writer's schema, under a path."""

Noun = Literal["PROPERTY", "ITEM"]
Need = Literal["optional", "default", "required"]

KEEP_SENDING = (
    "keep it; or let a version come first in which it is optional, to which the readers go over"
)
"""What to do where readers of an earlier version need what is not sent any more."""
_ADDED: Mapping[tuple[Noun, Need], str] = {
    ("PROPERTY", "optional"): "OPTIONAL_PROPERTY_ADDED",
    ("PROPERTY", "default"): "REQUIRED_PROPERTY_WITH_DEFAULT_ADDED",
    ("PROPERTY", "required"): "REQUIRED_PROPERTY_ADDED",
    ("ITEM", "optional"): "ITEM_ADDED",
}
_MORE: Mapping[Noun, str] = {"PROPERTY": "ADDITIONAL_PROPERTIES", "ITEM": "ADDITIONAL_ITEMS"}
_TYPED = "give it the type that everything not listed has, or take another name"
_COVER = "keep it in the schema, or let what is not listed be of its type"
_TO_OPEN = (
    "close the schemas (--content-model closed); or where the registry is lenient, compare so"
    " (--policy lenient)"
)
_FROM_OPEN = f"keep it; or {_TO_OPEN}"
_TO_CLOSED = (
    "leave it out, or let a version take it first, to which the readers go over before it is sent"
)
_PLURAL: Mapping[Noun, str] = {"PROPERTY": "properties", "ITEM": "items"}


@dataclass(frozen=True, slots=True)
class Content:
    """What is taken beyond what is listed: ``rest``, or what the pattern of its name says."""

    rest: Schema = True
    by_pattern: Mapping[str, Schema] = field(default_factory=dict[str, Schema])

    @property
    def is_open(self) -> bool:
        """Whether anything more is taken."""
        return self.rest is True and not self.by_pattern

    def covering(self, name: str) -> Schema | None:
        """Return the schema of what is not listed under a name; None where it is not taken."""
        for pattern, schema in self.by_pattern.items():
            if not patterns.fault(pattern) and patterns.matches(pattern, name):
                return schema
        return None if isinstance(self.rest, bool) else self.rest


def content_of(
    document: Document, schema: Mapping[str, Any], rest: tuple[str, ...], by_pattern: str = ""
) -> Content:
    """Return what a schema takes beyond what it lists; ``rest`` are the keywords that say it."""
    found: Any = next((schema[keyword] for keyword in rest if keyword in schema), True)
    if not isinstance(found, (bool, dict)):
        found = True
    kind = document.view(found).kind
    patterned = schema.get(by_pattern)
    return Content(
        True if kind == "any" else False if kind == "nothing" else found,
        patterned if isinstance(patterned, dict) else {},
    )


def removed(
    noun: Noun, reader: Content, name: str, path: str, schema: Schema, within: Within
) -> Iterator[Difference]:
    """Yield what keeps a reader from taking what only the writer lists, with ``schema``."""
    if reader.is_open:
        return
    cover = reader.covering(name)
    if cover is not None:
        inner = within(path, cover, schema)
        if _breaks(inner):
            text = "what may be sent here is not what the reader takes where it lists nothing"
            code = f"{noun}_REMOVED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL"
            yield Difference(path, code, text, _COVER, forward=_TYPED)
        yield from inner
    elif schema is not False:
        yield Difference(
            path,
            f"{noun}_REMOVED_FROM_CLOSED_CONTENT_MODEL",
            "it may be sent, and the reader refuses what it does not list",
            "keep it in the schema, or open the schema to more",
            lenient=True,
            forward=_TO_CLOSED,
        )


def added(
    noun: Noun,
    writer: Content,
    name: str,
    path: str,
    schema: Schema,
    need: Need,
    within: Within,
    *,
    is_empty: bool,
) -> Iterator[Difference]:
    """Yield what keeps a reader that lists something, with ``schema``, from taking what is sent."""
    code = _ADDED[noun, need]
    absent = Difference(
        path,
        f"{code}_TO_UNOPEN_CONTENT_MODEL",
        "the reader needs it, and it is not sent",
        "make it optional, or give it a default",
        forward=KEEP_SENDING,
    )
    if writer.is_open and is_empty:
        if need == "required":
            yield replace(absent, warning=True)
    elif writer.is_open and need == "required":
        yield replace(absent, code=f"{code}_TO_OPEN_CONTENT_MODEL")
    elif writer.is_open:
        yield Difference(
            path,
            f"{code}_TO_OPEN_CONTENT_MODEL",
            "the sender may put anything under this name, and the reader takes one type only",
            _TO_OPEN,
            lenient=True,
            forward=_FROM_OPEN,
        )
    else:
        cover = writer.covering(name)
        inner = within(path, schema, cover) if cover is not None else []
        if _breaks(inner):
            text = "what was sent under names that are not listed is not what the reader takes here"
            code = f"{noun}_ADDED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL"
            yield Difference(path, code, text, _TYPED, forward=_COVER)
        yield from inner
        if need == "required":
            yield absent


def narrowed(
    noun: Noun, reader: Content, writer: Content, path: str, within: Within
) -> Iterator[Difference]:
    """Yield where a reader takes less than a writer of what neither lists."""
    if reader.rest is True or writer.rest is False:
        return
    if reader.rest is False or writer.rest is True:
        change = "REMOVED" if reader.rest is False else "NARROWED"
        taken = "none" if reader.rest is False else "some only"
        yield Difference(
            path,
            f"{_MORE[noun]}_{change}",
            f"{_PLURAL[noun]} that are not listed may be sent, and the reader takes {taken}",
            "leave the schema as open as it was; or where the registry is lenient, compare so"
            " (--policy lenient)",
            lenient=True,
            forward="leave the schema as closed as it was; or where the registry is lenient,"
            " compare so (--policy lenient)",
        )
    else:
        yield from within(f"{path}{'{}' if noun == 'PROPERTY' else '[]'}", reader.rest, writer.rest)


def _breaks(differences: list[Difference]) -> bool:
    return any(not each.warning for each in differences)

"""Rules about how messages change without breaking those who read them."""

from __future__ import annotations

import re
from dataclasses import replace

from stormdesk.analysis.finding import Finding, Found, Level, named, rule
from stormdesk.analysis.payload import contracts, messages, with_message
from stormdesk.analysis.schemas import (
    Schema,
    changed_types,
    numbers,
    same_fields,
    schema_of,
    schemas,
    still_readable,
)
from stormdesk.model.board import Board, Change
from stormdesk.model.message import Field, NamedType, Published, Reserved
from stormdesk.model.sticky import Sticky

_DESIGN = ("software-design",)
_SHORT = re.compile(r"v?(\d{1,6})(?:\.(\d{1,6}))?(?:\.(\d{1,6}))?")


def _spelled_out(board: Board, finding: Finding) -> Change | None:
    """Write ``1``, ``v1.2`` and nothing at all as the semantic versions that they mean."""
    sticky = board.get(finding.records[0], Sticky)
    if sticky is None or sticky.message is None:
        return None
    message = sticky.message
    if message.version is None:
        fresh = None if message.published else "1.0.0"
    else:
        short = _SHORT.fullmatch(message.version.strip().lower())
        fresh = ".".join(str(int(part or 0)) for part in short.groups()) if short else None
    return with_message(sticky, message, version=fresh) if fresh is not None else None


@rule(Level.WARNING, _DESIGN, fix=_spelled_out)
def version_not_semantic(board: Board) -> Found:
    """A message that others read has a semantic version.

    Three numbers tell a reader at a glance whether a change breaks it: the first for what breaks,
    the second for what is new, the third for the rest. Write one such as 1.0.0.
    """
    for sticky, message in messages(board):
        if message.version is None:
            if message.audience == "integration" and message.fields:
                yield (
                    (sticky.id,),
                    f"the message of {named(sticky.text)} has no version",
                    "give it one such as 1.0.0",
                )
        elif numbers(message.version) is None:
            yield (
                (sticky.id,),
                f"version {named(message.version)} of {named(sticky.text)} is not semantic",
                "write three numbers, such as 1.0.0",
            )


def _schema_in(board: Board, finding: Finding) -> Schema | None:
    record = board.records.get(finding.records[0])
    return schema_of(record) if isinstance(record, Sticky | NamedType) else None


def _take_free_tags(board: Board, finding: Finding) -> Change | None:
    """Give each field whose tag belongs to another one a tag that was never used."""
    schema = _schema_in(board, finding)
    if schema is None:
        return None
    return schema.tagged(_reused(schema)).as_change()


@rule(Level.ERROR, fix=_take_free_tags)
def tag_reused(board: Board) -> Found:
    """A tag belongs to one field for ever.

    Old messages are read by tag: one that is used again, for a second field or after its field was
    removed or replaced, puts the old value into the wrong place. Take a tag that was never used;
    where a field was only renamed, list its earlier name.
    """
    for schema in schemas(board):
        for index, why in _reused(schema).items():
            yield (
                (schema.record.id,),
                (
                    f"tag {schema.fields[index].tag} of field {schema.fields[index].name}"
                    f" in {named(schema.name)} {why}"
                ),
                "take a tag that was never used",
            )


def _forget_earlier_name(board: Board, finding: Finding) -> Change | None:
    """Take an earlier name off a field that never sent anything under it.

    That is so where nothing was published under the name, or the field that bears it now was.
    """
    schema = _schema_in(board, finding)
    if schema is None:
        return None
    known = schema.was_published_as
    bearers = {f.name: schema.tag_of(f) for f in schema.fields}
    wrong = {n for _, n in _taken_names(schema) if n not in known or known[n] == bearers[n]}
    fields = [
        f.revised(was=tuple(n for n in f.was if n not in wrong or n == f.name))
        for f in schema.fields
    ]
    return replace(schema, fields=tuple(fields)).as_change() if wrong else None


@rule(Level.ERROR, fix=_forget_earlier_name)
def earlier_name_taken(board: Board) -> Found:
    """The earlier name of a field is not given to another one.

    Readers of old messages look a renamed field up by its earlier name; where another field bears
    that name now, they take one value for the other. Give the newer field a name that was never
    used, or take the earlier name off the list where no message was ever sent under it.
    """
    for schema in schemas(board):
        for field, name in _taken_names(schema):
            yield (
                (schema.record.id,),
                (
                    f"field {name} of {named(schema.name)} bears an earlier name"
                    f" of its field {field.name}"
                ),
                f"rename {name}, or take it off the earlier names of {field.name}",
            )


def _taken_names(schema: Schema) -> list[tuple[Field, str]]:
    """The fields whose earlier names others bear, with those names."""
    names = {field.name for field in schema.fields}
    return [
        (field, name)
        for field in schema.fields
        for name in dict.fromkeys(field.was)
        if name in names and name != field.name
    ]


def _assign_tags(board: Board, finding: Finding) -> Change | None:
    """Give every field without a tag the one it was published under, else the next free one."""
    schema = _schema_in(board, finding)
    if schema is None:
        return None
    known = [f.revised(tag=schema.tag_of(f)) for f in schema.fields]
    schema = replace(schema, fields=tuple(known))
    return schema.tagged(i for i, f in enumerate(known) if f.tag is None).as_change()


@rule(Level.ADVICE, _DESIGN, fix=_assign_tags)
def field_without_tag(board: Board) -> Found:
    """Every field of a contract has a tag.

    Without one the number follows from the order of the fields, and moving a field changes what
    is sent. Assign the tags once and leave them.
    """
    relied_on = {sticky.id for sticky, _ in contracts(board)}
    for schema in schemas(board):
        without = [field.name for field in schema.fields if field.tag is None]
        some = len(without) < len(schema.fields)
        if without and (some or schema.published or schema.record.id in relied_on):
            more = f" and {len(without) - 1} more" if len(without) > 1 else ""
            fields, lack = ("fields", "have no tags") if more else ("field", "has no tag")
            yield (
                (schema.record.id,),
                f"{fields} {without[0]}{more} of {named(schema.name)} {lack}",
                "assign the tags once, before others rely on them",
            )


def _require_compatibility(board: Board, finding: Finding) -> Change | None:
    """Ask for what registries ask for by default."""
    sticky = board.get(finding.records[0], Sticky)
    if sticky is None or sticky.message is None:
        return None
    return with_message(sticky, sticky.message, compatibility="BACKWARD")


@rule(Level.WARNING, fix=_require_compatibility)
def compatibility_none(board: Board) -> Found:
    """An integration event promises some compatibility.

    With NONE the registry lets every change pass, and the readers find out at night. Choose
    BACKWARD where readers are upgraded first, FORWARD where the sender is, FULL where nobody knows.
    """
    for sticky, message in contracts(board):
        if message.compatibility == "NONE":
            yield (
                (sticky.id,),
                f"{named(sticky.text)} is an integration message without any compatibility",
                "choose BACKWARD, FORWARD or FULL",
            )


def _raise_version(board: Board, finding: Finding) -> Change | None:
    """Raise the first number where readers break, else the second; it is that before 1.0.0."""
    sticky = board.get(finding.records[0], Sticky)
    if sticky is None or sticky.message is None:
        return None
    message = sticky.message
    relied_on = _relied_on(schema_of(sticky))
    semantic = [n for each in message.published if (n := numbers(each.version)) is not None]
    if relied_on is None or not semantic:
        return None
    major, minor, _ = max(semantic)
    pairs = [(schema_of(sticky), relied_on), *changed_types(board, relied_on)]
    readable = all(still_readable(now, then) for now, then in pairs)
    grows = readable or major == 0
    fresh = f"{major}.{minor + 1}.0" if grows else f"{major + 1}.0.0"
    return with_message(sticky, message, version=fresh)


@rule(Level.ERROR, fix=_raise_version)
def schema_changed_in_version(board: Board) -> Found:
    """A published version never changes.

    Readers look a schema up by its version; two schemas under one number make some of them read
    nonsense. Raise the version whenever a field comes, goes or changes.
    """
    for sticky, message in messages(board):
        schema = schema_of(sticky)
        then = _relied_on(schema)
        if then is None:
            continue
        changed = [each.name for each, _ in changed_types(board, then)]
        if not same_fields(schema, then):
            told = f"the fields of {named(sticky.text)} differ"
        elif changed:
            types = "shared type" if len(changed) == 1 else "shared types"
            told = f"{types} {', '.join(changed)} of {named(sticky.text)} differ"
            told += "s" if len(changed) == 1 else ""
        else:
            continue
        yield (
            (sticky.id,),
            f"{told} from its published version {message.version}",
            "raise the version",
        )


def _remember(board: Board, finding: Finding) -> Change | None:
    """Reserve the tags and names of all fields that were removed."""
    schema = _schema_in(board, finding)
    if schema is None:
        return None
    gone = (Reserved(tag=tag, name=name) for name, tag in _forgotten(schema).items())
    return replace(schema, reserved=(*schema.reserved, *gone)).as_change()


@rule(Level.WARNING, fix=_remember)
def removed_field_forgotten(board: Board) -> Found:
    """The tags of removed fields stay reserved.

    Messages with the old field are still around; a new field under its tag would read their value
    as its own. List tag and name of the removed field among the reserved ones.
    """
    for schema in schemas(board):
        for name, tag in _forgotten(schema).items():
            yield (
                (schema.record.id,),
                f"{named(schema.name)} lost field {name}, and its tag {tag} is not reserved",
                f"reserve tag {tag}",
            )


def _reused(schema: Schema) -> dict[int, str]:
    """Why the tag of a field is not its own, by the field's index."""
    removed = {each.tag: each.name for each in schema.reserved}
    before = {
        field.tag: (field.name, version.version)
        for version in schema.published
        for field in version.fields
        if field.tag is not None
    }
    owners: dict[int, str] = {}
    found: dict[int, str] = {}
    for index, field in enumerate(schema.fields):
        if field.tag is None:
            continue
        name, version = before.get(field.tag, (field.name, ""))
        if field.tag in owners:
            found[index] = f"is that of {owners[field.tag]}"
        elif field.tag in removed:
            found[index] = f"is reserved for the removed {removed[field.tag] or 'field'}"
        elif name not in (field.name, *field.was):
            found[index] = f"was that of {name} in version {version}"
        owners.setdefault(field.tag, field.name)
    return found


def _forgotten(schema: Schema) -> dict[str, int]:
    """The published names and tags that are neither in use nor reserved."""
    if not schema.published:
        return {}
    kept = {schema.tag_of(field) for field in schema.fields} | {e.tag for e in schema.reserved}
    return {name: tag for name, tag in schema.was_published_as.items() if tag not in kept}


def _relied_on(schema: Schema) -> Published | None:
    """The published version that the schema still calls itself, where its fields are known."""
    same = (each for each in schema.published if each.version == schema.version and each.fields)
    return next(same, None)

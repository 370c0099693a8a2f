"""The page of one message in EventCatalog, with its schema beside it."""

from __future__ import annotations

from dataclasses import replace

from stormdesk.exchange.catalogues.eventcatalog_names import Catalog, Header
from stormdesk.exchange.catalogues.landscape import Landscape
from stormdesk.exchange.catalogues.mdx import bullets, inline, page, prose, table
from stormdesk.exchange.catalogues.semantic_version import semantic_version
from stormdesk.exchange.contracts.contracts import Values
from stormdesk.exchange.contracts.json_file import json_file
from stormdesk.exchange.contracts.json_schema.schema import schema_of
from stormdesk.exchange.contracts.json_schema.value import json_record
from stormdesk.exchange.contracts.shape import members_of
from stormdesk.exchange.contracts.subject import Subject
from stormdesk.exchange.contracts.values.examples import example_of
from stormdesk.exchange.contracts.values.literal import Neutral
from stormdesk.model.problem import BadInput
from stormdesk.model.sticky import Kind

_SCHEMA = "schema.json"


def message_files(catalog: Catalog, subject: Subject, service: str, owner: str) -> dict[str, bytes]:
    """Return page and schema of a message in the folder of its service, then earlier versions."""
    kind = "events" if subject.sticky.kind is Kind.EVENT else "commands"
    folder = f"{service}/{kind}/{subject.name}"
    land = catalog.land
    values = land.contracts.examples.get(subject.stem, {})
    files = {
        f"{folder}/index.mdx": _page(catalog, subject, owner),
        f"{folder}/{_SCHEMA}": _schema(land, subject, values),
    }
    for earlier, example in _earlier(land, subject):
        inner = f"{folder}/versioned/{semantic_version(earlier.version)}"
        files[f"{inner}/index.mdx"] = _page(catalog, earlier, owner)
        files[f"{inner}/{_SCHEMA}"] = _schema(land, earlier, example)
    return files


def _schema(land: Landscape, subject: Subject, values: Values) -> bytes:
    contracts = land.contracts
    example = json_record(values, subject.shape.members, contracts.types)
    return json_file(schema_of(subject, contracts.types, contracts.namespace, "open", example))


def _earlier(land: Landscape, subject: Subject) -> list[tuple[Subject, Values]]:
    """Return the published versions before this one, with an example of each.

    One whose fields make no contract any more, because a shared type is gone, has none of them.
    """
    message, types = subject.sticky.message, land.contracts.types
    found: dict[str, tuple[Subject, Values]] = {}
    for each in message.published if message is not None else ():
        bare = replace(subject, version=each.version, shape=replace(subject.shape, members=()))
        try:
            members = members_of(each.fields, each.reserved, types, subject.where)
            earlier = replace(bare, shape=replace(subject.shape, members=members))
            pair = (earlier, example_of(earlier, types))
        except BadInput:
            pair = (bare, dict[str, Neutral]())
        found.setdefault(semantic_version(each.version), pair)
    found.pop(semantic_version(subject.version), None)
    return list(found.values())


def _page(catalog: Catalog, subject: Subject, owner: str) -> bytes:
    sticky = subject.sticky
    header: Header = {
        "id": catalog.ids[sticky.id],
        "name": subject.name,
        "version": semantic_version(subject.version),
        "summary": " ".join(sticky.text.split()) or subject.name,
        "owners": [owner],
        "schemaPath": _SCHEMA,
    }
    channel = catalog.channel(sticky.id)
    if channel is not None:
        header["channels"] = [channel]
    badges = _badges(subject)
    if badges:
        header["badges"] = badges
    header["x-stormdesk-sticky"] = sticky.id
    return page(
        header,
        "## Overview",
        prose(sticky.doc or sticky.text or subject.name),
        *_travel(catalog.land, subject),
        *_promises(subject),
        *_failures(subject),
        "## Schema",
        f'<SchemaViewer file="{_SCHEMA}" />',
        "## Who sends and reads it",
        "<NodeGraph />",
    )


def _badges(subject: Subject) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    if any(member.field.personal for member in subject.shape.members):
        found.append({"content": "Personal data", "backgroundColor": "red", "textColor": "white"})
    if subject.sticky.pivotal:
        found.append({"content": "Pivotal", "backgroundColor": "orange", "textColor": "black"})
    return found


def _travel(land: Landscape, subject: Subject) -> tuple[str, ...]:
    message = subject.sticky.message
    if message is None:
        return ()
    facts = (
        ("Topic", land.topics.get(subject.sticky.id)),
        ("Key", message.key),
        ("Told apart by", message.idempotency_key),
        ("Kept for", message.retention),
        ("Replayable for", message.replay_window),
        ("Compatibility", message.compatibility),
        ("Audience", message.audience),
    )
    return ("## How it travels", bullets(f"{what}: {told}" for what, told in facts if told))


def _promises(subject: Subject) -> tuple[str, ...]:
    levels = subject.sticky.service_levels
    rows = [
        tuple(
            inline(part or "")
            for part in (level.indicator, level.objective, level.threshold, level.window)
        )
        for level in levels
    ]
    if not rows:
        return ()
    return ("## Service levels", table(("Indicator", "Objective", "Threshold", "Window"), rows))


def _failures(subject: Subject) -> tuple[str, ...]:
    modes = subject.sticky.failure_modes
    if not modes:
        return ()
    told = (
        ". ".join(
            filter(None, (each.mode, each.mitigation, each.signal and f"Shows as: {each.signal}"))
        )
        for each in modes
    )
    return ("## How it may fail", bullets(told))

"""The messages of a bundle on disk, as they were when it was exported."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from stormdesk.exchange.contracts.compatibility.avro import differences as avro
from stormdesk.exchange.contracts.compatibility.json_schema.fault import (
    fault_of as json_schema_fault,
)
from stormdesk.exchange.contracts.compatibility.side import (
    SCHEMA_FORMATS,
    Edition,
    Editions,
    Promise,
    SchemaFormat,
    Side,
    Terms,
)
from stormdesk.exchange.contracts.manifest import FORMAT
from stormdesk.exchange.contracts.options import ContentModel
from stormdesk.exchange.contracts.protobuf.package import ProtoPackage, ProtoSchema, read
from stormdesk.exchange.contracts.subject import major_of
from stormdesk.exchange.delivery import inside
from stormdesk.exchange.file_list import MANIFEST, sha256
from stormdesk.model.message import Compatibility
from stormdesk.model.problem import BadInput, explain, quoted, told_by_system

_LARGEST_MANIFEST = 50_000_000
_LARGEST_SCHEMA = 5_000_000
_MOST_MESSAGES = 20_000
_SUFFIXES: Mapping[SchemaFormat, str] = {"json-schema": ".schema.json", "avro": ".avsc"}


class _Board(BaseModel):
    id: str


class _Entry(BaseModel):
    """A message as a manifest lists it; what newer programs added is passed over."""

    model_config = ConfigDict(frozen=True)

    name: str
    kind: str
    context: str
    version: str
    sticky: str
    files: list[str]
    topic: str | None = None
    compatibility: Compatibility | None = None
    protobuf: str | None = None


class _File(BaseModel):
    path: str
    sha256: str


class _Manifest(BaseModel):
    format: str
    board: _Board
    namespace: str | None = None
    files: list[_File] = []
    subjects: list[_Entry] = Field(max_length=_MOST_MESSAGES)
    protobuf: dict[str, Any] = {}


def side_of(folder: Path) -> Side:
    """Return the messages of the bundle in a folder, in the formats it was exported in.

    Raises BadInput where there is no bundle, it is not sound, or a file of it is too large or
    lies outside of the folder.
    """
    manifest = _manifest(folder)
    packages = _packages(folder, manifest)
    schemas: dict[Promise, dict[SchemaFormat, Any]] = {}
    for entry in manifest.subjects:
        found = _schemas(folder, entry, packages)
        schemas[_promise(entry, found)] = found
    for each in manifest.files:
        if each.path.endswith(".proto"):
            _refuse_changed(_inside(folder, each.path), each.sha256)

    def spelled(promise: Promise, name: str, terms: Terms) -> Editions:
        del name  # a bundle has every message under the name it was published under
        found = schemas[promise]
        return Editions(
            Edition(promise.version, {f: found[f] for f in terms.formats if f in found})
        )

    known = {form for found in schemas.values() for form in found}
    return Side(
        str(folder),
        manifest.board.id,
        tuple(schemas),
        tuple(form for form in SCHEMA_FORMATS if form in known),
        spelled,
        namespace=manifest.namespace,
    )


def _promise(entry: _Entry, schemas: Mapping[SchemaFormat, Any]) -> Promise:
    return Promise(
        sticky=entry.sticky,
        kind=entry.kind,
        name=entry.name,
        context=entry.context,
        version=entry.version,
        major=major_of(entry.version),
        mode=entry.compatibility,
        topic=entry.topic,
        content_model=_content_model(schemas.get("json-schema")),
    )


def _manifest(folder: Path) -> _Manifest:
    path = folder / MANIFEST
    if not folder.is_dir():
        raise BadInput(
            str(folder),
            "is no folder; export the first bundle: stormdesk export schemas BOARD -o DIR",
        )
    if not path.is_file():
        raise BadInput(str(folder), "holds no manifest.json; name the folder of an exported bundle")
    content = _json(path, _LARGEST_MANIFEST)
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise BadInput(
            str(path), f"is no manifest of a bundle: its format is not {FORMAT}; export it again"
        )
    try:
        return _Manifest.model_validate(content)
    except ValidationError as error:
        raise BadInput(str(path), explain(error)) from error


def _packages(folder: Path, manifest: _Manifest) -> dict[str, ProtoPackage]:
    try:
        return {name: read(name, node) for name, node in manifest.protobuf.items()}
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        where = str(folder / MANIFEST)
        raise BadInput(where, f"protobuf is no list of packages: {error!r}") from error


def _schemas(
    folder: Path, entry: _Entry, packages: Mapping[str, ProtoPackage]
) -> dict[SchemaFormat, Any]:
    found: dict[SchemaFormat, Any] = {}
    for form, suffix in _SUFFIXES.items():
        path = next((each for each in entry.files if each.endswith(f"/{entry.name}{suffix}")), None)
        if path is not None:
            found[form] = _schema(_inside(folder, path), form)
    package, _, message = (entry.protobuf or "").rpartition(".")
    if package in packages and message in packages[package].messages:
        found["protobuf"] = _alone(packages[package], message)
    return found


def _alone(package: ProtoPackage, message: str) -> ProtoSchema:
    """Return a message with no more of its package than it needs."""
    names = [*package.reached_from(message)]
    records = [record for name in names if (record := package.record(name)) is not None]
    used = {field.type for record in records for field in record.fields}
    needed = ProtoPackage(
        package.name,
        {message: package.messages[message]},
        {name: package.types[name] for name in names if name in package.types},
        {name: enum for name, enum in package.enums.items() if name in used},
    )
    return ProtoSchema(needed, message)


def _inside(folder: Path, path: str) -> Path:
    target = inside(folder, path)
    if not target.resolve().is_relative_to(folder.resolve()):
        raise BadInput(str(folder), f"the file {quoted(path)} is a link that leads out of it")
    return target


def _schema(path: Path, form: SchemaFormat) -> dict[str, Any]:
    schema = _json(path, _LARGEST_SCHEMA)
    if not isinstance(schema, dict):
        raise BadInput(str(path), "is no schema; export the bundle again")
    fault = avro.fault_of(schema) if form == "avro" else json_schema_fault(schema)
    if fault:
        raise BadInput(str(path), f"is no schema: {fault}")
    return schema


def _refuse_changed(path: Path, digest: str) -> None:
    """Refuse a source of Protobuf that is not as it was exported; only its lock is compared.

    Ends of lines may differ, for some systems write their own into what they check out.
    """
    data = _bytes(path, _LARGEST_SCHEMA).replace(b"\r\n", b"\n")
    if sha256(data) != digest:
        raise BadInput(
            str(path), "is not as it was exported, and would not be compared; export it again"
        )


def _bytes(path: Path, largest: int) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(largest + 1)
    except OSError as error:
        raise BadInput(str(path), told_by_system(error)) from error
    if len(data) > largest:
        raise BadInput(str(path), f"is larger than {largest // 1_000_000} MB")
    return data


def _json(path: Path, largest: int) -> Any:
    data = _bytes(path, largest)
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise BadInput(str(path), f"is no JSON that can be read: {error}") from error


def _content_model(schema: Any) -> ContentModel | None:
    """Return how a JSON schema was written; None where there is none."""
    if not isinstance(schema, Mapping):
        return None
    return "closed" if schema.get("additionalProperties") is False else "open"

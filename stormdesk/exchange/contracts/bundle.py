"""The bundle of contracts: a schema and an example a message, and the manifest of them all."""

from __future__ import annotations

import json
from typing import Any

from stormdesk.exchange.contracts.examples import example_of
from stormdesk.exchange.contracts.json_schema import schema_of
from stormdesk.exchange.contracts.json_value import json_record
from stormdesk.exchange.contracts.manifest import manifest
from stormdesk.exchange.contracts.options import SchemaOptions
from stormdesk.exchange.contracts.subject import subjects_of
from stormdesk.model.board import Board
from stormdesk.model.naming import slug


def write(board: Board, options: SchemaOptions) -> dict[str, bytes]:
    """Return ``CONTEXT/vN/NAME.schema.json`` and ``.example.json`` a message, and the manifest.

    A board without messages gives the manifest alone. Raises BadInput, naming sticky and field,
    where the fields of a message make no contract.
    """
    subjects, types = subjects_of(board)
    namespace = board.profile.namespace or slug(board.profile.id, "board")
    files: dict[str, bytes] = {}
    for subject in subjects:
        values = example_of(subject, types)
        example = json_record(values, subject.shape.members, types)
        schema = schema_of(subject, types, namespace, options.content_model, example)
        files[f"{subject.stem}.schema.json"] = _json(schema)
        files[f"{subject.stem}.example.json"] = _json(example)
    files["manifest.json"] = _json(manifest(board, subjects, types, files))
    return files


def _json(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
    return f"{text}\n".encode()

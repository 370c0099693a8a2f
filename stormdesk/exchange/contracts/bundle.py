"""The bundle of contracts: every message in every format, and the manifest of them all."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from stormdesk.exchange.contracts import cloudevents
from stormdesk.exchange.contracts.asyncapi import document as asyncapi
from stormdesk.exchange.contracts.avro import schema as avro_schema
from stormdesk.exchange.contracts.contracts import Contracts, contracts_of
from stormdesk.exchange.contracts.json_file import json_file
from stormdesk.exchange.contracts.json_schema import schema as json_schema
from stormdesk.exchange.contracts.kafka import kubernetes
from stormdesk.exchange.contracts.manifest import manifest
from stormdesk.exchange.contracts.options import Part, SchemaOptions
from stormdesk.exchange.contracts.protobuf import schema as proto_schema
from stormdesk.exchange.contracts.readme import readme
from stormdesk.exchange.contracts.registry import payloads as registry
from stormdesk.model.board import Board

Writer = Callable[[Contracts, SchemaOptions], Mapping[str, bytes]]

PARTS: Mapping[Part, Writer] = {
    "json-schema": json_schema.files,
    "avro": avro_schema.files,
    "cloudevents": cloudevents.files,
    "protobuf": proto_schema.files,
    "asyncapi": asyncapi.files,
    "kafka-topics": kubernetes.files,
    "registry": registry.files,
}


def write(board: Board, options: SchemaOptions) -> dict[str, bytes]:
    """Return the parts that are asked for, all of them by default, with a README and a manifest.

    A board without messages gives the manifest alone. Raises BadInput, naming sticky and field,
    where the fields of a message make no contract.
    """
    contracts = contracts_of(board)
    files: dict[str, bytes] = {}
    for part, writer in PARTS.items():
        if not options.only or part in options.only:
            files |= writer(contracts, options)
    if contracts.subjects:
        files["README.md"] = readme(contracts, files).encode()
    files["manifest.json"] = json_file(manifest(board, contracts.subjects, contracts.types, files))
    return files

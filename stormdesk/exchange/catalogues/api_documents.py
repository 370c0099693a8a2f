"""The AsyncAPI documents that catalogues hold or point at."""

from __future__ import annotations

from pathlib import PurePosixPath

from stormdesk.exchange.contracts.asyncapi import document as asyncapi
from stormdesk.exchange.contracts.contracts import contracts_of
from stormdesk.exchange.contracts.options import SchemaOptions
from stormdesk.model.board import Board


def api_documents(board: Board) -> dict[str, bytes]:
    """Return the document of each context that sends or receives, by slug.

    They are those of the bundle of schemas, byte by byte. Raises BadInput, naming sticky and field,
    where the fields of a message make no contract.
    """
    files = asyncapi.files(contracts_of(board), SchemaOptions())
    return {PurePosixPath(path).parts[0]: data for path, data in files.items()}

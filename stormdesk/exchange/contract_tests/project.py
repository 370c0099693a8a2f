"""Contracts as a project of tests: generated schemas, samples and tests, and adapters of people."""

from __future__ import annotations

from stormdesk.exchange.contract_tests.consumer import consumers_of
from stormdesk.exchange.contract_tests.index import index
from stormdesk.exchange.contract_tests.options import ContractTestOptions
from stormdesk.exchange.contract_tests.readme import readme
from stormdesk.exchange.contracts import cloudevents
from stormdesk.exchange.contracts.avro import schema as avro_schema
from stormdesk.exchange.contracts.contracts import contracts_of
from stormdesk.exchange.contracts.json_file import json_file
from stormdesk.exchange.contracts.json_schema import schema as json_schema
from stormdesk.exchange.contracts.options import SchemaOptions
from stormdesk.exchange.contracts.protobuf import schema as proto_schema
from stormdesk.exchange.file_list import MANIFEST, file_list
from stormdesk.model.board import Board
from stormdesk.resources import resource

_FORMAT = "stormdesk-contract-tests/1"
_ADAPTERS = "adapters.py"
_SAME_FOR_ALL = (
    _ADAPTERS,
    "conftest.py",
    "pytest.ini",
    "requirements.txt",
    "stormdesk_contracts/__init__.py",
    "stormdesk_contracts/adapter.py",
    "stormdesk_contracts/avro.py",
    "stormdesk_contracts/avro_json.py",
    "stormdesk_contracts/contract.py",
    "stormdesk_contracts/in_memory.py",
    "stormdesk_contracts/proto.py",
    "tests/test_consumers.py",
    "tests/test_contracts.py",
    "tests/test_producers.py",
)
_ENVELOPE = ".cloudevent.json"


def write(board: Board, options: ContractTestOptions) -> dict[str, bytes]:
    """Return the files of the project; of a board without messages the manifest alone.

    No name of the board is the name of anything in Python, so none can be a wrong one. Raises
    BadInput, naming sticky and field, where the fields of a message make no contract.
    """
    contracts = contracts_of(board)
    files: dict[str, bytes] = {}
    if contracts.subjects:
        schemas: dict[str, bytes] = {}
        for part in (json_schema, avro_schema, proto_schema, cloudevents):
            schemas |= part.files(contracts, SchemaOptions(content_model=options.content_model))
        enveloped = {path.removesuffix(_ENVELOPE) for path in schemas if path.endswith(_ENVELOPE)}
        consumers = consumers_of(contracts)
        files = {f"contracts/{path}": data for path, data in schemas.items()}
        known = index(contracts, consumers, options.content_model, enveloped)
        others = {message["stem"]: message["other"] for message in known["messages"]}
        files["contracts.json"] = json_file(known)
        files["README.md"] = readme(contracts, consumers, others).encode()
        for name in _SAME_FOR_ALL:
            files[name] = resource(f"contract-tests/{name}").read_bytes()
    listed = {
        "format": _FORMAT,
        "board": {"id": board.profile.id, "title": board.profile.title},
        "files": file_list(files, marked={_ADAPTERS}),
    }
    return {**files, MANIFEST: json_file(listed)}

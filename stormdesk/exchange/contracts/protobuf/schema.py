"""Messages as Protobuf, version 3 of the language, in packages by context and major version.

Numbers of fields are the tags of the board. What an optional list or map lacks is empty, since
Protobuf does not tell the two apart; lists in lists and the like are wrapped in messages.
"""

from __future__ import annotations

from stormdesk.exchange.contracts.contracts import Contracts
from stormdesk.exchange.contracts.json_file import json_file
from stormdesk.exchange.contracts.options import SchemaOptions
from stormdesk.exchange.contracts.protobuf.json_value import proto_record
from stormdesk.exchange.contracts.protobuf.names import (
    SHARED_FILE,
    ProtoNames,
    file_names,
    message_name,
    proto_names,
)
from stormdesk.exchange.contracts.protobuf.packages import packages_of
from stormdesk.exchange.contracts.protobuf.text import folder_of, message_file, shared_file


def files(contracts: Contracts, options: SchemaOptions) -> dict[str, bytes]:
    """Return ``proto/PACKAGE/NAME.proto`` of every message, and what messages share.

    ``CONTEXT/vN/NAME.example.proto.json`` is the example of the other formats, in Protobuf's JSON.
    """
    names = proto_names(contracts)
    packages = packages_of(contracts.subjects, names)
    result: dict[str, bytes] = {}
    for package in packages.values():
        shared = shared_file(package)
        if shared:
            result[f"proto/{folder_of(package.name)}/{SHARED_FILE}.proto"] = shared.encode()
    paths = proto_paths(contracts, names)
    for subject in contracts.subjects:
        package = packages[names.package_of(subject)]
        text = message_file(package, message_name(subject.name))
        result[paths[subject.stem]] = text.encode()
        example = proto_record(contracts.examples[subject.stem], subject.shape, names)
        result[f"{subject.stem}.example.proto.json"] = json_file(example)
    return result


def proto_paths(contracts: Contracts, names: ProtoNames) -> dict[str, str]:
    """Return the path in the bundle of the file of each message, by stem."""
    found: dict[str, dict[str, str]] = {}
    for subject in contracts.subjects:
        called = found.setdefault(names.package_of(subject), {})
        called[subject.name] = subject.stem
    return {
        called[name]: f"proto/{folder_of(package)}/{spelling}.proto"
        for package, called in found.items()
        for name, spelling in file_names(called).items()
    }

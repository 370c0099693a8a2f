"""The real compiler of Protobuf, and classes made from what it read."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import grpc_tools
import pytest
from google.protobuf import descriptor_pb2, descriptor_pool, json_format, message_factory
from google.protobuf.descriptor import Descriptor
from grpc_tools import protoc

_WELL_KNOWN = str(Path(str(grpc_tools.__file__)).parent / "_proto")


class Compiled:
    """The messages of a bundle as protoc understood them."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.pool = descriptor_pool.DescriptorPool()
        self.files: dict[str, descriptor_pb2.FileDescriptorProto] = {}
        self.manifest = json.loads(files["manifest.json"])
        self._examples = {k: v for k, v in files.items() if k.endswith(".example.proto.json")}
        for each in _descriptors({k: v for k, v in files.items() if k.endswith(".proto")}):
            self.pool.Add(each)
            self.files[each.name] = each

    def message(self, name: str) -> Descriptor:
        """Return the descriptor of a message by its full name."""
        return self.pool.FindMessageTypeByName(name)

    def round_trip(self) -> int:
        """Send every example through its class and back, as JSON and as bytes; return how many."""
        for subject in self.manifest["subjects"]:
            (path,) = (each for each in subject["files"] if each in self._examples)
            example = json.loads(self._examples[path])
            made = message_factory.GetMessageClass(self.message(subject["protobuf"]))
            sent = json_format.ParseDict(example, made())
            read = made.FromString(sent.SerializeToString())
            assert read == sent
            told = json_format.MessageToDict(read, always_print_fields_with_no_presence=True)
            assert _holds(told, example)
        return len(self._examples)


def _holds(told: Any, example: Any) -> bool:
    """Tell whether all that an example says came back; a float may have lost its last digits."""
    if isinstance(example, dict):
        return all(key in told and _holds(told[key], each) for key, each in example.items())
    if isinstance(example, list):
        return len(told) == len(example) and all(map(_holds, told, example))
    return told == (pytest.approx(example) if isinstance(example, float) else example)


def _descriptors(files: Mapping[str, bytes]) -> list[Any]:
    """Return what protoc makes of sources, what is imported first; it may not even warn."""
    if not files:
        return []
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for path, data in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(data)
        out = root / "all.pb"
        status = protoc.main(
            [
                "protoc",
                f"-I{root / 'proto'}",
                f"-I{_WELL_KNOWN}",
                "--include_imports",
                "--fatal_warnings",
                f"--descriptor_set_out={out}",
                *(path.removeprefix("proto/") for path in sorted(files)),
            ]
        )
        assert status == 0
        found = descriptor_pb2.FileDescriptorSet.FromString(out.read_bytes())
    return list(found.file)

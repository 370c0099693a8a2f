"""Protobuf messages as the compiler that comes with grpcio-tools understands their files."""

from __future__ import annotations

import tempfile
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
from grpc_tools import protoc

from stormdesk_contracts.contract import PROTO


def proto_class(name: str) -> Any:
    """Return the class of the message of a full name."""
    return message_factory.GetMessageClass(_pool().FindMessageTypeByName(name))


@lru_cache(maxsize=1)
def _pool() -> descriptor_pool.DescriptorPool:
    """Return all messages of the folder, compiled; a file with a fault fails here."""
    paths = sorted(path.relative_to(PROTO).as_posix() for path in PROTO.rglob("*.proto"))
    known = str(files("grpc_tools") / "_proto")
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "all.binpb"
        arguments = [f"-I{PROTO}", f"-I{known}", "--include_imports"]
        code = protoc.main(["protoc", *arguments, f"--descriptor_set_out={target}", *paths])
        assert code == 0, "protoc refuses the files under contracts/proto; it says why above"
        compiled = descriptor_pb2.FileDescriptorSet.FromString(target.read_bytes())
    pool = descriptor_pool.DescriptorPool()
    for each in compiled.file:
        pool.Add(each)
    return pool

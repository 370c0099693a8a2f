"""What a bundle holds: every file with its SHA-256, every message, and the lock of its tags."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from stormdesk.exchange.contracts.contracts import Contracts, namespace_of
from stormdesk.exchange.contracts.kafka.topic_name import topics_of_messages
from stormdesk.exchange.contracts.protobuf.names import proto_names
from stormdesk.exchange.contracts.protobuf.package import written
from stormdesk.exchange.contracts.protobuf.packages import packages_of
from stormdesk.exchange.contracts.protobuf.schema import proto_paths
from stormdesk.exchange.contracts.shape import Shape, Types
from stormdesk.exchange.contracts.subject import Subject
from stormdesk.exchange.file_list import file_list
from stormdesk.model.board import Board

FORMAT = "stormdesk-bundle/1"


def manifest(
    board: Board,
    subjects: Iterable[Subject],
    types: Types,
    files: Mapping[str, bytes],
    form: str = FORMAT,
) -> dict[str, Any]:
    """Return the manifest of a bundle of these files; ``form`` says of which sort it is.

    A file of one message has its sticky beside it, for an example can have no field that says so.
    The lock under ``tags`` says which number each field has and which are never used again, so
    that a later bundle, or a format that travels by number, can be held to it. Under ``protobuf``
    is what each package of the bundle declares, so that no source of it has to be parsed.
    """
    contracts = Contracts(board, namespace_of(board), tuple(subjects), types, {})
    subjects, topics = contracts.subjects, topics_of_messages(board)
    names = proto_names(contracts)
    paths = proto_paths(contracts, names)
    by_stem = _by_stem(files)
    declared = {s.stem: s for s in subjects if paths[s.stem] in files}
    for stem in declared:
        by_stem[stem].append(paths[stem])
    sources = {path: s.sticky.id for s in subjects for path in by_stem[s.stem]}
    return {
        "format": form,
        "board": {"id": board.profile.id, "title": board.profile.title},
        "namespace": namespace_of(board),
        "files": [
            {**each, "sticky": sources[each["path"]]} if each["path"] in sources else each
            for each in file_list(files)
        ],
        "subjects": [
            {
                "name": subject.name,
                "kind": subject.sticky.kind.value,
                "context": subject.context,
                "version": subject.version,
                "sticky": subject.sticky.id,
                "topic": topics[subject.sticky.id],
                **_mode(subject),
                **({"protobuf": names.full_name(subject)} if subject.stem in declared else {}),
                "files": sorted(by_stem[subject.stem]),
            }
            for subject in subjects
        ],
        "protobuf": {
            name: written(package)
            for name, package in packages_of(declared.values(), names).items()
        },
        "tags": {
            "messages": {s.stem: _lock(s.shape) for s in subjects},
            "types": {name: _lock(types[name]) for name in sorted(types) if not types[name].values},
        },
    }


def _by_stem(files: Iterable[str]) -> defaultdict[str, list[str]]:
    """Return the paths that belong to each message by its stem; its name has no point in it."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path in files:
        folder, _, name = path.rpartition("/")
        found[f"{folder}/{name.partition('.')[0]}"].append(path)
    return found


def _mode(subject: Subject) -> dict[str, str]:
    message = subject.sticky.message
    chosen = message.compatibility if message is not None else None
    return {"compatibility": chosen} if chosen is not None else {}


def _lock(shape: Shape) -> dict[str, Any]:
    return {
        "fields": {member.name: member.tag for member in shape.members},
        "reserved": [
            {"tag": each.tag, "name": each.name} if each.name else {"tag": each.tag}
            for each in sorted(shape.reserved, key=lambda each: each.tag)
        ],
    }

"""What a bundle holds: every file with its SHA-256, every message, and the lock of its tags."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from stormdesk.exchange.contracts.shape import Shape, Types
from stormdesk.exchange.contracts.subject import Subject
from stormdesk.model.board import Board

FORMAT = "stormdesk-bundle/1"


def manifest(
    board: Board, subjects: Iterable[Subject], types: Types, files: Mapping[str, bytes]
) -> dict[str, Any]:
    """Return the manifest of a bundle of these files.

    The lock under ``tags`` says which number each field has and which are never used again, so
    that a later bundle, or a format that travels by number, can be held to it.
    """
    subjects = list(subjects)
    return {
        "format": FORMAT,
        "board": {"id": board.profile.id, "title": board.profile.title},
        "files": [
            {
                "path": path,
                "sha256": hashlib.sha256(files[path]).hexdigest(),
                "bytes": len(files[path]),
            }
            for path in sorted(files)
        ],
        "subjects": [
            {
                "name": subject.name,
                "kind": subject.sticky.kind.value,
                "context": subject.context,
                "version": subject.version,
                "sticky": subject.sticky.id,
                "files": sorted(path for path in files if path.startswith(f"{subject.stem}.")),
            }
            for subject in subjects
        ],
        "tags": {
            "messages": {s.stem: _lock(s.shape) for s in subjects},
            "types": {name: _lock(types[name]) for name in sorted(types) if not types[name].values},
        },
    }


def _lock(shape: Shape) -> dict[str, Any]:
    return {
        "fields": {member.name: member.tag for member in shape.members},
        "reserved": [
            {"tag": each.tag, "name": each.name} if each.name else {"tag": each.tag}
            for each in sorted(shape.reserved, key=lambda each: each.tag)
        ],
    }

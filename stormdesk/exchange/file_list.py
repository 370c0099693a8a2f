"""The files of an export as its manifest lists them: what was generated, to know it again later."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stormdesk.exchange.marked_lines import frame

MANIFEST = "manifest.json"
_OURS = "stormdesk-"
_LARGEST = 50_000_000


@dataclass(frozen=True, slots=True)
class Generated:
    """What was generated into a folder: which sort of export, and the SHA-256 of every file.

    ``frames`` has that of what is not between marked lines, of the files that people write in.
    """

    sort: str
    files: Mapping[str, str]
    frames: Mapping[str, str]


def sha256(data: bytes) -> str:
    """Return the SHA-256 of some bytes, in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def file_list(files: Mapping[str, bytes], marked: Collection[str] = ()) -> list[dict[str, Any]]:
    """Return path, SHA-256 and size of every file, sorted; of ``marked`` ones that of the frame."""
    return [
        {
            "path": path,
            "sha256": sha256(files[path]),
            "bytes": len(files[path]),
            **({"frame": sha256(frame(files[path]))} if path in marked else {}),
        }
        for path in sorted(files)
    ]


def manifest_of(paths: Iterable[str]) -> str:
    """Return which of some files is the manifest of them all.

    What is laid over a folder that is not its own has it further in.
    """
    found = [path for path in paths if path == MANIFEST or path.endswith(f"/{MANIFEST}")]
    return min(found, key=lambda path: (path.count("/"), path), default=MANIFEST)


def generated_in(folder: Path, manifest: str = MANIFEST) -> Generated | None:
    """Return what was generated into a folder; None where it holds no manifest of ours."""
    path = folder / manifest
    try:
        if path.stat().st_size > _LARGEST:
            return None
        return generated(path.read_bytes())
    except OSError:
        return None


def generated(manifest: bytes) -> Generated | None:
    """Return what a manifest lists, with all that was generated before; None if it is not ours."""
    try:
        content: Any = json.loads(manifest)
    except (ValueError, RecursionError):
        return None
    if not isinstance(content, dict) or not str(content.get("format")).startswith(_OURS):
        return None
    lists: list[Any] = [content.get("files")]
    lists += [content.get(name, []) for name in ("orphans", "unchosen")]
    if not all(isinstance(each, list) for each in lists):
        return None
    listed = [
        each
        for files in lists
        for each in files
        if isinstance(each, dict) and {"path", "sha256"} <= each.keys()
    ]
    return Generated(
        str(content["format"]).partition("/")[0],
        {str(each["path"]): str(each["sha256"]) for each in listed},
        {str(each["path"]): str(each["frame"]) for each in listed if "frame" in each},
    )


def with_unchosen(manifest: bytes, paths: Collection[str], before: Generated) -> bytes:
    """Return a manifest that lists files which this export was told to leave as they are."""
    if not paths:
        return manifest
    content = json.loads(manifest)
    content["unchosen"] = [
        {
            "path": path,
            "sha256": before.files[path],
            **({"frame": before.frames[path]} if path in before.frames else {}),
        }
        for path in sorted(paths)
    ]
    return f"{json.dumps(content, ensure_ascii=False, indent=2)}\n".encode()


def with_orphans(manifest: bytes, orphans: Mapping[str, str]) -> bytes:
    """Return a manifest that lists the orphans too, so that they can be pruned later."""
    if not orphans:
        return manifest
    content = json.loads(manifest)
    content["orphans"] = [{"path": p, "sha256": orphans[p]} for p in sorted(orphans)]
    return f"{json.dumps(content, ensure_ascii=False, indent=2)}\n".encode()

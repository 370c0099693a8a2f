"""Files of an export on their way to the disk: all of them or none, and nobody's work lost."""

from __future__ import annotations

import hashlib
import json
import secrets
import shutil
import stat
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from stormdesk.document.file import write
from stormdesk.model.problem import BadInput, quoted

MANIFEST = "manifest.json"
_OURS = "stormdesk-"
_LARGEST_MANIFEST = 50_000_000


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of the files of a folder, by their paths in it.

    ``changed`` are those that people changed since they were generated, left as they are;
    ``orphans`` those generated earlier and not any more, ``pruned`` those of them now removed.
    """

    written: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    orphans: tuple[str, ...] = ()
    pruned: tuple[str, ...] = ()


def refuse_boards(target: Path, paths: Iterable[str], source: Path | None) -> None:
    """Raise BadInput where an export to a target would replace a board.

    That is every ``.stormdesk`` file, and ``source``, which the export is made of, under whatever
    name. ``paths`` are those of the export's files in the target, none for a single file.
    """
    for each in [target, *(_inside(target, path) for path in paths)]:
        if ".stormdesk" in (each.suffix.lower(), each.resolve().suffix.lower()):
            raise BadInput(
                str(each), "is the name of a board, which no export replaces; name another"
            )
        if source is not None and _is_same(each, source):
            raise BadInput(str(each), "is what the export is made of; name another")


def _is_same(path: Path, other: Path) -> bool:
    try:
        return not path.is_dir() and path.samefile(other)
    except OSError:
        return False


def deliver_file(path: Path, data: bytes, *, force: bool = False) -> None:
    """Write a single file, whole or not at all; an existing one only with ``force``.

    Raises BadInput, and OSError where the system refuses.
    """
    if path.is_dir():
        raise BadInput(str(path), "is a folder; name a file in it")
    if not path.parent.is_dir():
        raise BadInput(str(path), "its folder does not exist; make it first")
    if path.exists() and not force:
        raise BadInput(str(path), "already exists; replace it with --force or name another")
    if path.exists() and not path.is_file():
        raise BadInput(str(path), "is not a plain file; use -o - and redirect what comes")
    write(path, data)


def deliver_folder(
    folder: Path, files: Mapping[str, bytes], *, force: bool = False, prune: bool = False
) -> Delivery:
    """Write the files of a bundle; a file that is not ours is replaced only with ``force``.

    Where the folder holds our manifest, generated files that nobody touched are replaced, and
    those that people changed are left and reported. Raises BadInput, before anything is written,
    and OSError where the system refuses.
    """
    plan = _plan(folder, files, force=force)
    if plan.foreign:
        raise BadInput(
            str(folder), f"{_listed(plan.foreign)} already there; use --force or another folder"
        )
    orphans = {*plan.orphans, *plan.kept_orphans}
    due = orphans if force else set(plan.orphans)
    pruned = tuple(sorted(due)) if prune else ()
    left = sorted(orphans - set(pruned))
    contents = {path: files[path] for path in plan.due}
    if MANIFEST in files and (left or MANIFEST in contents):
        contents[MANIFEST] = _remembering(files[MANIFEST], {p: plan.before[p] for p in left})
    _place(folder, contents)
    _remove(folder, pruned)
    kept = plan.kept_orphans if prune and not force else []
    return Delivery(tuple(plan.due), tuple(sorted([*plan.changed, *kept])), tuple(left), pruned)


def stale_files(folder: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Return the files of a bundle that are missing, other than they would be, or orphans."""
    plan = _plan(folder, files, force=False)
    return tuple(
        sorted({*plan.due, *plan.changed, *plan.foreign, *plan.orphans, *plan.kept_orphans})
    )


@dataclass(frozen=True, slots=True)
class _Plan:
    due: list[str]
    changed: list[str]
    foreign: list[str]
    orphans: list[str]
    kept_orphans: list[str]
    before: Mapping[str, str]


def _plan(folder: Path, files: Mapping[str, bytes], *, force: bool) -> _Plan:
    if folder.exists() and not folder.is_dir():
        raise BadInput(str(folder), "is a file; name a folder")
    found = _manifest_of(folder)
    before = found or {}
    plan = _Plan([], [], [], [], [], before)
    for path in sorted(files):
        current = _digest(_inside(folder, path))
        if current == hashlib.sha256(files[path]).hexdigest():
            continue
        is_ours = found is not None and (path == MANIFEST or path in before)
        is_untouched = is_ours and (path == MANIFEST or current == before[path])
        if current is None or is_untouched or force:
            plan.due.append(path)
        elif is_ours:
            plan.changed.append(path)
        else:
            plan.foreign.append(path)
    for path, digest in sorted(before.items()):
        current = _digest(_inside(folder, path)) if path not in files else None
        if current is not None:
            (plan.orphans if current == digest else plan.kept_orphans).append(path)
    return plan


def _manifest_of(folder: Path) -> dict[str, str] | None:
    """Return path to SHA-256 of what was generated into a folder, None without our manifest."""
    path = folder / MANIFEST
    try:
        if path.stat().st_size > _LARGEST_MANIFEST:
            return None
        content: Any = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(content, dict) or not str(content.get("format")).startswith(_OURS):
        return None
    files, orphans = content.get("files"), content.get("orphans", [])
    if not isinstance(files, list) or not isinstance(orphans, list):
        return None
    return {
        str(each["path"]): str(each["sha256"])
        for each in [*files, *orphans]
        if isinstance(each, dict) and {"path", "sha256"} <= each.keys()
    }


def _remembering(manifest: bytes, orphans: Mapping[str, str]) -> bytes:
    """Return a manifest that lists the orphans too, so that they can be pruned later."""
    if not orphans:
        return manifest
    content = json.loads(manifest)
    content["orphans"] = [{"path": p, "sha256": orphans[p]} for p in sorted(orphans)]
    return f"{json.dumps(content, ensure_ascii=False, indent=2)}\n".encode()


def _inside(folder: Path, path: str) -> Path:
    """Return where a file of a bundle is on disk.

    Raises BadInput where that is outside the folder, by its name or by a link.
    """
    parts = PurePosixPath(path).parts
    is_plain = parts and not any(
        part in ("/", "..") or set(part) & set('\\:\0<>"|?*') for part in parts
    )
    target = folder.joinpath(*parts)
    if not is_plain or not target.parent.resolve().is_relative_to(folder.resolve()):
        raise BadInput(str(folder), f"the file {quoted(path)} lies outside of the folder")
    return target


def _digest(path: Path) -> str | None:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return ""
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except (FileNotFoundError, NotADirectoryError):
        return None


def _place(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write all files aside first, then move them in; the manifest goes last."""
    if not files:
        return
    folder = folder.resolve()
    folder.parent.mkdir(parents=True, exist_ok=True)
    is_new = not folder.exists()
    staging = (folder.parent if is_new else folder) / f".stormdesk-{secrets.token_hex(6)}.tmp"
    target = folder
    try:
        for path, data in files.items():
            target = folder / path
            (staging / path).parent.mkdir(parents=True, exist_ok=True)
            (staging / path).write_bytes(data)
        if is_new:
            staging.rename(folder)
            return
        for path in sorted(files, key=lambda each: (each == MANIFEST, each)):
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            (staging / path).replace(target)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(target)) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _remove(folder: Path, paths: Iterable[str]) -> None:
    for path in paths:
        target = _inside(folder, path)
        target.unlink()
        for parent in target.relative_to(folder).parents[:-1]:
            with suppress(OSError):
                (folder / parent).rmdir()


def _listed(paths: list[str]) -> str:
    shown = ", ".join(paths[:3])
    more = f" and {len(paths) - 3} more" if len(paths) > 3 else ""
    return f"{shown}{more} {'is' if len(paths) == 1 else 'are'}"

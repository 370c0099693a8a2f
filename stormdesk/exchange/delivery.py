"""Files of an export on their way to the disk: all of them or none, and nobody's work lost."""

from __future__ import annotations

import secrets
import shutil
import stat
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from stormdesk.document.file import write
from stormdesk.exchange.file_list import (
    generated,
    generated_in,
    manifest_of,
    sha256,
    with_orphans,
    with_unchosen,
)
from stormdesk.exchange.marked_lines import frame, marked_lines, with_marked_lines
from stormdesk.model.problem import BadInput, quoted


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
    for each in [target, *(inside(target, path) for path in paths)]:
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
    folder: Path,
    files: Mapping[str, bytes],
    *,
    force: bool = False,
    prune: bool = False,
    unchosen: Collection[str] = (),
) -> Delivery:
    """Write the files of a bundle; a file that is not ours is replaced only with ``force``.

    Where the folder holds our manifest, generated files that nobody touched are replaced, lines
    that people wrote between marks are kept, and what they changed elsewhere is left and reported.
    ``unchosen`` are paths that belong to the bundle, but were not asked for: those stay.
    Raises BadInput, before anything is written, and OSError where the system refuses.
    """
    plan = _plan(folder, files, unchosen, force=force)
    if plan.foreign:
        raise BadInput(
            str(folder), f"{_listed(plan.foreign)} already there; use --force or another folder"
        )
    orphans = {*plan.orphans, *plan.kept_orphans}
    due = orphans if force else set(plan.orphans)
    pruned = tuple(sorted(due)) if prune else ()
    left = sorted(orphans - set(pruned))
    contents, manifest = dict(plan.due), manifest_of(files)
    if manifest in files and (left or manifest in contents):
        contents[manifest] = with_orphans(plan.manifest, {p: plan.before[p] for p in left})
    _place(folder, contents, manifest)
    _remove(folder, pruned)
    kept = plan.kept_orphans if prune and not force else []
    return Delivery(tuple(plan.due), tuple(sorted([*plan.changed, *kept])), tuple(left), pruned)


def stale_files(
    folder: Path, files: Mapping[str, bytes], unchosen: Collection[str] = ()
) -> tuple[str, ...]:
    """Return the files of a bundle that are missing, other than they would be, or orphans."""
    plan = _plan(folder, files, unchosen, force=False)
    return tuple(
        sorted({*plan.due, *plan.changed, *plan.foreign, *plan.orphans, *plan.kept_orphans})
    )


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be written, by path, and what is not and why; ``before`` was generated earlier.

    ``manifest`` is what that of the bundle holds, with what was not asked for.
    """

    due: dict[str, bytes]
    changed: list[str]
    foreign: list[str]
    orphans: list[str]
    kept_orphans: list[str]
    before: Mapping[str, str]
    manifest: bytes


def _plan(
    folder: Path, files: Mapping[str, bytes], unchosen: Collection[str], *, force: bool
) -> _Plan:
    if folder.exists() and not folder.is_dir():
        raise BadInput(str(folder), "is a file; name a folder")
    manifest = manifest_of(files)
    found, new = generated_in(folder, manifest), generated(files.get(manifest, b""))
    if found is not None and new is not None and found.sort != new.sort:
        raise BadInput(str(folder), f"holds another sort of export, {found.sort}; name another")
    before = found.files if found is not None else {}
    old_frames = found.frames if found is not None else {}
    new_frames = new.frames if new is not None else {}
    apart = {path for path in before.keys() & set(unchosen) if path not in files}
    apart = {path for path in apart if _content(inside(folder, path)) is not None}
    if found is not None and manifest in files:
        files = {**files, manifest: with_unchosen(files[manifest], apart, found)}
    plan = _Plan({}, [], [], [], [], before, files.get(manifest, b""))
    for path in sorted(files):
        present, wanted = _content(inside(folder, path)), files[path]
        is_untouched = present is not None and before.get(path) == sha256(present)
        if present is not None and path in new_frames and not is_untouched:
            is_untouched = _is_framed_by(old_frames.get(path), present, wanted)
            wanted = with_marked_lines(wanted, marked_lines(present) or {})
        if present == wanted:
            continue
        is_ours = found is not None and (path == manifest or path in before)
        if present is None or force or (is_ours and (path == manifest or is_untouched)):
            plan.due[path] = wanted
        elif is_ours:
            plan.changed.append(path)
        else:
            plan.foreign.append(path)
    for path, digest in sorted(before.items()):
        is_gone = path not in files and path not in apart
        present = _content(inside(folder, path)) if is_gone else None
        if present is not None:
            (plan.orphans if sha256(present) == digest else plan.kept_orphans).append(path)
    return plan


def _is_framed_by(digest: str | None, present: bytes, wanted: bytes) -> bool:
    """Tell whether people changed nothing but lines between marks, all of which have a place."""
    lines, places = marked_lines(present) or {}, marked_lines(wanted) or {}
    return digest == sha256(frame(present)) and lines.keys() <= places.keys()


def inside(folder: Path, path: str) -> Path:
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


def _content(path: Path) -> bytes | None:
    """Return what a file holds; None where there is none, and nothing that is no plain file."""
    try:
        return path.read_bytes() if stat.S_ISREG(path.stat().st_mode) else b""
    except (FileNotFoundError, NotADirectoryError):
        return None


def _place(folder: Path, files: Mapping[str, bytes], manifest: str) -> None:
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
        for path in sorted(files, key=lambda each: (each == manifest, each)):
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            with suppress(FileNotFoundError):
                shutil.copymode(target, staging / path)
            (staging / path).replace(target)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(target)) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _remove(folder: Path, paths: Iterable[str]) -> None:
    for path in paths:
        target = inside(folder, path)
        target.unlink()
        for parent in target.relative_to(folder).parents[:-1]:
            with suppress(OSError):
                (folder / parent).rmdir()


def _listed(paths: list[str]) -> str:
    shown = ", ".join(paths[:3])
    more = f" and {len(paths) - 3} more" if len(paths) > 3 else ""
    return f"{shown}{more} {'is' if len(paths) == 1 else 'are'}"

"""What named versions held: kept beside the journal, and in a file to send along with a board.

That file, ``BOARD.history``, is a ZIP archive of boards, each called after its SHA-256; names and
times of the versions are in the board itself.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from stormdesk.document.file import from_bytes, sha256, to_bytes, write
from stormdesk.document.folders import key, private
from stormdesk.document.lines import MOST_BYTES
from stormdesk.model.board import Board
from stormdesk.model.problem import BadInput
from stormdesk.model.session import NamedVersion

FOLDER = "versions"
SUFFIX = ".history"
_MARK = "sha256:"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The first date that a ZIP archive can tell, so that equal pasts give equal bytes."""


def keep_contents(board: Board, state: Path) -> str:
    """Keep what a board holds, and return its digest; raises OSError."""
    data = to_bytes(board)
    digest = sha256(data)
    file = _folder(board.profile.id, state) / _name(digest)
    if not file.exists():
        private(file.parent)
        write(file, data)
    return f"{_MARK}{digest}"


def version_board(
    version: NamedVersion, board_id: str, state: Path, path: Path | None = None
) -> Board:
    """Return the board as it was when a version was named.

    It is looked for on this computer, and in the history that lies beside the board's file. Raises
    BadInput where it is in neither.
    """
    digest = (version.digest or "").removeprefix(_MARK)
    for data in _found(digest, board_id, state, path):
        if sha256(data) == digest:
            return from_bytes(data, version.name)
    beside = history_beside(path).name if path is not None else f"its {SUFFIX} file"
    raise BadInput(
        f'version "{version.name}"',
        f"is not kept on this computer; put {beside} beside the board if somebody sent it",
    )


def history_beside(path: Path) -> Path:
    """Return where the history of a board's file lies."""
    return path.with_suffix(SUFFIX)


def history_bytes(board: Board, state: Path, path: Path | None = None) -> bytes:
    """Return an archive of all versions of a board that are kept; equal pasts give equal bytes."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        names: set[str] = set()
        for version in board.in_order(NamedVersion):
            try:
                past = version_board(version, board.profile.id, state, path)
            except BadInput:
                continue
            data = to_bytes(past)
            name = _name(sha256(data))
            if name not in names:
                names.add(name)
                archive.writestr(ZipInfo(name, _LONG_AGO), data, ZIP_DEFLATED)
    return packed.getvalue()


def forget_contents(board_id: str, state: Path) -> None:
    """Remove all that is kept of a board's versions."""
    folder = _folder(board_id, state)
    if folder.exists():
        shutil.rmtree(folder)


def _found(digest: str, board_id: str, state: Path, path: Path | None) -> Iterable[bytes]:
    if not digest.isalnum():
        return
    with suppress(OSError):
        yield (_folder(board_id, state) / _name(digest)).read_bytes()
    if path is not None:
        yield from _packed(digest, history_beside(path))


def _packed(digest: str, archive_file: Path) -> Iterable[bytes]:
    try:
        with ZipFile(archive_file) as archive:
            info = archive.getinfo(_name(digest))
            if info.file_size <= MOST_BYTES:
                with archive.open(info) as packed:
                    yield packed.read(MOST_BYTES)
    except (OSError, KeyError, BadZipFile, EOFError, NotImplementedError, RuntimeError):
        return


def _name(digest: str) -> str:
    return f"{digest}.stormdesk"


def _folder(board_id: str, state: Path) -> Path:
    return state / FOLDER / key(board_id)

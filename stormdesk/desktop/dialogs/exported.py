"""Writing a board in a format, and what that leaves on the disk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from stormdesk.desktop.words import counted, tr
from stormdesk.exchange.delivery import deliver_file, deliver_folder, refuse_boards
from stormdesk.exchange.format import Format, Options, only_file, write
from stormdesk.model.board import Board


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export left on the disk, and what it says to that."""

    path: Path
    remark: str


def exported(form: Format, board: Board, options: Options, path: Path, *, force: bool) -> Exported:
    """Write a board to a file or, where the format is several files, into a folder.

    With ``force`` existing files are replaced. Raises BadInput, and OSError where the system
    refuses.
    """
    files = write(form, board, options)
    refuse_boards(path, files if form.folder else (), None)
    if not form.folder:
        path.parent.mkdir(parents=True, exist_ok=True)
        deliver_file(path, only_file(files)[1], force=force)
        return Exported(path, tr("Written: {path}", path=path))
    delivery = deliver_folder(path, files, force=force)
    remarks = [tr("{what} written to {path}", what=_files(delivery.written), path=path)]
    if delivery.changed:
        changed = _files(delivery.changed)
        remarks.append(tr("{what} left alone, because somebody changed them", what=changed))
    if delivery.orphans:
        remarks.append(tr("{what} no longer needed", what=_files(delivery.orphans)))
    return Exported(path, "; ".join(remarks) + ".")


def _files(paths: tuple[str, ...]) -> str:
    return counted(len(paths), "file", "files")

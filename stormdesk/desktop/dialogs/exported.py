"""Writing a board in a format, and what that leaves on the disk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from stormdesk.desktop.words import counted, tr
from stormdesk.exchange.delivery import Delivery, deliver_file, deliver_folder, refuse_boards
from stormdesk.exchange.format import Files, Format, Options, only_file, unchosen, write
from stormdesk.late import resolved
from stormdesk.model.board import Board

_MOST = 6


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
    delivery = deliver_folder(path, files, force=force, unchosen=unchosen(form, board, options))
    told = [*_delivered(delivery, files, path)]
    if form.left_out is not None:
        told += resolved(form.left_out)(board)
    return Exported(path, "\n".join(told))


def _delivered(delivery: Delivery, files: Files, path: Path) -> Iterator[str]:
    """Yield a sentence on each thing that became of a folder."""
    if delivery.written:
        folders = sorted({f"{name.partition('/')[0]}/" for name in delivery.written if "/" in name})
        shown = ", ".join([*folders[:_MOST], *(["…"] if len(folders) > _MOST else [])])
        inside = tr(", in {folders}", folders=shown) if folders else ""
        what = _files(delivery.written)
        yield tr("{what} written to {path}{inside}.", what=what, path=path, inside=inside)
    elif not delivery.changed:
        yield tr("{path} is up to date: {what}.", path=path, what=_files(tuple(files)))
    if delivery.changed:
        changed = _files(delivery.changed)
        yield tr("{what} left alone, because somebody changed them.", what=changed)
    if delivery.orphans:
        yield tr("{what} no longer needed.", what=_files(delivery.orphans))


def _files(paths: tuple[str, ...]) -> str:
    return counted(len(paths), "file", "files")

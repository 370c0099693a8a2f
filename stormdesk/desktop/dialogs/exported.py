"""What an export leaves on the disk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from stormdesk.desktop.dialogs.rendition import Rendition
from stormdesk.desktop.words import counted, tr
from stormdesk.exchange.delivery import Delivery, deliver_file, deliver_folder, refuse_boards
from stormdesk.exchange.file_list import sha256
from stormdesk.exchange.format import Files, only_file

_MOST = 6


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export left on the disk, and what it says to that.

    ``sha256`` is that of a single file, by which it is known again; ``notes`` say what the format
    has nothing of.
    """

    path: Path
    remark: str
    notes: tuple[str, ...] = ()
    sha256: str = ""


def delivered(rendition: Rendition, path: Path, *, force: bool) -> Exported:
    """Write a rendition to a file or, where the format is several files, into a folder.

    With ``force`` existing files are replaced. Raises BadInput, and OSError where the system
    refuses.
    """
    form, files = rendition.form, rendition.files
    refuse_boards(path, files if form.folder else (), None)
    if not form.folder:
        path.parent.mkdir(parents=True, exist_ok=True)
        data = only_file(files)[1]
        deliver_file(path, data, force=force)
        told = tr("Written: {path} ({size})", path=path, size=sized(len(data)))
        return Exported(path, told, rendition.notes, sha256(data))
    delivery = deliver_folder(path, files, force=force, unchosen=rendition.unchosen)
    return Exported(path, "\n".join(_delivered(delivery, files, path)), rendition.notes)


def sized(count: int) -> str:
    """Return a number of bytes as people read it."""
    if count < 1000:
        return tr("{n} bytes", n=count)
    if count < 1_000_000:
        return tr("{n} kB", n=f"{count / 1000:.0f}")
    return tr("{n} MB", n=f"{count / 1_000_000:.1f}")


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

"""A board in a format, before any of it is written to the disk."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from stormdesk.desktop.preview.sheets import Sheets, sheets_of
from stormdesk.exchange.attachments import attached
from stormdesk.exchange.format import Files, Format, Options, unchosen, write
from stormdesk.exchange.redaction import Redaction, redacted
from stormdesk.late import resolved
from stormdesk.model.board import Board


@dataclass(frozen=True, slots=True)
class Rendition:
    """The files of an export, those that were not asked for, and what there is to know of them.

    ``sheets`` are what can be looked at of it, None where that is text.
    """

    form: Format
    files: Files
    unchosen: frozenset[str]
    notes: tuple[str, ...]
    sheets: Sheets | None = None


def rendered(
    form: Format,
    board: Board,
    options: Options,
    left_out: Collection[Redaction],
    folder: Path | None = None,
) -> Rendition:
    """Return a board in a format, without what is to be left out of it, ready to be looked at.

    ``folder`` is where the board lies, with the pictures that it names.

    Raises BadInput where the format cannot hold it.
    """
    shown = redacted(board, left_out)
    options = attached(options, shown, folder)
    files = write(form, shown, options)
    notes = resolved(form.left_out)(shown) if form.left_out is not None else ()
    others = unchosen(form, shown, options)
    return _looked_at(Rendition(form, files, others, tuple(notes)), shown, options)


def _looked_at(rendition: Rendition, board: Board, options: Options) -> Rendition:
    """Return a rendition of a board with its sheets, where it is a file that has some."""
    form = rendition.form
    if form.folder or len(rendition.files) != 1:
        return rendition
    name, data = next(iter(rendition.files.items()))
    if form.preview is not None:
        name, data = "preview.pdf", resolved(form.preview)(board, options)
    return replace(rendition, sheets=sheets_of(name, data))

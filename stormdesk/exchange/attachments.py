"""The files that options and boards name, read for writers, which read none themselves."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from stormdesk.document.file import load
from stormdesk.exchange.format import Options
from stormdesk.model.board import Board
from stormdesk.model.problem import BadInput

Chosen = TypeVar("Chosen", bound=Options)
_FILE = "file"
_LOGO = "logo"
_MOST_BYTES = 20_000_000


def attached(options: Chosen, board: Board, folder: Path | None) -> Chosen:
    """Return options with the contents of the files that they name.

    Those are the options marked with ``file``. Where none is named the logo is the board's own,
    if it lies in the ``folder`` of the board. Raises BadInput where a named file cannot be read.
    """
    contents: dict[str, bytes] = {}
    for name, field in type(options).model_fields.items():
        extra = field.json_schema_extra
        if not (isinstance(extra, dict) and extra.get(_FILE)):
            continue
        told = getattr(options, name)
        if told:
            contents[name] = _read(Path(told))
        elif name == _LOGO and folder is not None and board.profile.logo:
            own = folder / board.profile.logo
            if own.is_file():
                contents[name] = _read(own)
    return options.with_contents(contents) if contents else options


def _read(path: Path) -> bytes:
    if path.is_file() and path.stat().st_size > _MOST_BYTES:
        raise BadInput(str(path), "is larger than 20 MB; take a smaller picture")
    return load(path)

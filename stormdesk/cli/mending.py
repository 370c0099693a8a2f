"""``check --fix``: mends boards and writes them back to where they came from."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from stormdesk.analysis.finding import Finding
from stormdesk.analysis.fixing import fixed
from stormdesk.cli.reading import board_at
from stormdesk.document.backups import keep_backup
from stormdesk.document.file import load
from stormdesk.document.folders import state_folder
from stormdesk.document.opening import OpenBoard, open_board
from stormdesk.document.recovery import as_it_is
from stormdesk.exchange.delivery import deliver_file
from stormdesk.exchange.source import STANDARD_INPUT
from stormdesk.exchange.yaml_comments import first_comment
from stormdesk.exchange.yaml_patch import patched
from stormdesk.exchange.yaml_writer import written_text
from stormdesk.model.board import Board, Change
from stormdesk.model.integrity import sound_board
from stormdesk.model.problem import BadInput

_OWN, _YAML = ("", ".stormdesk"), (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Mended:
    """A board as it is after its fixes; ``save`` writes it to its file."""

    board: Board
    fixed: tuple[Finding, ...]
    save: Callable[[], None]


def mended(name: str, held: ExitStack) -> Mended:
    """Return the board of a file with all that is mechanical mended, not yet written.

    What has to stay open until then is held by ``held``. Raises BadInput where the file could not
    be written without losing something; a file with nothing to mend is never refused.
    """
    board = board_at(name)
    change, found = fixed(board)
    if not change:
        return Mended(board, (), lambda: None)
    after = sound_board(board.after(change).records.values(), name)
    suffix = Path(name).suffix.lower()
    if name != STANDARD_INPUT and suffix in _OWN:
        save = _saving_own(name, board, change, held)
    elif name != STANDARD_INPUT and suffix in _YAML:
        save = _saving_yaml(name, board, change)
    else:
        where = "standard input" if name == STANDARD_INPUT else name
        raise BadInput(
            where, "cannot be written back; import it into a .stormdesk file and fix that"
        )
    return Mended(after, tuple(found), save)


def _saving_own(name: str, board: Board, change: Change, held: ExitStack) -> Callable[[], None]:
    opened = open_board(Path(name), state_folder(), as_it_is)
    held.callback(opened.close)
    if opened.is_read_only:
        raise BadInput(name, "is open in a window; close it there, then fix it")
    if opened.document.board != board:
        raise BadInput(name, "has changes that were never saved; open it and save them first")
    return lambda: _save(opened, change)


def _save(opened: OpenBoard, change: Change) -> None:
    with opened.document.edit("Fix findings") as edit:
        edit.put(*(after for _, _, after in change if after is not None))
        edit.remove(*(record_id for record_id, _, after in change if after is None))
    opened.save()


def _saving_yaml(name: str, board: Board, change: Change) -> Callable[[], None]:
    path = Path(name)
    text = load(path).decode("utf-8-sig")
    found = patched(text, board, change)
    line = first_comment(text) if found is None else None
    if line is not None:
        raise BadInput(
            f"{name}:{line}",
            "is a comment, which fixing would lose; import the model into a .stormdesk file",
        )
    data = written_text(board.after(change)) if found is None else found

    def save() -> None:
        keep_backup(path, board.profile.id, state_folder())
        deliver_file(path, data.encode(), force=True)

    return save

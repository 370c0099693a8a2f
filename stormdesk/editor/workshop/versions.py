"""Named versions of a board: a moment kept by name, looked at again, and brought back.

The board knows the name, the time and the digest; what the version held is kept beside the journal.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from pydantic import ValidationError

from stormdesk.document.document import Document
from stormdesk.document.file import sha256, to_bytes
from stormdesk.document.film import Film
from stormdesk.document.version_contents import keep_contents
from stormdesk.model.board import Board
from stormdesk.model.naming import Taken
from stormdesk.model.problem import BadInput, explain
from stormdesk.model.session import NamedVersion, Session, Vote

LOGGED = (NamedVersion, Session, Vote)
"""What tells what happened, so that bringing back an earlier board leaves it alone."""


def save_version(
    document: Document, name: str, now: datetime, state: Path | None = None
) -> NamedVersion:
    """Give the board as it is now a name; in a state folder its contents are kept for good.

    Raises BadInput for a name that is none or is taken, and OSError.
    """
    board, told = document.board, name.strip()
    if any(version.name == told for version in versions(board)):
        raise BadInput("version", f'"{told}" is there already')
    try:
        version = NamedVersion(
            id=f"version:{told}",
            order=board.next_order(NamedVersion),
            name=told,
            date=now.isoformat(timespec="seconds"),
            digest=f"sha256:{sha256(to_bytes(board))}",
        )
    except ValidationError as error:
        raise BadInput("version", explain(error)) from None
    if state is not None:
        keep_contents(board, state)
    document.log(version)
    return version


def free_name(board: Board, name: str) -> str:
    """Return a name for a version, with a number behind it where it is taken."""
    taken = Taken({version.name.casefold() for version in versions(board)})
    return taken.unique(name, " ")


def versions(board: Board) -> list[NamedVersion]:
    """Return the versions of a board, the first one first."""
    return board.in_order(NamedVersion)


def board_at(film: Film, version: NamedVersion) -> Board:
    """Return the board as it was when the version was named.

    Raises BadInput where the journal no longer holds it, or holds something else.
    """
    board = film.before(version.id)
    if board is None:
        raise BadInput("version", f'what "{version.name}" held is no longer in the journal')
    if version.digest != f"sha256:{sha256(to_bytes(board))}":
        raise BadInput("version", f'what the journal holds of "{version.name}" is not what it was')
    return board


def restore(document: Document, name: str, past: Board) -> bool:
    """Bring back what a version held, as one step that can be undone; tell whether it differed.

    Versions, session logs and votes stay: they tell what happened, also after that moment.
    """
    there = document.board.records
    back = [
        record
        for record in past.records.values()
        if not isinstance(record, LOGGED) and there.get(record.id) != record
    ]
    gone = [
        record.id
        for record in there.values()
        if not isinstance(record, LOGGED) and record.id not in past.records
    ]
    if not back and not gone:
        return False
    with document.edit(f"Restore {name}") as edit:
        edit.put(*back)
        edit.remove(*gone)
    return True

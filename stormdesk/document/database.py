"""The SQLite database of one journal, held by one process and durable at every commit."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from stormdesk.document.diff import Damaged
from stormdesk.document.file import load, sha256
from stormdesk.model.problem import BadInput

_VERSION = 1
_MOST_ROWS = 500
_MOST_BYTES = 20_000_000
_TABLES = """
CREATE TABLE about (board_id TEXT NOT NULL, title TEXT NOT NULL);
CREATE TABLE base (
    state TEXT PRIMARY KEY CHECK (state IN ('saved', 'pending')),
    path TEXT, sha256 TEXT, row INTEGER NOT NULL, data BLOB NOT NULL
);
CREATE TABLE change (
    row INTEGER PRIMARY KEY AUTOINCREMENT, time TEXT NOT NULL, kind TEXT NOT NULL,
    label TEXT NOT NULL, source INTEGER, is_reversed INTEGER NOT NULL, data BLOB
);
CREATE TABLE typing (one INTEGER PRIMARY KEY CHECK (one = 1), record_id TEXT, text TEXT)
"""


_NOT_NOW = (
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
)


class Busy(Exception):
    """Another window has the journal open, or the disk does not let it be opened now."""


class Blank(Damaged):
    """The journal was never begun: the program ended while it made the database."""


def created(
    database: Path, about: tuple[str, str], base: tuple[str | None, str | None, bytes]
) -> sqlite3.Connection:
    """Return a connection to a new journal of a board's id and title upon path, SHA-256, content.

    Raises sqlite3.Error.
    """
    connection = _connected(database, 5.0)
    with transaction(connection):
        for statement in _TABLES.split(";"):
            connection.execute(statement)
        connection.execute("INSERT INTO about VALUES (?, ?)", about)
        connection.execute("INSERT INTO base VALUES ('saved', ?, ?, 0, ?)", base)
        connection.execute(f"PRAGMA user_version = {_VERSION}")
    return connection


def opened(database: Path, patience: float) -> sqlite3.Connection:
    """Return a connection to an existing journal database.

    Raises Busy, also if another process keeps it for ``patience`` seconds, and Damaged.
    """
    try:
        connection = _connected(database, patience)
        try:
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if not connection.execute("SELECT name FROM sqlite_master").fetchone():
                raise Blank(str(database))
            if version != _VERSION:
                raise Damaged(f"journal version {version} is not known")
            settle(connection)
        except BaseException:
            connection.close()
            raise
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in _NOT_NOW:
            raise Busy(str(error)) from None
        raise Damaged(str(error)) from error
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Generator[None]:
    """Surround statements that are kept all or not at all."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def settle(connection: sqlite3.Connection) -> None:
    """Decide a save that was cut short by what the file holds now."""
    pending = connection.execute("SELECT path, sha256 FROM base WHERE state = 'pending'").fetchone()
    if pending is None:
        return
    try:
        is_written = sha256(load(Path(pending[0]))) == pending[1]
    except BadInput:
        is_written = False
    with transaction(connection):
        if is_written:
            promote(connection)
        else:
            connection.execute("DELETE FROM base WHERE state = 'pending'")


def promote(connection: sqlite3.Connection) -> None:
    """Take the content of a finished save as what the journal builds on."""
    connection.execute("DELETE FROM base WHERE state = 'saved'")
    connection.execute("UPDATE base SET state = 'saved'")


def compact(connection: sqlite3.Connection) -> int:
    """Drop the oldest saved history beyond the limits; return the first row that may remain.

    What the unsaved changes build on or repeat is never dropped.
    """
    (first,) = connection.execute(
        "SELECT min("
        " coalesce((SELECT max(row) + 1 FROM (SELECT row,"
        "   count(*) OVER newer AS rows, sum(length(data)) OVER newer AS bytes"
        "   FROM change WINDOW newer AS (ORDER BY row DESC)) WHERE rows > ? OR bytes > ?), 0),"
        " (SELECT row + 1 FROM base WHERE state = 'saved'),"
        " coalesce((SELECT min(source) FROM change WHERE row >"
        "   (SELECT row FROM base WHERE state = 'saved')), 9223372036854775807))",
        (_MOST_ROWS, _MOST_BYTES),
    ).fetchone()
    connection.execute("DELETE FROM change WHERE row < ?", (first,))
    return int(first)


def remove(database: Path) -> None:
    """Remove a database that nobody has open."""
    for each in files_of(database):
        each.unlink(missing_ok=True)


def files_of(database: Path) -> list[Path]:
    """Return the files that one database may consist of."""
    suffixes = ("", "-wal", "-shm", "-journal")
    return [database.with_name(database.name + suffix) for suffix in suffixes]


def _connected(database: Path, patience: float) -> sqlite3.Connection:
    connection = sqlite3.connect(database, timeout=patience, isolation_level=None)
    try:
        # Locked for good, so that no second window writes; before WAL, so that it needs no
        # shared memory.
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
    except BaseException:
        connection.close()
        raise
    return connection

"""Every committed change of one board, kept durably from the moment it is committed."""

from __future__ import annotations

import secrets
import sqlite3
import zlib
from collections import deque
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, Self, cast

from stormdesk.document.database import (
    compact,
    created,
    opened,
    promote,
    remove,
    settle,
    transaction,
)
from stormdesk.document.diff import Damaged, encoded
from stormdesk.document.file import resolved, sha256
from stormdesk.document.folders import key, private
from stormdesk.model.board import Board, Change
from stormdesk.model.profile import Profile

EntryKind = Literal["edit", "undo", "redo", "log"]
_RECENT = 64


@dataclass(frozen=True, slots=True)
class Row:
    """One kept change; where it repeats or takes back an earlier one, ``data`` is that one's."""

    number: int
    kind: EntryKind
    label: str
    is_reversed: bool
    data: bytes | None


class Journal:
    """The database of one open board; nobody else can open it meanwhile.

    It builds on the board as last saved at ``path``, or on the first board while that is None.
    Methods that write raise OSError where the disk does not take it.
    """

    def __init__(self, database: Path, connection: sqlite3.Connection) -> None:
        self.database = database
        self._connection = connection
        self._recent: deque[tuple[int, Change]] = deque(maxlen=_RECENT)
        self._logged: Change | None = None
        self._being_saved = 0
        self.board_id, self.title = self._one("SELECT board_id, title FROM about")
        self._note_base()
        (self.last_row,) = self._one("SELECT coalesce(max(row), 0) FROM change")
        self.last_row = max(self.last_row, self.base_row)
        typed = connection.execute("SELECT record_id, text FROM typing").fetchone()
        self.typed: tuple[str, str] | None = typed
        begun = datetime.fromtimestamp(database.stat().st_mtime, UTC).isoformat()
        (told,) = self._one("SELECT coalesce((SELECT max(time) FROM change), ?)", begun)
        self.modified = datetime.fromisoformat(told)

    @classmethod
    def create(
        cls,
        state: Path,
        board: Board,
        data: bytes,
        path: Path | None = None,
        digest: str | None = None,
    ) -> Self:
        """Start the journal of a board whose content is ``data``.

        ``path`` is the file that holds the board, if any; ``digest`` is the SHA-256 of the file
        where that holds other bytes than ``data``.
        """
        folder = private(state / "journals")
        profile = board.profile
        database = folder / f"{key(profile.id)}-{secrets.token_hex(6)}.sqlite"
        place, told = (str(resolved(path)), digest or sha256(data)) if path else (None, None)
        about = (profile.id, profile.title)
        with _as_os_error():
            connection = created(database, about, (place, told, zlib.compress(data, 1)))
        return cls(database, connection)

    @classmethod
    def open(cls, database: Path, patience: float = 1.0) -> Self:
        """Open a journal left by an earlier run, and settle a save that was cut short.

        Raises Busy if it stays open in another window for ``patience`` seconds, and Damaged.
        """
        connection = opened(database, patience)
        try:
            return cls(database, connection)
        except (sqlite3.Error, TypeError, ValueError, Damaged) as error:
            connection.close()
            raise Damaged(str(error)) from error

    @property
    def is_saved(self) -> bool:
        """Whether the file holds all that was committed and typed."""
        return self.last_row == self.base_row and self.typed is None

    def steps(self) -> int:
        """Return how many changes lie between the file and the board, those undone left out."""
        found = self._connection.execute(
            "SELECT kind FROM change WHERE row > ? ORDER BY row", (self.base_row,)
        ).fetchall()
        logged = place = fork = 0
        for (kind,) in found:
            match kind:
                case "log":
                    logged += 1
                case "undo":
                    place -= 1
                case "redo":
                    place += 1
                case _:
                    # From a step made after undoing beyond the base, no redo leads back there.
                    fork = min(fork, place)
                    place += 1
        fork = min(fork, place)
        return logged + place - 2 * fork + (self.typed is not None)

    def builds_on(self, path: Path, digest: str) -> bool:
        """Return whether the journal goes on from this very content of this very file."""
        return self.path == resolved(path) and self.sha256 == digest

    def rebase(self, data: bytes) -> None:
        """Build on another content than the file's own, such as one with all geometry filled in.

        Only a journal without unsaved changes can be moved to another base.
        """
        with self._writing():
            self._connection.execute("UPDATE base SET data = ?", (zlib.compress(data, 1),))

    def base(self) -> bytes:
        """Return the content that the journal builds on, from its own copy.

        Raises Damaged.
        """
        try:
            (data,) = self._one("SELECT data FROM base WHERE state = 'saved'")
            return zlib.decompress(data)
        except (sqlite3.Error, zlib.error, TypeError) as error:
            raise Damaged(str(error)) from error

    def rows(self) -> list[Row]:
        """Return all kept changes, oldest first.

        Raises Damaged.
        """
        try:
            found = self._connection.execute(
                "SELECT c.row, c.kind, c.label, c.is_reversed, coalesce(c.data, s.data)"
                " FROM change c LEFT JOIN change s ON s.row = c.source ORDER BY c.row"
            ).fetchall()
        except sqlite3.Error as error:
            raise Damaged(str(error)) from error
        return [Row(n, cast("EntryKind", k), t, bool(r), d) for n, k, t, r, d in found]

    def append(self, change: Change, label: str, kind: EntryKind) -> None:
        """Make a committed change durable before returning; text being typed is done with.

        Logs of the same records one after the other are kept as one, for a walk logs every step.
        """
        told_before = self._log_to_join(change) if kind == "log" else None
        if told_before is not None:
            change = told_before.then(change)
            kept = (e for e in self._recent if e[1] is not told_before)
            self._recent = deque(kept, maxlen=_RECENT)
        source, is_reversed = self._source(change)
        data = encoded(change) if source is None else None
        now = datetime.now(UTC)
        _, profile = change.pairs.get(self.board_id, (None, None))
        with self._writing():
            if told_before is not None:
                self._connection.execute("DELETE FROM change WHERE row = ?", (self.last_row,))
            row = self._connection.execute(
                "INSERT INTO change (time, kind, label, source, is_reversed, data)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (now.isoformat(timespec="milliseconds"), kind, label, source, is_reversed, data),
            ).lastrowid
            if kind != "log" and self.typed is not None:
                self._connection.execute("DELETE FROM typing")
            if isinstance(profile, Profile):
                self._connection.execute("UPDATE about SET title = ?", (profile.title,))
        self.last_row, self.modified = row or self.last_row + 1, now
        self.typed = self.typed if kind == "log" else None
        self.title = profile.title if isinstance(profile, Profile) else self.title
        if source is None:
            self._recent.append((self.last_row, change))
        self._logged = change if kind == "log" else None

    def checkpoint_text(self, record_id: str, text: str) -> None:
        """Keep the text being typed in place of the one kept before."""
        with self._writing():
            self._connection.execute(
                "INSERT OR REPLACE INTO typing VALUES (1, ?, ?)", (record_id, text)
            )
        self.typed = (record_id, text)

    def clear_text(self) -> None:
        """Forget the text being typed: it was committed elsewhere or cancelled."""
        if self.typed is not None:
            with self._writing():
                self._connection.execute("DELETE FROM typing")
            self.typed = None

    @contextmanager
    def saving(self, path: Path, data: bytes, row: int | None = None) -> Generator[None]:
        """Surround the writing of ``data``, which holds all changes up to ``row``, to a file.

        The new content is known before the file is renamed and taken as saved after it, so a
        crash in between leaves either state of the file recognised.
        """
        upto = self.last_row if row is None else row
        self._being_saved = upto
        kept = (str(resolved(path)), sha256(data), upto, zlib.compress(data, 1))
        with self._writing():
            self._connection.execute(
                "INSERT OR REPLACE INTO base VALUES ('pending', ?, ?, ?, ?)", kept
            )
        try:
            yield
        except Exception:
            # The rename may have come before what failed, so the file itself is asked.
            settle(self._connection)
            self._note_base()
            raise
        with self._writing():
            promote(self._connection)
            first = compact(self._connection)
        self._recent = deque((e for e in self._recent if e[0] >= first), maxlen=_RECENT)
        self._note_base()

    def discard_unsaved(self) -> None:
        """Drop what was not saved, as the user wished, and keep the history before it."""
        with self._writing():
            self._connection.execute("DELETE FROM change WHERE row > ?", (self.base_row,))
            self._connection.execute("DELETE FROM typing")
        self.last_row, self.typed, self._logged = self.base_row, None, None
        self._recent.clear()

    def close(self) -> None:
        """Let go of the database; it stays for the next run."""
        self._connection.close()

    def forget(self) -> None:
        """Close the journal and remove it from the disk."""
        self.close()
        remove(self.database)

    def _log_to_join(self, change: Change) -> Change | None:
        """Return the last change where it logged the same records and is in no file yet."""
        last, is_free = self._logged, self.last_row > max(self.base_row, self._being_saved)
        if last is None or not is_free or last.pairs.keys() != change.pairs.keys():
            return None
        return last if last.then(change) else None

    def _source(self, change: Change) -> tuple[int | None, bool]:
        """Return the recent row whose change this one repeats or takes back, if there is one."""
        opposite = change.reversed()
        for row, earlier in reversed(self._recent):
            if earlier.pairs.keys() == change.pairs.keys():
                if earlier == opposite:
                    return row, True
                if earlier == change:
                    return row, False
        return None, False

    def _note_base(self) -> None:
        told = self._one("SELECT path, sha256, row FROM base WHERE state = 'saved'")
        self.path: Path | None = Path(told[0]) if told[0] is not None else None
        self.sha256: str | None = told[1]
        self.base_row: int = told[2]

    def _one(self, query: str, *values: object) -> tuple[Any, ...]:
        found = self._connection.execute(query, values).fetchone()
        if found is None:
            raise Damaged("the journal lacks a row")
        return found

    @contextmanager
    def _writing(self) -> Generator[None]:
        with _as_os_error(), transaction(self._connection):
            yield


def journals(state: Path, board_id: str | None = None) -> list[Path]:
    """Return the databases of all boards or of one, the last used first."""
    pattern = f"{key(board_id)}-*.sqlite" if board_id is not None else "*.sqlite"
    found = (state / "journals").glob(pattern)
    return sorted(found, key=lambda each: (-each.stat().st_mtime_ns, each.name))


@contextmanager
def _as_os_error() -> Generator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise OSError(f"the journal cannot be written: {error}") from error

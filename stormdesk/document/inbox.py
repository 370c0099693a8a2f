"""What waits unseen for a board: kept on this computer until it is revealed, never in its file."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from errno import EBUSY
from pathlib import Path
from time import monotonic, sleep
from typing import Annotated, Any, cast

from pydantic import StringConstraints, ValidationError

from stormdesk.document.file import write
from stormdesk.document.folders import key, private
from stormdesk.document.lock import BoardLock
from stormdesk.model.naming import folded
from stormdesk.model.problem import BadInput
from stormdesk.model.record import Name, Value
from stormdesk.model.sticky import Kind

FOLDER = "inbox"
MOST = 5_000
LONGEST = 2_000
_MOST_BYTES = 20_000_000
_PATIENCE = 3.0
_PAUSE = 0.02


class Waiting(Value):
    """A sticky that nobody sees yet, and who wrote it, if they said so."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST)]
    kind: Kind = Kind.EVENT
    by: Name | None = None


@dataclass(frozen=True, slots=True)
class _Inbox:
    """What waits, and the codes of what each sheet has brought."""

    waiting: tuple[Waiting, ...] = ()
    taken: tuple[tuple[str, ...], ...] = ()


def read_inbox(board_id: str, state: Path) -> tuple[Waiting, ...]:
    """Return what waits for a board; what is damaged is left out."""
    return _read(board_id, state).waiting


def keep_inbox(board_id: str, state: Path, waiting: Iterable[Waiting]) -> None:
    """Keep what waits in place of what did before; raises OSError."""
    with _alone(board_id, state):
        _keep(board_id, state, replace(_read(board_id, state), waiting=tuple(waiting)))


def put_in(board_id: str, state: Path, more: Sequence[Waiting]) -> None:
    """Put more behind what waits.

    Raises BadInput where that is too much, and OSError.
    """
    with _alone(board_id, state):
        before = _read(board_id, state)
        _keep(board_id, state, replace(before, waiting=_joined(before.waiting, more)))


def take_out(board_id: str, state: Path, gone: Iterable[Waiting]) -> None:
    """Take some out, the last of those that are equal; raises OSError."""
    with _alone(board_id, state):
        before = _read(board_id, state)
        counts = Counter(gone)
        left: list[Waiting] = []
        for each in reversed(before.waiting):
            if counts[each]:
                counts[each] -= 1
            else:
                left.append(each)
        _keep(board_id, state, replace(before, waiting=tuple(left[::-1])))


def put_in_once(board_id: str, state: Path, sheets: Iterable[Sequence[Waiting]]) -> int:
    """Put in what is new on sheets, even where older ones were revealed; return how much that is.

    Somebody's sheet that comes again brings only what was not on it before; one without a name
    comes again where it holds all of an earlier one. Raises BadInput where that is too much, and
    OSError.
    """
    with _alone(board_id, state):
        before = _read(board_id, state)
        found = before
        for sheet in sheets:
            codes = [_code(each) for each in sheet]
            known = set[str]().union(
                *(
                    {*taken}
                    for taken in found.taken
                    if {*taken} <= {*codes} or any(each.by for each in sheet)
                )
            )
            new = [each for each, code in zip(sheet, codes, strict=True) if code not in known]
            if new:
                waiting = _joined(found.waiting, new)
                found = _Inbox(waiting, (*found.taken, tuple(sorted({*codes}))))
        if found != before:
            _keep(board_id, state, found)
    return len(found.waiting) - len(before.waiting)


def forget_inbox(board_id: str, state: Path) -> None:
    """Remove all that waits for a board; raises OSError."""
    inbox_file(board_id, state).unlink(missing_ok=True)


def _joined(waiting: tuple[Waiting, ...], more: Sequence[Waiting]) -> tuple[Waiting, ...]:
    if len(waiting) + len(more) > MOST:
        raise BadInput("inbox", f"takes {MOST:,} stickies; reveal some first")
    return (*waiting, *more)


def _code(each: Waiting) -> str:
    """Return what tells an answer from others, and tells nobody what it says."""
    return key(json.dumps([each.by, each.kind, folded(each.text)], ensure_ascii=False))


def _read(board_id: str, state: Path) -> _Inbox:
    file = inbox_file(board_id, state)
    try:
        if file.stat().st_size > _MOST_BYTES:
            return _Inbox()
        found: Any = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return _Inbox()
    known = cast("dict[str, Any]", found) if isinstance(found, dict) else {"waiting": found}
    waiting = [each for one in _list(known, "waiting")[:MOST] if (each := _waiting(one))]
    taken = [tuple(map(str, _list({"": one}, ""))) for one in _list(known, "taken")]
    return _Inbox(tuple(waiting), tuple(taken))


def _list(known: dict[str, Any], name: str) -> list[Any]:
    found = known.get(name)
    return cast("list[Any]", found) if isinstance(found, list) else []


def _keep(board_id: str, state: Path, inbox: _Inbox) -> None:
    if not inbox.waiting and not inbox.taken:
        forget_inbox(board_id, state)
        return
    lines: Any = [each.written() for each in inbox.waiting]
    if inbox.taken:
        lines = {"waiting": lines, "taken": inbox.taken}
    file = inbox_file(board_id, state)
    private(file.parent)
    write(file, json.dumps(lines, ensure_ascii=False).encode())


@contextmanager
def _alone(board_id: str, state: Path) -> Generator[None]:
    """Let no other window or command change the inbox meanwhile."""
    file = inbox_file(board_id, state)
    end = monotonic() + _PATIENCE
    while (lock := BoardLock.acquire(file, state)) is None:
        if monotonic() > end:
            raise OSError(EBUSY, "another program is writing to it", str(file))
        sleep(_PAUSE)
    try:
        yield
    finally:
        lock.release()


def _waiting(one: Any) -> Waiting | None:
    try:
        return Waiting.model_validate(one)
    except ValidationError:
        return None


def inbox_file(board_id: str, state: Path) -> Path:
    """Return where the inbox of a board is kept."""
    return state / FOLDER / f"{key(board_id)}.json"

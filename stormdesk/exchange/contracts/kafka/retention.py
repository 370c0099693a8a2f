"""How long a topic keeps its messages, and whether it keeps only the last of every key."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from stormdesk.analysis.quantity import seconds
from stormdesk.exchange.contracts.subject import Subject

Policy = Literal["delete", "compact"]
_DAY_MS = 86_400_000
_USUAL_MS = 7 * _DAY_MS
_TO_MEND_MS = 14 * _DAY_MS
_SNAPSHOT = "snapshot"


@dataclass(frozen=True, slots=True)
class Retention:
    """Milliseconds, None for ever, with the cleanup policies and the reasoning in sentences.

    ``is_assumed`` tells that the board says nothing of it.
    """

    milliseconds: int | None
    policies: tuple[Policy, ...]
    reasons: tuple[str, ...]
    is_assumed: bool = False

    def as_retry(self) -> Retention:
        """Return that of a topic that retries wait on."""
        kept = _USUAL_MS if self.milliseconds is None else self.milliseconds
        return Retention(kept, ("delete",), ("Kept as long as where it came from.",))

    def as_dead_letter(self) -> Retention:
        """Return that of a topic for what nobody could deal with."""
        kept = max(_TO_MEND_MS, self.milliseconds or 0)
        return Retention(kept, ("delete",), (f"Kept {_told(kept)}, to be mended and sent again.",))


def retention_for(subjects: Iterable[Subject], key: str | None, usual: str | None) -> Retention:
    """Return how long the messages of a topic stay, by the one that stays longest.

    ``usual`` is what the board says of production; it counts where no message says anything. What
    consumers may have to read again stays at least as long. A topic is compacted only where every
    message of it is tagged ``snapshot``: the last one of a key then says all.
    """
    subjects = tuple(subjects)
    messages = [subject.sticky.message for subject in subjects if subject.sticky.message]
    stated = [m.retention for m in messages if m.retention is not None]
    windows = [m.replay_window for m in messages if m.replay_window is not None]
    kept, why = max(map(_milliseconds, stated), default=0), "as the board says"
    if not stated:
        kept, why = (
            (_milliseconds(usual), "as everything in production")
            if usual is not None
            else (_USUAL_MS, "which is assumed")
        )
    needed = max(map(_milliseconds, windows), default=0)
    if needed > kept:
        kept, why = needed, "as long as consumers may have to read it again"
    is_assumed = not stated and usual is None and needed <= _USUAL_MS
    snapshots = key is not None and all(_is_snapshot(subject) for subject in subjects)
    if snapshots and not stated:
        told = "Only the last message of a key is kept, for ever: each says all about it."
        return Retention(None, ("compact",), (told,))
    reasons = (f"Kept {_told(kept)}, {why}.",)
    if snapshots:
        told = "Before that, only the last message of a key is kept: each says all about it."
        return Retention(kept, ("compact", "delete"), (*reasons, told), is_assumed)
    return Retention(kept, ("delete",), reasons, is_assumed)


def _is_snapshot(subject: Subject) -> bool:
    return any(tag.casefold() == _SNAPSHOT for tag in subject.sticky.tags)


def _milliseconds(duration: str) -> int:
    return max(1, round(seconds(duration) * 1000))


def _told(milliseconds: int) -> str:
    for size, name in ((_DAY_MS, "day"), (3_600_000, "hour"), (60_000, "minute"), (1000, "second")):
        if milliseconds % size == 0:
            number = milliseconds // size
            return f"{number} {name}" if number == 1 else f"{number} {name}s"
    return f"{milliseconds} ms"

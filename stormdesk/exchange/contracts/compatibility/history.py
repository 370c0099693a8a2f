"""The earlier versions of a message that a new one is held to."""

from __future__ import annotations

import re
from dataclasses import dataclass

from stormdesk.exchange.contracts.compatibility.side import Edition, Editions, Promise
from stormdesk.exchange.contracts.compatibility.version import is_newer, newest_first
from stormdesk.exchange.contracts.subject import major_of


@dataclass(frozen=True, slots=True)
class History:
    """Earlier versions from the newest to the oldest.

    ``last`` of them are what a mode that is not transitive compares with. ``left`` are those that
    go on beside the new version, for it is the first of a major version with a topic of its own.
    """

    earlier: tuple[Edition, ...] = ()
    last: int = 1
    left: tuple[Edition, ...] = ()

    @property
    def newest(self) -> str | None:
        """The version that the new one comes after."""
        return next((each.version for each in (*self.earlier, *self.left)), None)


def history_of(
    promise: Promise, now: Editions, before: Promise | None, past: Editions | None
) -> History:
    """Return what came before a version: what it was on the old side, and all that was published.

    What it was on the old side always counts, and so does a newer version that others rely on
    already.
    """
    published: dict[str, Edition] = {}
    for editions in (now, past):
        for each in editions.published if editions is not None else ():
            published.setdefault(each.version, each)
    if past is not None:
        published.pop(past.now.version, None)
    rest = [published[version] for version in newest_first(published)]
    if past is None:
        earlier, last = rest, 1
    elif rest and is_newer(rest[0].version, past.now.version):
        earlier, last = [rest[0], past.now, *rest[1:]], 2
    else:
        earlier, last = [past.now, *rest], 1
    if not _has_own_topic(promise, before):
        return History(tuple(earlier), last)
    kept = tuple(each for each in earlier if major_of(each.version) >= promise.major)
    left = tuple(each for each in earlier if major_of(each.version) < promise.major)
    return History(kept, last, left)


def _has_own_topic(promise: Promise, before: Promise | None) -> bool:
    """Tell whether nobody who reads an earlier major version meets this one on its topic."""
    topic = promise.topic or ""
    if re.search(rf"(^|[._-])v{promise.major}$", topic) is not None:
        return True
    known = before.topic if before is not None else None
    return known is not None and bool(topic) and topic != known

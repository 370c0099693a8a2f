"""The board, all its records at one moment, and the change that leads to the next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from types import MappingProxyType
from typing import TypeVar, cast

from stormdesk.model.context import Context, Flow
from stormdesk.model.layered import revised
from stormdesk.model.profile import Profile
from stormdesk.model.record import Record
from stormdesk.model.sticky import Kind, Sticky

R = TypeVar("R", bound=Record)
Pair = tuple[Record | None, Record | None]
_NOBODY: Mapping[str, None] = MappingProxyType({})


class Change:
    """What became of some records: id to before and after, None where absent.

    It is the only notification in the program. ``placed`` names stickies of which only ``x``, ``y``
    and ``at`` differ, as far as known without looking; ``others`` is what became of all the rest.
    """

    __slots__ = ("_others", "pairs", "placed")

    def __init__(self, pairs: Mapping[str, Pair], placed: Set[str] = frozenset()) -> None:
        self.pairs = pairs
        self.placed = placed
        self._others = None if placed else pairs

    def __bool__(self) -> bool:
        return bool(self.pairs)

    def __len__(self) -> int:
        return len(self.pairs)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Change) and self.pairs == other.pairs

    __hash__ = None  # type: ignore[assignment]  # holds a mapping, so it is no key

    def __iter__(self) -> Iterator[tuple[str, Record | None, Record | None]]:
        for record_id, (before, after) in self.pairs.items():
            yield record_id, before, after

    @property
    def others(self) -> Mapping[str, Pair]:
        """What became of the records that are not merely placed elsewhere."""
        if self._others is None:
            placed = self.placed
            is_all = len(placed) == len(self.pairs)
            some = {} if is_all else {i: p for i, p in self.pairs.items() if i not in placed}
            self._others = some
        return self._others

    @classmethod
    def between(cls, before: Board, after: Board) -> Change:
        """Return what leads from one board to another."""
        old, new = before.records, after.records
        ids = [*new, *(i for i in old if i not in new)]
        pairs = {i: (old.get(i), new.get(i)) for i in ids}
        return cls({i: pair for i, pair in pairs.items() if pair[0] is not pair[1]})

    def reversed(self) -> Change:
        """Return the change that takes this one back."""
        pairs = {i: (after, before) for i, (before, after) in self.pairs.items()}
        return Change(pairs, self.placed)

    def then(self, later: Change) -> Change:
        """Return this change and a later one as a single one."""
        if not self:
            return later
        pairs = dict(self.pairs)
        for record_id, (before, after) in later.pairs.items():
            first = pairs[record_id][0] if record_id in pairs else before
            if first is None and after is None:
                pairs.pop(record_id, None)
            else:
                pairs[record_id] = (first, after)
        here, there = self.placed - later.others.keys(), later.placed - self.others.keys()
        return Change(pairs, here | there)


class Board:
    """All records at one moment; immutable, so any thread may read it.

    ``after`` carries the indexes forward from the change instead of rebuilding them.
    """

    __slots__ = ("_behind", "_by_type", "_kinds", "_referrers", "records")

    def __init__(
        self,
        records: Mapping[str, Record],
        by_type: Mapping[type[Record], Mapping[str, Record]],
        referrers: Mapping[str, Mapping[str, None]],
        behind: dict[type[Record], int],
        kinds: frozenset[Kind] | None,
    ) -> None:
        self._behind = behind
        self._kinds = kinds
        self.records = records
        self._by_type = by_type
        self._referrers = referrers

    @classmethod
    def of(cls, records: Iterable[Record]) -> Board:
        """Return the board of these records, one of them its profile, with unique ids."""
        by_id: dict[str, Record] = {record.id: record for record in records}
        by_type: dict[type[Record], dict[str, Record]] = {}
        referrers: dict[str, dict[str, None]] = {}
        behind: dict[type[Record], int] = {}
        for record_id, record in by_id.items():
            record_type = type(record)
            if record_type not in by_type:
                by_type[record_type], behind[record_type] = {}, 0
            by_type[record_type][record_id] = record
            if record.order >= behind[record_type]:
                behind[record_type] = record.order + 1
            for target in record.references():
                referrers.setdefault(target, {})[record_id] = None
        return cls(by_id, by_type, referrers, behind, None)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Board) and self.records == other.records

    __hash__ = None  # type: ignore[assignment]  # compared by content, used as no key

    @property
    def profile(self) -> Profile:
        """What the board says of itself."""
        return next(iter(self.of_type(Profile).values()))

    @property
    def stickies(self) -> Mapping[str, Sticky]:
        """All stickies by id."""
        return self.of_type(Sticky)

    @property
    def flows(self) -> Mapping[str, Flow]:
        """All flows by id."""
        return self.of_type(Flow)

    @property
    def contexts(self) -> Mapping[str, Context]:
        """All lanes by id."""
        return self.of_type(Context)

    @property
    def kinds(self) -> frozenset[Kind]:
        """The kinds of the stickies that are there."""
        if self._kinds is None:
            self._kinds = frozenset(s.kind for s in self.stickies.values())
        return self._kinds

    def of_type(self, record_type: type[R]) -> Mapping[str, R]:
        """Return all records of one type by id."""
        return cast("Mapping[str, R]", self._by_type.get(record_type, _NOBODY))

    def in_order(self, record_type: type[R]) -> list[R]:
        """Return all records of one type in their order."""
        return sorted(self.of_type(record_type).values(), key=lambda r: (r.order, r.id))

    def get(self, record_id: str | None, record_type: type[R]) -> R | None:
        """Return the record of that id if it is there and of that type."""
        found = self.records.get(record_id) if record_id is not None else None
        return found if isinstance(found, record_type) else None

    def referrers(self, record_id: str, record_type: type[R]) -> list[R]:
        """Return the records of one type that refer to this one, by id."""
        ids = self._referrers.get(record_id)
        if ids is None:
            return []
        found = [r for r in map(self.records.__getitem__, ids) if isinstance(r, record_type)]
        return sorted(found, key=lambda r: r.id) if len(found) > 1 else found

    def outgoing(self, sticky_id: str) -> list[Flow]:
        """Return the flows that leave a sticky."""
        return [f for f in self.referrers(sticky_id, Flow) if f.source == sticky_id]

    def incoming(self, sticky_id: str) -> list[Flow]:
        """Return the flows that lead to a sticky."""
        return [f for f in self.referrers(sticky_id, Flow) if f.target == sticky_id]

    def pinned(self, host_id: str) -> list[Sticky]:
        """Return the stickies pinned on a host."""
        ids = self._referrers.get(host_id)
        if ids is None:
            return []
        stickies = self.stickies
        found = [s for i in ids if (s := stickies.get(i)) and s.pinned_to == host_id]
        return sorted(found, key=lambda s: s.id) if len(found) > 1 else found

    def members(self, context_id: str) -> list[Sticky]:
        """Return the stickies of a lane."""
        return [s for s in self.referrers(context_id, Sticky) if s.context == context_id]

    def next_order(self, record_type: type[Record]) -> int:
        """Return an order behind every record of a type that is or was on the board."""
        return self._behind.get(record_type, 0)

    def after(self, change: Change) -> Board:
        """Return the board that a change leads to; itself where nothing changes."""
        if not change:
            return self
        by_type: defaultdict[type[Record], dict[str, Record | None]] = defaultdict(dict)
        behind = dict(self._behind)
        links: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = []
        records = {record_id: after for record_id, (_, after) in change.pairs.items()}
        if change.placed:
            others = change.others
            by_type[Sticky] = {i: r for i, r in records.items() if i not in others}
        for record_id, (before, after) in change.others.items():
            if before is not None and type(before) is not type(after):
                by_type[type(before)][record_id] = None
            if after is not None:
                record_type = type(after)
                by_type[record_type][record_id] = after
                if after.order >= behind.get(record_type, 0):
                    behind[record_type] = after.order + 1
                if before is not None and before.refers_like(after):
                    continue
            old = before.references() if before is not None else ()
            new = after.references() if after is not None else ()
            if old or new:
                links.append((record_id, old, new))
        return Board(
            revised(self.records, records),
            {**self._by_type, **{t: revised(self.of_type(t), by_type[t]) for t in by_type}},
            _relinked(self._referrers, links) if links else self._referrers,
            behind,
            _kinds_after(self._kinds, change),
        )


def _kinds_after(kinds: frozenset[Kind] | None, change: Change) -> frozenset[Kind] | None:
    """Return the kinds on the board that a change leads to; None where they must be counted."""
    if kinds is None:
        return None
    added: set[Kind] = set()
    for before, after in change.others.values():
        kind = after.kind if isinstance(after, Sticky) else None
        if isinstance(before, Sticky) and before.kind is not kind:
            return None
        if kind is not None:
            added.add(kind)
    return kinds | added


def _relinked(
    referrers: Mapping[str, Mapping[str, None]],
    links: list[tuple[str, tuple[str, ...], tuple[str, ...]]],
) -> Mapping[str, Mapping[str, None]]:
    fresh: dict[str, dict[str, None]] = {}

    def entry(target: str) -> dict[str, None]:
        if target not in fresh:
            fresh[target] = dict(referrers.get(target, _NOBODY))
        return fresh[target]

    for record_id, old, new in links:
        for target in old:
            entry(target).pop(record_id, None)
        for target in new:
            entry(target)[record_id] = None
    return revised(referrers, {target: ids or None for target, ids in fresh.items()})

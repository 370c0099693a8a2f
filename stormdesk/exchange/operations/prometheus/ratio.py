"""The share of bad events that a level is judged by, as PromQL over any window."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from stormdesk.exchange.operations.levels import Level
from stormdesk.exchange.operations.metrics.profile import Slot
from stormdesk.exchange.operations.metrics.promql import duration
from stormdesk.exchange.operations.metrics.queries import Queries
from stormdesk.exchange.operations.prometheus.trial import Feed
from stormdesk.model.service import Indicator

Shape = Literal["counted", "missing", "added"]
"""How bad events are known: counted among all, missing from the good ones, or beside all others."""

_SETTLING = 900
_LOOKS = 15
_MINUTE = 60

_OF_CONSUMERS: Mapping[Indicator, tuple[Slot, Slot, Shape]] = {
    "success-rate": ("failed", "processed", "counted"),
    "latency": ("latency-within", "latency-count", "missing"),
    "schema-error-rate": ("schema-errors", "processed", "added"),
    "duplicate-rate": ("duplicates", "processed", "counted"),
}
_OF_CHAINS: Mapping[Indicator, tuple[Slot, Slot, Shape]] = {
    "latency": ("chain-within", "chain-count", "missing"),
    "completeness": ("chain-within", "chain-started", "missing"),
}
_OF_SENDERS: Mapping[Indicator, tuple[Slot, Slot, Shape]] = {
    "success-rate": ("sent-failed", "sent", "counted"),
    "audit-coverage": ("audited", "sent", "missing"),
}


@dataclass(frozen=True, slots=True)
class Ratio:
    """The two queries of a level, and how bad events follow from them.

    A window is in seconds, or spelled as whoever asks Prometheus replaces it.
    """

    level: Level
    queries: Queries
    part: Slot
    whole: Slot
    shape: Shape

    def bad(self, window: int | str) -> str:
        """Return the bad events a second, 0 where there are none yet."""
        part, whole = (
            f"({self._ask(self.part, window)} or vector(0))",
            self._ask(self.whole, window),
        )
        return f"clamp_min({whole} - {part}, 0)" if self.shape == "missing" else part

    def at_least_one(self, window: int) -> str:
        """Return what yields something where one bad event or more came within some seconds."""
        if self.shape != "missing":
            return f"{self.bad(window)} > 0"
        # Buckets of one histogram are scraped together; two counts that differ by what is still
        # under way are compared so that no growth and no decline looks like a gap.
        lost = self.bad(window) if self.is_of_one_scrape else self._lost(window)
        return f"{lost} * {window} >= 1"

    @property
    def is_of_one_scrape(self) -> bool:
        """Whether good and all events are told by one metric, so that nothing is under way."""
        return self.shape != "missing" or self.level.indicator == "latency"

    @property
    def settling(self) -> int:
        """How many seconds a good event may take to be counted behind the event itself."""
        return max(_SETTLING, int(self.level.within or 0))

    def _lost(self, window: int) -> str:
        """Return the events a second that are missing however late the good ones are counted."""
        part, whole = (
            f"({self._ask(self.part, window)} or vector(0))",
            self._ask(self.whole, window),
        )
        every = duration(max(self.settling // _LOOKS // _MINUTE, 1) * _MINUTE)
        least = f"min_over_time({whole}[{duration(self.settling)}:{every}])"
        return f"clamp_min({least} - {part}, 0)"

    def total(self, window: int | str) -> str:
        """Return all events a second."""
        whole = self._ask(self.whole, window)
        if self.shape != "added":
            return whole
        return f"(({whole} or vector(0)) + ({self._ask(self.part, window)} or vector(0)))"

    def error(self, window: int | str) -> str:
        """Return the share of bad events."""
        return f"{self.bad(window)} / {self.total(window)}"

    @property
    def feeds(self) -> tuple[Feed, Feed]:
        """The queries that a test feeds: of the part, and of the whole."""
        return Feed(self._ask(self.part, 300)), Feed(self._ask(self.whole, 300))

    def fed(self, bad: Decimal, total: Decimal) -> tuple[Decimal, Decimal]:
        """Return the values of the feeds that make some events bad."""
        match self.shape:
            case "counted":
                return bad, total
            case "missing":
                return total - bad, total
            case "added":
                return bad, total - bad

    def _ask(self, slot: Slot, window: int | str) -> str:
        found = _asked(self.level, self.queries, slot, window)
        if found is None:
            raise ValueError(f"no source has {slot}")
        return found


def ratio_of(level: Level, queries: Queries) -> Ratio | str:
    """Return how a level with an objective is measured, or why it cannot be."""
    indicator = level.indicator
    if level.start is not None and indicator in _OF_CHAINS:
        slots = _OF_CHAINS[indicator]
    elif indicator == "completeness":
        return "it does not say from which event to which it is reckoned"
    elif level.readings and indicator in _OF_CONSUMERS:
        slots = _OF_CONSUMERS[indicator]
    elif indicator in _OF_SENDERS:
        slots = _OF_SENDERS[indicator]
    else:
        return "nobody reads the event"
    if indicator == "completeness" and level.within is None:
        return "it does not say within which time"
    if indicator == "latency" and _bound(level) is None:
        return "it has no threshold"
    for slot in slots[:2]:
        if _asked(level, queries, slot, 300) is None:
            return f"no source of metrics has the query {slot} for it"
    return Ratio(level, queries, *slots)


def _bound(level: Level) -> Decimal | None:
    return level.within if level.indicator == "completeness" else level.threshold or level.within


def _asked(level: Level, queries: Queries, slot: Slot, window: int | str) -> str | None:
    over = window if isinstance(window, str) else duration(window)
    if slot.startswith("chain-"):
        return queries.chain(slot, level, window=over, bound=_bound(level))
    return queries.query(slot, level.stream, level.groups, window=over, bound=_bound(level))

"""The service levels of a board, held against what happens in a simulation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from stormdesk.analysis.quantity import seconds
from stormdesk.analysis.simulation.consuming import Consumer
from stormdesk.analysis.simulation.plan import Plan
from stormdesk.analysis.simulation.result import LevelResult, Since
from stormdesk.analysis.simulation.token import Token
from stormdesk.analysis.stickies import standing_events
from stormdesk.model.board import Board
from stormdesk.model.service import ServiceLevel

Readers = tuple[str, ...]
_FEWEST = 100
"""Before so many events, a share says nothing; unless the level states a number of its own."""
_NOT_SIMULATED = "this indicator is not simulated"


class Tally:
    """How much was good of what one service level is about, and when it first fell short."""

    def __init__(self, event: str, level: ServiceLevel, *, is_sampled: bool) -> None:
        self.event = event
        self.level = level
        self.why_not: str | None = None
        self.why_not_kept: str | None = None
        """Why nobody can say that it was kept, though it can break."""
        self._good = 0
        self._all = 0
        self._breached_at: float | None = None
        objective = level.objective
        self._objective = float(objective.rstrip("% ")) / 100 if objective is not None else None
        if is_sampled and self._objective is None:
            self._objective = 1.0
        self._needed = 1 if is_sampled else (level.min_count or _FEWEST)

    def add(self, now: float, weight: int, *, is_good: bool) -> None:
        """Count messages or a moment."""
        self._all += weight
        if is_good:
            self._good += weight
        elif (
            self._breached_at is None
            and self._objective is not None
            and self._all >= self._needed
            and self._good < self._objective * self._all
        ):
            self._breached_at = now

    def forget(self) -> None:
        """Begin to count anew."""
        self._good = self._all = 0
        self._breached_at = None

    def result(self) -> LevelResult:
        """Return what was found."""
        level, why_not = self.level, self.why_not
        if why_not is None and self._breached_at is None:
            why_not = self.why_not_kept
        if why_not is None and not self._all:
            why_not = "nothing that it is about happened in the run"
        share = self._good / self._all if self._all and why_not is None else None
        burn = None
        if share is not None and self._objective is not None and self._objective < 1:
            burn = (1 - share) / (1 - self._objective)
        return LevelResult(
            event=self.event,
            indicator=level.indicator,
            consumer=level.consumer,
            start=level.start,
            end=level.end,
            objective=level.objective,
            threshold=level.threshold if level.indicator != "completeness" else level.within,
            standing=level.standing,
            since=self._since(),
            counted=self._all if why_not is None else 0,
            good=share,
            burn=burn,
            breached_at=self._breached_at if why_not is None else None,
            why_not=why_not,
        )

    def _since(self) -> Since | None:
        if self.level.indicator != "latency":
            return None
        return "origin" if self.level.consumer is None else "event"


class Watch:
    """All service levels of a board; it is told what happens to tokens and at sampled moments."""

    def __init__(
        self, board: Board, plan: Plan, consumers: Mapping[str, Consumer], duration: float
    ) -> None:
        self.tallies: list[Tally] = []
        self._duration = duration
        self._consumers = consumers
        self._published: defaultdict[str, list[tuple[Tally, float]]] = defaultdict(list)
        self._ended: defaultdict[str, list[tuple[Tally, Readers, float | None]]] = defaultdict(list)
        self._chains: defaultdict[str, list[tuple[Tally, str, float]]] = defaultdict(list)
        self._lost: defaultdict[str, list[Tally]] = defaultdict(list)
        self._sampled: list[tuple[Tally, Readers, float, bool]] = []
        for event in standing_events(board):
            for level in event.service_levels:
                sampled = level.indicator in ("consumer-lag", "queue-depth")
                tally = Tally(event.id, level, is_sampled=sampled)
                tally.why_not = self._follow(tally, plan)
                self.tallies.append(tally)
        self.starts = frozenset(self._lost)

    def _follow(self, tally: Tally, plan: Plan) -> str | None:
        """Begin to follow what a level is about; say why not, where it cannot be."""
        level, event = tally.level, tally.event
        readers = plan.readers.get(event, ())
        if level.consumer is not None:
            if level.consumer not in readers:
                return "its consumer gets none of these messages"
            readers = (level.consumer,)
        number, why_not = _limit(level)
        if why_not is not None:
            return why_not
        match level.indicator:
            case "latency" if level.consumer is None:
                self._published[event].append((tally, number))
                self._doubt(tally, number, level.threshold)
            case "latency":
                self._ended[event].append((tally, readers, number))
                self._doubt(tally, number, level.threshold)
            case "success-rate" if readers:
                self._ended[event].append((tally, readers, None))
            case "completeness" if level.start is not None and level.end is not None:
                if any(plan.nodes[n].piled for n in _between(plan, level.start, level.end)):
                    return "its messages travel in batches, in which single ones are not followed"
                self._chains[level.end].append((tally, level.start, number))
                self._lost[level.start].append(tally)
                self._doubt(tally, number, level.within)
            case "consumer-lag" | "queue-depth" if readers:
                in_seconds = not (level.threshold or "").isdecimal()
                self._sampled.append((tally, readers, number, in_seconds))
            case "success-rate" | "consumer-lag" | "queue-depth":
                return "no consumer of these messages is simulated"
            case _:
                return _NOT_SIMULATED
        return None

    def _doubt(self, tally: Tally, limit: float, spelled: str | None) -> None:
        """Say that nothing can be late in a run that ends before it would be."""
        if limit >= self._duration and spelled is not None:
            tally.why_not_kept = f"what may take {spelled} is not late within a run so short"

    def published(self, now: float, event: str, token: Token) -> None:
        """Take note of an event; ``now`` is on the clock of its token."""
        for tally, limit in self._published.get(event, ()):
            tally.add(now, token.weight, is_good=now - token.born <= limit)
        for tally, start, limit in self._chains.get(event, ()):
            if (since := token.marks.get(start)) is not None:
                tally.add(now, token.weight, is_good=now - since <= limit)

    def ended(self, now: float, consumer: str, token: Token, *, is_good: bool) -> None:
        """Take note that a consumer is done with messages, or gives them up."""
        for tally, readers, limit in self._ended.get(token.event, ()):
            # What a system fails at that is called later on, fails for the event as well.
            if consumer in readers or not (is_good or tally.level.consumer):
                in_time = limit is None or now - token.published <= limit
                tally.add(now, token.weight, is_good=is_good and in_time)
        if not is_good:
            for start in token.marks:
                for tally in self._lost.get(start, ()):
                    tally.add(now, token.weight, is_good=False)

    def sample(self, now: float) -> None:
        """Take note of how much waits at this moment."""
        for tally, readers, limit, in_seconds in self._sampled:
            lines = [line for i in readers if (line := self._consumers[i].line) is not None]
            most = max((n.lag() if in_seconds else n.depth() for n in lines), default=0.0)
            tally.add(now, 1, is_good=most <= limit)

    def forget(self) -> None:
        """Begin to count anew."""
        for tally in self.tallies:
            tally.forget()


def _limit(level: ServiceLevel) -> tuple[float, str | None]:
    """Return the number that a level is held to, and what is wrong with it."""
    if level.indicator in ("success-rate", "completeness"):
        return (seconds(level.within) if level.within is not None else float("inf")), None
    if level.indicator not in ("latency", "consumer-lag", "queue-depth"):
        return 0.0, _NOT_SIMULATED
    if level.threshold is None:
        return 0.0, "it states no threshold"
    if level.threshold.isdecimal():
        if level.indicator == "latency":
            return 0.0, "its threshold is no time span"
        return float(level.threshold), None
    if level.threshold.endswith("%"):
        return 0.0, "its threshold is a share"
    return seconds(level.threshold), None


def _between(plan: Plan, start: str, end: str) -> Iterator[str]:
    """Yield the nodes from a chain's start on, unless its end is reached without batches."""
    if start not in plan.nodes:
        return
    waiting, seen = [start], {start}
    while waiting:
        node = plan.nodes[waiting.pop()]
        onward = {*node.always, *(target for choice in node.choices for target, _ in choice)}
        waiting += sorted(onward - seen)
        seen |= onward
    if end not in seen:
        yield from sorted(seen)

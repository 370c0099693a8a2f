"""What a simulation found: numbers that are simulated, and never measured ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from stormdesk.analysis.simulation.scenario import Scenario
from stormdesk.model.service import Standing

Since = Literal["origin", "event"]
"""From when a latency is taken: from where messages begin, or from the time of the event itself."""


@dataclass(frozen=True, slots=True)
class Series:
    """A value at the sampled moments of the run, one for each of ``Simulation.times``."""

    values: tuple[float, ...]

    @property
    def most(self) -> float:
        """The largest value; 0 of none."""
        return max(self.values, default=0.0)

    @property
    def is_growing(self) -> bool:
        """Whether it only rose on the whole: each quarter of the run ends higher than the last."""
        if len(self.values) < 4:
            return False
        ends = [self.values[len(self.values) * n // 4 - 1] for n in range(1, 5)]
        # A line of one or two comes and goes; growth is told where it doubles at least.
        return ends[0] < ends[1] < ends[2] < ends[3] and ends[3] > 2 * ends[0]


@dataclass(frozen=True, slots=True)
class ConsumerResult:
    """How a consumer fared; ``id`` is its sticky.

    ``utilisation`` is the share of the time that each of its ``servers`` worked, None where its
    service time is not known; ``throughput`` messages handled a second of the ``rate`` that
    arrived. ``depth`` is how many messages waited, ``lag`` for how many seconds the first of them
    had, ``retries`` how many retries began since the moment before. ``repeats`` were delivered a
    second time, of which ``absorbed`` did nothing and ``effects_twice`` everything again; the rest
    failed or was under way at the end. ``stopped`` calls were not made for an open breaker;
    messages that ended so were ``dropped``, others without a dead-letter topic were ``lost``.
    ``piled`` waited to be read in batches. ``assumed`` says what the board does not state.
    """

    id: str
    servers: int
    partitions: int | None
    utilisation: float | None
    rate: float
    throughput: float
    mean_wait: float
    depth: Series
    lag: Series
    retries: Series
    retried: int
    failures: int
    repeats: int
    absorbed: int
    effects_twice: int
    dead_lettered: int
    lost: int
    stopped: int
    dropped: int
    opened: int
    piled: int
    assumed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PathResult:
    """How long it took from where messages begin to an event, in seconds.

    What ends in ``by_minute`` is of those that arrived within each of ``Simulation.minutes``, None
    where none did.
    """

    origin: str
    event: str
    count: int
    mean: float
    p50: float
    p95: float
    p99: float
    longest: float
    p50_by_minute: tuple[float | None, ...]
    p95_by_minute: tuple[float | None, ...]
    p99_by_minute: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class LevelResult:
    """A service level of an event, held against the run.

    ``good`` is the share of ``counted`` messages, or sampled moments, that kept to it; ``burn`` how
    many times as fast as allowed that uses the error budget (Site Reliability Workbook, chapter 5).
    ``breached_at`` is the second at which the share since the warm-up first fell below the
    objective; of a lag or depth without one, at which it first was above the threshold.
    ``why_not`` says why there is no such number. ``since`` is from when a latency is taken: from
    the ``origin`` of its messages to this event, as nothing is said of a consumer, or from the time
    of this ``event`` to when its consumer is done, as rules of alerts measure it.
    """

    event: str
    indicator: str
    consumer: str | None
    start: str | None
    end: str | None
    objective: str | None
    threshold: str | None
    standing: Standing
    since: Since | None
    counted: int
    good: float | None
    burn: float | None
    breached_at: float | None
    why_not: str | None

    @property
    def is_assumed(self) -> bool:
        """Whether its number is only a guess."""
        return self.standing == "assumed"


@dataclass(frozen=True, slots=True)
class Simulation:
    """A run of a board's flows; every number in it is simulated.

    ``times`` are the seconds at which it was looked at how much waits; at those of ``minutes`` end
    the minutes of which paths tell percentiles, in long runs several of them together.

    One token stood for up to ``factor`` messages; 1 means that each message was simulated by
    itself. ``unknown`` are the events and commands at which messages begin at a rate that nobody
    states, so that none did; ``notes`` say what else was taken to be so.
    """

    board: str
    title: str
    scenario: Scenario
    seed: int
    factor: int
    deliveries: int
    times: tuple[float, ...]
    minutes: tuple[float, ...]
    consumers: tuple[ConsumerResult, ...]
    paths: tuple[PathResult, ...]
    levels: tuple[LevelResult, ...]
    unknown: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def breached(self) -> tuple[LevelResult, ...]:
        """The service levels that were not kept."""
        return tuple(level for level in self.levels if level.breached_at is not None)

    def consumer(self, sticky_id: str) -> ConsumerResult | None:
        """Return how a consumer fared; None where no message could reach it."""
        return next((each for each in self.consumers if each.id == sticky_id), None)

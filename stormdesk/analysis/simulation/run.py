"""The run of a simulation, from a board to what was found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from stormdesk.analysis.simulation.consuming import Consumer
from stormdesk.analysis.simulation.latencies import Latencies, ends_of
from stormdesk.analysis.simulation.plan import Plan
from stormdesk.analysis.simulation.planning import plan_of
from stormdesk.analysis.simulation.result import (
    ConsumerResult,
    PathResult,
    Series,
    Simulation,
)
from stormdesk.analysis.simulation.scenario import Scenario
from stormdesk.analysis.simulation.traffic import Traffic, tokens_a_second
from stormdesk.model.board import Board
from stormdesk.model.problem import BadInput

SAMPLES = 360
"""At so many moments is looked at how much waits."""
MOST_SINGLY = 400_000
"""Up to so many deliveries each message is simulated by itself; above, many move together."""
_MOST_TOKENS = 120_000
_RUNAWAY = 5
"""So many times that number of deliveries is no simulation but a storm without end."""
_NO_PARTITIONS: Mapping[str, int] = MappingProxyType({})


class Cancelled(Exception):
    """Somebody wants the run no longer; raised by ``progress`` and passed on."""


def simulate(
    board: Board,
    scenario: Scenario,
    seed: int = 1,
    *,
    partitions: Mapping[str, int] = _NO_PARTITIONS,
    progress: Callable[[float], None] | None = None,
    most_singly: int = MOST_SINGLY,
) -> Simulation:
    """Return what comes of a board's flows in a scenario; the same for the same arguments.

    ``partitions`` are those of each event's topic by the event's id; where one is missing, they are
    taken to be enough. ``progress`` is told the share that is done, at ``SAMPLES`` moments, and may
    raise ``Cancelled``. Above ``most_singly`` deliveries one token stands for many messages.

    Raises BadInput where the scenario does not fit the board.
    """
    plan = plan_of(board, scenario, partitions)
    tick = _tick(plan, scenario.duration, most_singly)
    return _Run(board, plan, scenario, seed, tick).result(progress)


def _tick(plan: Plan, duration: float, most_singly: int) -> float | None:
    """Return for how long messages are gathered in a token; None where each is its own."""
    if sum(plan.load.values()) * duration <= most_singly:
        return None
    tick = 0.001
    while tokens_a_second(plan, tick) * duration > _MOST_TOKENS and tick < duration / SAMPLES:
        tick *= 1.1
    return tick


class _Run:
    """One run, with what was seen at each sampled moment."""

    def __init__(
        self, board: Board, plan: Plan, scenario: Scenario, seed: int, tick: float | None
    ) -> None:
        self._board = board
        self._plan = plan
        self._scenario = scenario
        self._seed = seed
        self._tick = tick
        self._deliveries = 0
        planned = sum(plan.load.values()) * scenario.duration if tick is None else 0.0
        self._most = _RUNAWAY * max(MOST_SINGLY, planned)
        self._traffic = Traffic(board, plan, scenario, seed, tick, self._count)
        self._times: list[float] = []
        self._seen: dict[str, list[tuple[float, float, float]]] = {
            stage: [] for stage in self._traffic.consumers
        }

    def result(self, progress: Callable[[float], None] | None) -> Simulation:
        """Run to the end and return what was found."""
        scenario, traffic = self._scenario, self._traffic
        is_warm = scenario.warm_up <= 0.0
        for number in range(1, SAMPLES + 1):
            until = scenario.duration * number / SAMPLES
            if not is_warm and until > scenario.warm_up:
                if traffic.env.now < scenario.warm_up:
                    traffic.env.run(until=scenario.warm_up)
                traffic.forget()
                is_warm = True
            traffic.env.run(until=until)
            self._sample(until, is_warm=is_warm)
            if progress is not None:
                progress(number / SAMPLES)
        return Simulation(
            board=self._board.profile.id,
            title=self._board.profile.title,
            scenario=scenario,
            seed=self._seed,
            factor=self._factor(),
            deliveries=self._deliveries,
            times=tuple(self._times),
            minutes=ends_of(scenario.duration),
            consumers=tuple(self._consumer(traffic.consumers[i]) for i in self._plan.in_order),
            paths=self._paths(),
            levels=tuple(tally.result() for tally in traffic.watch.tallies),
            unknown=self._plan.unknown,
            notes=(*self._plan.notes, *self._circles()),
        )

    def _count(self) -> None:
        self._deliveries += 1
        if self._deliveries > self._most:
            raise BadInput(
                f"scenario {self._scenario.name}",
                f"leads to more than {self._most:,.0f} deliveries; simulate fewer minutes, or"
                " fewer retries",
            )

    def _sample(self, now: float, *, is_warm: bool) -> None:
        self._times.append(now)
        for stage, consumer in self._traffic.consumers.items():
            line = consumer.line
            depth, lag = (line.depth(), line.lag()) if line is not None else (0, 0.0)
            self._seen[stage].append((depth, lag, consumer.retried))
            consumer.retried = 0
        if is_warm:
            self._traffic.watch.sample(now)

    def _factor(self) -> int:
        tick = self._tick
        if tick is None:
            return 1
        return max((round(rate * tick) for rate in self._plan.sources.values()), default=1) or 1

    def _consumer(self, consumer: Consumer) -> ConsumerResult:
        stage, counts, line = consumer.stage, consumer.counts, consumer.line
        span = self._scenario.duration - self._scenario.warm_up
        seen = self._seen[stage.id]
        is_known = line is not None and stage.service is not None
        return ConsumerResult(
            id=stage.id,
            servers=stage.servers,
            partitions=stage.partitions,
            utilisation=line.utilisation(span) if is_known and line is not None else None,
            rate=counts.arrived / span,
            throughput=counts.handled / span,
            mean_wait=line.wait_total / line.wait_count if line and line.wait_count else 0.0,
            depth=Series(tuple(each[0] for each in seen)),
            lag=Series(tuple(each[1] for each in seen)),
            retries=Series(tuple(each[2] for each in seen)),
            retried=counts.retries,
            failures=counts.failures,
            repeats=counts.repeats,
            absorbed=counts.absorbed,
            effects_twice=counts.effects_twice,
            dead_lettered=counts.dead_lettered,
            lost=counts.lost,
            stopped=counts.stopped,
            dropped=counts.dropped,
            opened=consumer.circuit.opened if consumer.circuit is not None else 0,
            piled=counts.piled,
            assumed=stage.assumed,
        )

    def _paths(self) -> tuple[PathResult, ...]:
        found = [
            path
            for (origin, event), latencies in self._traffic.latencies.items()
            if origin != event and (path := self._path(origin, event, latencies)).count
        ]
        place = {node: number for number, node in enumerate(self._plan.nodes)}
        return tuple(sorted(found, key=lambda p: (place.get(p.origin, 0), place[p.event])))

    def _path(self, origin: str, event: str, latencies: Latencies) -> PathResult:
        whole = latencies.whole()
        minutes = latencies.over_time(len(ends_of(self._scenario.duration)))
        return PathResult(
            origin,
            event,
            whole.count,
            whole.mean,
            whole.percentile(0.50),
            whole.percentile(0.95),
            whole.percentile(0.99),
            whole.longest,
            *(
                tuple(each.percentile(share) if each.count else None for each in minutes)
                for share in (0.50, 0.95, 0.99)
            ),
        )

    def _circles(self) -> tuple[str, ...]:
        number = self._traffic.circled
        return (f"{number:,} messages went round in a circle and were stopped.",) if number else ()

"""Messages on their way over a board, from where they begin to where nothing follows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Generator, Iterator, Mapping
from typing import Any, cast

from simpy import Environment, Event, Timeout

from stormdesk.analysis.simulation.backlog import Backlog
from stormdesk.analysis.simulation.chance import Chance
from stormdesk.analysis.simulation.consuming import Consumer, Counts, Line
from stormdesk.analysis.simulation.latencies import Latencies, span_of
from stormdesk.analysis.simulation.pace import Pace
from stormdesk.analysis.simulation.plan import Node, Plan, Stage
from stormdesk.analysis.simulation.scenario import BROKER, BUSIEST, Scenario, Trouble
from stormdesk.analysis.simulation.servers import Servers
from stormdesk.analysis.simulation.token import Token
from stormdesk.analysis.simulation.watching import Watch
from stormdesk.model.board import Board

_MOST_HOPS = 50
"""A message that went on so often goes round in a circle, and ends there."""
_SPARSE = 10.0
"""Where no more come within a tick, messages come one by one."""


class Traffic:
    """Tokens on the nodes of a plan, with the consumers that work on them.

    With a ``tick`` a token stands for all messages that begin at a place within so many seconds;
    without one, every message is a token. Each part draws from a stream of its own.
    """

    def __init__(
        self,
        board: Board,
        plan: Plan,
        scenario: Scenario,
        seed: int,
        tick: float | None,
        called: Callable[[], None],
    ) -> None:
        self.env = Environment()
        span = span_of(scenario.duration)
        self.latencies: defaultdict[tuple[str, str], Latencies] = defaultdict(
            lambda: Latencies(span)
        )
        self.circled = 0
        self._plan = plan
        self._scenario = scenario
        self._seed = seed
        self._tick = tick
        self._ways = {node: self._chance(f"ways of {node}") for node in plan.nodes}
        self._piles: dict[str, int] = {}
        self._scattering = self._chance("moments within a tick")
        self._sparse = frozenset(i for i in plan.stages if tick and _is_sparse(plan, i, tick))
        self.consumers = {stage.id: self._consumer(stage, called) for stage in plan.stages.values()}
        self.watch = Watch(board, plan, self.consumers, scenario.duration)
        for node, rate in plan.sources.items():
            if rate > 0.0:
                self.env.process(self._begin(plan.nodes[node], rate))
        for stage in plan.stages.values():
            if stage.batch is not None:
                self.env.process(self._read_batches(stage, stage.batch))

    def forget(self) -> None:
        """Begin to count anew, for what came before was the warm-up."""
        for each in self.latencies.values():
            each.forget()
        self.watch.forget()
        for consumer in self.consumers.values():
            consumer.counts = Counts()
            if consumer.circuit is not None:
                consumer.circuit.opened = 0
            if consumer.line is not None:
                consumer.line.forget()

    def _chance(self, name: str) -> Chance:
        return Chance(self._seed, name, is_even=self._scenario.spacing == "even")

    def _consumer(self, stage: Stage, called: Callable[[], None]) -> Consumer:
        pace = Pace(self._troubles(stage))
        consumer = Consumer(
            self.env,
            stage,
            self._scenario,
            pace,
            self._chance(f"fate at {stage.id}"),
            self._ended,
            called,
        )
        consumer.poison = (
            self._scenario.poison if self._is_meant(self._scenario.poisoned, stage) else 0.0
        )
        work = self._chance(f"work of {stage.id}")
        tick = None if stage.id in self._sparse else self._tick
        consumer.line = _line(self.env, stage, work, pace, tick, consumer.done)
        return consumer

    def _troubles(self, stage: Stage) -> Iterator[Trouble]:
        for trouble in self._scenario.troubles:
            reads = trouble.consumer == BROKER and not stage.is_called
            if reads or self._is_meant(trouble.consumer, stage):
                yield trouble

    def _is_meant(self, consumer: str, stage: Stage) -> bool:
        return stage.id == (self._plan.busiest if consumer == BUSIEST else consumer)

    def _begin(self, node: Node, rate: float) -> Generator[Event, Any, None]:
        """Let messages begin at a node, one by one or tick by tick."""
        chance, env, tick = self._chance(f"arrivals at {node.id}"), self.env, self._tick
        keys, keyed = self._scenario.keys, self._chance(f"keys at {node.id}")
        if tick is None or rate * tick < 1.0:
            while True:
                yield env.timeout(chance.span(1.0 / rate))
                self._arrive(node, Token(node.id, env.now, 1, 0.0, keyed.below(keys)))
        owed = 0.0
        while True:
            owed += rate * tick
            number = int(owed) if chance.is_even else chance.count(rate * tick)
            owed -= number
            if number:
                self._arrive(node, Token(node.id, env.now, number, tick, 0))
            yield env.timeout(tick)

    def _read_batches(self, stage: Stage, every: float) -> Generator[Event, Any, None]:
        """Let a consumer take what has piled up, as one piece of work."""
        while True:
            yield self.env.timeout(every)
            if self._piles.pop(stage.id, 0):
                token = Token(stage.id, self.env.now, 1, 0.0, 0)
                self.consumers[stage.id].take(token)

    def _arrive(self, node: Node, token: Token) -> None:
        token.node = node.id
        token.hops += 1
        if token.hops > _MOST_HOPS:
            self.circled += token.weight
            return
        if node.event is not None:
            self._publish(node.event, token)
        if node.stage is None:
            self._leave(node, token)
        elif node.stage in self._sparse and token.span > 0.0:
            self._scatter(token)
        else:
            self.consumers[node.stage].take(token)

    def _scatter(self, token: Token) -> None:
        """Let each message come by itself, at some moment of those that its token is spread over.

        Where few come, tokens say too little of how they wait.
        """
        for _ in range(token.weight):
            single = token.split(1)
            offset = self._scattering.uniform() * token.span
            single.span = 0.0
            single.key = self._scattering.below(self._scenario.keys)
            single.ahead -= offset
            timeout = Timeout(self.env, offset, single)
            timeout.callbacks.append(self._come)

    def _come(self, event: Event) -> None:
        token = cast("Token", event.value)
        self.consumers[self._plan.nodes[token.node].stage or ""].take(token)

    def _publish(self, event: str, token: Token) -> None:
        now = self.env.now + token.ahead
        if not token.is_repeat:
            took = max(0.0, now - token.born)
            self.latencies[token.origin, event].add(self.env.now, took, token.weight)
            self.watch.published(now, event, token)
        token.event = event
        token.published = now
        if event in self.watch.starts:
            token.marks = {**token.marks, event: now}

    def _ended(self, consumer: Consumer, token: Token, is_good: bool) -> None:
        """Let messages go on that a consumer is done with; told of those that it gives up, too."""
        stage, now = consumer.stage.id, self.env.now + token.ahead
        if not token.is_repeat:
            self.watch.ended(now, stage, token, is_good=is_good)
        if is_good:
            self._leave(self._plan.nodes[token.node], token)

    def _leave(self, node: Node, token: Token) -> None:
        nodes = self._plan.nodes
        for target in node.piled:
            stage = nodes[target].stage
            if stage is not None:
                self._piles[stage] = self._piles.get(stage, 0) + token.weight
                self.consumers[stage].counts.piled += token.weight
        for choice in node.choices:
            left, share_left = token.weight, 1.0
            for target, share in choice:
                chosen = self._ways[node.id].part_of(left, share / share_left if share else 0.0)
                left, share_left = left - chosen, share_left - share
                if chosen:
                    self._arrive(nodes[target], token.split(chosen))
                if not left:
                    break
        for target in node.always:
            self._arrive(nodes[target], token.split(token.weight))


def _line(
    env: Environment,
    stage: Stage,
    chance: Chance,
    pace: Pace,
    tick: float | None,
    done: Callable[[Token], None],
) -> Line:
    if tick is None:
        return Servers(env, stage, chance, pace, done)
    return Backlog(env, stage, chance, pace, tick, done)


def _is_sparse(plan: Plan, stage: str, tick: float) -> bool:
    return plan.load.get(stage, 0.0) * tick <= _SPARSE


def tokens_a_second(plan: Plan, tick: float) -> float:
    """Return how many tokens a second the consumers of a plan get with a tick."""
    tokens: Mapping[str, float] = {n: min(rate, 1 / tick) for n, rate in plan.sources.items()}
    for _ in range(len(plan.nodes)):
        after: defaultdict[str, float] = defaultdict(float)
        for node, rate in plan.sources.items():
            after[node] += min(rate, 1 / tick)
        for node_id, number in tokens.items():
            node, rate = plan.nodes[node_id], plan.passing[node_id]
            for target in node.always:
                after[target] += number
            for choice in node.choices:
                for target, share in choice:
                    after[target] += min(number, rate * share)
        if after == tokens:
            break
        tokens = after
    return sum(
        plan.passing[node] if _is_sparse(plan, stage, tick) else number
        for node, number in tokens.items()
        if (stage := plan.nodes[node].stage) is not None
    )

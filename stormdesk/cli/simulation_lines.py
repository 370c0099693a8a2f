"""The lines that ``simulate`` prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict

from stormdesk.analysis.simulation.plan import Plan
from stormdesk.analysis.simulation.result import ConsumerResult, LevelResult, Simulation, Since
from stormdesk.analysis.simulation.scenario import SCENARIOS, about
from stormdesk.analysis.simulation.spelling import LEAST, as_number, as_share, as_time
from stormdesk.cli.simulated_names import ConsumerNames
from stormdesk.model.service import Standing

_INDENT = "  "
_DOUBTS: Mapping[Standing, str] = {
    "confirmed": "",
    "assumed": ", assumed",
    "stated": ", nobody has confirmed it",
}
_SINCE: Mapping[Since, str] = {
    "origin": "from where its messages begin",
    "event": "from the event's own time",
}
_FROM_THE_ORIGIN = (
    "latencies from where messages begin: rules of alerts measure each event from its own time to"
    " when its readers are done"
)


def simulation_lines(found: Simulation) -> list[str]:
    """Return what a simulation found as lines for a terminal; trouble first."""
    scenario = found.scenario
    told = f"{_line(found.title)}: {scenario.name}, {as_time(scenario.duration)}, seed {found.seed}"
    lines = [f"{told}; all numbers are simulated", _INDENT + scenario.about]
    for consumer, remedy in sorted(scenario.remedies.items()):
        changes = {k: v for k, v in asdict(remedy).items() if v is not None}
        new = ", ".join(f"{k.replace('_', ' ')} {_value(v)}" for k, v in changes.items())
        lines.append(f"{_INDENT}Changed: {consumer}: {new}.")
    if found.factor > 1:
        lines.append(f"{_INDENT}Up to {found.factor:,} messages moved as one.")
    lines += _section("service levels", _levels(found.levels))
    lines += _section("consumers", _consumers(found.consumers))
    lines += _section("latency", _paths(found))
    lines += _section("taken to be so", _taken(found))
    return lines


def choice_lines(plan: Plan, names: ConsumerNames, settings: Iterable[str]) -> list[str]:
    """Return the scenarios, the consumers of a plan and what can be set of them, as lines."""
    heads = ("consumer", "group", "at a time", "partitions", "a message takes", "retries")
    rows: list[tuple[str, ...]] = [heads]
    for consumer in names.ids:
        stage = plan.stages[consumer]
        rows.append(
            (
                consumer,
                names.groups.get(consumer, "-"),
                str(stage.servers),
                "?" if stage.partitions is None else str(stage.partitions),
                "?" if stage.service is None else as_time(stage.service),
                str(stage.attempts),
            )
        )
    scenarios = [("scenario", ""), *((name, about(name)) for name in SCENARIOS)]
    return [
        *(f"{name.ljust(16)}{told}".rstrip() for name, told in scenarios),
        "",
        *(_table(rows) if len(rows) > 1 else ("no messages reach any consumer",)),
        "",
        f"each can be set with --set CONSUMER.WHAT=VALUE; WHAT is {', '.join(settings)}",
    ]


def _section(heading: str, lines: Iterable[str]) -> list[str]:
    told = [f"{_INDENT}{line}" for line in lines]
    return ["", heading, *told] if told else []


def _levels(levels: Sequence[LevelResult]) -> Iterator[str]:
    breached = sorted(
        (each for each in levels if each.breached_at is not None), key=lambda e: e.breached_at or 0
    )
    for level in breached:
        yield f"BROKEN at {as_time(level.breached_at or 0.0)}: {_level(level)}"
    for level in levels:
        if level.breached_at is None and level.good is not None:
            yield f"kept: {_level(level)}"
    missing: dict[str, list[str]] = {}
    for level in levels:
        if level.why_not is not None:
            missing.setdefault(level.why_not, []).append(f"{level.event} {level.indicator}")
    for why, names in missing.items():
        yield f"not judged ({why}): {', '.join(names)}"
    if any(level.since == "origin" and level.good is not None for level in levels):
        yield _FROM_THE_ORIGIN


def _level(level: LevelResult) -> str:
    what = f"{level.event} {level.indicator}"
    if level.start is not None and level.end is not None:
        what = f"{level.indicator} from {level.start} to {level.end}"
    if level.consumer is not None:
        what += f" of {level.consumer}"
    wanted = [level.objective] if level.objective else []
    if level.threshold is not None:
        wanted.append(f"within {level.threshold}")
    if level.since is not None:
        wanted.append(_SINCE[level.since])
    told = f"{what} ({' '.join(wanted)}{_DOUBTS[level.standing]})"
    told += f": {as_share(level.good or 0.0)} good"
    if level.burn is not None and level.burn > 1:
        told += f", burns the error budget {level.burn:.3g} times as fast as allowed"
    return told


def _consumers(consumers: Sequence[ConsumerResult]) -> Iterator[str]:
    heads = ("", "at a time", "busy", "in/s", "out/s", "most waiting", "longest lag", "")
    rows = [heads]
    rows += [
        (
            each.id,
            str(each.servers) if each.utilisation is not None else "?",
            as_share(each.utilisation) if each.utilisation is not None else "?",
            as_number(each.rate),
            as_number(each.throughput),
            f"{each.depth.most:,.0f}" if each.depth.most else "-",
            as_time(each.lag.most),
            "growing" if each.depth.is_growing else "",
        )
        for each in consumers
        if each.rate > 0.0
    ]
    if len(rows) > 1:
        yield from _table(rows)
    for each in consumers:
        if told := ", ".join(_trouble(each)):
            yield f"{each.id}: {told}"
    if idle := [each.id for each in consumers if each.rate == 0.0]:
        yield f"nothing came to {', '.join(idle)}"
    if absorbed := sum(each.absorbed for each in consumers):
        yield f"{absorbed:,} delivered twice in all without harm, for who got them is idempotent"


def _trouble(consumer: ConsumerResult) -> Iterator[str]:
    for number, what in (
        (consumer.failures, "failed"),
        (consumer.retried, "tried again"),
        (consumer.dead_lettered, "dead-lettered"),
        (consumer.lost, "lost"),
        (consumer.stopped, "stopped by the open circuit breaker"),
        (consumer.dropped, "dropped for it"),
        (consumer.effects_twice, "delivered twice, with all effects twice"),
        (consumer.piled, "gathered for batches"),
    ):
        if number:
            yield f"{number:,} {what}"


def _paths(found: Simulation) -> Iterator[str]:
    rows = [("", "p50", "p95", "p99")]
    rows += [
        (f"{each.origin} → {each.event}", as_time(each.p50), as_time(each.p95), as_time(each.p99))
        for each in found.paths
        if each.longest >= LEAST
    ]
    return _table(rows) if len(rows) > 1 else iter(())


def _taken(found: Simulation) -> Iterator[str]:
    for each in found.consumers:
        if each.assumed:
            yield f"{each.id}: {'; '.join(each.assumed)}"
    if found.unknown:
        yield f"no rate is known at {', '.join(found.unknown)}: nothing begins there"
    yield from found.notes


def _table(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    for row in rows:
        first = row[0].ljust(widths[0])
        rest = (cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))
        yield "  ".join((first, *rest)).rstrip()


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _line(text: str) -> str:
    return " ".join(text.split())

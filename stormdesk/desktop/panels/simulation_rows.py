"""What a simulation found, row by row: levels, consumers, ways, and what was taken to be so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stormdesk.analysis.simulation.result import (
    ConsumerResult,
    LevelResult,
    PathResult,
    Simulation,
    Since,
)
from stormdesk.analysis.simulation.spelling import LEAST, as_number, as_share, as_time
from stormdesk.desktop.panels.simulation_words import SCENARIO_NAMES, remedy_words
from stormdesk.desktop.panels.told_rows import Row
from stormdesk.desktop.panels.told_signs import Sign
from stormdesk.desktop.promise_words import INDICATORS
from stormdesk.desktop.simulation_runs import Run
from stormdesk.desktop.spoken import one_line
from stormdesk.desktop.words import counted, tr
from stormdesk.model.board import Board
from stormdesk.model.sticky import Sticky

_SINCE: dict[Since, str] = {
    "origin": "Taken from where messages begin",
    "event": "Taken from the event's own time",
}

Groups = list[tuple[Row, Sequence[Row]]]


def groups_of(run: Run, before: Run | None) -> Groups:
    """Return the rows of a run, each with what it was in the run before."""
    found, board = run.found, run.board
    then = before.found if before is not None else None
    told: Groups = []
    parts = (
        ("levels", tr("Service levels"), _levels(board, found, then)),
        ("consumers", tr("Consumers"), _consumers(board, found, then)),
        ("paths", tr("Time from the beginning"), _paths(board, found, then)),
        ("taken", tr("Taken to be so"), _taken(board, found)),
    )
    for group_id, head, rows in parts:
        inner = list(rows)
        if inner:
            told.append((Row(group_id, head, aside=f"{len(inner):,}"), inner))
    return told


def summary_of(found: Simulation) -> str:
    """Return in a line how the service levels fared, and whether more and more waits though."""
    judged = [level for level in found.levels if level.good is not None]
    broken = len(found.breached)
    if not any(c.rate for c in found.consumers):
        return tr("Simulated: nothing happened")
    if not broken:
        growing = sum(c.depth.is_growing for c in found.consumers)
        if not judged:
            every = tr("Simulated: no service level to judge")
        elif len(judged) == len(found.levels):
            every = tr("Simulated: every service level holds")
        else:
            every = tr("Simulated: every judged level holds")
        if not growing:
            return every
        queues = counted(growing, "queue", "queues")
        return tr("{told}, but {queues} grew", told=every, queues=queues)
    levels = counted(len(judged), "service level", "service levels")
    verb = tr("breaks") if broken == 1 else tr("break")
    return tr("Simulated: {n} of {levels} {verb}", n=broken, levels=levels, verb=verb)


def scenario_of(board: Board, found: Simulation, *, is_compared: bool) -> str:
    """Return in a line what was gone through, and what was otherwise than on the board."""
    scenario = found.scenario
    told = [
        tr(SCENARIO_NAMES[scenario.name]),
        as_time(scenario.duration),
        tr("seed {n}", n=found.seed),
        *(
            tr("{name}: {changes}", name=name_of(board, consumer), changes=remedy_words(remedy))
            for consumer, remedy in scenario.remedies.items()
        ),
    ]
    if not scenario.remedies:
        told.append(tr("as the board says"))
    if is_compared:
        told.append(tr("dashed: the run before"))
    return " · ".join(told)


def missing_of(board: Board, found: Simulation) -> str:
    """Return what a board lacks where nothing happened in a run of it; nothing where much did."""
    if any(c.rate for c in found.consumers):
        return ""
    if found.unknown:
        names = ", ".join(name_of(board, i) for i in found.unknown[:3])
        return tr(
            "No rate says how often messages begin. State it under Fields of the message, for"
            " example at {names}.",
            names=names,
        )
    return tr(
        "No messages reach a consumer. Draw flows from events to policies, read models or systems,"
        " state the rates of the events, and of each consumer its service time and how many"
        " messages it works on at a time."
    )


def name_of(board: Board, sticky_id: str) -> str:
    """Return the words of a sticky, in one line."""
    sticky = board.get(sticky_id, Sticky)
    return (one_line(sticky.text) if sticky is not None else "") or sticky_id


def _levels(board: Board, found: Simulation, then: Simulation | None) -> Iterator[Row]:
    earlier = {_key(level): level for level in then.levels} if then is not None else {}

    def weight(each: tuple[int, LevelResult]) -> tuple[bool, bool, bool, float, int]:
        """Order them: broken, mended, kept, not judged."""
        number, level = each
        was, first = earlier.get(_key(level)), level.breached_at
        is_mended = was is not None and was.breached_at is not None
        return (level.good is None, first is None, not is_mended, first or 0.0, number)

    for number, level in sorted(enumerate(found.levels), key=weight):
        before = earlier.get(_key(level))
        yield Row(
            f"level\n{number}",
            f"{name_of(board, level.event)} · {tr(INDICATORS[level.indicator])}",
            "\n".join(_of_level(board, level, before)),
            aside=_verdict(level),
            sign=_sign(level),
            records=tuple(filter(None, (level.consumer or level.event,))),
        )


def _sign(level: LevelResult) -> Sign:
    if level.good is None:
        return ""
    return "open" if level.breached_at is not None else "done"


def _verdict(level: LevelResult) -> str:
    if level.good is None:
        return tr("not judged")
    if level.breached_at is None:
        return tr("kept")
    return tr("broken at {time}", time=as_time(level.breached_at))


def _of_level(board: Board, level: LevelResult, before: LevelResult | None) -> Iterator[str]:
    wanted = " ".join(
        filter(None, (level.objective, f"≤ {level.threshold}" if level.threshold else ""))
    )
    of = tr("of {name}", name=name_of(board, level.consumer)) if level.consumer else ""
    if level.start is not None and level.end is not None:
        of = f"{name_of(board, level.start)} → {name_of(board, level.end)}"
    assumed = tr("≈ assumed") if level.is_assumed else ""
    yield " · ".join(filter(None, (wanted, of, assumed)))
    stated = tr("Confirmed by nobody") if level.standing == "stated" else ""
    since = tr(_SINCE[level.since]) if level.since is not None else ""
    if more := " · ".join(filter(None, (since, stated))):
        yield more
    if level.why_not is not None:
        yield f"{level.why_not[:1].upper()}{level.why_not[1:]}"
    elif level.good is not None:
        told = tr("{share} good", share=as_share(level.good))
        if level.burn is not None and level.burn > 1:
            told += tr(
                "; burns the error budget {n} times as fast as allowed", n=f"{level.burn:.3g}"
            )
        yield told
    if before is not None and _verdict(before) != _verdict(level):
        yield tr("Before: {verdict}", verdict=_verdict(before))


def _key(level: LevelResult) -> tuple[str | None, ...]:
    return (level.event, level.indicator, level.consumer, level.start, level.end, level.threshold)


def _consumers(board: Board, found: Simulation, then: Simulation | None) -> Iterator[Row]:
    for each in found.consumers:
        before = then.consumer(each.id) if then is not None else None
        is_growing = each.depth.is_growing
        busy = tr("{share} busy", share=as_share(each.utilisation)) if each.utilisation else ""
        yield Row(
            each.id,
            name_of(board, each.id),
            "\n".join(_of_consumer(each, before)),
            aside=tr("growing") if is_growing else busy,
            sign="open" if is_growing else "",
            records=(each.id,),
        )


def _of_consumer(each: ConsumerResult, before: ConsumerResult | None) -> Iterator[str]:
    if not each.rate:
        yield tr("Nothing came")
        return
    at_a_time = tr("{n} at a time", n=each.servers) if each.utilisation is not None else ""
    rates = tr("{n}/s in, {m}/s out", n=as_number(each.rate), m=as_number(each.throughput))
    # Who is busy says so aside, unless it says there that it cannot keep up.
    share = tr("{share} busy", share=as_share(each.utilisation or 0.0)) if at_a_time else ""
    yield " · ".join(filter(None, (at_a_time, rates, share if each.depth.is_growing else "")))
    backlog = _backlog(each)
    yield f"{backlog[:1].upper()}{backlog[1:]}"
    if trouble := ", ".join(_trouble(each)):
        yield f"{trouble[:1].upper()}{trouble[1:]}"
    if before is not None and _backlog(before) != _backlog(each):
        yield tr("Before: {told}", told=_backlog(before))


def _backlog(each: ConsumerResult) -> str:
    if not each.depth.most:
        return tr("nothing waited")
    return tr(
        "most waiting {n}, longest lag {time}",
        n=f"{each.depth.most:,.0f}",
        time=as_time(each.lag.most),
    )


def _trouble(each: ConsumerResult) -> Iterator[str]:
    for number, what in (
        (each.failures, tr("failed")),
        (each.retried, tr("tried again")),
        (each.dead_lettered, tr("dead-lettered")),
        (each.lost, tr("lost")),
        (each.stopped, tr("stopped by the open circuit breaker")),
        (each.dropped, tr("dropped for it")),
        (each.absorbed, tr("duplicates absorbed")),
        (each.effects_twice, tr("duplicates done twice")),
        (each.piled, tr("gathered for batches")),
    ):
        if number:
            yield f"{number:,} {what}"


def _paths(board: Board, found: Simulation, then: Simulation | None) -> Iterator[Row]:
    earlier = {(p.origin, p.event): p for p in then.paths} if then is not None else {}
    for each in found.paths:
        if each.longest < LEAST:
            continue
        before = earlier.get((each.origin, each.event))
        foot = _latency(each)
        if before is not None and _latency(before) != foot:
            foot = f"{foot}\n{tr('Before: {told}', told=_latency(before))}"
        yield Row(
            f"path\n{each.origin}\n{each.event}",
            f"{name_of(board, each.origin)} → {name_of(board, each.event)}",
            foot,
            records=(each.origin, each.event),
        )


def _latency(path: PathResult) -> str:
    spelled = (as_time(value) for value in (path.p50, path.p95, path.p99))
    return " · ".join(f"{p} {time}" for p, time in zip(("p50", "p95", "p99"), spelled, strict=True))


def _taken(board: Board, found: Simulation) -> Iterator[Row]:
    for each in found.consumers:
        if each.assumed:
            foot = "\n".join(f"{told[:1].upper()}{told[1:]}" for told in each.assumed)
            yield Row(f"taken\n{each.id}", name_of(board, each.id), foot, records=(each.id,))
    for sticky_id in found.unknown:
        foot = tr("No rate is known: nothing begins here")
        yield Row(f"taken\n{sticky_id}", name_of(board, sticky_id), foot, records=(sticky_id,))
    for number, note in enumerate(found.notes):
        yield Row(f"note\n{number}", note)
    if found.factor > 1:
        told = tr("Up to {n} messages moved as one", n=f"{found.factor:,}")
        yield Row("factor", told, tr("The load is too high to follow each by itself."))

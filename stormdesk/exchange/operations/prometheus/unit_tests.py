"""Tests that promtool runs on the rules of a context: each alert quiet, firing, and quiet again.

Source: Prometheus, "Unit testing for rules".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_UP, Decimal, localcontext
from typing import Any

from stormdesk.exchange.operations.alert import Alert
from stormdesk.exchange.operations.levels import Level
from stormdesk.exchange.operations.metrics.promql import duration, number, string
from stormdesk.exchange.operations.metrics.selectors import Selector, selectors
from stormdesk.exchange.operations.prometheus import series
from stormdesk.exchange.operations.prometheus.rules import Places, told_by
from stormdesk.exchange.operations.prometheus.trial import STEP, Feed, Trial

_SAMPLED = 150
_SAMPLED_FINELY = 60
_MOST_SAMPLES = 10_000
"""What promtool loads for one query, and refuses to go beyond."""
_DOUBLE, _FINEST, _EXACT = 52, 30, 60
"""Binary digits that a double tells, those behind the point here, and decimal ones of those."""
_DAY = 86_400

Labels = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Series:
    """One series that is fed, with its value in each phase."""

    name: str
    labels: Labels
    is_counter: bool
    values: tuple[Decimal | None, ...]


@dataclass(slots=True)
class _Run:
    """Alerts that are tested at the same time, for none of them looks at what another is fed."""

    sampled: int
    fed: dict[tuple[str, Labels], str] = field(default_factory=dict[tuple[str, Labels], str])
    labels: dict[str, list[dict[str, str]]] = field(default_factory=dict[str, list[dict[str, str]]])
    looked_at: dict[str, list[Selector]] = field(default_factory=dict[str, list[Selector]])
    checks: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    holding: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    names: list[str] = field(default_factory=list[str])


_Tried = tuple[Alert, Trial, list[_Series]]


def tests_of(
    context: str, alerts: Iterable[Alert], levels: Iterable[Level], places: Places
) -> dict[int, dict[str, Any]]:
    """Return the files of tests of a context by how many seconds apart they evaluate its rules.

    What asks for something that cannot be made up is not tested, and neither is what takes long.
    """
    tried: dict[int, list[_Tried]] = {}
    for alert in alerts:
        for trial in (alert.trial, *alert.seldom):
            fed = None if _is_too_long(trial) else _fed(trial)
            if fed is not None:
                tried.setdefault(trial.step, []).append((alert, trial, fed))
    tests = {step: [_test(run) for run in _runs(each, places)] for step, each in tried.items()}
    if stated := [test for level in levels for test in _stated(level)]:
        said = {"name": "objectives", "interval": duration(STEP)}
        tests.setdefault(STEP, []).append({**said, "promql_expr_test": stated})
    return {
        step: {
            "rule_files": [f"../rules/{context}.rules.yaml"],
            "evaluation_interval": duration(step),
            "tests": tests[step],
        }
        for step in sorted(tests)
    }


def _runs(tried: Iterable[_Tried], places: Places) -> list[_Run]:
    """Return what is tested together: as much as does not look at what others are fed."""
    runs: list[_Run] = []
    for alert, trial, fed in tried:
        sampled = _sampled(trial)
        alike = (run for run in runs if run.sampled == sampled and alert.name not in run.names)
        run = next((run for run in alike if not _meet(run, trial, fed)), None)
        if run is None:
            run = _Run(sampled)
            runs.append(run)
        _join(run, alert, trial, fed, places)
    return runs


def untested(alerts: Iterable[Alert]) -> list[str]:
    """Return a sentence for each alert that is not tested."""
    return [f"{a.name} has no test, for {why}." for a in alerts if (why := _why_not(a.trial))]


def _why_not(trial: Trial) -> str | None:
    if _is_too_long(trial):
        return f"promtool loads no more than {_MOST_SAMPLES:,} samples, and its windows need more"
    if _fed(trial) is None:
        return "what its source of metrics asks for cannot be made up"
    return None


def _is_too_long(trial: Trial) -> bool:
    return sum(phase.seconds for phase in trial.phases) > _MOST_SAMPLES * _sampled(trial)


def _sampled(trial: Trial) -> int:
    """Return the seconds between two samples of what is fed."""
    return _SAMPLED if trial.step == STEP else _SAMPLED_FINELY


def _fed(trial: Trial) -> list[_Series] | None:
    """Return the series that make the queries of a trial yield what they should."""
    found: list[_Series] = []
    asked: list[Selector] = []
    for place, feed in enumerate(trial.feeds):
        labelled = _labelled(feed, asked)
        if labelled is None:
            return None
        selector, labels = labelled
        # What an earlier feed brings counts here too, such as failed events among all of them;
        # of buckets each has its own.
        among = [] if feed.extra else found
        counted = [each for each in among if selector.holds(each.name, dict(each.labels))]
        values = tuple(
            None if told is None else told - sum(each.values[n] or 0 for each in counted)
            for n, phase in enumerate(trial.phases)
            for told in (phase.values[place],)
        )
        if any(value is not None and value < 0 for value in values):
            return None
        asked.append(selector)
        found.append(_Series(selector.name, labels, selector.is_range, values))
    return found


def _labelled(feed: Feed, earlier: list[Selector]) -> tuple[Selector, Labels] | None:
    """Return what a feed asks for, with labels that count for it and for no earlier one."""
    asked = selectors(feed.query)
    if len(asked) != 1:
        return None
    (selector,) = asked
    try:
        labels = {**selector.labels(), **feed.extra}
    except ValueError:
        return None
    for other in earlier:
        if feed.extra or not other.holds(selector.name, labels):
            continue
        good = {m.label: m.value for m in other.matchers if m.sign == "!=" and m.value}
        labels |= good
        if other.holds(selector.name, labels) or not selector.holds(selector.name, labels):
            return None
    return selector, tuple(sorted(labels.items()))


def _meet(run: _Run, trial: Trial, fed: list[_Series]) -> bool:
    """Tell whether an alert looks at what others are fed, or they at what it is."""
    asked = [selector for feed in trial.feeds for selector in selectors(feed.query)]
    return any(
        one.holds(one.name, each) for one in asked for each in run.labels.get(one.name, ())
    ) or any(
        one.holds(mine.name, dict(mine.labels))
        for mine in fed
        for one in run.looked_at.get(mine.name, ())
    )


def _join(run: _Run, alert: Alert, trial: Trial, fed: list[_Series], places: Places) -> None:
    for each in fed:
        run.fed[each.name, each.labels] = _notation(each, trial, run.sampled)
        run.labels.setdefault(each.name, []).append(dict(each.labels))
    for feed in trial.feeds:
        for selector in selectors(feed.query):
            run.looked_at.setdefault(selector.name, []).append(selector)
    run.names.append(alert.name)
    end = 0
    for place, phase in enumerate(trial.phases, 1):
        end += phase.seconds
        run.holding += [_holds(text, end) for at, text in trial.holding if at == place]
        if phase.fires is None:
            continue
        told: list[dict[str, Any]] = []
        if phase.fires:
            annotations = told_by(alert, places, phase.shown)
            told = [{"exp_labels": dict(alert.labels), "exp_annotations": annotations}]
        run.checks.append({"eval_time": duration(end), "alertname": alert.name, "exp_alerts": told})


def _notation(each: _Series, trial: Trial, sampled: int) -> str:
    """Return the samples of a series as promtool spells them: ``start+step×count``."""
    with localcontext(prec=_EXACT):
        # A counter begins so high that no rate is cut short for fear that it was below 0 before.
        none, phases = Decimal(0), list(zip(each.values, trial.phases, strict=True))
        total = sum(((value or none) * phase.seconds for value, phase in phases), none)
        total = total.quantize(Decimal(1), ROUND_UP)
        # Doubles add up such parts without an error, which would look like a restart of a counter.
        part = 2 ** max(min(_DOUBLE - int(2 * total).bit_length(), _FINEST), 0)
        before = each.values[0]
        parts = ["_" if before is None else _plain(total if each.is_counter else before)]
        for value, phase in phases:
            count = phase.seconds // sampled - 1
            if value is None:
                parts += ["_" if before is None else "stale", *([f"_x{count}"] if count else [])]
            elif each.is_counter:
                more = Decimal(round(value * sampled * part)) / part
                parts.append(f"{_plain(total + more)}+{_plain(more)}x{count}")
                total += more * (count + 1)
            else:
                parts.append(f"{_plain(value)}+0x{count}")
            before = value
        return " ".join(parts)


def _plain(value: Decimal) -> str:
    return number(value)


def _test(run: _Run) -> dict[str, Any]:
    return {
        "name": ", ".join(run.names),
        "interval": duration(run.sampled),
        "input_series": [
            {"series": _spelled(name, dict(labels)), "values": values}
            for (name, labels), values in run.fed.items()
        ],
        "alert_rule_test": run.checks,
        **({"promql_expr_test": run.holding} if run.holding else {}),
    }


def _spelled(name: str, labels: Mapping[str, str]) -> str:
    inner = ",".join(f"{label}={string(value)}" for label, value in labels.items())
    return f"{name}{{{inner}}}"


def _stated(level: Level) -> list[dict[str, Any]]:
    """Return the tests of what is recorded of a level as it is."""
    objective = level.objective or Decimal(0)
    days = Decimal(level.window) / _DAY
    return [
        _holds(f"sum(abs({series.of_level(name, level)} - {value}) < bool 1e-9)", 0)
        for name, value in (
            (series.OBJECTIVE, number(objective)),
            (series.BUDGET, number(1 - objective)),
            (series.PERIOD, number(days)),
        )
    ]


def _holds(condition: str, at: int) -> dict[str, Any]:
    return {
        "expr": condition,
        "eval_time": duration(at) if at else "0s",
        "exp_samples": [{"value": 1}],
    }

"""Tests that promtool runs on the rules of a context: each alert quiet, firing, and quiet again.

Source: Prometheus, "Unit testing for rules".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from stormdesk.exchange.operations.alert import Alert
from stormdesk.exchange.operations.levels import Level
from stormdesk.exchange.operations.metrics.promql import duration, number, string
from stormdesk.exchange.operations.metrics.selectors import Selector, selectors
from stormdesk.exchange.operations.prometheus import series
from stormdesk.exchange.operations.prometheus.rules import annotations_of
from stormdesk.exchange.operations.prometheus.trial import STEP, Feed, Trial

_SAMPLED = 150
_SAMPLED_FINELY = 60
_MOST_SAMPLES = 10_000
"""What promtool loads for one query, and refuses to go beyond."""
_DIGITS = Decimal("1e-9")
_DAY = 86_400

Labels = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Series:
    """One series that is fed, with its value in each phase."""

    name: str
    labels: Labels
    is_counter: bool
    values: tuple[Decimal, ...]


@dataclass(slots=True)
class _Run:
    """Alerts that are tested at the same time, for none of them looks at what another is fed."""

    sampled: int
    fed: dict[tuple[str, Labels], str] = field(default_factory=dict[tuple[str, Labels], str])
    looked_at: list[Selector] = field(default_factory=list[Selector])
    checks: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    holding: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    names: list[str] = field(default_factory=list[str])


def tests_of(
    context: str, alerts: Iterable[Alert], levels: Iterable[Level], runbook_base: str
) -> dict[str, Any] | None:
    """Return the file of tests of a context; None where it has nothing to be tested.

    What asks for something that cannot be made up is not tested, and neither is what takes long.
    """
    tried = [
        (alert, fed)
        for alert in alerts
        if not _is_too_long(alert.trial) and (fed := _fed(alert.trial)) is not None
    ]
    step = min((alert.trial.step for alert, _ in tried), default=STEP)
    runs: list[_Run] = []
    for alert, fed in tried:
        sampled = _sampled(alert.trial)
        alike = (run for run in runs if run.sampled == sampled)
        run = next((run for run in alike if not _meet(run, alert.trial, fed)), None)
        if run is None:
            run = _Run(sampled)
            runs.append(run)
        _join(run, alert, fed, runbook_base)
    tests = list(map(_test, runs))
    if stated := [test for level in levels for test in _stated(level)]:
        said = {"name": "objectives", "interval": duration(step)}
        tests.append({**said, "promql_expr_test": stated})
    if not tests:
        return None
    return {
        "rule_files": [f"../rules/{context}.rules.yaml"],
        "evaluation_interval": duration(step),
        "tests": tests,
    }


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
            phase.values[place] - sum((each.values[n] for each in counted), Decimal(0))
            for n, phase in enumerate(trial.phases)
        )
        if min(values) < 0:
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
    mine = [(each.name, dict(each.labels)) for each in fed]
    theirs = [(name, dict(labels)) for name, labels in run.fed]
    return any(one.holds(*each) for one in asked for each in theirs) or any(
        one.holds(*each) for one in run.looked_at for each in mine
    )


def _join(run: _Run, alert: Alert, fed: list[_Series], runbook_base: str) -> None:
    trial = alert.trial
    for each in fed:
        run.fed[each.name, each.labels] = _notation(each, trial, run.sampled)
    run.looked_at += [selector for feed in trial.feeds for selector in selectors(feed.query)]
    run.names.append(alert.name)
    told = {
        "exp_labels": dict(alert.labels),
        "exp_annotations": {
            **annotations_of(alert, runbook_base),
            "summary": alert.summary,
            "description": alert.description,
        },
    }
    end = 0
    for place, phase in enumerate(trial.phases, 1):
        end += phase.seconds
        run.holding += [_holds(text, end) for at, text in trial.holding if at == place]
        if phase.fires is not None:
            check = {"eval_time": duration(end), "alertname": alert.name}
            run.checks.append({**check, "exp_alerts": [told] if phase.fires else []})


def _notation(each: _Series, trial: Trial, sampled: int) -> str:
    """Return the samples of a series as promtool spells them: ``start+step×count``."""
    parts = [_plain(Decimal(0) if each.is_counter else each.values[0])]
    total = Decimal(0)
    for value, phase in zip(each.values, trial.phases, strict=True):
        count = phase.seconds // sampled - 1
        if each.is_counter:
            more = (value * sampled).quantize(_DIGITS)
            parts.append(f"{_plain(total + more)}+{_plain(more)}x{count}")
            total += more * (count + 1)
        else:
            parts.append(f"{_plain(value)}+0x{count}")
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

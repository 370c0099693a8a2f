"""Service levels as indicators and objectives of OpenSLO.

Source: OpenSLO v1, "SLI" and "SLO".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from stormdesk.exchange.operations.lag import lag_query, lag_told
from stormdesk.exchange.operations.lag_options import Lag
from stormdesk.exchange.operations.levels import USUAL_WINDOW, Level
from stormdesk.exchange.operations.metrics.promql import number
from stormdesk.exchange.operations.metrics.queries import Queries
from stormdesk.exchange.operations.openslo.document import (
    Document,
    description,
    document,
    label,
    shortened,
    time_span,
)
from stormdesk.exchange.operations.prometheus.burn_alerts import judged_rates
from stormdesk.exchange.operations.prometheus.burn_rates import BurnRate
from stormdesk.exchange.operations.prometheus.ratio import Ratio, ratio_of
from stormdesk.exchange.operations.prometheus.threshold_alerts import QUANTILE
from stormdesk.exchange.operations.prometheus.wording import (
    level_runbook,
    percent,
    series_labels,
    span,
)

SOURCE = "prometheus"
"""The name of the data source that all queries are put to."""

_OVER = 300
_SHORTEST_PERIOD = 86_400
_SLICE = "1m"


@dataclass(frozen=True, slots=True)
class Indicated:
    """What a level becomes: its documents, how fast its budget may burn, and what is left out.

    ``rates`` are empty where there is no budget. ``is_objective`` tells that there is an SLO.
    """

    level: Level
    documents: tuple[Document, ...] = ()
    rates: tuple[BurnRate, ...] = ()
    is_objective: bool = False
    left_out: tuple[str, ...] = ()


def indicated(level: Level, queries: Queries, runbook_base: str, lag: Lag) -> Indicated:
    """Return what a level becomes; policies of alerts are added to its SLO by whoever has them."""
    match level.form:
        case "objective":
            return _objective(level, queries, runbook_base)
        case "threshold":
            return _threshold(level, queries, runbook_base, lag)
        case "zero-tolerance":
            why = (
                "all events have to be good, which leaves no budget of errors; a target of OpenSLO"
                " stays below 100 %. The rules for Prometheus alert at the first bad one"
            )
        case "recorded":
            why = "it is noted down for each replay or game day, and is no share over time"
        case "unnumbered":
            why = "it has no number yet"
    return Indicated(level, left_out=(f"{level.title}: no SLO, for {why}.",))


def with_policies(slo: Document, policies: list[str]) -> Document:
    """Return an SLO that names policies of alerts."""
    if slo["kind"] != "SLO" or not policies:
        return slo
    refs = [{"alertPolicyRef": name} for name in policies]
    return {**slo, "spec": {**slo["spec"], "alertPolicies": refs}}


def _objective(level: Level, queries: Queries, runbook_base: str) -> Indicated:
    ratio, target = ratio_of(level, queries), level.objective
    if isinstance(ratio, str) or target is None:
        return Indicated(level, left_out=(f"{level.title} is left out: {ratio}.",))
    indicator = _document("SLI", level, runbook_base, {"ratioMetric": _ratio(ratio)}, level.name)
    objective: dict[str, Any] = {
        "displayName": shortened(f"{percent(target)} {_good(level)}", 63),
        "target": float(target),
    }
    slo = _slo(level, runbook_base, "Occurrences", level.window, objective)
    rates = judged_rates(ratio)
    reasons = {why: [span(r.long) for r in rates if rates[r] == why] for why in rates.values()}
    left_out = tuple(
        f"{level.title}: no alert over {' or '.join(spans)}, for {why}."
        for why, spans in reasons.items()
        if why is not None
    )
    useful = tuple(rate for rate, why in rates.items() if why is None)
    return Indicated(level, (indicator, slo), useful, is_objective=True, left_out=left_out)


def _ratio(ratio: Ratio) -> Mapping[str, Any]:
    # Rates go up and down, so none of the two is a counter.
    bad, total = _metric(ratio.bad(_OVER)), _metric(ratio.total(_OVER))
    return {"counter": False, "bad": bad, "total": total}


def _threshold(level: Level, queries: Queries, runbook_base: str, lag: Lag) -> Indicated:
    threshold = level.threshold if level.threshold is not None else level.within
    found = dict(_values(level, queries, lag))
    if not found or threshold is None:
        why = "no source of metrics has its query, or nobody reads the event"
        return Indicated(level, left_out=(f"{level.title} is left out: {why}.",))
    documents: list[Document] = []
    share, measured = _share_of_time(level), lag_told(level, lag)
    for name, query in found.items():
        spec = {"thresholdMetric": _metric(query)}
        documents.append(_document("SLI", level, runbook_base, spec, name, measured))
        if share is not None:
            objective: dict[str, Any] = {
                "displayName": shortened(f"{percent(share)} of the time {_limit(level)}", 63),
                "op": "lte",
                "value": float(threshold),
                "target": float(share),
                "timeSliceTarget": 1,
                "timeSliceWindow": _SLICE,
            }
            period = level.window if level.window >= _SHORTEST_PERIOD else USUAL_WINDOW
            documents.append(
                _slo(
                    level, runbook_base, "Timeslices", period, objective, name, lag_told(level, lag)
                )
            )
    if share is not None:
        return Indicated(level, tuple(documents), is_objective=True)
    why = (
        f"it says {_limit(level)} and no share of the time for which that has to hold. It is an"
        " indicator here, and an alert in the rules for Prometheus"
    )
    return Indicated(level, tuple(documents), left_out=(f"{level.title}: no SLO, for {why}.",))


def _values(level: Level, queries: Queries, lag: Lag) -> Iterator[tuple[str, str]]:
    """Yield name and query of what is held to a threshold, of each group where it is a backlog."""
    if level.indicator not in ("consumer-lag", "queue-depth"):
        buckets = (
            queries.chain("chain-bucket", level)
            if level.start is not None
            else queries.query("latency-bucket", level.stream, level.groups)
            if level.groups
            else None
        )
        if buckets is not None:
            yield level.name, f"histogram_quantile({number(QUANTILE)}, {buckets})"
        return
    for group in level.groups:
        query = lag_query(level, group, queries, lag)
        if query is not None:
            yield label(level.name, group) if len(level.groups) > 1 else level.name, query


def _share_of_time(level: Level) -> Decimal | None:
    share = level.objective
    return share if share is not None and share < 1 else None


def _metric(query: str) -> Mapping[str, Any]:
    source = {"metricSourceRef": SOURCE, "type": "Prometheus", "spec": {"query": query}}
    return {"metricSource": source}


def _slo(
    level: Level,
    runbook_base: str,
    method: str,
    period: int,
    objective: Mapping[str, Any],
    indicator: str | None = None,
    measured: str | None = None,
) -> Document:
    name = indicator or level.name
    spec = {
        "service": label(level.stream.context),
        "indicatorRef": name,
        "timeWindow": [{"duration": time_span(period), "isRolling": True}],
        "budgetingMethod": method,
        "objectives": [objective],
    }
    return _document("SLO", level, runbook_base, spec, name, measured)


def _document(
    kind: str,
    level: Level,
    runbook_base: str,
    spec: Mapping[str, Any],
    name: str,
    measured: str | None = None,
) -> Document:
    operator = level.operator.name if level.operator is not None else "not yet decided"
    told = description(
        f"{level.title}: {_promise(level)}.",
        f"Measured by {measured}." if measured is not None else _clock(level),
        f"The number is {level.doubt}." if level.doubt else "",
    )
    return document(
        "SLI" if kind == "SLI" else "SLO",
        name,
        {"description": told, **spec},
        title=f"{level.title}{level.mark}",
        labels={
            **series_labels(level),
            "topic": level.stream.topic,
            "indicator": level.indicator,
            **({"assumed": "true"} if level.is_assumed else {}),
        },
        annotations={
            "agreed": level.agreement,
            "operated_by": operator,
            "runbook_url": f"{runbook_base}/{level_runbook(level)}",
            "sticky": level.sticky.id,
        },
    )


def _clock(level: Level) -> str:
    """Return from when to when a latency is taken, nothing of any other level."""
    if level.indicator != "latency":
        return ""
    if level.start is not None:
        return "Measured from the time of the first event to that of the last."
    return "Measured from the event's own time until each reader is done with it."


def _promise(level: Level) -> str:
    if level.form == "threshold":
        share = _share_of_time(level)
        return f"{percent(share)} of the time {_limit(level)}" if share else _limit(level)
    share = percent(level.objective or Decimal(0))
    return f"{share} {_good(level)} over {span(level.window)}"


def _limit(level: Level) -> str:
    threshold = level.threshold if level.threshold is not None else level.within
    if level.unit == "messages":
        return f"at most {threshold} messages wait"
    return f"at most {span(threshold or Decimal(0))}"


def _good(level: Level) -> str:
    """Return what is true of the good events of a level."""
    within = level.threshold if level.threshold is not None else level.within
    match level.indicator:
        case "latency" | "completeness" if within is not None:
            return f"within {span(within)}"
        case "schema-error-rate":
            return "readable by their schema"
        case "duplicate-rate":
            return "not seen before"
        case "audit-coverage":
            return "with an audit record"
        case _:
            return "without an error"

"""What one has to know of the rules: what is in them, what they need, and what they leave out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from stormdesk.exchange.catalogues.mdx import bullets, inline, table
from stormdesk.exchange.operations.alert import Alert, Alerts
from stormdesk.exchange.operations.metrics.own import OWN_METRICS
from stormdesk.exchange.operations.metrics.queries import Queries
from stormdesk.exchange.operations.metrics.selectors import selectors
from stormdesk.exchange.operations.prometheus.options import PrometheusOptions
from stormdesk.exchange.operations.prometheus.unit_tests import untested
from stormdesk.exchange.operations.prometheus.wording import span
from stormdesk.exchange.operations.telemetry.names import EVENT_TYPE

_WINDOW = re.compile(r"\[\w+\]")
_TEXT = re.compile(r'(?<!__name__=)"(?:\\.|[^"\\])*"')
"""The same is asked over many windows and of many events, and read once."""

_HEAD = """\
# Rules and alerts

Made from the board *{title}*: what Prometheus records of its service levels and events, whom it
tells what, and tests that each alert is quiet while all is well and fires when it is not.

- `prometheus/rules/CONTEXT.rules.yaml`: recording rules and alerts, one file a context.
- `prometheus/tests/CONTEXT*.test.yaml`: tests of them; `every-1m` is how often rules are evaluated.
- `alertmanager/alertmanager.yaml`: routes by owner and severity; receivers are yours to fill in.
{kubernetes}
```sh
promtool check rules prometheus/rules/*.rules.yaml
promtool test rules prometheus/tests/*.test.yaml
amtool check-config alertmanager/alertmanager.yaml
stormdesk verify-metrics . SCRAPE.txt
```

The last command says which metric or label the rules need and a scrape does not have; run it on
what each service answers at `/metrics` before you trust an alert."""

_READING = """\
## How to read them

- Levels with an objective have a budget of errors. An alert fires while errors come so fast that
  they would use up a certain share of it within a long window, and come as fast over a short one:
  it tells of the pace, and most of the budget may still be left. `severity` is `page` only where
  the level says so; all else is a `ticket`.
- `slo:sli_error:ratio_rate5m` and its siblings are recorded for each level, labelled `slo`,
  `slo_service`, `bounded_context`, `event` and `owner`. Shares over the whole period weigh each
  event alike: they are sums of rates divided, never an average of ratios.
- `runbook_url` begins with `{base}`; `--runbook-base` of the export names another place.
- `dashboard_url` leads to the dashboard of those on call as `export grafana` makes it, under
  `{dashboards}`; `--dashboard-base` names another place.
- Numbers that are assumed carry the label `assumed: "true"`, and their text says so; so does the
  text of numbers which stand on the board and nobody has confirmed.
- `owner` answers for what an alert tells. For dead letters, schema errors, retries and consumers
  that are gone that is whoever owns the context of the consumer group. Pages go to `operated_by`
  too.
- A consumer that is gone reports nothing, so its own alerts stay quiet; those that end in
  `ConsumerGone` take what the broker knows of its group, or that events come and none is worked on.
  What ends in `Unreported` is a ticket on a number that nobody reports, which is not a number of 0.
- An alert on dead letters fires as long as one lies in its topic: it ends when they are taken out.
- Audit records and the ends of chains come later than what they belong to. Where not one may be
  missing, they are compared with the least that was sent over the time this may take, so that
  neither growth nor what is under way looks like a gap.
- Hours are in UTC unless a time zone stands behind them. Where that has daylight saving, silence is
  judged only at times that are within the hours in summer and in winter; the hour by which the two
  differ has no alert at either end.
- An alert of yours that pages with the label `scope: broker` silences all of these meanwhile; one
  with `scope: context` and the same `bounded_context` silences tickets.
- Behind a feature flag, `cohort:sli_error:ratio_rate5m` holds the share of failures by `flag` and
  `cohort`, which is `on` or `off` and nothing else, so that it stays few series.
- Metrics are told apart by the type of the event, `{event_type}` on those of
  OpenTelemetry. Its libraries do not add that to their metrics on their own: without it, or a view
  that adds it, all these rules stay empty.
- A histogram needs a bucket at each threshold, the `le` of the rules, or all counts as too late.
- Counters have to start at 0 when a service starts: a counter that first shows up at 1 hides
  its first event from every rate."""


def readme(
    title: str, alerts: Alerts, queries: Queries, options: PrometheusOptions, expressions: list[str]
) -> str:
    """Return the README of the rules; ``expressions`` are all that they ask for."""
    kubernetes = (
        "- `kubernetes/`: the same rules as PrometheusRule, with a kustomization.\n"
        if options.prometheus_rule
        else ""
    )
    head = _HEAD.format(title=inline(title), kubernetes=kubernetes)
    return "\n\n".join(
        [
            head,
            _READING.format(
                event_type=EVENT_TYPE, base=options.runbook_base, dashboards=options.dashboard_base
            ),
            _alerts(alerts.alerts),
            _needed(queries, expressions),
            "## Left out on purpose\n",
        ]
    ) + _left_out((*alerts.left_out, *untested(alerts.alerts)))


def _alerts(alerts: Iterable[Alert]) -> str:
    rows = [
        (
            f"`{alert.name}`",
            alert.severity,
            inline(alert.owner.name),
            span(alert.patience) if alert.patience else "at once",
            "assumed" if "assumed" in alert.labels else "",
        )
        for alert in alerts
    ]
    listed = table(("Alert", "Severity", "Owner", "After", "Number"), rows)
    return f"## Alerts\n\n{listed or 'There is none yet: nothing on the board has a number.'}"


def _needed(queries: Queries, expressions: list[str]) -> str:
    alike = {_TEXT.sub('""', _WINDOW.sub("[5m]", text)) for text in expressions}
    names = {each.name for text in alike for each in selectors(text) if ":" not in each.name}
    own = {
        f"{metric.name}{suffix}": metric
        for metric in OWN_METRICS
        for suffix in (("_bucket", "_count") if metric.type == "histogram" else ("",))
    }
    standard = sorted(names - own.keys())
    asked = {own[name].name: own[name] for name in sorted(names & own.keys())}
    rows = [
        (
            f"`{metric.name}`",
            f"{metric.type}, {metric.unit}",
            ", ".join(f"`{label}`" for label in metric.labels),
            inline(metric.reported_by),
            inline(metric.meaning),
        )
        for metric in asked.values()
    ]
    sources = ", ".join(f"`{profile.name}`" for profile in queries.profiles)
    listed = ", ".join(f"`{name}`" for name in standard)
    parts = [
        f"## Metrics they need\n\nSources, in the order they are asked: {sources}.",
        f"Of others: {listed}." if standard else "",
    ]
    if rows:
        head = ("Metric", "Type and unit", "Labels", "Reported by", "Meaning")
        parts += ["Of our own, for what no standard names; services have to report them:"]
        parts += [table(head, rows)]
    return "\n\n".join(filter(None, parts))


def _left_out(sentences: tuple[str, ...]) -> str:
    return f"\n{bullets(sentences) or 'Nothing is.'}\n"

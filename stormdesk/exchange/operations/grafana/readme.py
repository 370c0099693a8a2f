"""What one has to know of the dashboards: what is in them, what they need, what they leave out."""

from __future__ import annotations

from collections.abc import Sequence

from stormdesk.exchange.catalogues.mdx import bullets, inline, table
from stormdesk.exchange.operations.grafana.dashboard import Dashboard, identity
from stormdesk.exchange.operations.grafana.watch import Watch
from stormdesk.exchange.operations.metrics.own import OWN_METRICS

_USE = """\
## How to use them

Import each file in Grafana 10 to 13 (*Dashboards*, *New*, *Import*), or put the folder where a
provider of dashboards looks. They have no id and keep their uid, so a later import replaces them;
they cannot be edited in place, for the board is where they are changed.

- **Data source**: chosen above each dashboard; no address is in the files.
- **Rules**: what is called `slo:…` or `event:…` is recorded by the rules of `export prometheus` of
  the same board. Load those, with the same sources of metrics.
- **Context and event**: the choices above a dashboard hold for what rules record and for alerts.
  Panels of single topics, levels and events name theirs.
- **Rows** of contexts and events are closed, and ask for nothing until somebody opens one.
- **Runbooks** are linked below `{base}`; `--runbook-base` of the export names another place."""

_TRACES = """\
- **Traces** come from Tempo, if there is one. Spans need `cloudevents.event_type`, as
  `export telemetry` says. `--no-traces` of the export leaves these panels away."""


def readme(
    watch: Watch, dashboards: Sequence[Dashboard], contents: str, left_out: Sequence[str]
) -> str:
    """Return the README; ``contents`` are the dashboards as they are written."""
    board = watch.operations.board
    files = [
        (f"`dashboards/{each.name}.json`", f"`{identity(board, each.name)}`", inline(each.about))
        for each in dashboards
    ]
    own = [
        (
            f"`{each.name}`",
            f"{each.type}, {each.unit}",
            ", ".join(f"`{label}`" for label in each.labels),
            inline(each.reported_by),
            inline(each.meaning),
        )
        for each in OWN_METRICS
        if each.name in contents
    ]
    doubted = [f"{level.title}: {level.doubt}." for level in watch.operations.levels if level.doubt]
    parts = [
        f"# Dashboards of {inline(watch.title)}",
        table(("file", "uid", "what it is for"), files)
        or "There is none yet: no message travels on the board.",
    ]
    if files:
        use = _USE.format(base=watch.options.runbook_base)
        parts.append(f"{use}\n{_TRACES}" if watch.options.traces else use)
    if own:
        head = ("Metric", "Type and unit", "Labels", "Reported by", "Meaning")
        parts += [
            "## Metrics that have to be reported",
            "No standard names these, so the services have to report them themselves.",
            table(head, own),
        ]
    if files and doubted:
        parts += ["## Numbers nobody agreed on", bullets(doubted)]
    parts += ["## Left out on purpose", bullets(left_out) or "Nothing is."]
    return "\n\n".join(parts) + "\n"

"""The sorts of panels that dashboards are made of, each with the little that its sort needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from stormdesk.exchange.operations.grafana.panel import (
    SOURCE,
    Limit,
    Panel,
    Target,
    Unit,
    link,
    steps,
    targets_of,
)

_LAST = {"calcs": ["lastNotNull"], "fields": "", "values": False}
TEMPO = {"type": "tempo", "uid": "${tempo}"}
Links = tuple[tuple[str, str], ...]


def time_series(
    title: str,
    description: str,
    targets: Sequence[Target],
    unit: Unit,
    *,
    limit: Limit | None = None,
    most: int | None = None,
    decimals: int | None = None,
    width: int = 12,
    links: Links = (),
) -> Panel:
    """Return lines over time, and a limit as a line across; ``most`` is where the axis ends."""
    drawn = {"thresholdsStyle": {"mode": "line"}} if limit is not None else {}
    defaults: dict[str, Any] = {
        "unit": unit,
        **({"max": most} if most is not None else {}),
        **({"decimals": decimals} if decimals is not None else {}),
        "color": {"mode": "palette-classic"},
        "thresholds": steps(limit),
        "custom": {"drawStyle": "line", "lineWidth": 1, "fillOpacity": 5, **drawn},
    }
    options = {
        "legend": {
            "displayMode": "list",
            "placement": "bottom",
            "showLegend": True,
            "calcs": ["lastNotNull"],
        },
        "tooltip": {"mode": "multi", "sort": "desc"},
    }
    body = {**_asking(targets), **_field(defaults), "options": options}
    return Panel("timeseries", title, description, body, width=width, links=links)


def stat(
    title: str,
    description: str,
    target: Target,
    unit: Unit,
    limit: Limit | None = None,
    *,
    width: int = 6,
    links: Links = (),
) -> Panel:
    """Return one number."""
    defaults = {"unit": unit, "color": {"mode": "thresholds"}, "thresholds": steps(limit)}
    options = {"reduceOptions": _LAST, "colorMode": "value", "graphMode": "area"}
    body = {**_asking([target]), **_field(defaults), "options": options}
    return Panel("stat", title, description, body, width=width, height=5, links=links)


def bar_gauge(
    title: str,
    description: str,
    targets: Sequence[Target],
    unit: Unit,
    limit: Limit | None = None,
    *,
    most: int | None = None,
    height: int = 8,
    width: int = 12,
) -> Panel:
    """Return one bar for each series, from 0 to ``most``."""
    defaults = {
        "unit": unit,
        "min": 0,
        **({"max": most} if most is not None else {}),
        "color": {"mode": "thresholds"},
        "thresholds": steps(limit),
    }
    options = {
        "orientation": "horizontal",
        "displayMode": "gradient",
        "valueMode": "color",
        "showUnfilled": True,
        "reduceOptions": _LAST,
    }
    body = {**_asking(targets), **_field(defaults), "options": options}
    return Panel("bargauge", title, description, body, width=width, height=height)


def table(
    title: str,
    description: str,
    targets: Sequence[Target],
    *,
    names: Mapping[str, str],
    hidden: Iterable[str] = (),
    unit: Unit = "none",
    rows_lead_to: Links = (),
    width: int = 24,
) -> Panel:
    """Return a table of what the queries say at the end of the time looked at.

    ``names`` are the titles of its columns in their order, ``unit`` is that of all numbers. A
    click on a row leads to an address that names its columns: ``${__data.fields.TITLE}``.
    """
    links = [link(called, url) for called, url in rows_lead_to]
    defaults = {"unit": unit, **({"links": links} if links else {})}
    body = {
        **_asking(targets),
        **_field(defaults),
        "options": {"showHeader": True, "frameIndex": 0},
        "transformations": [
            {"id": "merge", "options": {}},
            {
                "id": "organize",
                "options": {
                    "excludeByName": dict.fromkeys(("Time", *hidden), True),
                    "indexByName": {name: place for place, name in enumerate(names)},
                    "renameByName": {name: called for name, called in names.items() if called},
                },
            },
        ],
    }
    return Panel("table", title, description, body, width=width)


def timeline(title: str, description: str, target: Target) -> Panel:
    """Return stripes that show when each series was there."""
    mapped = {"type": "value", "options": {"1": {"text": "firing", "color": "red", "index": 0}}}
    defaults = {
        "color": {"mode": "thresholds"},
        "thresholds": steps(None),
        "mappings": [mapped],
        "custom": {"lineWidth": 0, "fillOpacity": 80},
    }
    options = {"showValue": "never", "mergeValues": True, "rowHeight": 0.8}
    body = {**_asking([target]), **_field(defaults), "options": options}
    return Panel("state-timeline", title, description, body, width=24)


def heatmap(title: str, description: str, query: str, links: Links = ()) -> Panel:
    """Return the buckets of a histogram over time."""
    options = {
        "calculate": False,
        "cellGap": 1,
        "color": {"mode": "scheme", "scheme": "Spectral", "exponent": 0.5, "steps": 64},
        "yAxis": {"unit": "s", "axisPlacement": "left"},
        "legend": {"show": True},
    }
    target = Target(query, "{{le}}", format="heatmap")
    body = {**_asking([target]), **_field({}), "options": options}
    return Panel("heatmap", title, description, body, links=links)


def text(title: str, content: str, *, width: int = 24, height: int = 8) -> Panel:
    """Return Markdown; the panel has no query, and none of its own words are a variable."""
    body = {"datasource": SOURCE, "options": {"mode": "markdown", "content": content}}
    return Panel("text", title, "", body, width=width, height=height)


def traces(title: str, description: str, query: str) -> Panel:
    """Return a table of traces, from which each opens as a waterfall; the query is TraceQL."""
    target = {
        "refId": "A",
        "datasource": TEMPO,
        "queryType": "traceql",
        "query": query,
        "limit": 20,
        "tableType": "traces",
    }
    body = {
        "datasource": TEMPO,
        "targets": [target],
        **_field({}),
        "options": {"showHeader": True, "frameIndex": 0},
    }
    return Panel("table", title, description, body)


def _asking(targets: Iterable[Target]) -> dict[str, Any]:
    return {"datasource": SOURCE, "targets": targets_of(targets)}


def _field(defaults: Mapping[str, Any]) -> dict[str, Any]:
    return {"fieldConfig": {"defaults": dict(defaults), "overrides": []}}

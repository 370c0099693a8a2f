"""A panel and the queries behind it, before it has a place on a dashboard.

Source: Grafana's generated JSON schemas of dashboards, schema version 39.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

SOURCE = {"type": "prometheus", "uid": "${datasource}"}
"""The data source that is chosen on the dashboard, which every panel and query names."""

INTERVAL = "$__rate_interval"
"""The range of rates that Grafana chooses, so that each holds a few scrapes."""

RANGE = "$__range"
"""All of the time that is looked at."""

Unit = Literal["eps", "percentunit", "short", "s", "none"]


@dataclass(frozen=True, slots=True)
class Target:
    """One query; ``is_instant`` asks for the end of the time looked at alone."""

    expression: str
    legend: str = ""
    is_instant: bool = False
    format: Literal["time_series", "table", "heatmap"] = "time_series"


@dataclass(frozen=True, slots=True)
class Limit:
    """A number that is drawn: what lies at or above it is good if ``is_least``, else bad."""

    value: Decimal
    is_least: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """What a panel shows; ``width`` is in 24ths, ``body`` all that is peculiar to its sort."""

    type: str
    title: str
    description: str
    body: Mapping[str, Any]
    width: int = 12
    height: int = 8
    links: tuple[tuple[str, str], ...] = field(default=())


def number_of(value: Decimal) -> int | float:
    """Return a number as JSON spells it shortest."""
    return int(value) if value == value.to_integral_value() else float(value)


def steps(limit: Limit | None) -> dict[str, Any]:
    """Return a limit as thresholds, red on its bad side."""
    if limit is None:
        return {"mode": "absolute", "steps": [{"color": "green", "value": None}]}
    below, above = ("red", "green") if limit.is_least else ("green", "red")
    return {
        "mode": "absolute",
        "steps": [
            {"color": below, "value": None},
            {"color": above, "value": number_of(limit.value)},
        ],
    }


def targets_of(targets: Iterable[Target]) -> list[dict[str, Any]]:
    """Return queries, each with a letter of its own."""
    return [
        {
            "refId": letters(place),
            "datasource": SOURCE,
            "expr": each.expression,
            **({"legendFormat": each.legend} if each.legend else {}),
            **({"format": each.format} if each.format != "time_series" else {}),
            **({"instant": True, "range": False} if each.is_instant else {"range": True}),
        }
        for place, each in enumerate(targets)
    ]


def letters(place: int) -> str:
    """Return the name of a query by its place: A to Z, then AA, AB and on."""
    first, rest = divmod(place, 26)
    return (letters(first - 1) if first else "") + chr(ord("A") + rest)


def link(title: str, url: str, icon: str = "external link") -> dict[str, Any]:
    """Return a link out of Grafana; schemas want as much of it everywhere."""
    return {
        "type": "link",
        "title": title,
        "url": url,
        "icon": icon,
        "tooltip": "",
        "tags": [],
        "asDropdown": False,
        "targetBlank": True,
        "includeVars": False,
        "keepTime": False,
    }

"""What one may choose about metrics in every export of operations; apart, so that it loads fast."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from stormdesk.exchange.format import Options

USUAL = ("otel-collector", "kafka_exporter")
"""The sources that are asked where nobody chooses."""

RUNBOOKS = "https://runbooks.example.com"
DASHBOARDS = "https://grafana.example.com"

_ADDRESS = re.compile(r"https?://[A-Za-z0-9]([!-~](?<![\"'<>\\^`{|}]))*")


def _url(text: str) -> str:
    if not _ADDRESS.fullmatch(text):
        raise ValueError("must be an address that begins with https:// or http://")
    return text.rstrip("/")


Address = Annotated[str, StringConstraints(max_length=500), AfterValidator(_url)]
"""Where something is on the web, without a slash at its end."""

Source = Annotated[str, StringConstraints(min_length=1, max_length=1_000)]
"""A source of metrics, by its name or as a file."""


class MetricsOptions(Options):
    """Where numbers come from, and where runbooks are."""

    metrics: tuple[Source, ...] = Field(
        default=USUAL,
        title="Sources of metrics",
        description=(
            "In the order they are asked: otel-collector, kafka_exporter, micrometer, or a YAML"
            " file of your own; lag-messages=kafka_exporter takes one query from that source, and"
            " the others from where they come anyway."
        ),
    )
    runbook_base: Address = Field(
        default=RUNBOOKS,
        title="Address of the runbooks",
        description="Alerts link there; the paths are those of the runbooks that are exported.",
    )

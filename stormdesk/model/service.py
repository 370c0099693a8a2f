"""What an event promises in operation, and how it may fail."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from stormdesk.model.record import Duration, Id, Name, Prose, Value

Indicator = Literal[
    "success-rate",
    "latency",
    "queue-depth",
    "consumer-lag",
    "schema-error-rate",
    "replay-success",
    "duplicate-rate",
    "audit-coverage",
    "time-to-detect",
    "completeness",
]
Percentage = Annotated[
    str, StringConstraints(pattern=r"^(100(\.0{1,6})?|[0-9]{1,2}(\.[0-9]{1,6})?) ?%$")
]
"""A share in its own spelling: ``99.9%``."""
Threshold = Annotated[
    str, StringConstraints(pattern=r"^([0-9]{1,12}|[0-9]{1,9}(\.[0-9]{1,6})?(ms|s|m|h|d|w|%))$")
]
"""A number of messages, a time span or a share, in its own spelling."""


class ServiceLevel(Value):
    """One indicator with what is promised of it; a number nobody agreed on is assumed."""

    indicator: Indicator
    objective: Percentage | None = None
    threshold: Threshold | None = None
    window: Duration | None = None
    owner: Name | None = Field(default=None, description="Team of the domain that answers for it.")
    operated_by: Name | None = Field(default=None, description="Team that watches it.")
    criticality: Literal["page", "ticket"] | None = None
    min_count: int | None = Field(default=None, ge=0, description="Fewer events do not alert.")
    confirmed_by: Name | None = None
    consumer: Id | None = Field(
        default=None, description="The policy, read model or system measured."
    )
    assumed: bool = Field(default=False, description="Nobody has agreed on the number yet.")
    start: Id | None = Field(default=None, alias="from", description="Event that starts a chain.")
    end: Id | None = Field(default=None, alias="to", description="Event that completes a chain.")
    within: Duration | None = None


class FailureMode(Value):
    """A predictable way to fail, what helps against it and how it shows."""

    mode: Literal[
        "duplicate",
        "out-of-order",
        "schema-mismatch",
        "backpressure",
        "missing-audit",
        "retry-storm",
        "visibility-gap",
        "other",
    ]
    mitigation: Prose = ""
    signal: Prose = ""


Observability = Literal["trace", "metric", "log", "audit"]

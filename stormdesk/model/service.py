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
Standing = Literal["confirmed", "assumed", "stated"]
"""Whether somebody agreed on a number, or it is a guess, or it stands there and nobody said so."""


class ServiceLevel(Value):
    """One indicator with what is promised of it; a number nobody agreed on is assumed."""

    indicator: Indicator
    objective: Percentage | None = Field(default=None, description="Share that must be good.")
    threshold: Threshold | None = Field(default=None, description="What still counts as good.")
    window: Duration | None = Field(default=None, description="Time over which it is reckoned.")
    owner: Name | None = Field(default=None, description="Team of the domain that answers for it.")
    operated_by: Name | None = Field(default=None, description="Team that watches it.")
    criticality: Literal["page", "ticket"] | None = Field(
        default=None, description="Whether somebody is woken or finds it in the morning."
    )
    min_count: int | None = Field(default=None, ge=0, description="Fewer events do not alert.")
    confirmed_by: Name | None = Field(default=None, description="Who agreed on the numbers.")
    consumer: Id | None = Field(
        default=None, description="The policy, read model or system measured."
    )
    assumed: bool = Field(default=False, description="Nobody has agreed on the number yet.")
    start: Id | None = Field(default=None, alias="from", description="Event that starts a chain.")
    end: Id | None = Field(default=None, alias="to", description="Event that completes a chain.")
    within: Duration | None = Field(
        default=None, description="Time from the first event of a chain to the last."
    )

    @property
    def standing(self) -> Standing:
        """How far one may rely on its number: what is assumed stays so, whoever is named."""
        if self.assumed:
            return "assumed"
        return "confirmed" if (self.confirmed_by or "").strip() else "stated"


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
    mitigation: Prose = Field(default="", description="What keeps the harm small.")
    signal: Prose = Field(default="", description="How one sees that it happens.")


Observability = Literal["trace", "metric", "log", "audit"]

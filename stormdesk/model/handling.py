"""How a consumer works: policies, read models and systems have a handling."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from stormdesk.model.record import Duration, Name, Value


class Retry(Value):
    """How often and how patiently a consumer tries again."""

    attempts: int | None = Field(default=None, ge=0, le=1_000_000, description="How often at most.")
    backoff: Literal["none", "fixed", "linear", "exponential"] | None = None
    first: Duration | None = Field(default=None, description="Wait before the first retry.")


class CircuitBreaker(Value):
    """When a consumer stops calling something that fails."""

    failures: int | None = Field(default=None, ge=1)
    within: Duration | None = None
    open: Duration | None = Field(default=None, description="How long calls stay stopped.")


class Handling(Value):
    """What consumes an event, and how."""

    group: Name | None = Field(default=None, description="Consumer group on the broker.")
    service_time: Duration | None = Field(default=None, description="Work per message.")
    parallelism: int | None = Field(
        default=None, ge=1, le=1_000_000, description="Messages worked on at the same time."
    )
    retry: Retry | None = None
    idempotent_by: Name | None = Field(
        default=None, description="Field that tells duplicates apart."
    )
    order_by: Name | None = Field(default=None, description="Field within which order is kept.")
    dead_letter: bool = Field(default=False, description="Whether hopeless messages are set aside.")
    circuit_breaker: CircuitBreaker | None = None

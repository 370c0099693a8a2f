"""What one may choose about the scaling of consumers; apart from its writer, so it loads fast."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from stormdesk.exchange.operations.metrics.options import MetricsOptions


class ScalingOptions(MetricsOptions):
    """Which autoscaler there is, and where it finds Kafka."""

    autoscaler: Literal["keda", "hpa"] = Field(
        default="keda",
        description=(
            "KEDA asks Kafka itself; the HorizontalPodAutoscaler of Kubernetes takes the backlog"
            " from Prometheus. Two of them on one Deployment would pull against each other."
        ),
        json_schema_extra={"names": {"keda": "KEDA", "hpa": "HorizontalPodAutoscaler"}},
    )
    bootstrap_servers: Annotated[
        str,
        StringConstraints(
            pattern=r"^[A-Za-z0-9._-]+:[0-9]{1,5}(,[A-Za-z0-9._-]+:[0-9]{1,5})*$", max_length=1_000
        ),
    ] = Field(
        default="my-cluster-kafka-bootstrap:9092",
        title="Bootstrap servers",
        description="Where KEDA reaches Kafka: host:port, more behind commas.",
    )
    partition_rate: int = Field(
        default=100,
        ge=1,
        le=1_000_000,
        description=(
            "Messages a second that one partition is taken to stand; as in the export of schemas,"
            " so that both count the same partitions."
        ),
    )

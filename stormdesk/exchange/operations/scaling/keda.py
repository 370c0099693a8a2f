"""Scaling by KEDA, which asks Kafka how far consumer groups are behind.

Source: KEDA, "ScaledObject specification", ``keda.sh/v1alpha1``, and its "Apache Kafka" scaler.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stormdesk.exchange.operations.scaling.options import ScalingOptions
from stormdesk.exchange.operations.scaling.resource import metadata, reasoning
from stormdesk.exchange.operations.scaling.scaling import Scaling
from stormdesk.exchange.yaml_text import dump


def scaled_object(scaling: Scaling, options: ScalingOptions) -> str:
    """Return the ScaledObject of a consumer group, its reasoning above it as a comment."""
    manifest: Mapping[str, Any] = {
        "apiVersion": "keda.sh/v1alpha1",
        "kind": "ScaledObject",
        "metadata": metadata(scaling, options.runbook_base),
        "spec": {
            "scaleTargetRef": {"name": scaling.name},
            "minReplicaCount": scaling.fewest,
            "maxReplicaCount": scaling.most,
            "triggers": [
                {
                    "type": "kafka",
                    "metadata": {
                        "bootstrapServers": options.bootstrap_servers,
                        "consumerGroup": scaling.group,
                        "topic": trigger.topic,
                        "lagThreshold": str(trigger.threshold),
                        "allowIdleConsumers": "false",
                    },
                }
                for trigger in scaling.triggers
            ],
        },
    }
    return reasoning(scaling) + dump(manifest)

"""Scaling by Kubernetes itself, on a backlog that Prometheus records and its adapter hands over.

Source: Kubernetes, "HorizontalPodAutoscaler", ``autoscaling/v2``, external metrics;
prometheus-adapter of kubernetes-sigs, "External Metrics".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from stormdesk.exchange.operations.metrics.queries import Queries
from stormdesk.exchange.operations.scaling.resource import metadata, reasoning
from stormdesk.exchange.operations.scaling.scaling import Scaling, Trigger
from stormdesk.exchange.yaml_text import comment, dump

BACKLOG = "scaling:consumer_lag:sum"
"""The recorded series: messages that wait, by the label ``scaling``."""

EXTERNAL = "stormdesk_consumer_lag"
"""What the adapter calls it."""

_LABEL = "scaling"


def horizontal_autoscaler(scaling: Scaling, runbook_base: str) -> str:
    """Return the HorizontalPodAutoscaler of a group, its reasoning above it as a comment."""
    manifest: Mapping[str, Any] = {
        "apiVersion": "autoscaling/v2",
        "kind": "HorizontalPodAutoscaler",
        "metadata": metadata(scaling, runbook_base),
        "spec": {
            "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": scaling.name},
            "minReplicas": scaling.fewest,
            "maxReplicas": scaling.most,
            "metrics": [
                {
                    "type": "External",
                    "external": {
                        "metric": {
                            "name": EXTERNAL,
                            "selector": {"matchLabels": {_LABEL: trigger.name}},
                        },
                        "target": {"type": "AverageValue", "averageValue": str(trigger.threshold)},
                    },
                }
                for trigger in scaling.triggers
            ],
        },
    }
    return reasoning(scaling) + dump(manifest)


def query_of(scaling: Scaling, trigger: Trigger, queries: Queries) -> str | None:
    """Return PromQL for the messages that wait; None where no source of metrics has it."""
    return queries.query("lag-messages", trigger.stream, (scaling.group,))


def rules(scalings: Iterable[Scaling], queries: Queries) -> bytes:
    """Return the recording rules of all backlogs, for Prometheus."""
    recorded = [
        {"record": BACKLOG, "expr": query, "labels": {_LABEL: trigger.name}}
        for scaling in scalings
        for trigger in scaling.triggers
        if (query := query_of(scaling, trigger, queries)) is not None
    ]
    head = comment("What the HorizontalPodAutoscalers beside this file go by.")
    return (head + dump({"groups": [{"name": "scaling", "rules": recorded}]})).encode()


def adapter_values() -> bytes:
    """Return what the configuration of prometheus-adapter needs to hand the backlogs over."""
    head = comment(
        "Goes into the configuration of prometheus-adapter; with its Helm chart, the list belongs"
        " under rules.external."
    )
    rule = {
        "seriesQuery": f'{{__name__="{BACKLOG}",{_LABEL}!=""}}',
        "resources": {"namespaced": False},
        "name": {"matches": "^.*$", "as": EXTERNAL},
        "metricsQuery": f"max(<<.Series>>{{<<.LabelMatchers>>}}) by ({_LABEL})",
    }
    return (head + dump({"externalRules": [rule]})).encode()

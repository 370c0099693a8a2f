"""The rules as resources of the Prometheus operator, and what puts them into a cluster.

Source: Prometheus Operator, API reference, PrometheusRule of monitoring.coreos.com/v1.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stormdesk.exchange.yaml_text import dump

_FOLDER = "kubernetes"


def resources(groups: Mapping[str, list[dict[str, Any]]]) -> dict[str, str]:
    """Return a file a context, and a kustomization of all of them."""
    names = {context: f"{context}.prometheusrule.yaml" for context in sorted(groups)}
    files = {
        f"{_FOLDER}/{names[context]}": dump(
            {
                "apiVersion": "monitoring.coreos.com/v1",
                "kind": "PrometheusRule",
                "metadata": {
                    "name": f"stormdesk-{context}",
                    "labels": {"app.kubernetes.io/managed-by": "stormdesk"},
                },
                "spec": {"groups": groups[context]},
            }
        )
        for context in names
    }
    kustomization = {
        "apiVersion": "kustomize.config.k8s.io/v1beta1",
        "kind": "Kustomization",
        "resources": list(names.values()),
    }
    return {**files, f"{_FOLDER}/kustomization.yaml": dump(kustomization)}

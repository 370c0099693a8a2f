"""All files that scale the consumers of a board."""

from __future__ import annotations

from collections import defaultdict

from stormdesk.exchange.operations.bundle import bundled
from stormdesk.exchange.operations.metrics.queries import Queries
from stormdesk.exchange.operations.metrics.sources import queries_of
from stormdesk.exchange.operations.operations import operations_of
from stormdesk.exchange.operations.scaling.hpa import (
    adapter_values,
    horizontal_autoscaler,
    query_of,
    rules,
)
from stormdesk.exchange.operations.scaling.keda import scaled_object
from stormdesk.exchange.operations.scaling.options import ScalingOptions
from stormdesk.exchange.operations.scaling.readme import readme
from stormdesk.exchange.operations.scaling.scaling import Scaling, Scalings
from stormdesk.exchange.operations.scaling.scalings import scalings_of
from stormdesk.exchange.yaml_text import dump
from stormdesk.model.board import Board

_FOLDER, _SUGGESTED = "kubernetes", "suggested"
_SUFFIXES = {"keda": "scaledobjects", "hpa": "hpa"}


def write(board: Board, options: ScalingOptions) -> dict[str, bytes]:
    """Return a manifest a context with a kustomization, and for HPA what makes its metric.

    Raises BadInput, naming sticky and field, where the fields of a message make no contract.
    """
    scalings = scalings_of(operations_of(board, options.partition_rate))
    files: dict[str, bytes] = {}
    if options.autoscaler == "hpa":
        queries = queries_of(options)
        scalings = _measured(scalings, queries)
        both = (*scalings.scalings, *scalings.suggested)
        if both:
            files["prometheus/scaling.rules.yaml"] = rules(both, queries)
            files["prometheus-adapter.yaml"] = adapter_values()
    files |= _manifests(_FOLDER, scalings.scalings, options)
    files |= _manifests(_SUGGESTED, scalings.suggested, options)
    files["README.md"] = readme(board, scalings, options).encode()
    return bundled(board, "scaling", files)


def left_out(board: Board) -> list[str]:
    """Return a sentence for each consumer group that is not scaled."""
    return list(scalings_of(operations_of(board)).left_out)


def _manifests(
    folder: str, scalings: tuple[Scaling, ...], options: ScalingOptions
) -> dict[str, bytes]:
    texts: dict[str, list[str]] = defaultdict(list)
    for scaling in scalings:
        text = (
            scaled_object(scaling, options)
            if options.autoscaler == "keda"
            else horizontal_autoscaler(scaling, options.runbook_base)
        )
        texts[f"{scaling.context}.{_SUFFIXES[options.autoscaler]}.yaml"].append(text)
    if not texts:
        return {}
    kustomization = {
        "apiVersion": "kustomize.config.k8s.io/v1beta1",
        "kind": "Kustomization",
        "resources": sorted(texts),
    }
    return {
        **{f"{folder}/{name}": "---\n".join(texts[name]).encode() for name in sorted(texts)},
        f"{folder}/kustomization.yaml": dump(kustomization).encode(),
    }


def _measured(scalings: Scalings, queries: Queries) -> Scalings:
    """Return the scalings of which a source of metrics tells every backlog."""
    found: list[Scaling] = []
    told = list(scalings.left_out)
    for scaling in scalings.scalings:
        unknown = _unmeasured(scaling, queries)
        if unknown:
            told.append(
                f"Group {scaling.group} of {scaling.context_name} is left out: no source of"
                f" metrics tells how many messages wait on {', '.join(unknown)}."
            )
        else:
            found.append(scaling)
    suggested = tuple(s for s in scalings.suggested if not _unmeasured(s, queries))
    return Scalings(tuple(found), suggested, tuple(told))


def _unmeasured(scaling: Scaling, queries: Queries) -> list[str]:
    return [t.topic for t in scaling.triggers if query_of(scaling, t, queries) is None]

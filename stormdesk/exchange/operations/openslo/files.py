"""All files of service levels: documents of OpenSLO, policies of error budgets, and a README."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from stormdesk.exchange.catalogues.owners import Owner
from stormdesk.exchange.operations.alerts import alerts_of
from stormdesk.exchange.operations.bundle import bundled
from stormdesk.exchange.operations.levels import Level
from stormdesk.exchange.operations.metrics.sources import queries_of
from stormdesk.exchange.operations.openslo.budget_policy import budget_policy
from stormdesk.exchange.operations.openslo.document import Document, document, file_of, label
from stormdesk.exchange.operations.openslo.indicators import (
    SOURCE,
    Indicated,
    indicated,
    with_policies,
)
from stormdesk.exchange.operations.openslo.options import OpenSloOptions
from stormdesk.exchange.operations.openslo.policies import conditions, policies_of, policy_name
from stormdesk.exchange.operations.openslo.readme import readme
from stormdesk.exchange.operations.operations import Operations, operations_of
from stormdesk.exchange.operations.prometheus.burn_rates import BurnRate
from stormdesk.exchange.operations.prometheus.options import AlertOptions
from stormdesk.model.board import Board


@dataclass(frozen=True, slots=True)
class _Bundle:
    operations: Operations
    options: OpenSloOptions
    indicated: tuple[Indicated, ...]

    @property
    def burning(self) -> list[tuple[Level, BurnRate]]:
        """The levels with their burn rates."""
        return [(each.level, rate) for each in self.indicated for rate in each.rates]

    @property
    def left_out(self) -> list[str]:
        """A sentence for all that is left out on purpose."""
        found = [sentence for each in self.indicated for sentence in each.left_out]
        return [*self.operations.left_out, *found]


def write(board: Board, options: OpenSloOptions) -> dict[str, bytes]:
    """Return documents by context and owner, a policy for each owner, and a README.

    Raises BadInput, naming sticky and field, where the fields of a message make no contract.
    """
    bundle = _bundle(board, options)
    operations = bundle.operations
    files = {**_services(bundle), **_shared(bundle)}
    alerts = alerts_of(operations, queries_of(options), AlertOptions(lag=options.lag))
    owners = {level.owner.slug: level.owner for level in operations.levels}
    policies = {
        f"error-budget-policy/{slug}.md": budget_policy(operations, owner, alerts).encode()
        for slug, owner in sorted(owners.items())
    }
    text = readme(operations, bundle.indicated, bundle.left_out, files)
    everything = {"README.md": text.encode(), **policies, **files}
    return bundled(board, "slo", everything, marked=policies)


def left_out(board: Board) -> list[str]:
    """Return a sentence for everything of a board that makes no objective."""
    return _bundle(board, OpenSloOptions()).left_out


def _bundle(board: Board, options: OpenSloOptions) -> _Bundle:
    operations, queries = operations_of(board), queries_of(options)
    found = (
        indicated(level, queries, options.runbook_base, options.lag) for level in operations.levels
    )
    return _Bundle(operations, options, tuple(found))


def _services(bundle: _Bundle) -> dict[str, bytes]:
    """Return a file for each context that has service levels."""
    found: dict[str, list[Document]] = defaultdict(list)
    for each in bundle.indicated:
        policies = [policy_name(each.level, rate) for rate in each.rates]
        found[each.level.stream.context] += [with_policies(d, policies) for d in each.documents]
    places = {each.slug: each for each in bundle.operations.landscape.boundaries}
    files: dict[str, bytes] = {}
    for context, documents in sorted(found.items()):
        if not documents:
            continue
        place = places[context]
        service = document(
            "Service",
            label(context),
            {"description": " ".join(place.description.split())[:1_050]},
            title=place.name,
            labels={"bounded_context": context, "owner": place.owner},
        )
        files[f"slo/{context}.openslo.yaml"] = file_of([service, *documents])
    return files


def _shared(bundle: _Bundle) -> dict[str, bytes]:
    """Return the data source, the conditions, and the policies of each owner."""
    if not any(each.documents for each in bundle.indicated):
        return {}
    source = document(
        "DataSource",
        SOURCE,
        {"type": "Prometheus", "connectionDetails": {"url": bundle.options.prometheus_url}},
        title="Prometheus",
    )
    burning = bundle.burning
    files = {"shared/shared.openslo.yaml": file_of([source, *conditions(burning)])}
    owners: dict[str, Owner] = {level.owner.slug: level.owner for level, _ in burning}
    for slug, owner in sorted(owners.items()):
        files[f"notification/{slug}.openslo.yaml"] = file_of(policies_of(owner, burning))
    return files

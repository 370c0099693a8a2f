"""All plans of a board."""

from __future__ import annotations

from stormdesk.exchange.catalogues.mdx import inline, table
from stormdesk.exchange.operations.alerts import alerts_of
from stormdesk.exchange.operations.bundle import bundled
from stormdesk.exchange.operations.metrics.own import OWN_METRICS
from stormdesk.exchange.operations.metrics.sources import queries_of
from stormdesk.exchange.operations.operations import operations_of
from stormdesk.exchange.operations.plans.cost import cost_plan, cost_table
from stormdesk.exchange.operations.plans.game_day import game_day_plan
from stormdesk.exchange.operations.plans.load_test import load_profile, load_table
from stormdesk.exchange.operations.plans.migration import migration_plan
from stormdesk.exchange.operations.plans.options import PlanOptions
from stormdesk.exchange.operations.plans.prices import empty_prices, read_prices
from stormdesk.exchange.operations.plans.readme import readme
from stormdesk.exchange.operations.plans.replay import replay_plan
from stormdesk.exchange.operations.plans.routines import routine_plan
from stormdesk.exchange.operations.plans.security import security_review
from stormdesk.exchange.operations.plans.volume import volumes_of
from stormdesk.model.board import Board

_MARKED = ("game-day.md", "prices.yaml", "security.md")


def write(board: Board, options: PlanOptions) -> dict[str, bytes]:
    """Return the plans of a board; without messages that travel there is only a README.

    Raises BadInput where the fields of a message make no contract, or the prices are wrong.
    """
    operations, queries = operations_of(board), queries_of(options)
    prices = read_prices(options.prices)
    files: dict[str, bytes] = {}
    if operations.streams:
        volumes = volumes_of(operations)
        alerts = alerts_of(operations, queries, options)
        files = {
            "cost.csv": cost_table(volumes, prices),
            "cost.md": cost_plan(volumes, prices, options.batch),
            "game-day.md": game_day_plan(operations, alerts, options.runbook_base),
            "load-test.csv": load_table(operations),
            "load-test.yaml": load_profile(operations),
            "migration.md": migration_plan(board, operations),
            "prices.yaml": empty_prices(),
            "replay.md": replay_plan(operations),
            "routines.md": routine_plan(operations, queries),
            "security.md": security_review(operations),
        }
    told = readme(operations, files, _own_metrics(files)).encode()
    marked = [name for name in _MARKED if name in files]
    return bundled(board, "plans", {**files, "README.md": told}, marked)


def _own_metrics(files: dict[str, bytes]) -> str:
    """Return the metrics of our own that the queries in the plans ask for."""
    text = b"".join(files.values()).decode()
    rows = [
        (f"`{metric.name}`", metric.unit, inline(metric.reported_by), inline(metric.meaning))
        for metric in OWN_METRICS
        if metric.name in text
    ]
    head = ("metric", "unit", "reported by", "meaning")
    return table(head, rows) or "The queries in the plans need none."

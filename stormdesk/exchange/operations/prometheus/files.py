"""All files of the rules of a board: rules, their tests, routes, and what one has to know."""

from __future__ import annotations

from typing import Any

from stormdesk.exchange.operations.alert import Alert
from stormdesk.exchange.operations.alerts import alerts_of
from stormdesk.exchange.operations.bundle import bundled
from stormdesk.exchange.operations.grafana.dashboard import ON_CALL, identity
from stormdesk.exchange.operations.metrics.promql import duration
from stormdesk.exchange.operations.metrics.sources import queries_of
from stormdesk.exchange.operations.operations import operations_of
from stormdesk.exchange.operations.prometheus import series
from stormdesk.exchange.operations.prometheus.alertmanager import alertmanager
from stormdesk.exchange.operations.prometheus.kubernetes import resources
from stormdesk.exchange.operations.prometheus.options import PrometheusOptions
from stormdesk.exchange.operations.prometheus.readme import readme
from stormdesk.exchange.operations.prometheus.rules import Places, groups_of
from stormdesk.exchange.operations.prometheus.trial import STEP
from stormdesk.exchange.operations.prometheus.unit_tests import tests_of
from stormdesk.exchange.yaml_text import dump
from stormdesk.model.board import Board

RULES = "prometheus/rules"
ALERTMANAGER = "alertmanager/alertmanager.yaml"


def write(board: Board, options: PrometheusOptions) -> dict[str, bytes]:
    """Return the files.

    Raises BadInput where a source of metrics is unknown, or a message makes no contract.
    """
    operations, queries = operations_of(board), queries_of(options)
    alerts = alerts_of(operations, queries, options)
    dashboard = f"{options.dashboard_base}/d/{identity(board, ON_CALL)}"
    places = Places(options.runbook_base, dashboard)
    groups = groups_of(operations, alerts, queries, places)
    texts: dict[str, str] = {}
    levels = {level.name: level for level in operations.levels}
    asked: dict[str, list[Alert]] = {context: [] for context in groups}
    for alert in alerts.alerts:
        asked[alert.stream.context].append(alert)
    for context, listed in groups.items():
        texts[f"{RULES}/{context}.rules.yaml"] = dump({"groups": listed})
        tests = tests_of(
            context,
            asked[context],
            [levels[name] for name in sorted(_with_objective(listed))],
            places,
        )
        for step, content in tests.items():
            often = "" if step == STEP else f".every-{duration(step)}"
            texts[f"prometheus/tests/{context}{often}.test.yaml"] = dump(content)
    texts[ALERTMANAGER] = alertmanager(alerts)
    if options.prometheus_rule and groups:
        texts |= resources(groups)
    rules: list[dict[str, Any]] = [
        r for listed in groups.values() for g in listed for r in g["rules"]
    ]
    texts["README.md"] = readme(
        board.profile.title, alerts, queries, options, [rule["expr"] for rule in rules]
    )
    files = {path: text.encode() for path, text in texts.items()}
    return bundled(board, "prometheus", files, marked={ALERTMANAGER})


def left_out(board: Board) -> list[str]:
    """Return what there is nothing of, in sentences."""
    operations = operations_of(board)
    if operations.streams:
        return []
    return ["no message travels on the board, so there are neither rules nor alerts"]


def _with_objective(groups: list[dict[str, Any]]) -> set[str]:
    """Return the names of the levels whose objective is recorded."""
    return {
        rule["labels"]["slo"]
        for group in groups
        for rule in group["rules"]
        if rule.get("record") == series.OBJECTIVE
    }

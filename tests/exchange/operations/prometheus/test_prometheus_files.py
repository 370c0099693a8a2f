"""What ``export prometheus`` writes: rules, tests, routes, resources and a README."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from exchange.contracts.on_kafka import stored, stored_boards
from exchange.operations.levels_on_order import board_with
from golden_files import GoldenFiles

from stormdesk.exchange.delivery import deliver_folder
from stormdesk.exchange.file_list import generated
from stormdesk.exchange.marked_lines import marked_lines
from stormdesk.exchange.operations.grafana.files import write as write_dashboards
from stormdesk.exchange.operations.grafana.options import GrafanaOptions
from stormdesk.exchange.operations.operations import operations_of
from stormdesk.exchange.operations.prometheus.files import ALERTMANAGER, left_out, write
from stormdesk.exchange.operations.prometheus.options import PrometheusOptions
from stormdesk.model.board import Board
from stormdesk.model.problem import BadInput
from stormdesk.model.profile import Profile

_BOARDS = pytest.mark.parametrize("path", stored_boards(), ids=lambda path: path.stem)
_EMPTY = Board.of([Profile(id="b", title="B")])
_PEAK = next(path for path in stored_boards() if path.stem == "inventory-under-peak-load")


def _written(board: Board, **options: Any) -> dict[str, bytes]:
    return write(board, PrometheusOptions(**options))


def _rules(files: dict[str, bytes]) -> list[dict[str, Any]]:
    return [
        rule
        for path, data in files.items()
        if path.endswith(".rules.yaml")
        for group in yaml.safe_load(data)["groups"]
        for rule in group["rules"]
    ]


@_BOARDS
def test_every_objective_is_recorded_as_it_is_written(path: Path):
    rules = _rules(_written(stored(path)))
    recorded, budgets = (
        {r["labels"]["slo"]: r for r in rules if r.get("record") == name}
        for name in ("slo:objective:ratio", "slo:error_budget:ratio")
    )
    readme = _written(stored(path))["README.md"].decode()
    for level in operations_of(stored(path)).levels:
        if level.form != "objective":
            assert level.name not in recorded
        elif level.name in recorded:
            assert recorded[level.name]["expr"] == f"vector({level.objective})"
            for told in (recorded, budgets):
                assert (told[level.name]["labels"].get("assumed") == "true") is level.is_assumed
        else:
            assert "is left out" in readme


@_BOARDS
def test_no_number_has_the_noise_of_a_float(path: Path):
    for rule in _rules(_written(stored(path))):
        assert not re.search(r"\d\.\d{7,}|\de[-+]?\d", re.sub(r'"[^"]*"', "", rule["expr"]))


@_BOARDS
def test_every_alert_is_tested(path: Path):
    files = _written(stored(path), fast_burn=True)
    alerts = {rule["alert"] for rule in _rules(files) if "alert" in rule}
    checks = [
        check
        for name, data in files.items()
        if name.endswith(".test.yaml")
        for test in yaml.safe_load(data)["tests"]
        for check in test.get("alert_rule_test", [])
    ]
    assert {check["alertname"] for check in checks} == alerts
    assert {check["alertname"] for check in checks if check["exp_alerts"]} == alerts


@_BOARDS
def test_every_alert_reaches_a_receiver_of_its_owner(path: Path):
    files = _written(stored(path))
    content = yaml.safe_load(files[ALERTMANAGER])
    receivers = [each["name"] for each in content["receivers"]]
    assert len(set(receivers)) == len(receivers)
    routes = {r["matchers"][0]: r for r in content["route"].get("routes", [])}
    for rule in _rules(files):
        if "alert" in rule:
            labels = rule["labels"]
            inner = routes[f'owner="{labels["owner"]}"']["routes"]
            (found,) = [r for r in inner if r["matchers"] == [f'severity="{labels["severity"]}"']]
            assert found["receiver"] in receivers
    assert set(marked_lines(files[ALERTMANAGER]) or {}) == set(receivers)


def test_how_people_are_reached_is_kept(tmp_path: Path):
    board = board_with({"indicator": "success-rate", "objective": "99%"})
    deliver_folder(tmp_path, _written(board))
    path = tmp_path / ALERTMANAGER
    mine = "    webhook_configs: [{url_file: /run/secrets/stock}]\n"
    mark = "    # >>> hand-written: shop-ticket\n"
    path.write_text(path.read_text().replace(mark, mark + mine))
    deliver_folder(tmp_path, _written(board, runbook_base="https://example.org/runbooks/"))
    assert mine in path.read_text()
    shown = (tmp_path / "prometheus/rules/ordering.rules.yaml").read_text()
    assert "https://example.org/runbooks/ordering/OrderPlaced.md" in shown


def test_resources_of_the_operator_hold_the_same_rules():
    files = _written(stored(_PEAK), prometheus_rule=True)
    names = yaml.safe_load(files["kubernetes/kustomization.yaml"])["resources"]
    assert {f"kubernetes/{name}" for name in names} | {"kubernetes/kustomization.yaml"} == {
        path for path in files if path.startswith("kubernetes/")
    }
    for name in names:
        resource = yaml.safe_load(files[f"kubernetes/{name}"])
        context = name.removesuffix(".prometheusrule.yaml")
        plain = yaml.safe_load(files[f"prometheus/rules/{context}.rules.yaml"])
        assert resource["spec"] == plain
    assert not any(path.startswith("kubernetes/") for path in _written(stored(_PEAK)))


def test_readme_explains_what_is_needed_and_what_is_left_out():
    readme = _written(stored(_PEAK))["README.md"].decode()
    assert "| `stormdesk_event_age_seconds` |" in readme
    assert "`messaging_process_duration_seconds_count`" in readme
    assert (
        "| `OrderPlacedQueueDepthBacklog` | ticket | Inventory team | 5 minutes | assumed |"
        in readme
    )
    assert "replay success is no alert: it is noted at every replay run" in readme


def test_text_of_people_is_no_code_in_annotations():
    level = {"indicator": "success-rate", "objective": "99%"}
    board = board_with(level, text='Order {{ .Value }} "placed" {{')
    for rule in (rule for rule in _rules(_written(board)) if "alert" in rule):
        for text in rule["annotations"].values():
            left = text.replace('{{ "{{" }}', "")
            assert re.sub(r"\{\{ \$value \| [\w %.\"]+ \}\}", "", left).count("{{") == 0


def test_alert_says_the_bound_its_value_and_what_to_do_first_and_leads_on():
    level = {"indicator": "latency", "threshold": "500ms"}
    files = _written(board_with(level), dashboard_base="https://grafana.example.org/")
    (rule,) = [r for r in _rules(files) if r.get("alert") == "OrderPlacedLatencySlow"]
    told = rule["annotations"]
    assert "more than 500 ms" in told["summary"]
    assert "Now: {{ $value | humanizeDuration }}." in told["description"]
    assert " First: see whether events wait" in told["description"]
    assert told["dashboard_url"] == (
        "https://grafana.example.org/d/b-on-call?var-context=ordering&var-event=OrderPlaced"
    )


def test_dashboards_that_alerts_lead_to_are_those_that_are_exported():
    shown = write_dashboards(stored(_PEAK), GrafanaOptions())
    uids = {json.loads(data)["uid"] for n, data in shown.items() if n.startswith("dashboards/")}
    for rule in _rules(_written(stored(_PEAK))):
        if "alert" in rule:
            address = rule["annotations"]["dashboard_url"]
            assert address.removeprefix("https://grafana.example.com/d/").split("?")[0] in uids


def test_operator_is_woken_beside_the_owner():
    level = {"indicator": "success-rate", "objective": "99.9%", "criticality": "page"}
    content = yaml.safe_load(_written(board_with(level))[ALERTMANAGER])
    owner = next(r for r in content["route"]["routes"] if r["matchers"] == ['owner="shop"'])
    first, second = (r for r in owner["routes"] if 'severity="page"' in r["matchers"])
    assert first["matchers"] == ['severity="page"', 'operated_by="sre"']
    assert (first["receiver"], first["continue"]) == ("sre-page", True)
    assert second["receiver"] == "shop-page"
    assert "continue" not in second
    assert not any(
        'operated_by="sre"' in r["matchers"]
        for r in owner["routes"]
        if 'severity="ticket"' in r["matchers"]
    )


@pytest.mark.parametrize(
    "path", ["README.md", ALERTMANAGER, "prometheus/rules/ordering.rules.yaml"]
)
def test_files_read_as_reviewed(path: str, golden: GoldenFiles):
    name = f"operations/inventory-under-peak-load-prometheus/{path}"
    golden.compare(name, _written(stored(_PEAK))[path])


def test_empty_board_gives_a_readme_and_says_why():
    files = _written(_EMPTY)
    assert set(files) == {"README.md", ALERTMANAGER, "manifest.json"}
    assert left_out(_EMPTY)
    assert "There is none yet" in files["README.md"].decode()


@_BOARDS
def test_manifest_lists_every_file(path: Path):
    files = _written(stored(path), prometheus_rule=True)
    found = generated(files["manifest.json"])
    assert found is not None
    assert found.sort == "stormdesk-prometheus"
    assert set(found.files) | {"manifest.json"} == set(files)


@pytest.mark.parametrize(
    ("metrics", "why"),
    [
        ("kafka-exporter", "did you mean kafka_exporter"),
        ("lag=kafka_exporter", "is no query"),
        ("missing.yaml", "cannot be read"),
    ],
)
def test_unknown_source_of_metrics_is_refused(metrics: str, why: str):
    with pytest.raises(BadInput, match=why):
        _written(_EMPTY, metrics=(metrics,))


@pytest.mark.parametrize(
    "address", ["", "ftp://x.example", "https://x.example/{a}", "https://x.example/ a", "runbooks"]
)
def test_address_of_runbooks_is_one_of_the_web(address: str):
    with pytest.raises(ValueError, match="runbook_base"):
        PrometheusOptions(runbook_base=address)

"""``verify-metrics`` on the command line: what is missing, exit codes, and bad input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from exchange.operations.levels_on_order import board_with

from stormdesk.__main__ import main
from stormdesk.exchange.delivery import deliver_folder
from stormdesk.exchange.operations.prometheus.files import write
from stormdesk.exchange.operations.prometheus.options import PrometheusOptions

_COUNT = "messaging_process_duration_seconds_count"
_SENT = "messaging_client_sent_messages_total"
_MEMBERS = "kafka_consumergroup_members"
_GROUP = 'messaging_consumer_group_name="reservers"'
_TOPIC = 'messaging_destination_name="ordering.order-placed"'
_OTHER = 'messaging_destination_name="inventory.stock-reserved"'
_ALL = f"""# TYPE {_COUNT} counter
{_COUNT}{{{_TOPIC},{_GROUP}}} 3
{_COUNT}{{{_TOPIC},{_GROUP},error_type="Timeout"}} 1
{_SENT}{{{_TOPIC}}} 4
{_SENT}{{{_OTHER}}} 4
{_MEMBERS}{{consumergroup="reservers"}} 2
"""


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    board = board_with({"indicator": "success-rate", "objective": "99%"})
    deliver_folder(tmp_path / "bundle", write(board, PrometheusOptions()))
    return tmp_path / "bundle"


def _run(bundle: Path, *texts: str, form: str = "text") -> int:
    paths = [bundle.parent / f"scrape-{n}.txt" for n in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    return main(["verify-metrics", str(bundle), *map(str, paths), "--format", form])


def test_complete_scrape_is_good(bundle: Path, capsys: pytest.CaptureFixture[str]):
    assert _run(bundle, _ALL) == 0
    assert capsys.readouterr().out == "All 3 metrics that the rules need are there.\n"


def test_scrapes_of_several_services_count_together(bundle: Path):
    lines = _ALL.splitlines(keepends=True)
    assert _run(bundle, "".join(lines[:3]), "".join(lines[3:])) == 0


def test_metric_that_is_absent_is_named_with_whom_it_serves(
    bundle: Path, capsys: pytest.CaptureFixture[str]
):
    assert _run(bundle, _ALL.replace(_COUNT, "other_count")) == 1
    out = capsys.readouterr().out
    assert f"{_COUNT}: no such metric; needed by " in out
    assert "order-placed-success-rate" in out
    assert out.endswith("1 of 3 metrics are not there as the rules need them.\n")


def test_label_that_is_absent_is_named(bundle: Path, capsys: pytest.CaptureFixture[str]):
    assert _run(bundle, _ALL.replace("messaging_consumer_group_name", "group")) == 1
    assert f"{_COUNT}: no label messaging_consumer_group_name;" in capsys.readouterr().out


def test_value_that_was_not_seen_yet_is_told_but_no_fault(
    bundle: Path, capsys: pytest.CaptureFixture[str]
):
    assert _run(bundle, _ALL.replace(',error_type="Timeout"', "")) == 0
    assert f'{_COUNT}: nothing yet with error_type!=""; needed by' in capsys.readouterr().out


def test_json_says_the_same(bundle: Path, capsys: pytest.CaptureFixture[str]):
    assert _run(bundle, _ALL.replace(_COUNT, "other_count"), form="json") == 1
    content = json.loads(capsys.readouterr().out)
    assert content["metrics"] == [_MEMBERS, _SENT, _COUNT]
    assert [each["metric"] for each in content["missing"]] == [_COUNT]
    assert content["not_seen_yet"] == []


@pytest.mark.parametrize(
    ("scrape", "why"),
    [("<html>", "is no metric in the text format"), ("", "holds no metric")],
)
def test_file_that_is_no_scrape_is_bad_input(
    scrape: str, why: str, bundle: Path, capsys: pytest.CaptureFixture[str]
):
    assert _run(bundle, scrape) == 2
    assert why in capsys.readouterr().err


def test_folder_without_rules_is_bad_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "s.txt").write_text("a 1\n")
    assert main(["verify-metrics", str(tmp_path), str(tmp_path / "s.txt")]) == 2
    assert "holds no rules" in capsys.readouterr().err


def test_file_of_other_rules_is_bad_input(bundle: Path, capsys: pytest.CaptureFixture[str]):
    (bundle / "prometheus/rules/ordering.rules.yaml").write_text("groups: 1\n")
    assert _run(bundle, _ALL) == 2
    assert "groups must be a list" in capsys.readouterr().err


def test_form_that_does_not_exist_is_bad_usage(bundle: Path):
    assert _run(bundle, _ALL, form="sarif") == 2

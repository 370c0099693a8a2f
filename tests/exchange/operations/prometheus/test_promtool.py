"""Prometheus takes the rules, passes their tests, and fails them once a number is changed."""

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from exchange.contracts.on_kafka import stored, stored_boards
from exchange.operations.levels_on_order import board_with
from exchange.operations.prometheus.rules_in_time import export, promtool

_FIELDS = [{"name": "id", "type": "uuid"}]
_RULES = "prometheus/rules/ordering.rules.yaml"


def _tested(folder: Path) -> subprocess.CompletedProcess[str]:
    return promtool("test", "rules", *sorted(folder.glob("prometheus/tests/*.test.yaml")))


@pytest.mark.parametrize("path", stored_boards(), ids=lambda path: path.stem)
def test_rules_of_a_board_are_taken_and_pass_their_tests(path: Path, tmp_path: Path):
    export(stored(path), tmp_path)
    rules = sorted(tmp_path.glob("prometheus/rules/*.rules.yaml"))
    if not rules:
        return
    checked = promtool("check", "rules", "--lint=all", "--lint-fatal", *rules)
    assert checked.returncode == 0, checked.stderr
    tested = _tested(tmp_path)
    assert tested.returncode == 0, tested.stdout + tested.stderr


_PAGE = {"criticality": "page"}
_CHAIN = {"from": "placed", "to": "reserved", "within": "2h"}
_LEVELS: dict[str, dict[str, Any]] = {
    "page": {"indicator": "success-rate", "objective": "99.9%", "min-count": 500, **_PAGE},
    "ticket": {"indicator": "duplicate-rate", "objective": "0.01%", "window": "28d"},
    "week": {"indicator": "schema-error-rate", "objective": "0.1%", "window": "7d", **_PAGE},
    "latency": {"indicator": "latency", "objective": "95%", "threshold": "500ms"},
    "quarter": {"indicator": "success-rate", "objective": "99.95%", "window": "90d"},
    "hours": {"indicator": "success-rate", "objective": "99%", "window": "12h"},
    "minutes": {"indicator": "success-rate", "objective": "99%", "window": "5m"},
    "chain": {"indicator": "completeness", "objective": "99%", **_CHAIN},
    "chain-latency": {"indicator": "latency", **_CHAIN},
    "quantile": {"indicator": "latency", "threshold": "500ms"},
    "lag": {"indicator": "consumer-lag", "threshold": "5s"},
    "depth": {"indicator": "queue-depth", "threshold": "1000"},
    "none": {"indicator": "success-rate", "objective": "100%"},
    "audited": {"indicator": "audit-coverage", "objective": "100%"},
    "no-window": {"indicator": "success-rate", "objective": "99.9%", "window": "0s"},
    "turned-round": {
        "indicator": "duplicate-rate",
        "objective": "99.98%",
        "window": "30d",
        **_PAGE,
    },
    "no-backlog": {"indicator": "queue-depth", "threshold": "0"},
    "no-lag": {"indicator": "consumer-lag", "threshold": "0s"},
    "no-latency": {"indicator": "latency", "threshold": "0ms"},
    "year": {"indicator": "success-rate", "objective": "99.9%", "window": "365d", **_PAGE},
}


@pytest.mark.parametrize("name", sorted(_LEVELS))
def test_each_sort_of_level_passes_its_tests(name: str, tmp_path: Path):
    export(board_with(_LEVELS[name]), tmp_path, fast_burn=True)
    tested = _tested(tmp_path)
    assert tested.returncode == 0, tested.stdout + tested.stderr
    assert list(tmp_path.glob("prometheus/tests/*.test.yaml"))


def test_alert_over_windows_too_long_for_promtool_is_told_beside_short_ones(tmp_path: Path):
    levels = [_LEVELS[name] for name in ("year", "hours", "quarter")]
    export(board_with(*levels), tmp_path)
    tested = _tested(tmp_path)
    assert tested.returncode == 0, tested.stdout + tested.stderr
    untested = [n for n in (tmp_path / "README.md").read_text().splitlines() if "no test" in n]
    assert len(untested) == 1
    assert "10,000 samples" in untested[0]


@pytest.mark.parametrize(
    "message",
    [
        {"expected-every": "5m", "hours": "24/7"},
        {"expected-every": "1h", "hours": "Mo-Fr 08:00-18:00"},
        {"expected-every": "P1D", "hours": "Mo-Fr 08:00-18:00"},
        {"expected-every": "5m", "hours": "Sa 12:10-12:20"},
        {"rate": {"steady": "20/d"}},
    ],
    ids=str,
)
def test_silence_and_rare_events_pass_their_tests(message: dict[str, Any], tmp_path: Path):
    level = {"indicator": "success-rate", "objective": "99.9%", "criticality": "page"}
    export(board_with(level, message={"fields": _FIELDS, **message}), tmp_path)
    tested = _tested(tmp_path)
    assert tested.returncode == 0, tested.stdout + tested.stderr


@pytest.mark.parametrize("sources", [("micrometer", "kafka_exporter"), ("kafka_exporter",), ()])
def test_rules_of_each_source_of_metrics_pass_their_tests(sources: tuple[str, ...], tmp_path: Path):
    levels = [_LEVELS[name] for name in ("page", "ticket", "lag", "depth")]
    board = board_with(*levels, handling={"dead-letter": True, "retry": {"attempts": 3}})
    export(board, tmp_path, metrics=sources, lag="lag-over-rate")
    tested = _tested(tmp_path)
    assert tested.returncode == 0, tested.stdout + tested.stderr
    assert "has no test" not in (tmp_path / "README.md").read_text()


def test_hours_of_a_time_zone_pass_their_tests(tmp_path: Path):
    message = {"expected-every": "1h", "hours": "Mo-Fr 08:00-18:00 Europe/Berlin"}
    export(board_with(message={"fields": _FIELDS, **message}), tmp_path)
    tested = _tested(tmp_path)
    assert tested.returncode == 0, tested.stdout + tested.stderr
    assert "in summer and in winter" in (tmp_path / _RULES).read_text()
    assert ">= 420 < 960" in (tmp_path / _RULES).read_text()


def _places(rules: str, pattern: str) -> list[tuple[int, int]]:
    return [match.span("number") for match in re.finditer(pattern, rules)]


@pytest.mark.parametrize(
    ("name", "pattern", "changed"),
    [
        ("page", r"(?P<number>0\.999)\b", ("0.9993", "0.9987")),
        ("ticket", r"(?P<number>0\.9999)\b", ("0.99987",)),
        ("page", r"\((?P<number>14\.4|6|3|1) \* ", ("4.5", "20")),
        ("quantile", r"> (?P<number>0\.5)\b", ("0.4", "0.7", "1")),
        ("lag", r"> (?P<number>5)\b", ("4", "6", "50")),
        ("depth", r"> (?P<number>1000)\b", ("900", "1100")),
        ("depth", r"for: \"?(?P<number>5m)", ("4m", "6m", "1h")),
        ("lag", r"for: \"?(?P<number>5m)", ("4m", "10m")),
        ("lag", r"for: \"?(?P<number>15m)", ("10m", "20m")),
        ("page", r">= (?P<number>500)\b", ("0", "50", "5000")),
        ("audited", r">= (?P<number>1)\b", ("0.1", "10")),
        ("audited", r"for: \"?(?P<number>15m)", ("10m", "20m")),
    ],
)
def test_number_that_is_changed_in_one_place_of_the_rules_fails_their_tests(
    name: str, pattern: str, changed: tuple[str, ...], tmp_path: Path
):
    export(board_with(_LEVELS[name]), tmp_path)
    path = tmp_path / _RULES
    rules = path.read_text()
    places = _places(rules, pattern)
    assert places
    for start, end in places:
        for number in changed:
            path.write_text(rules[:start] + number + rules[end:])
            assert _tested(tmp_path).returncode != 0, f"{number}: {rules[start - 200 : end]}"


@pytest.mark.parametrize(
    ("pattern", "changed"),
    [
        (r">= (?P<number>10)\b", ("1", "100")),
        (r"> (?P<number>0\.5) \*", ("0.4", "0.6")),
        (r"for: \"?(?P<number>5m)", ("4m", "10m")),
    ],
)
def test_retry_burst_that_is_changed_fails_its_tests(
    pattern: str, changed: tuple[str, ...], tmp_path: Path
):
    export(board_with(handling={"retry": {"attempts": 3}}), tmp_path)
    path = tmp_path / _RULES
    rules = path.read_text()
    ((start, end),) = _places(rules, pattern)
    for number in changed:
        path.write_text(rules[:start] + number + rules[end:])
        assert _tested(tmp_path).returncode != 0, number

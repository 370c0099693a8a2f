"""Service levels as OpenSLO: documents that tools take, and policies that tell what is open."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from exchange.contracts.on_kafka import stored, stored_boards
from exchange.operations.levels_on_order import board_with

from stormdesk.exchange.delivery import deliver_folder
from stormdesk.exchange.operations.openslo.files import left_out, write
from stormdesk.exchange.operations.openslo.options import OpenSloOptions
from stormdesk.exchange.operations.operations import operations_of
from stormdesk.model.board import Board
from stormdesk.model.profile import Profile

_LABEL = re.compile(r"[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?")
_REFERENCES = {
    "metricSourceRef": "DataSource",
    "conditionRef": "AlertCondition",
    "targetRef": "AlertNotificationTarget",
    "alertPolicyRef": "AlertPolicy",
    "indicatorRef": "SLI",
    "service": "Service",
}


def _documents(board: Board, **options: Any) -> dict[tuple[str, str], dict[str, Any]]:
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for path, data in write(board, OpenSloOptions(**options)).items():
        if path.endswith(".yaml"):
            for each in yaml.safe_load_all(data):
                key = (each["kind"], each["metadata"]["name"])
                assert key not in found
                found[key] = each
    return found


def _references(value: Any) -> list[tuple[str, str]]:
    if isinstance(value, list):
        return [each for one in value for each in _references(one)]
    if not isinstance(value, dict):
        return []
    own = [(_REFERENCES[k], v) for k, v in value.items() if k in _REFERENCES]
    return [*own, *(each for one in value.values() for each in _references(one))]


@pytest.mark.parametrize("path", stored_boards(), ids=lambda path: path.stem)
def test_names_and_references_are_sound_in_every_board(path: Path):
    documents = _documents(stored(path))
    for (_, called), document in documents.items():
        assert _LABEL.fullmatch(called)
        assert len(document["metadata"].get("displayName", "")) <= 63
        assert len(document["spec"].get("description", "")) <= 1_050
        assert set(_references(document["spec"])) <= set(documents)


@pytest.mark.parametrize("path", stored_boards(), ids=lambda path: path.stem)
def test_every_level_is_an_objective_or_left_out_with_a_reason(path: Path):
    board = stored(path)
    documents, reasons = _documents(board), left_out(board)
    for level in operations_of(board).levels:
        objective = documents.get(("SLO", level.name))
        if objective is None:
            assert any(reason.startswith(level.title) for reason in reasons)
        else:
            assert objective["metadata"]["labels"]["slo"] == level.name


def test_an_objective_is_a_ratio_with_a_policy_for_each_burn_rate():
    board = board_with(
        {"indicator": "success-rate", "objective": "99.9%", "window": "30d", "criticality": "page"}
    )
    documents = _documents(board)
    slo = documents["SLO", "order-placed-success-rate"]["spec"]
    assert slo["budgetingMethod"] == "Occurrences"
    assert slo["timeWindow"] == [{"duration": "30d", "isRolling": True}]
    assert slo["objectives"][0]["target"] == 0.999
    assert not {"op", "value"} & set(slo["objectives"][0])
    ratio = documents["SLI", "order-placed-success-rate"]["spec"]["ratioMetric"]
    assert set(ratio) == {"counter", "bad", "total"}
    assert "or vector(0)" in ratio["bad"]["metricSource"]["spec"]["query"]
    burns = [
        (spec["severity"], spec["condition"]["lookbackWindow"], spec["condition"]["threshold"])
        for policy in slo["alertPolicies"]
        for condition in documents["AlertPolicy", policy["alertPolicyRef"]]["spec"]["conditions"]
        for spec in [documents["AlertCondition", condition["conditionRef"]]["spec"]]
    ]
    assert burns == [
        ("page", "1h", 14.4), ("page", "6h", 6), ("ticket", "1d", 3), ("ticket", "3d", 1),
    ]  # fmt: skip


def test_a_level_that_does_not_page_makes_tickets_alone():
    board = board_with({"indicator": "success-rate", "objective": "99.9%"})
    severities = {
        document["spec"]["severity"]
        for (kind, _), document in _documents(board).items()
        if kind == "AlertCondition"
    }
    assert severities == {"ticket"}


def test_a_burn_rate_that_can_never_be_reached_has_no_policy():
    board = board_with({"indicator": "success-rate", "objective": "90%", "window": "30d"})
    slo = _documents(board)["SLO", "order-placed-success-rate"]["spec"]
    assert len(slo["alertPolicies"]) == 3
    assert any("no alert over 1 hour, for" in reason for reason in left_out(board))


def test_all_events_and_numbers_per_run_make_no_objective():
    board = board_with(
        {"indicator": "success-rate", "objective": "100%"},
        {"indicator": "replay-success", "objective": "99%"},
    )
    assert not [kind for kind, _ in _documents(board) if kind in ("SLO", "SLI")]
    zero, recorded = left_out(board)
    assert "leaves no budget" in zero
    assert "each replay" in recorded


def test_a_threshold_alone_is_an_indicator_and_with_a_share_an_objective_of_slices():
    alone = {"indicator": "consumer-lag", "threshold": "5s"}
    documents = _documents(board_with(alone))
    assert ("SLI", "order-placed-consumer-lag") in documents
    assert not [kind for kind, _ in documents if kind == "SLO"]
    documents = _documents(board_with({**alone, "objective": "99%", "window": "28d"}))
    slo = documents["SLO", "order-placed-consumer-lag"]["spec"]
    assert slo["budgetingMethod"] == "Timeslices"
    (objective,) = slo["objectives"]
    assert objective["op"] == "lte"
    assert objective["value"] == 5
    assert objective["target"] == 0.99
    assert objective["timeSliceWindow"] == "1m"


def test_an_assumed_number_is_marked_wherever_it_stands():
    level = {"indicator": "success-rate", "objective": "99.9%", "assumed": True}
    board = board_with(level)
    documents = _documents(board)
    for kind in ("SLI", "SLO"):
        document = documents[kind, "order-placed-success-rate"]
        assert document["metadata"]["labels"]["assumed"] == "true"
        assert "(assumed)" in document["metadata"]["displayName"]
        assert "nobody has agreed yet" in document["spec"]["description"]
    files = write(board, OpenSloOptions())
    assert "99.9 % good (assumed)" in files["README.md"].decode()
    for path in ("README.md", "error-budget-policy/shop.md"):
        assert "assumed, nobody has agreed yet" in files[path].decode()


@pytest.mark.parametrize(
    ("mode", "row"),
    [
        ("BACKWARD", "| consumers (reservers) | producers (ordering) |"),
        ("FORWARD_TRANSITIVE", "| producers (ordering) | consumers (reservers) |"),
        ("FULL", "| whoever likes | the others |"),
        ("NONE", "| a new major version beside the old one, written to both |"),
    ],
)
def test_the_order_of_a_canary_follows_from_the_mode(mode: str, row: str):
    level = {"indicator": "success-rate", "objective": "99.9%"}
    board = board_with(level, message={"compatibility": mode, "version": "1.0.0"})
    policy = write(board, OpenSloOptions())["error-budget-policy/shop.md"].decode()
    assert row in policy


def test_a_policy_says_what_nobody_decided_and_keeps_what_people_write(tmp_path: Path):
    board = board_with({"indicator": "success-rate", "objective": "99.9%"})
    files = write(board, OpenSloOptions())
    deliver_folder(tmp_path, files)
    path = tmp_path / "error-budget-policy" / "shop.md"
    text = path.read_text()
    assert "- Who decides on a stop and on exceptions." in text
    assert "- Whether `order-placed-success-rate` wakes people" in text
    mark = "<!-- >>> hand-written: decisions -->\n"
    path.write_text(text.replace(mark, f"{mark}The head of sales decides.\n"))
    deliver_folder(tmp_path, write(board, OpenSloOptions(prometheus_url="https://p.example.org")))
    assert "The head of sales decides." in path.read_text()
    assert "p.example.org" in (tmp_path / "shared" / "shared.openslo.yaml").read_text()


def test_a_board_without_levels_has_a_readme_and_a_manifest():
    empty = Board.of([Profile(id="b", title="B")])
    assert set(write(empty, OpenSloOptions())) == {"README.md", "manifest.json"}


def test_lag_in_seconds_is_asked_and_told_as_it_was_chosen():
    level = {"indicator": "consumer-lag", "threshold": "5s", "confirmed-by": "Ada"}
    board = board_with(level, message={"rate": {"steady": "40/s"}})
    found = {
        lag: _documents(board, lag=lag)["SLI", "order-placed-consumer-lag"]["spec"]
        for lag in ("event-age", "lag-over-rate")
    }
    queries = {
        lag: spec["thresholdMetric"]["metricSource"]["spec"]["query"] for lag, spec in found.items()
    }
    assert "stormdesk_event_age_seconds" in queries["event-age"]
    assert "the age of the oldest event" in found["event-age"]["description"]
    assert "stormdesk_event_age_seconds" not in queries["lag-over-rate"]
    assert " / " in queries["lag-over-rate"]
    assert "lag over rate" in found["lag-over-rate"]["description"]


def test_a_latency_says_from_when_to_when_it_is_taken():
    board = board_with({"indicator": "latency", "objective": "95%", "threshold": "500ms"})
    (told,) = (
        document["spec"]["description"]
        for (kind, _), document in _documents(board).items()
        if kind == "SLO"
    )
    assert "from the event's own time until each reader is done" in told

"""What plans say of a board: replays, load, security, migrations, game days and routines."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from exchange.any_board import boards
from exchange.contracts.on_kafka import stored, stored_boards
from exchange.operations.plans.board_to_plan import FIELDS, RATE, board_to_plan, plans, row
from golden_files import GoldenFiles
from hypothesis import given

from stormdesk.exchange.delivery import deliver_folder
from stormdesk.exchange.marked_lines import marked_lines
from stormdesk.exchange.operations.alerts import alerts_of
from stormdesk.exchange.operations.metrics.queries import Queries
from stormdesk.exchange.operations.operations import operations_of
from stormdesk.exchange.operations.plans.files import write
from stormdesk.exchange.operations.plans.options import PlanOptions
from stormdesk.model.board import Board
from stormdesk.model.problem import BadInput
from stormdesk.model.profile import Profile
from stormdesk.resources import resource

_FILES = {
    "README.md",
    "cost.csv",
    "cost.md",
    "game-day.md",
    "load-test.csv",
    "load-test.yaml",
    "manifest.json",
    "migration.md",
    "prices.yaml",
    "replay.md",
    "routines.md",
    "security.md",
}
_WINDOW = {"replay-window": "P3D", "retention": "P7D"}


def _part(text: str, heading: str) -> str:
    """Return what stands under a heading."""
    return re.split(r"^## ", text.partition(f"## {heading}\n")[2], flags=re.MULTILINE)[0]


def _replay(**board: Any) -> list[str]:
    return row(plans(board_to_plan(**board))["replay.md"], "reservers")


def test_a_board_where_nothing_travels_has_a_readme_alone():
    files = plans(Board.of([Profile(id="b", title="B")]))
    assert set(files) == {"README.md", "manifest.json"}
    assert "no message travels" in files["README.md"]


@pytest.mark.parametrize("path", stored_boards(), ids=lambda path: path.stem)
def test_every_board_has_all_plans_and_they_name_what_others_name(path: Path):
    board = stored(path)
    files = plans(board)
    assert set(files) == _FILES
    operations = operations_of(board)
    loads = list(csv.DictReader(StringIO(files["load-test.csv"])))
    assert {(each["topic"], each["type"]) for each in loads} == {
        (stream.topic, stream.type) for stream in operations.streams.values()
    }
    names = set(re.findall(r"(?:seen: |; )alert (\w+)", files["game-day.md"]))
    assert names <= {alert.name for alert in alerts_of(operations, Queries()).alerts}
    for runbook in re.findall(r"\(https://runbooks\.example\.com/(.+?)\)", files["game-day.md"]):
        assert any(
            runbook in {stream.runbook, *map(stream.runbook_of, _modes(operations))}
            for stream in operations.streams.values()
        )
    assert write(board, PlanOptions()) == write(board, PlanOptions())


@given(boards())
def test_any_board_has_plans_that_keep_their_marks(board: Board):
    try:
        operations_of(board)
        files = write(board, PlanOptions())
    except BadInput:
        return
    told = {name for name, data in files.items() if marked_lines(data)}
    assert told == {"game-day.md", "prices.yaml", "security.md"} & files.keys()
    listed = {each["path"] for each in json.loads(files["manifest.json"])["files"]}
    assert listed == files.keys() - {"manifest.json"}


def _modes(operations: Any) -> set[str]:
    stickies = operations.board.stickies.values()
    return {mode.mode for sticky in stickies for mode in sticky.failure_modes}


@pytest.mark.parametrize(
    ("template", "is_kafka"), [("webhook-billing", False), ("payment-outage", True)]
)
def test_offsets_are_set_back_only_where_there_are_any(template: str, is_kafka: bool):
    steps = _part(plans(stored(resource(f"templates/{template}.yaml")))["replay.md"], "Steps")
    assert ("kafka-consumer-groups" in steps) is is_kafka
    assert ("not yet decided: how messages are sent again" in steps) is not is_kafka
    assert [line[:2] for line in steps.splitlines() if line[:1].isdigit()][5] == "6."


def test_who_tells_duplicates_apart_may_be_replayed():
    cells = _replay(handling={"idempotent-by": "orderId"}, **_WINDOW)
    assert cells[3] == "told apart by orderId"
    assert cells[-1] == "may be replayed"


@pytest.mark.parametrize(
    ("handling", "why"),
    [
        ({}, "stop: it cannot tell duplicates apart"),
        ({"idempotent-by": "parcelId"}, "told apart by parcelId, which is no field of OrderPlaced"),
    ],
)
def test_who_does_not_tell_duplicates_apart_is_stopped(handling: dict[str, str], why: str):
    assert why in _replay(handling=handling, **_WINDOW)[-1]


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("orderId", "kept within orderId"),
        (None, "not kept: wanted within orderId, keyed by nothing"),
    ],
)
def test_order_is_kept_where_the_key_is_what_it_is_wanted_by(key: str | None, told: str):
    more = {"key": key} if key is not None else {}
    assert _replay(handling={"order-by": "orderId"}, **more)[4] == told


@pytest.mark.parametrize(
    ("handling", "told"),
    [
        # 3 days of 10/s are worked off at 40/s while 10/s come: a third of the time.
        ({"service-time": "50ms", "parallelism": 2}, "about 24 hours, 2 at once"),
        ({"service-time": "100ms"}, "it never ends: what comes anyway takes all its time"),
        ({}, "not yet decided: how long a message takes"),
    ],
)
def test_a_replay_takes_as_long_as_the_spare_time_allows(handling: dict[str, Any], told: str):
    assert _replay(handling=handling, rate=RATE, **_WINDOW)[5] == told


@pytest.mark.parametrize(
    ("message", "told"),
    [
        (_WINDOW, "yes"),
        ({"replay-window": "P9D", "retention": "P1D"}, "only as the topic keeps more than the P1D"),
        ({}, "not yet decided: how far back"),
    ],
)
def test_retention_is_held_against_the_window(message: dict[str, str], told: str):
    text = _part(plans(board_to_plan(**message))["replay.md"], "How far back")
    assert told in row(text, "OrderPlaced")[-1]


def test_load_test_has_the_rates_in_their_own_units_and_what_has_to_hold():
    level = {"indicator": "consumer-lag", "threshold": "5s", "assumed": True}
    board = board_to_plan(
        level, rate={"steady": "40/min", "peak": "1.5/s"}, key="orderId", **{"payload-size": "2kB"}
    )
    profile = yaml.safe_load(plans(board)["load-test.yaml"])
    (message,) = profile["messages"]
    stages = {each["name"]: (each["rate"], each["per"]) for each in message["stages"]}
    assert stages["steady"] == (40, "1m")
    assert stages["peak"] == (1.5, "1s")
    assert [each["name"] for each in message["stages"]] == [e["name"] for e in profile["stages"]]
    assert (message["key"], message["payload-bytes"]) == ("orderId", 2000)
    assert message["has-to-hold"] == [
        {"level": "order-placed-consumer-lag", "threshold": "5 seconds", "assumed": True}
    ]


def test_what_has_no_rate_is_not_sent_but_told():
    files = plans(board_to_plan())
    profile = yaml.safe_load(files["load-test.yaml"])
    assert profile["messages"] == []
    assert profile["undecided"] == ["com.example.ordering.OrderPlaced.v1"]
    (found,) = csv.DictReader(StringIO(files["load-test.csv"]))
    assert found["not yet decided"] == "steady rate, peak rate, payload size"


def test_security_review_lists_what_not_everybody_may_see():
    fields = [
        *FIELDS,
        {"name": "email", "type": "string", "tag": 2, "personal": True},
        {"name": "card", "type": "string", "tag": 3, "classification": "restricted"},
        {"name": "name", "type": "string", "tag": 4, "personal": True, "mask": "hash"},
    ]
    board = board_to_plan(fields=fields, key="email", handling={"dead-letter": True}, audit=True)
    text = plans(board)["security.md"]
    assert row(text, "ordering.order-placed")[1:] == [
        "messages",
        "restricted",
        "OrderPlaced.email, OrderPlaced.name",
        "OrderPlaced",
        "Ordering",
        "Stock (reservers)",
    ]
    shown = _part(text, "Fields that not everybody may see")
    assert row(shown, "OrderPlaced | name")[2:] == [
        "confidential, as nothing else is said",
        "yes",
        "hash",
    ]
    assert row(shown, "OrderPlaced | card")[2:] == [
        "restricted",
        "no",
        "not yet decided: how it is masked",
    ]
    told = _part(text, "To be looked at")
    assert "OrderPlaced shows email unmasked" in told
    assert "OrderPlaced shows card in clear" in told
    assert "OrderPlaced is keyed by email" in told
    assert "nothing says that it leaves an audit record" in told
    assert "ordering.order-placed.reservers.dlq keeps email, name (14 days)" in told


def _migration(mode: str, *fields: dict[str, Any], version: str = "1.1.0", **more: Any) -> str:
    published = [{"version": "1.0.0", "fields": FIELDS}]
    board = board_to_plan(
        fields=[*FIELDS, *fields], version=version, published=published, compatibility=mode, **more
    )
    return plans(board)["migration.md"]


_OPTIONAL = {"name": "note", "type": "string", "tag": 2, "required": False}
_REQUIRED = {"name": "note", "type": "string", "tag": 2}


@pytest.mark.parametrize(
    ("mode", "field", "first"),
    [("BACKWARD", _OPTIONAL, "Consumers first"), ("FORWARD", _REQUIRED, "Producers first")],
)
def test_order_of_deployment_follows_from_who_must_read_whom(
    mode: str, field: dict[str, Any], first: str
):
    board = board_to_plan(
        fields=[*FIELDS, field],
        version="1.1.0",
        published=[{"version": "1.0.0", "fields": FIELDS}],
        compatibility=mode,
    )
    lenient = board.profile.revised(compatibility_policy="lenient")
    board = Board.of([lenient if isinstance(r, Profile) else r for r in board.records.values()])
    text = plans(board)["migration.md"]
    assert f"Mode {mode}: compatible" in text
    assert f"In place, on the same topic. {first}" in text
    assert "Dual write" not in text


def test_what_breaks_is_sent_twice_until_all_have_moved():
    text = _migration("BACKWARD", _REQUIRED)
    assert "Was 1.0.0, is now 1.1.0; to be published as 2.0.0." in text
    assert "Mode BACKWARD: incompatible, a major change." in text
    assert "Dual write" in text
    assert "Move the consumers one by one (Stock)" in text


@pytest.mark.parametrize("more", [{"audit": True}, {"handling": {"order-by": "orderId"}}])
def test_what_must_not_be_counted_twice_gets_an_adapter(more: dict[str, Any]):
    text = _migration("BACKWARD", _REQUIRED, **more)
    assert "An adapter" in text
    assert "Dual write" not in text


def test_what_is_as_it_was_published_is_not_migrated():
    text = _migration("BACKWARD", version="1.0.0")
    assert "Nothing is to be migrated" in text
    assert "- OrderPlaced" in _part(text, "As they were published")


def test_game_day_says_what_to_break_and_what_should_be_seen():
    level = {"indicator": "queue-depth", "threshold": "1000", "criticality": "page"}
    modes = [
        {"mode": "backpressure", "signal": "lag of reservers", "mitigation": "Scale on lag"},
        {"mode": "visibility-gap"},
    ]
    text = plans(board_to_plan(level, event={"failure-modes": modes}))["game-day.md"]
    scenario = text.partition("### OrderPlaced of ordering: backpressure")[2].partition("###")[0]
    assert "Stop all but one replica of reservers" in scenario
    assert re.search(r"Should be seen: alert OrderPlaced\w+; lag of reservers", scenario)
    assert "Reliability breaks, Shop answers (shop-primary)" in scenario
    assert "Stop when: Order placed: queue depth passed unplanned" in scenario
    runbook = "ordering/OrderPlaced.backpressure.md"
    assert f"[{runbook}](https://runbooks.example.com/{runbook})" in scenario
    gap = text.partition("### OrderPlaced of ordering: visibility gap")[2].partition("##")[0]
    assert "Should be seen: not yet decided: no alert and no signal tells" in gap
    assert "Should help: not yet decided" in gap


def test_failure_modes_of_consumers_are_played_too():
    text = plans(board_to_plan(reader={"failure-modes": [{"mode": "retry-storm"}]}))["game-day.md"]
    assert "### OrderPlaced of ordering: retry storm" in text


def test_time_to_detect_has_its_target_where_the_board_says_one():
    level = {"indicator": "time-to-detect", "threshold": "5m", "assumed": True}
    text = plans(board_to_plan(level))["game-day.md"]
    assert "within 5 minutes (assumed, nobody has agreed yet)" in text
    assert "The target is not yet decided" in plans(board_to_plan())["game-day.md"]


def test_routines_name_backlogs_dead_letters_and_drills():
    level = {"indicator": "queue-depth", "threshold": "1000", "assumed": True}
    board = board_to_plan(
        level, handling={"dead-letter": True, "idempotent-by": "orderId"}, **_WINDOW
    )
    text = plans(board)["routines.md"]
    assert row(text, "ordering.order-placed")[1:] == [
        "reservers",
        "1000 messages (assumed, nobody has agreed yet)",
        "Reliability",
    ]
    stream = operations_of(board).streams["placed"]
    query = Queries().query("lag-messages", stream, ("reservers",))
    assert f"max_over_time(({query})[7d:5m])" in text
    (aside,) = stream.dead_letters
    there = replace(stream, topic=aside, is_alone=True)
    letters = Queries().query("written", there, window="7d")
    assert f"# {aside}\n{letters} * 604800" in text
    assert row(text, "ordering.order-placed.reservers.dlq")[-1] == "14 days"
    assert row(text, "OrderPlaced")[1:] == ["reservers", "P3D", "yes"]
    assert "Confirm or change what is only assumed (1): Order placed: queue depth." in text


def test_what_people_write_is_kept_by_every_export(tmp_path: Path):
    files = write(board_to_plan(), PlanOptions())
    deliver_folder(tmp_path, files)
    written = {"game-day.md": "results", "prices.yaml": "prices", "security.md": "decisions"}
    for name, mark in written.items():
        path = tmp_path / name
        lines = path.read_text().splitlines(keepends=True)
        at = next(n for n, line in enumerate(lines) if f">>> hand-written: {mark}" in line)
        lines.insert(at + 1, "# Ours\n" if name.endswith(".yaml") else "Ours.\n")
        path.write_text("".join(lines))
    delivery = deliver_folder(tmp_path, write(board_to_plan(rate=RATE), PlanOptions()))
    assert delivery.changed == ()
    for name in written:
        assert "Ours" in (tmp_path / name).read_text()
    assert "25920000" in (tmp_path / "cost.md").read_text()


def test_all_that_is_said_of_a_failure_mode_is_one_scenario():
    modes = [
        {"mode": "other", "signal": "orders without a basket"},
        {"mode": "other", "signal": "two orders of one basket", "mitigation": "Ask the shop"},
    ]
    text = plans(board_to_plan(event={"failure-modes": modes}))["game-day.md"]
    assert text.count("### OrderPlaced of ordering: other") == 1
    assert "Should be seen: orders without a basket; two orders of one basket" in text
    assert "Break: not yet decided: how Order placed fails otherwise" in text


def test_plans_of_the_sale_are_as_they_were_reviewed(golden: GoldenFiles):
    board = stored(resource("templates/inventory-under-peak-load.yaml"))
    files = write(board, PlanOptions())
    for name in ("cost.md", "prices.yaml", "replay.md", "security.md"):
        golden.compare(f"operations/inventory-under-peak-load-plans/{name}", files[name])

"""``simulate`` on the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from stormdesk.__main__ import main
from stormdesk.analysis.simulation.scenario import SCENARIOS, about
from stormdesk.resources import resource

INVENTORY = str(resource("templates/inventory-under-peak-load.yaml"))
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: str) -> tuple[int, str, str]:
        code = main(["simulate", *arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def test_the_peak_breaks_what_is_promised_and_says_so(run: Run) -> None:
    code, out, err = run(INVENTORY, "--scenario", "peak", "--minutes", "5")
    assert (code, err) == (1, "")
    lines = out.splitlines()
    assert lines[0] == ("Inventory under peak load: peak, 5 min, seed 1; all numbers are simulated")
    (broken,) = (n for n, line in enumerate(lines) if "inventory-reserved latency" in line)
    assert lines[broken - 1] == "service levels"
    assert lines[broken].startswith("  BROKEN at 1.")
    assert "burns the error budget 19.9 times as fast as allowed" in lines[broken]
    (reservers,) = (line for line in lines if line.startswith("  reserve-on-order "))
    assert reservers.endswith("growing")
    assert "  supplier: its service time is not known: taken to be 0" in lines


def test_a_remedy_can_be_tried(run: Run) -> None:
    setting = "reserve-on-order.parallelism=12"
    code, out, _ = run(INVENTORY, "--scenario", "peak", "--minutes", "5", "--set", setting)
    assert code == 0
    assert "  Changed: reserve-on-order: parallelism 12." in out.splitlines()
    assert "BROKEN" not in out
    assert "growing" not in out


def test_json_is_the_same_for_the_same_seed(run: Run) -> None:
    wish = (INVENTORY, "--minutes", "1", "--format", "json", "--seed", "5")
    first, second = run(*wish), run(*wish)
    assert first == second
    told = json.loads(first[1])
    assert (told["format"], told["simulated"], told["seed"]) == ("stormdesk-simulation/1", True, 5)
    assert told["scenario"]["name"] == "steady"
    assert told["consumers"][0]["id"] == "reserve-on-order"
    assert run(*wish[:-1], "6")[1] != first[1]


def test_json_is_the_same_in_another_process() -> None:
    script = (
        "import sys; from stormdesk.__main__ import main;"
        f"sys.exit(main(['simulate', {INVENTORY!r}, '--minutes', '0.5', '--format', 'json']))"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def test_settings_are_read(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    settings = {
        "parallelism": "12",
        "partitions": "24",
        "service-time": "9ms",
        "attempts": "2",
        "backoff": "linear",
        "first": "1s",
        "idempotent": "no",
        "ordered": "no",
        "dead-letter": "no",
        "circuit-breaker": "yes",
        "failure": "5%",
    }
    flags = [
        each
        for what in settings.items()
        for each in ("--set", f"charge-on-reserved.{'='.join(what)}")
    ]
    _, out, err = run(INVENTORY, "--minutes", "0.5", "--format", "json", *flags)
    assert err == ""
    told = json.loads(out)
    assert main(["schema", "--of", "simulation"]) == 0
    Draft202012Validator(json.loads(capsys.readouterr().out)).validate(told)
    assert told["scenario"]["remedies"]["charge-on-reserved"] == {
        "parallelism": 12,
        "partitions": 24,
        "service-time": 0.009,
        "attempts": 2,
        "backoff": "linear",
        "first": 1.0,
        "idempotent": False,
        "ordered": False,
        "dead-letter": False,
        "circuit-breaker": True,
        "failure": 0.05,
    }


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--scenario", "peek"], "'peek' is not one of steady, peak"),
        (["--scenario", "peek"], "did you mean peak?"),
        (["--format", "xml"], "'xml' is not one of text, json"),
        (["--minutes", "0"], "0 is not above 0 and at most 10080"),
        (["--minutes", "nan"], "nan is not above 0 and at most 10080"),
        (["--set", "parallelism=3"], "is not like CONSUMER.parallelism=12"),
        (["--set", "reserve-on-ordr.attempts=3"], "did you mean reserve-on-order?"),
        (["--set", "inventory-reservr.attempts=3"], "did you mean inventory-reserver?"),
        (["--set", "x.attempts=3"], "they reach reserve-on-order, carrier, payment-provider,"),
        (["--set", "reserve-on-order.parallel=3"], "did you mean parallelism?"),
        (["--set", "reserve-on-order.parallelism=0"], "write a whole number from 1 to 1000000"),
        (["--set", "reserve-on-order.service-time=fast"], "write a time span such as 12ms"),
        (["--set", "reserve-on-order.failure=120%"], "write a share such as 5%"),
        (["--set", "reserve-on-order.failure=nan"], "write a share such as 5%"),
        (["--set", "reserve-on-order.backoff=slow"], "write one of none, fixed"),
        (["--set", "reserve-on-order.idempotent=maybe"], "write yes or no"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(run: Run, arguments: list[str], why: str) -> None:
    code, out, err = run(INVENTORY, *arguments)
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert err.startswith("stormdesk: --")
    assert why in err


def test_help_has_an_example(run: Run) -> None:
    code, out, _ = run("--help")
    assert code == 0
    assert "Example: stormdesk simulate board.stormdesk --scenario peak" in " ".join(out.split())


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("reserve-on-order", ["reserve-on-order"]),
        ("inventory-reserver", ["reserve-on-order"]),
        ("Whenever an order is placed, reserve its stock", ["reserve-on-order"]),
        ("whenever-an-order-is-placed-reserve-its-stock", ["reserve-on-order"]),
        ("order placed", ["reserve-on-order"]),
        ("order-placed", ["reserve-on-order"]),
        ("Inventory reserved", ["charge-on-reserved", "free-stock", "offers"]),
    ],
)
def test_a_consumer_may_be_called_as_people_call_it(run: Run, name: str, meant: list[str]) -> None:
    setting = f"{name}.parallelism=3"
    _, out, err = run(INVENTORY, "--minutes", "0.2", "--format", "json", "--set", setting)
    assert err == ""
    assert sorted(json.loads(out)["scenario"]["remedies"]) == meant


def test_a_text_with_full_stops_and_signs_is_a_name_too(run: Run) -> None:
    board = str(Path(__file__).parent / "boards" / "hostile.yaml")
    setting = 'Whenever "no" {happens} <then> | again.parallelism=9'
    _, out, err = run(board, "--minutes", "0.2", "--format", "json", "--set", setting)
    assert err == ""
    assert json.loads(out)["scenario"]["remedies"] == {"policy | 1": {"parallelism": 9}}


def test_choices_are_those_of_the_board(run: Run) -> None:
    code, out, err = run(INVENTORY, "--choices")
    assert (code, err) == (0, "")
    lines = [line.split() for line in out.splitlines()]
    assert {line[0] for line in lines if line} >= {*SCENARIOS, "consumer", "carrier"}
    assert ["reserve-on-order", "inventory-reserver", "6", "12", "12", "ms", "5"] in lines
    assert "service-time, attempts, backoff" in out


def test_help_names_scenarios_and_exit_codes(run: Run) -> None:
    code, out, _ = run("--help")
    told = " ".join(out.split())
    assert code == 0
    for name in SCENARIOS:
        assert f"{name}: {about(name)[:20]}" in told
    assert "1 if one breaks, 2 if the board or a setting is bad" in told


def test_a_latency_says_from_when_it_is_simulated(run: Run) -> None:
    wish = (INVENTORY, "--scenario", "peak", "--minutes", "1")
    _, text, _ = run(*wish)
    assert "(95% within 500ms from where its messages begin)" in text
    assert "rules of alerts measure each event from its own time" in text
    levels = json.loads(run(*wish, "--format", "json")[1])["levels"]
    since = {level["indicator"]: level["since"] for level in levels}
    assert since["latency"] == "origin"
    assert {since[each] for each in since if each != "latency"} == {None}
    assert {level["standing"] for level in levels} == {"confirmed", "assumed"}


def test_a_number_nobody_confirmed_is_not_told_as_agreed(run: Run) -> None:
    board = str(Path(__file__).parent / "boards" / "hostile.yaml")
    _, out, _ = run(board, "--scenario", "peak", "--minutes", "1")
    assert "no-event consumer-lag of policy | 1 (within 5s, nobody has confirmed it)" in out
    assert "no-event queue-depth of policy | 1 (within 1000, assumed)" in out

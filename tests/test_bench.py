"""The benches measure what they say and tell it as agreed; how long it takes is not tested."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from stormdesk.document.file import to_bytes
from stormdesk.layout.arrangement import Arrangement
from stormdesk.layout.card import Cards
from stormdesk.layout.fonts import Typefaces
from stormdesk.model.grammar import may_lead_to

BENCH = Path(__file__).parent / "bench"
KEYS = ["name", "n", "samples", "unit", "median", "p95", "max", "target", "ok"]


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"bench_{name}", BENCH / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


big_board = load("boards").big_board
detailed_board = load("detailed").detailed_board
measure = load("measure")


def bench(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(BENCH / "run.py"), *arguments],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("n", [1, 60, 1_000])
def test_a_big_board_is_as_large_as_asked_and_always_the_same(n: int) -> None:
    board = big_board(n)
    assert len(board.stickies) == n
    assert len(board.flows) == n // 2
    assert len(board.contexts) == 12
    assert to_bytes(board) == to_bytes(big_board(n))


def test_a_detailed_board_tells_as_much_again_and_again() -> None:
    once, often = detailed_board(1), detailed_board(60)
    assert len(often.stickies) == 3 * len(once.stickies) >= 60
    assert len(often.flows) == 3 * len(once.flows)
    for part in ("message", "handling", "service_levels", "failure_modes"):
        told = [sum(bool(getattr(s, part)) for s in b.stickies.values()) for b in (once, often)]
        assert told[1] == 3 * told[0] > 0
    assert len({(s.kind, s.text) for s in often.stickies.values()}) > 2 * len(once.stickies)
    assert to_bytes(often) == to_bytes(detailed_board(60))


def test_a_big_board_is_plausible() -> None:
    board = big_board(1_000)
    assert all(len(sticky.text.splitlines()) == 2 for sticky in board.stickies.values())
    assert {sticky.context for sticky in board.stickies.values()} == set(board.contexts)
    assert all(
        may_lead_to(board.stickies[flow.source].kind, board.stickies[flow.target].kind)
        for flow in board.flows.values()
    )


def test_a_placed_board_stays_as_it_is_and_nothing_overlaps() -> None:
    board = big_board(500)
    arrangement = Arrangement.of(board, Cards(Typefaces.bundled_only()))
    assert arrangement.board == board
    boxes = sorted(
        (box.x, box.y, box.right, box.bottom)
        for sticky_id, box in arrangement.boxes.items()
        if board.stickies[sticky_id].pinned_to is None
    )
    for number, (_, top, right, bottom) in enumerate(boxes):
        for x, y, _, under in boxes[number + 1 :]:
            if x >= right:
                break
            assert y >= bottom or under <= top


def test_a_board_to_be_arranged_has_no_geometry() -> None:
    stickies = big_board(50, placed=False).stickies.values()
    assert {(s.at, s.x, s.y) for s in stickies} == {(None, None, None)}


def test_a_row_tells_median_and_p95() -> None:
    row = measure.row("edit", 10, [*range(1, 100), 1000], 50.5, "ms")
    assert json.loads(str(row)) == {
        "name": "edit",
        "n": 10,
        "samples": 100,
        "unit": "ms",
        "median": 50.5,
        "p95": 95,
        "max": 1000,
        "target": 50.5,
        "ok": True,
    }
    assert not measure.row("edit", 10, [3, 2, 1], 1.9).ok
    assert measure.row("edit", 10, [3, 2, 1], None).ok


def test_every_sample_is_measured() -> None:
    calls: list[int] = []
    taken = measure.times(lambda: calls.append(1), 3)
    assert len(calls) == len(taken) == 3
    assert min(taken) > 0


def test_benches_print_one_line_of_json_for_each_figure() -> None:
    done = bench("files", "edits", "arrange", "--n", "20", "--n", "30")
    assert (done.returncode, done.stderr) == (0, "")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert all(list(row) == KEYS for row in rows)
    assert [(row["name"], row["n"]) for row in rows] == [
        ("open-board", 20),
        ("save-board", 20),
        ("open-board", 30),
        ("save-board", 30),
        ("edit-commit", 20),
        ("edit-commit-followed", 20),
        ("edit-commit", 30),
        ("edit-commit-followed", 30),
        ("arrange", 20),
        ("arrange", 30),
    ]


def test_the_bench_of_contracts_exports_compares_and_follows_edits() -> None:
    done = bench("contracts", "--n", "3")
    assert (done.returncode, done.stderr) == (0, "")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["name"], row["n"], row["unit"]) for row in rows] == [
        ("contracts-bundle", 3, "s"),
        ("contracts-compat", 3, "s"),
        ("contracts-live", 3, "ms"),
        ("contracts-live-published", 3, "ms"),
    ]


def test_an_unknown_bench_is_refused_with_the_nearest() -> None:
    done = bench("fils")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "bench: there is no bench 'fils'; did you mean 'files'?\n"


@pytest.mark.parametrize("size", ["0", "-3", "many"])
def test_a_size_is_a_number_of_stickies(size: str) -> None:
    done = bench("files", "--n", size)
    assert done.returncode == 2
    assert "invalid number of stickies value" in done.stderr

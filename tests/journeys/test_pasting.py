"""Pasting into a real window what another program, or another window of ours, copied."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from real_window import SCREEN, Window

from stormdesk.document.file import read, to_bytes
from stormdesk.exchange.outline import read_text
from stormdesk.model.board import Board
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Sticky

LINES = [f"- Order {number} placed" for number in range(60)]
MIDDLE = (SCREEN[0] * 0.4, SCREEN[1] * 0.3)
OTHER_PROGRAM = """
import sys
from PySide6.QtGui import QGuiApplication
app = QGuiApplication([])
app.clipboard().setText(sys.stdin.read())
print("copied", flush=True)
app.exec()
"""
SHOP = "Shop\n\nc: Place order\nOrder placed #hot @Shop team\n   orderId: uuid\n   key: orderId\n"


@pytest.fixture
def other_program(display: str) -> Iterator[Callable[[str], None]]:
    running: list[subprocess.Popen[str]] = []

    def copy(text: str) -> None:
        process = subprocess.Popen(
            [sys.executable, "-c", OTHER_PROGRAM],
            env={**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        running.append(process)
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(text)
        process.stdin.close()
        process.stdin = None
        assert process.stdout.readline() == "copied\n"

    yield copy
    for process in running:
        process.kill()
        process.communicate()


def saved(folder: Path, name: str, board: Board) -> Path:
    path = folder / name
    path.write_bytes(to_bytes(board))
    return path


def texts(path: Path) -> list[str]:
    return [s.text for s in read(path)[0].in_order(Sticky)]


def test_sixty_lines_come_as_one_step_in_order(
    open_window: Callable[..., Window], other_program: Callable[[str], None], tmp_path: Path
) -> None:
    empty = Board.of([Profile(id="list", title="List", level="big-picture")])
    path = saved(tmp_path, "list.stormdesk", empty)
    window = open_window(str(path))
    other_program("\n".join(LINES))
    window.move(*MIDDLE)
    window.key("ctrl+v", "ctrl+s")
    window.wait_until(lambda: len(texts(path)) == 60, "sixty stickies are saved")
    board = read(path)[0]
    in_time = sorted(board.stickies.values(), key=lambda s: s.at or 0)
    assert [s.text for s in in_time] == [line.removeprefix("- ") for line in LINES]
    assert len({s.x for s in in_time}) == 60
    window.screenshot("pasted")
    window.key("ctrl+z", "ctrl+s")
    window.wait_until(lambda: texts(path) == [], "one undo takes all of them back")
    window.kill()


def test_stickies_go_from_one_program_to_another_with_their_details(
    open_window: Callable[..., Window], tmp_path: Path
) -> None:
    there = read_text(SHOP, "shop", "Shop")
    source = open_window(str(saved(tmp_path, "source.stormdesk", there)))
    source.key("ctrl+a", "ctrl+c")
    path = saved(tmp_path, "target.stormdesk", Board.of([Profile(id="target", title="Target")]))
    target = open_window(str(path))
    target.focus("target.stormdesk")
    target.move(*MIDDLE)
    target.key("ctrl+v", "ctrl+s")
    target.wait_until(lambda: len(texts(path)) == 2, "both stickies are saved")
    board = read(path)[0]
    placed, original = (
        next(s for s in b.stickies.values() if s.text == "Order placed") for b in (board, there)
    )
    assert (placed.message, placed.tags, placed.owner) == (
        original.message, original.tags, original.owner,
    )  # fmt: skip
    assert len(board.flows) == 1
    target.kill()
    source.kill()

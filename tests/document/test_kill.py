"""Whatever an editor acknowledged is there after SIGKILL, and the file is never torn."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from stormdesk.document.file import read, sha256, to_bytes, write
from stormdesk.document.recovery import recover
from stormdesk.model.board import Board
from stormdesk.model.profile import Profile

KILLS = 60


def acknowledged(child: subprocess.Popen[str], random: Random) -> list[str]:
    """Kill the editor at a random moment; return all it acknowledged, even while it died."""
    assert child.stdout is not None
    said: list[str] = []
    pid = 0
    wanted = random.randint(2, 25)
    while len(said) < wanted or not pid:
        line = child.stdout.readline().strip()
        if line.startswith("pid "):
            pid = int(line.removeprefix("pid "))
        else:
            assert len(line) == 64, line
            said.append(line)
    time.sleep(random.uniform(0, 0.006))
    os.kill(pid, signal.SIGKILL)
    while (line := child.stdout.readline().strip()) != "dead":
        said.append(line)
    return said


@pytest.mark.skipif(sys.platform == "win32", reason="forks, and kills with SIGKILL")
def test_no_acknowledged_change_is_missing_after_a_kill(tmp_path: Path) -> None:
    path, state = tmp_path / "plan.stormdesk", tmp_path / "state"
    write(path, to_bytes(Board.of([Profile(id="plan", title="Plan")])))
    random = Random(20261123)
    board = read(path)[0]
    in_between = 0
    arguments = [sys.executable, str(Path(__file__).with_name("editing_child.py"))]
    with subprocess.Popen(
        [*arguments, str(path), str(state)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdin is not None
        for number in range(KILLS):
            child.stdin.write(f"{number}\n")
            child.stdin.flush()
            said = acknowledged(child, random)
            assert said[0] == sha256(to_bytes(board))
            read(path)
            found = recover(path, state)
            found.journal.close()
            assert (found.beside, found.notes, found.replay.lost) == ((), (), 0)
            board = found.replay.board
            if sha256(to_bytes(board)) != said[-1]:
                # One more change was committed, and the kill came before its acknowledgement.
                in_between += 1
                last = found.replay.history[-1].change
                assert sha256(to_bytes(board.after(last.reversed()))) == said[-1]
        child.stdin.close()
    assert len(board.stickies) > KILLS
    assert in_between > 0

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from stormdesk.document.lock import BoardLock, holder

CHILD = """
import sys
from pathlib import Path
from stormdesk.document.lock import BoardLock
lock = BoardLock.acquire(Path(sys.argv[1]), Path(sys.argv[2]))
print("locked" if lock else "busy", flush=True)
sys.stdin.read()
"""


def test_a_board_is_locked_by_whatever_path_leads_to_it(tmp_path: Path) -> None:
    path, link = tmp_path / "plan.stormdesk", tmp_path / "link.stormdesk"
    path.touch()
    link.symlink_to(path)
    lock = BoardLock.acquire(path, tmp_path)
    assert lock is not None
    assert BoardLock.acquire(link, tmp_path) is None
    assert holder(link, tmp_path) == os.getpid()
    other = BoardLock.acquire(tmp_path / "other.stormdesk", tmp_path)
    assert other is not None
    lock.release()
    again = BoardLock.acquire(link, tmp_path)
    assert again is not None
    again.release()
    other.release()


def test_nobody_is_known_to_hold_an_untouched_board(tmp_path: Path) -> None:
    assert holder(tmp_path / "plan.stormdesk", tmp_path) is None


@pytest.mark.skipif(sys.platform == "win32", reason="kills with SIGKILL")
def test_the_system_releases_the_lock_of_a_killed_process(tmp_path: Path) -> None:
    path = tmp_path / "plan.stormdesk"
    arguments = [sys.executable, "-c", CHILD, str(path), str(tmp_path)]
    with subprocess.Popen(
        arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "locked\n"
        assert BoardLock.acquire(path, tmp_path) is None
        assert holder(path, tmp_path) == child.pid
        child.kill()
        child.wait()
    lock = BoardLock.acquire(path, tmp_path)
    assert lock is not None
    lock.release()

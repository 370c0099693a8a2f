"""The same board exports to the same bytes, whoever exports it, where and when."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from stormdesk.exchange.formats import FORMATS

BOARDS = Path(__file__).parents[1] / "boards"
EXPORT_ALL = """
import hashlib, locale, sys, time
from stormdesk.exchange.format import write
from stormdesk.exchange.formats import FORMATS
from stormdesk.exchange.source import read_board

try:
    locale.setlocale(locale.LC_ALL, "")
except locale.Error:
    pass
time.tzset()
board = read_board(sys.argv[1])
for form in FORMATS.values():
    if form.writer is not None:
        for name, data in sorted(write(form, board).items()):
            print(form.name, name, hashlib.sha256(data).hexdigest())
            if sys.argv[2].encode() in data:
                sys.exit(f"{name} of {form.name} tells where it was made")
"""
PLACES = (
    {"LC_ALL": "C", "TZ": "UTC", "PYTHONHASHSEED": "0"},
    {"LC_ALL": "tr_TR.UTF-8", "TZ": "Asia/Kolkata", "PYTHONHASHSEED": "4711"},
)


@pytest.mark.parametrize("board", ["inventory.model.yaml", "hostile.yaml"])
def test_every_format_writes_the_same_bytes_everywhere(board: str, tmp_path: Path) -> None:
    told: list[str] = []
    for number, place in enumerate(PLACES):
        folder = tmp_path / str(number)
        folder.mkdir()
        command = [sys.executable, "-c", EXPORT_ALL, str(BOARDS / board), str(folder)]
        done = subprocess.run(
            command,
            check=False,
            cwd=folder,
            env={**os.environ, **place},
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        told.append(done.stdout)
    assert told[0] == told[1]
    written = {line.split(" ", 1)[0] for line in told[0].splitlines()}
    assert written == {form.name for form in FORMATS.values() if form.writer is not None}
    assert re.search(r"^schemas manifest\.json [0-9a-f]{64}$", told[0], re.MULTILINE)

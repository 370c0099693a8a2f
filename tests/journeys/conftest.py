"""A screen of its own for every run of the journeys."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from real_window import SCREEN, Window


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def display(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    for tool in ("Xvfb", "xdotool", "import"):
        assert shutil.which(tool), f"no {tool}; python3 packaging/dev.py test -m journey gets it"
    reading, writing = os.pipe()
    log = (tmp_path_factory.mktemp("xvfb") / "log").open("w")
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{SCREEN[0]}x{SCREEN[1]}x24",
         "-nolisten", "tcp", "-noreset"],
        pass_fds=[writing], stdout=log, stderr=log,
    )  # fmt: skip
    os.close(writing)
    with os.fdopen(reading) as answer:
        number = answer.readline().strip()
    assert number, "Xvfb did not start"
    yield f":{number}"
    server.terminate()
    server.wait()
    log.close()


@pytest.fixture
def open_window(display: str, tmp_path: Path) -> Iterator[Callable[..., Window]]:
    opened: list[Window] = []

    def opening(*arguments: str) -> Window:
        window = Window(display, tmp_path, list(arguments))
        opened.append(window)
        return window

    yield opening
    for window in opened:
        if window.process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                window.kill()


@pytest.fixture
def imported(tmp_path: Path) -> Callable[[str], Path]:
    """Return what makes a board of an outline, as ``board.stormdesk``."""

    def importing(outline: str) -> Path:
        (tmp_path / "board.outline.txt").write_text(outline)
        path = tmp_path / "board.stormdesk"
        subprocess.run(
            [sys.executable, "-m", "stormdesk", "import", "board.outline.txt", "-o", str(path)],
            cwd=tmp_path,
            check=True,
        )
        return path

    return importing

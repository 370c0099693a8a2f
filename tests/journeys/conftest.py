"""A real window on a screen of its own, driven by keys and mouse as a person would."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

SCREEN = (1600, 1000)
PATIENCE = 20.0


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def display(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    for tool in ("Xvfb", "xdotool", "import"):
        assert shutil.which(tool), f"{tool} is missing; run python3 packaging/dev.py test -m journey"
    reading, writing = os.pipe()
    log = (tmp_path_factory.mktemp("xvfb") / "log").open("w")
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{SCREEN[0]}x{SCREEN[1]}x24",
         "-nolisten", "tcp"],
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


class Window:
    """The program on the screen; every call waits until the program has taken it in."""

    def __init__(self, display: str, folder: Path, arguments: list[str]) -> None:
        self.folder = folder
        self.env = {
            **os.environ,
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "STORMDESK_STATE": str(folder / "state"),
            "STORMDESK_CONFIG": str(folder / "config"),
            "LC_ALL": "C.UTF-8",
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "stormdesk", *arguments],
            env=self.env,
            cwd=folder,
            stderr=(folder / "stderr").open("ab"),
        )
        self.id = self.wait_for_window("stormdesk")
        self._tool("windowsize", "--sync", self.id, *map(str, SCREEN))
        self._tool("windowmove", self.id, "0", "0")
        self._tool("windowfocus", "--sync", self.id)
        self.settle()

    def wait_for_window(self, name: str) -> str:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            assert self.process.poll() is None, (self.folder / "stderr").read_text()
            found = self._tool("search", "--onlyvisible", "--name", name, check=False).split()
            if found:
                return found[-1]
            time.sleep(0.05)
        raise AssertionError(f"no window named {name}")

    def focus(self, name: str) -> None:
        self._tool("windowfocus", "--sync", self.wait_for_window(name))
        self.settle()

    def move(self, x: float, y: float) -> None:
        self._tool("mousemove", str(round(x)), str(round(y)))
        self.settle(0.1)

    def click(self, x: float, y: float, button: int = 1) -> None:
        self.move(x, y)
        self._tool("click", str(button))
        self.settle()

    def drag(self, start: tuple[float, float], end: tuple[float, float], steps: int = 8) -> None:
        self.move(*start)
        self._tool("mousedown", "1")
        for step in range(1, steps + 1):
            part = step / steps
            self.move(
                start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part
            )
        self._tool("mouseup", "1")
        self.settle()

    def key(self, *keys: str) -> None:
        for key in keys:
            self._tool("key", "--clearmodifiers", key)
            self.settle(0.12)

    def type(self, text: str) -> None:
        self._tool("type", "--delay", "12", text)
        self.settle()

    def settle(self, seconds: float = 0.25) -> None:
        time.sleep(seconds)

    def wait_until(self, holds: Callable[[], bool], what: str) -> None:
        end = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < end, f"still not so: {what}"
            time.sleep(0.05)

    def screenshot(self, name: str) -> Path:
        path = self.folder / f"{name}.png"
        subprocess.run(["import", "-window", "root", str(path)], env=self.env, check=True)
        keep = os.environ.get("STORMDESK_SCREENSHOTS")
        if keep:
            Path(keep).mkdir(parents=True, exist_ok=True)
            shutil.copy(path, Path(keep) / path.name)
        return path

    def close(self) -> None:
        self.key("ctrl+q")
        self.process.wait(PATIENCE)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def _tool(self, *arguments: str, check: bool = True) -> str:
        done = subprocess.run(
            ["xdotool", *arguments], env=self.env, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0 or not check, done.stderr
        return done.stdout


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

"""The program in a real window, driven by keys and mouse as a person would."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageColor

SCREEN = (1600, 1000)
PATIENCE = 20.0
CANVAS_LEFT, CANVAS_RIGHT = 240, 1260
SMALLEST_BLOB = 12


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
        with (folder / "stderr").open("ab") as errors:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "stormdesk", *arguments],
                env=self.env,
                cwd=folder,
                stderr=errors,
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
            # Another window of ours may be on the screen already.
            mine = ("--all", "--pid", str(self.process.pid), "--name", name)
            found = self._tool("search", "--onlyvisible", *mine, check=False).split()
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

    def drag(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        steps: int = 8,
        *,
        holding: str = "",
        escaping: bool = False,
    ) -> None:
        """Drag from one pixel to another, with a modifier held; Escape may come before the end."""
        self.move(*start)
        if holding:
            self._tool("keydown", holding)
        self._tool("mousedown", "1")
        for step in range(1, steps + 1):
            part = step / steps
            self.move(start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part)
        if escaping:
            # What ``key`` does about modifiers would let go of the mouse button too.
            self._tool("key", "Escape")
            self.settle()
        self._tool("mouseup", "1")
        if holding:
            self._tool("keyup", holding)
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

    def blobs(self, colour: str) -> list[tuple[float, float]]:
        """Return the middles of the areas of a colour on the canvas, from left to right."""
        image = Image.open(self.screenshot("look")).convert("RGB")
        wanted = ImageColor.getrgb(colour)
        pixels, height = image.load(), image.height
        open_pixels = {
            (x, y)
            for x in range(CANVAS_LEFT, CANVAS_RIGHT, 4)
            for y in range(0, height, 4)
            if pixels[x, y] == wanted
        }
        found: list[tuple[float, float]] = []
        while open_pixels:
            waiting, area = [open_pixels.pop()], []
            while waiting:
                x, y = waiting.pop()
                area.append((x, y))
                for near in ((x + 4, y), (x - 4, y), (x, y + 4), (x, y - 4)):
                    if near in open_pixels:
                        open_pixels.remove(near)
                        waiting.append(near)
            if len(area) > SMALLEST_BLOB:
                xs, ys = [x for x, _ in area], [y for _, y in area]
                found.append(((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2))
        return sorted(found)

    def middle_of(self, colour: str) -> tuple[float, float]:
        """Return the middle of the one area of a colour on the canvas."""
        return self.blobs(colour)[0]

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

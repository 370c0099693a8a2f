"""A headless Chromium driven through a pipe: no socket is opened, and no network is there."""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import time
from itertools import count
from pathlib import Path
from typing import Any

PATIENCE = 30.0
KEYS = {
    "Enter": ("Enter", 13, "\r"), "Escape": ("Escape", 27, ""), "Tab": ("Tab", 9, ""),
    "ArrowLeft": ("ArrowLeft", 37, ""), "ArrowUp": ("ArrowUp", 38, ""),
    "ArrowRight": ("ArrowRight", 39, ""), "ArrowDown": ("ArrowDown", 40, ""),
}  # fmt: skip


class Browser:
    """One process that is spoken to in the Chrome DevTools Protocol; ``open`` gives a page."""

    def __init__(self, folder: Path) -> None:
        chromium = shutil.which("chromium") or shutil.which("chromium-browser")
        assert chromium, "no chromium; python3 packaging/dev.py test -m journey gets it"
        its_in, self._out = os.pipe()
        self._in, its_out = os.pipe()
        command = [
            chromium, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
            "--remote-debugging-pipe", "--no-first-run", "--disable-extensions",
            "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND",
            f"--user-data-dir={folder}",
        ]  # fmt: skip
        # The pipes have to be the files numbered 3 and 4.
        self.process = subprocess.Popen(
            ["bash", "-c", f'exec "$@" 3<&{its_in} 4>&{its_out}', "bash", *command],
            pass_fds=[its_in, its_out], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(its_in)
        os.close(its_out)
        self._numbers = count(1)
        self._waiting = b""
        self.events: list[dict[str, Any]] = []

    def close(self) -> None:
        self.process.terminate()
        self.process.wait(PATIENCE)
        os.close(self._in)
        os.close(self._out)

    def open(self, file: Path, width: int = 1280, height: int = 800, *, dark: bool = False) -> Page:
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        return Page(self, session, file, (width, height), dark=dark)

    def call(self, method: str, session: str | None = None, **parameters: Any) -> dict[str, Any]:
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": parameters}
        if session is not None:
            message["sessionId"] = session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while True:
            told = self.message(PATIENCE)
            assert told is not None, f"{method} was not answered"
            if told.get("id") == number:
                assert "error" not in told, (method, told["error"])
                return told["result"]

    def message(self, patience: float) -> dict[str, Any] | None:
        """The next message of the browser; events are kept too."""
        end = time.monotonic() + patience
        while b"\0" not in self._waiting:
            left = end - time.monotonic()
            if left <= 0 or not select.select([self._in], [], [], left)[0]:
                return None
            self._waiting += os.read(self._in, 1 << 20)
        first, _, self._waiting = self._waiting.partition(b"\0")
        told = json.loads(first)
        if "method" in told:
            self.events.append(told)
        return told


class Page:
    """A file that is open in a tab without a network, as a person meets it."""

    def __init__(
        self, browser: Browser, session: str, file: Path, size: tuple[int, int], *, dark: bool
    ) -> None:
        self._browser = browser
        self._session = session
        for domain in ("Page", "Runtime", "Log", "Network"):
            self._call(f"{domain}.enable")
        self._call(
            "Network.emulateNetworkConditions",
            offline=True, latency=0, downloadThroughput=-1, uploadThroughput=-1,
        )  # fmt: skip
        self._call(
            "Emulation.setDeviceMetricsOverride",
            width=size[0], height=size[1], deviceScaleFactor=1, mobile=size[0] < 600,
        )  # fmt: skip
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self._call("Emulation.setEmulatedMedia", features=[scheme])
        self._call("Page.navigate", url=file.as_uri())
        self._await("Page.loadEventFired")

    def _call(self, method: str, **parameters: Any) -> dict[str, Any]:
        return self._browser.call(method, self._session, **parameters)

    def _await(self, method: str) -> None:
        while not any(event["method"] == method for event in self._events()):
            assert self._browser.message(PATIENCE) is not None, f"no {method}"

    def _events(self) -> list[dict[str, Any]]:
        return [each for each in self._browser.events if each.get("sessionId") == self._session]

    @property
    def requested(self) -> list[str]:
        """The addresses of all that was asked for, but for what the file holds itself."""
        found = (each["params"] for each in self._events()
                 if each["method"] == "Network.requestWillBeSent")  # fmt: skip
        urls = [each["request"]["url"] for each in found]
        return [url for url in urls if not url.startswith("data:")]

    @property
    def complaints(self) -> list[str]:
        """What went wrong by the browser's own account: errors, refusals, dialogs."""
        wrong = ("Runtime.exceptionThrown", "Log.entryAdded", "Runtime.consoleAPICalled",
                 "Page.javascriptDialogOpening")  # fmt: skip
        return [str(each["params"]) for each in self._events() if each["method"] in wrong]

    def value(self, script: str) -> Any:
        """What an expression of JavaScript comes to."""
        told = self._call(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in told, told["exceptionDetails"]
        return told["result"].get("value")

    def text(self, selector: str) -> str:
        return str(self.value(f"document.querySelector({json.dumps(selector)}).textContent"))

    def middle(self, selector: str) -> tuple[float, float]:
        x, y = self.value(
            f"(() => {{const e = document.querySelector({json.dumps(selector)});"
            "e.scrollIntoView({block: 'nearest'}); const r = e.getBoundingClientRect();"
            "return [r.x + r.width / 2, r.y + r.height / 2]})()"
        )
        return x, y

    def click(self, selector: str) -> None:
        x, y = self.middle(selector)
        self.mouse("mousePressed", x, y)
        self.mouse("mouseReleased", x, y)

    def mouse(self, what: str, x: float, y: float, **more: Any) -> None:
        button = {} if what == "mouseWheel" else {"button": "left", "clickCount": 1}
        self._call("Input.dispatchMouseEvent", type=what, x=x, y=y, **button, **more)

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        self.mouse("mousePressed", *start)
        for share in (0.3, 0.7, 1.0):
            x, y = (a + (b - a) * share for a, b in zip(start, end, strict=True))
            self.mouse("mouseMoved", x, y, buttons=1)
        self.mouse("mouseReleased", *end)

    def touch(self, what: str, *points: tuple[float, float]) -> None:
        told = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
        self._call("Input.dispatchTouchEvent", type=what, touchPoints=told)

    def press(self, key: str) -> None:
        name, code, text = KEYS[key] if key in KEYS else (key, ord(key.upper()), key)
        common = {"key": name, "windowsVirtualKeyCode": code}
        self._call("Input.dispatchKeyEvent", type="keyDown", text=text, **common)
        self._call("Input.dispatchKeyEvent", type="keyUp", **common)

    def write(self, text: str) -> None:
        self._call("Input.insertText", text=text)

    def accessible_names(self) -> list[str]:
        """What a screen reader finds: role and name of everything that has one."""
        nodes = self._call("Accessibility.getFullAXTree")["nodes"]
        return [
            f"{node['role']['value']}: {node['name']['value']}"
            for node in nodes
            if not node.get("ignored") and node.get("name", {}).get("value")
        ]

    def printed(self) -> bytes:
        return base64.b64decode(self._call("Page.printToPDF", preferCSSPageSize=True)["data"])

    def screenshot(self) -> bytes:
        return base64.b64decode(self._call("Page.captureScreenshot", format="png")["data"])

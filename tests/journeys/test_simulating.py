"""Simulating a board in a real window: what breaks is shown, and goes again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from real_window import Window

from stormdesk.document.file import to_bytes
from stormdesk.exchange.source import board_of

MODEL = """
format: stormdesk/1
board: {id: shop, title: Shop, level: process, language: en, scope: Orders and their stock}
contexts:
  - {id: ordering, name: Ordering}
stickies:
  - {id: placed, kind: event, text: Order placed, context: ordering, at: 1, trigger: external,
     message: {rate: {steady: 2/s, peak: 9/s}}}
  - {id: reserver, kind: policy, text: "Whenever an order is placed, reserve", context: ordering,
     at: 2, handling: {service-time: 1s, parallelism: 4}}
  - {id: reserved, kind: event, text: Stock reserved, context: ordering, at: 3,
     service-levels: [{indicator: latency, objective: "95%", threshold: 5s, window: 28d}]}
flows:
  - {from: placed, to: reserver}
  - {from: reserver, to: reserved}
"""


OVER = "#B3261E"
"""The colour of what is over its level, or broken."""
BAR = 900
"""From here on down the bar of the time explains the same colour."""


def broken(window: Window) -> list[tuple[float, float]]:
    """Where the canvas tells that a service level is broken."""
    return [at for at in window.blobs(OVER) if at[1] < BAR]


def test_a_run_by_keyboard_shows_on_the_board_what_breaks_and_leaves_the_file_alone(
    open_window: Callable[..., Window], tmp_path: Path
) -> None:
    path = tmp_path / "shop.stormdesk"
    path.write_bytes(to_bytes(board_of("shop.yaml", MODEL.encode())))
    saved = path.read_bytes()
    window = open_window(str(path))
    assert not broken(window)
    window.key("ctrl+shift+y", "ctrl+Return")
    window.wait_until(lambda: bool(broken(window)), "the broken level is shown")
    window.screenshot("simulated")
    # Out of the panel, and then out of the simulated time.
    window.key("Escape", "Escape")
    window.wait_until(lambda: not broken(window), "nothing simulated is shown")
    window.key("shift+u")
    window.wait_until(lambda: bool(broken(window)), "the simulated time is back")
    window.close()
    assert path.read_bytes() == saved

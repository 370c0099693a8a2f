"""A whole big picture workshop is led by keys, with the wall beside the console."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from real_window import Window

from stormdesk.analysis.votes import shown_votes
from stormdesk.document.file import read
from stormdesk.exchange.agendas import all_agendas
from stormdesk.model.board import Board
from stormdesk.model.hotspot import hotspots
from stormdesk.model.session import Session, Step, Vote

NAMES = [f"Guest {letter}" for letter in "ABCDEFGHIJKL"]
LANES = ("Ordering", "Payment", "Shipping")
EVENTS, HOTSPOTS = 43, 19
AGENDA = all_agendas().named("big-picture")


def outline() -> str:
    lines: list[str] = []
    for lane in LANES:
        lines.append(f"# {lane}")
        lines += [f"{lane} step {number} completed" for number in range(EVENTS)]
    lines += [f"h: What about case {number}?" for number in range(HOTSPOTS)]
    return "\n".join(lines) + "\n"


def board(path: Path) -> Board:
    return read(path)[0]


def session(path: Path) -> Session | None:
    return next(iter(board(path).of_type(Session).values()), None)


def has_wall(window: Window) -> bool:
    mine = ("--all", "--pid", str(window.process.pid), "--name", "wall$")
    return bool(window._tool("search", "--onlyvisible", *mine, check=False).split())


def test_a_workshop_from_check_in_to_the_pack(
    open_window: Callable[..., Window], imported: Callable[[str], Path]
) -> None:
    path = imported(outline())
    window = open_window(str(path))
    window.settle(2)
    window.click(700, 700)
    window.key("ctrl+shift+w")
    window.key("Tab")
    window.key("ctrl+a")
    write(window, *NAMES)
    window.key("Tab", "space")
    window.key("F5")
    window.wait_until(lambda: has_wall(window), "the wall is shown")
    window.settle(1)
    for number, phase in enumerate(AGENDA.phases if AGENDA is not None else ()):
        if number:
            window.key("F6")
        window.settle(0.8)
        if phase.silent:
            explore(window)
        if phase.walk is not None:
            walk(window, phase.walk)
        if phase.vote is not None:
            vote(window)
        window.screenshot(f"phase-{number + 1}")
    window.key("ctrl+shift+w")
    window.key("ctrl+s")
    window.wait_until(lambda: (s := session(path)) is not None and bool(s.ballots), "it is saved")
    window.key("F5")
    window.close()
    held = session(path)
    assert held is not None
    assert held.participants == tuple(NAMES)
    assert AGENDA is not None
    assert [p.name for p in held.phases] == [p.name for p in AGENDA.phases]
    assert [(turn.mode, turn.by) for turn in held.turns] == [
        ("forward", "Guest A"), ("forward", "Guest B"),
        ("backward", "Guest A"), ("backward", "Guest B"),
    ]  # fmt: skip
    assert all(len(turn.steps) > 3 for turn in held.turns)
    found = board(path)
    assert len(hotspots(found)) == HOTSPOTS + 1
    assert "Who has seen this fail?" in {s.text for s in hotspots(found)}
    assert {"Refund promised", "Parcel lost"} <= {s.text for s in found.stickies.values()}
    assert len(found.of_type(Vote)) == 2 * len(NAMES)
    assert sum(shown_votes(found).values()) == 2 * len(NAMES)
    pack = path.parent / "pack"
    command = [sys.executable, "-m", "stormdesk", "export", "close-out", str(path), "-o", str(pack)]
    subprocess.run(command, check=True, cwd=path.parent)
    assert (pack / "index.html").is_file()
    assert not found.of_type(Step)


def write(window: Window, *lines: str) -> None:
    """Type lines, each with Enter behind it."""
    for line in lines:
        window.type(line)
        window.key("Return")


def explore(window: Window) -> None:
    """Write two stickies unseen, and reveal them."""
    window.key("ctrl+alt+i")
    write(window, "Refund promised", "Parcel lost")
    window.screenshot("inbox")
    window.key("Tab", "Tab", "space")
    window.settle(1)
    window.key("ctrl+shift+w")


def walk(window: Window, mode: str) -> None:
    """Walk some steps with the keys of a presenter, and drop a hotspot once."""
    window.key("ctrl+alt+l" if mode == "forward" else "ctrl+alt+k")
    window.settle(0.6)
    window.screenshot(f"walk-{mode}-begun")
    window.key("Next", "Next", "Right", "Prior", "Right")
    if mode == "forward":
        window.key("h")
        write(window, "Who has seen this fail?")
    window.key("n")
    window.key("Right", "Right", "Right", "Right")
    window.settle(0.8)
    window.screenshot(f"walk-{mode}")
    window.key("Escape")


def vote(window: Window) -> None:
    """Give two votes a head, going from hotspot to hotspot, and reveal them."""
    window.key("ctrl+alt+b")
    window.key("Tab", "Tab", "Tab", "space")
    window.settle(0.5)
    window.key("Escape")
    for _ in NAMES:
        window.key("F8", "ctrl+alt+g", "ctrl+alt+g")
    window.screenshot("voting")
    window.key("ctrl+k")
    write(window, "Reveal the votes")
    window.settle(1.5)

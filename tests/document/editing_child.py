"""Forks an editor a line of standard input; each acknowledges what it has committed.

Imports come before the forks, so that an editor starts, and can be killed, within milliseconds.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from random import Random

from stormdesk.document.file import sha256, to_bytes
from stormdesk.document.opening import OpenBoard, open_board
from stormdesk.model.board import Board
from stormdesk.model.sticky import Kind, Sticky


def say(text: str) -> None:
    """Write one line in one piece."""
    os.write(1, f"{text}\n".encode())


def as_it_is(board: Board) -> Board:
    return board


def step(opened: OpenBoard, random: Random, name: str) -> None:
    document = opened.document
    ids = sorted(document.board.stickies)
    match random.choice("pppprruuyds"):
        case "u":
            document.undo()
        case "y":
            document.redo()
        case "s":
            opened.save(overwrite=True)
        case "r" if ids:
            old = document.board.stickies[random.choice(ids)]
            with document.edit("Reword") as edit:
                edit.put(old.revised(text=name, at=random.random()))
        case "d" if len(ids) > 5:
            with document.edit("Remove") as edit:
                edit.remove(random.choice(ids))
        case _:
            with document.edit("Add") as edit:
                edit.put(Sticky(id=name, kind=Kind.EVENT, text="x" * random.randrange(5000)))


def edit_until_killed(path: Path, state: Path, seed: int) -> None:
    random = Random(seed)
    opened = open_board(path, state, as_it_is)
    number = 0
    while True:
        say(sha256(to_bytes(opened.document.board)))
        number += 1
        step(opened, random, f"s{seed}-{number}")


def main() -> None:
    path, state = Path(sys.argv[1]), Path(sys.argv[2])
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            edit_until_killed(path, state, int(line))
        say(f"pid {child}")
        os.waitpid(child, 0)
        say("dead")


if __name__ == "__main__":
    main()

"""Moving stickies by hand in a real window, and what the file holds of it afterwards."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from real_window import Window

from stormdesk.document.file import read, to_bytes
from stormdesk.editor.wall import Wall
from stormdesk.layout.appearance import DEFAULT_PALETTE
from stormdesk.layout.card import Cards
from stormdesk.layout.fonts import Typefaces
from stormdesk.model.board import Board
from stormdesk.model.context import Context, Flow
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Kind, Sticky

Pixel = tuple[float, float]
COLUMN = 320
STRIP = ("Place", "Placed", "Whenever")
"""A command, its event and a policy, edge to edge."""


def sticky(name: str, kind: Kind, x: float, lane: str) -> Sticky:
    return Sticky(id=name, kind=kind, text=name, context=lane, x=x, y=40, at=x / COLUMN + 1)


@pytest.fixture
def before() -> Board:
    """Return a strip, with room on its right before a system, above a lane with one command."""
    return Board.of(
        [
            Profile(id="shop", title="Shop", level="process"),
            Context(id="ordering", name="Ordering", order=0),
            Context(id="shipping", name="Shipping", order=1),
            sticky("Place", Kind.COMMAND, 0, "ordering"),
            sticky("Placed", Kind.EVENT, 160, "ordering"),
            sticky("Whenever", Kind.POLICY, 320, "ordering"),
            sticky("Bank", Kind.SYSTEM, 1280, "ordering"),
            sticky("Pack", Kind.COMMAND, 960, "shipping"),
            Flow.between("Place", "Placed", 0),
            Flow.between("Placed", "Whenever", 1),
        ]
    )


@pytest.fixture
def path(before: Board, tmp_path: Path) -> Path:
    path = tmp_path / "shop.stormdesk"
    path.write_bytes(to_bytes(before))
    return path


class Screen:
    """A window with all of a board in view; tells on which pixel a place of the board lies."""

    def __init__(self, window: Window, board: Board) -> None:
        window.key("0")
        window.settle(0.6)
        self._wall = Wall(board, Cards(Typefaces.bundled_only()))
        left, right = (self._wall.arrangement.boxes[each].center for each in ("Placed", "Bank"))
        event, system = (
            window.middle_of(DEFAULT_PALETTE.kinds[kind]) for kind in (Kind.EVENT, Kind.SYSTEM)
        )
        self.scale = (system[0] - event[0]) / (right.x - left.x)
        self._origin = event[0] - left.x * self.scale, event[1] - left.y * self.scale

    def at(self, x: float, y: float) -> Pixel:
        return self._origin[0] + x * self.scale, self._origin[1] + y * self.scale

    def on(self, name: str) -> Pixel:
        return self.at(*self._wall.arrangement.boxes[name].center)


def save(window: Window, path: Path, holds: Callable[[Board], bool], what: str) -> Board:
    window.key("ctrl+s")
    window.wait_until(lambda: holds(read(path)[0]), what)
    return read(path)[0]


def pushed(board: Board, *names: str) -> Board:
    """Return the board with those stickies one column further."""
    moved = {
        i: s.revised(x=(s.x or 0) + COLUMN, at=(s.at or 0) + 1) if i in names else s
        for i, s in board.records.items()
    }
    return Board.of(moved.values())


def test_space_is_inserted_in_one_lane_and_with_shift_in_all(
    open_window: Callable[..., Window], path: Path, before: Board
) -> None:
    window = open_window(str(path))
    screen = Screen(window, before)
    gap, further = screen.at(800, 20), screen.at(800 + COLUMN, 20)
    window.drag(gap, further, holding="ctrl")
    window.screenshot("space")
    wanted = pushed(before, "Bank")
    save(window, path, lambda board: board == wanted, "one lane has a column more")
    window.key("ctrl+z", "i")
    window.drag(gap, further, holding="shift")
    wanted = pushed(before, "Bank", "Pack")
    save(window, path, lambda board: board == wanted, "both lanes have a column more")
    window.key("ctrl+z")
    save(window, path, lambda board: board == before, "one undo takes it back")
    window.close()


def test_a_strip_is_carried_into_another_lane_as_it_is(
    open_window: Callable[..., Window], path: Path, before: Board
) -> None:
    window = open_window(str(path))
    screen = Screen(window, before)
    window.drag(screen.at(700, 20), screen.at(80, 100))
    start = screen.on("Placed")
    window.drag(start, (start[0], screen.on("Pack")[1]))
    window.screenshot("carried")
    board = save(window, path, lambda board: board != before, "the drop is saved")
    height = board.stickies["Placed"].y
    assert height == pytest.approx(40, abs=1 / screen.scale)
    moved = {name: before.stickies[name].revised(context="shipping", y=height) for name in STRIP}
    assert board == Board.of({**before.records, **moved}.values())
    window.key("ctrl+z")
    save(window, path, lambda board: board == before, "one undo brings all of it back")
    window.close()


def test_what_is_dropped_beside_a_strip_joins_it_unless_alt_is_held(
    open_window: Callable[..., Window], path: Path, before: Board
) -> None:
    window = open_window(str(path))
    screen = Screen(window, before)
    beside = screen.at(608 + 80 + 6, 120 + 6)
    window.drag(screen.on("Pack"), beside, holding="alt")
    board = save(window, path, lambda board: board != before, "the first drop is saved")
    assert board.stickies["Pack"].x != 608
    assert board.flows == before.flows
    window.key("ctrl+z")
    window.drag(screen.on("Pack"), beside)
    window.screenshot("joined")
    board = save(window, path, lambda board: len(board.flows) == 3, "a flow has come")
    pack = board.stickies["Pack"]
    assert (pack.x, pack.y, pack.context) == (608, 40, "ordering")
    assert Flow.derived_id("Whenever", "Pack") in board.flows
    window.close()


def test_nothing_moves_by_accident(
    open_window: Callable[..., Window], path: Path, before: Board
) -> None:
    window = open_window(str(path))
    screen = Screen(window, before)
    placed = screen.on("Placed")
    far = placed[0] + 200, placed[1] + 90
    # Alt, since snapping would take so small a step back.
    window.drag(placed, (placed[0] + 3, placed[1] + 2), steps=3, holding="alt")
    window.drag(placed, far, escaping=True)
    window.click(*placed)
    window.key("ctrl+l")
    window.drag(placed, far)
    window.screenshot("locked")
    locked = before.stickies["Placed"].revised(locked=True)
    wanted = Board.of({**before.records, "Placed": locked}.values())
    save(window, path, lambda board: board == wanted, "it is locked, and nothing else changed")
    window.close()

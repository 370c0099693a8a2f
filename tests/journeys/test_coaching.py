"""The coach in a real window: it is followed, it fixes, and it puts up the scaffolding."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from real_window import Window

from stormdesk.document.file import read
from stormdesk.layout.appearance import DEFAULT_PALETTE
from stormdesk.layout.tilting import is_askew
from stormdesk.model.board import Board
from stormdesk.model.sticky import Kind, Sticky

ORANGE = DEFAULT_PALETTE.kinds[Kind.EVENT]
BIG_PICTURE = """# Ordering
Order placed
Order paid
# Shipping
Parcel packed
Parcel sent
"""


def saved(path: Path) -> Board:
    board: Board = read(path)[0]
    return board


def texts(path: Path) -> set[str]:
    return {sticky.text for sticky in saved(path).of_type(Sticky).values()}


def test_a_finding_is_followed_fixed_and_the_fix_undone(
    open_window: Callable[..., Window], imported: Callable[[str], Path]
) -> None:
    path = imported("Order placed\nSend parcel\nInvoice paid\n")
    window = open_window(str(path))
    window.settle(2)
    window.key("0", "F7")
    window.settle(0.6)
    window.screenshot("finding")
    window.key("ctrl+period")
    window.settle(0.6)
    window.screenshot("fixed")
    window.key("ctrl+s")
    fixed = {"Order placed", "Parcel sent", "Invoice paid"}
    window.wait_until(lambda: texts(path) == fixed, "the event is reworded")
    window.key("ctrl+z", "ctrl+s")
    window.wait_until(lambda: "Send parcel" in texts(path), "the fix is undone")
    window.settle(1)
    window.key("F7", "t")
    window.settle(0.6)
    window.screenshot("tilted")
    window.key("ctrl+s")
    window.wait_until(lambda: any(map(is_askew, saved(path).stickies.values())), "it is tilted")
    window.close()


def test_a_big_picture_is_scaffolded_down_to_software_design(
    open_window: Callable[..., Window], imported: Callable[[str], Path]
) -> None:
    path = imported(BIG_PICTURE)
    window = open_window(str(path))
    window.key("ctrl+shift+u", "0")
    window.settle(0.6)
    window.screenshot("process")
    window.key("ctrl+shift+u", "0")
    window.settle(0.6)
    window.screenshot("design")
    assert len(window.blobs(ORANGE)) == 4
    window.key("ctrl+s")
    window.wait_until(lambda: saved(path).profile.level == "software-design", "it is saved")
    board = saved(path)
    for event in (s for s in board.stickies.values() if s.kind is Kind.EVENT):
        (decided,) = board.incoming(event.id)
        (ordered,) = board.incoming(decided.source)
        aggregate, command = board.stickies[decided.source], board.stickies[ordered.source]
        assert (aggregate.kind, command.kind) == (Kind.AGGREGATE, Kind.COMMAND)
        assert aggregate.derived_from == command.derived_from == f"{board.profile.id}/{event.id}"
    commands = {s.text for s in board.stickies.values() if s.kind is Kind.COMMAND}
    assert commands == {"Place order", "Pay order", "Pack parcel", "Send parcel"}
    window.key("ctrl+z", "ctrl+z", "ctrl+s")
    window.wait_until(lambda: len(saved(path).stickies) == 4, "two steps back")
    assert saved(path).profile.level is None
    window.close()

"""Judging a board in a real window, and the words that are explained there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from real_window import Window

from stormdesk.document.file import read, to_bytes
from stormdesk.exchange.source import board_of
from stormdesk.model.session import Check

MODEL = """
format: stormdesk/1
board: {id: shop, title: Shop, level: process, language: en, scope: From basket to parcel}
contexts:
  - {id: ordering, name: Ordering, owner: Checkout}
stickies:
  - {id: placed, kind: event, text: Order placed, context: ordering, at: 1, trigger: external}
  - {id: doubt, kind: hotspot, text: Who pays?, context: ordering, at: 2}
glossary:
  - {term: Order, definition: What somebody is bound to pay for., context: ordering}
"""


def checks(path: Path) -> list[tuple[str, str | None]]:
    return [(c.item, c.confirmed_by) for c in read(path)[0].in_order(Check)]


def test_a_tick_by_keyboard_is_saved_with_a_name(
    open_window: Callable[..., Window], tmp_path: Path
) -> None:
    path = tmp_path / "shop.stormdesk"
    path.write_bytes(to_bytes(board_of("shop.yaml", MODEL.encode())))
    window = open_window(str(path))
    window.key("ctrl+shift+k")
    window.settle(3)
    window.screenshot("readiness")
    # The game and its four rules, then the preparation down to its eighth item.
    window.key("Home", *["Down"] * 13, "space")
    window.type("Ada")
    window.key("Return", "space")
    window.settle(1)
    window.screenshot("ticked")
    window.key("ctrl+s")
    window.wait_until(lambda: bool(checks(path)), "the tick is saved")
    assert checks(path) == [("examples-are-at-hand", "Ada")]
    window.key("ctrl+shift+g")
    window.type("dead")
    window.settle(1)
    window.screenshot("glossary")
    window.close()


def test_a_word_of_the_board_is_explained_where_somebody_rests(
    open_window: Callable[..., Window], tmp_path: Path
) -> None:
    path = tmp_path / "shop.stormdesk"
    path.write_bytes(to_bytes(board_of("shop.yaml", MODEL.encode())))
    window = open_window(str(path))
    window.settle(1)
    event = next(iter(window.blobs("#FF9D48")))
    before = window.screenshot("before").read_bytes()
    window.move(event[0], event[1])
    window.settle(2.5)
    after = window.screenshot("explained").read_bytes()
    assert before != after
    window.close()

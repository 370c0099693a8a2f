"""Blocks that know their height, flowed over pages from top to bottom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import NamedTuple

from stormdesk.exchange.paper.report.sheet import Sheet

Draw = Callable[[Sheet, float], None]
"""Draws something on a page, from some height on downwards."""


class Entry(NamedTuple):
    """What bookmarks, and where it is ``listed`` the contents, lead to."""

    title: str
    anchor: str
    level: int = 0
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Block:
    """What stands on one page as a whole.

    ``gap`` is free above it but at the top of a page; it stays with the next block where it
    ``keeps``. ``repeated`` is shown again above it where it comes first on a page. It begins a new
    page where less than ``needs`` is left, or in any case.
    """

    height: float
    draw: Draw
    gap: float = 0.0
    keeps: bool = False
    repeated: Block | None = None
    anchors: tuple[str, ...] = ()
    entry: Entry | None = None
    needs: float = 0.0
    on_new_page: bool = False


class Placed(NamedTuple):
    """A block and how far down in the column it stands."""

    block: Block
    top: float


def flowed(blocks: Sequence[Block], depth: float) -> list[list[Placed]]:
    """Return the blocks page by page, columns that are so high; no page is empty."""
    pages: list[list[Placed]] = []
    filled = depth
    for number, block in enumerate(blocks):
        chain = _chain(blocks, number, depth)
        if not pages or block.on_new_page or filled + max(block.gap + chain, block.needs) > depth:
            pages.append([])
            filled = 0.0
            if block.repeated is not None:
                pages[-1].append(Placed(block.repeated, 0.0))
                filled = block.repeated.height
        else:
            filled += block.gap
        pages[-1].append(Placed(block, filled))
        filled += block.height
    return pages


def _chain(blocks: Sequence[Block], start: int, depth: float) -> float:
    """Return the height of a block with those that it must not part from, as far as fits a page."""
    height = blocks[start].height
    kept = takewhile(lambda n: blocks[n - 1].keeps, range(start + 1, len(blocks)))
    for number in kept:
        block = blocks[number]
        if block.on_new_page or height + block.gap + block.height > depth:
            break
        height += block.gap + block.height
    return height

"""The colours of a board's lanes: each keeps its own wherever it is moved."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from zlib import crc32

from stormdesk.layout.appearance import DEFAULT_PALETTE, Palette
from stormdesk.layout.arrangement import Arrangement
from stormdesk.layout.contrast import legible_ground
from stormdesk.model.context import Context

_FEW = 3


def lane_colours(arrangement: Arrangement, palette: Palette = DEFAULT_PALETTE) -> list[str]:
    """Return the grounds of all lanes of an arrangement from top to bottom."""
    contexts = arrangement.board.contexts
    return grounds([contexts.get(lane.context_id or "") for lane in arrangement.lanes], palette)


def grounds(lanes: Sequence[Context | None], palette: Palette = DEFAULT_PALETTE) -> list[str]:
    """Return the grounds of some lanes from top to bottom; None is the lane without a name.

    Without a colour of its own a lane has one of the palette's, which follows from its id and those
    of the others, not from their order; only beside its like it has another. Where a palette has
    but two, they take turns.
    """
    ids = tuple(lane.id if lane is not None else "" for lane in lanes)
    return [
        _ground(lane, palette.lanes[number], palette)
        for lane, number in zip(lanes, _numbers(ids, len(palette.lanes)), strict=True)
    ]


def _ground(context: Context | None, usual: str, palette: Palette) -> str:
    """Return a lane's own colour, or else the usual one.

    An own colour goes as far towards the paper as the names written on it need.
    """
    if context is None or context.colour is None:
        return usual
    return legible_ground(context.colour, palette.outer_ink, palette.paper)


@lru_cache(maxsize=64)
def _numbers(ids: tuple[str, ...], colours: int) -> tuple[int, ...]:
    """Return the number of the palette's colour for every lane, none twice running."""
    if colours < _FEW:
        return tuple(place % colours for place in range(len(ids)))
    chosen = _chosen(ids, colours)
    result: list[int] = []
    for place, lane_id in enumerate(ids):
        number = chosen[lane_id]
        if result and number == result[-1]:
            beside = {number, *(chosen[i] for i in ids[place + 1 : place + 2])}
            number = next(n for n in range(colours) if n not in beside)
        result.append(number)
    return tuple(result)


def _chosen(ids: tuple[str, ...], colours: int) -> dict[str, int]:
    """Return a number for every lane; none comes again before all have been given out."""
    chosen: dict[str, int] = {}
    free: set[int] = set()
    # The lane without a name comes and goes, so that it takes what the others leave.
    for lane_id in sorted(ids, key=lambda each: (not each, each)):
        free = free or set(range(colours))
        wish = crc32(lane_id.encode("utf-8", "surrogatepass"))
        chosen[lane_id] = min(free, key=lambda number: (number - wish) % colours)
        free.remove(chosen[lane_id])
    return chosen

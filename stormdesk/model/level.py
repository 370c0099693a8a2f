"""Which kinds a board's level holds, and the level that a board's kinds ask for."""

from __future__ import annotations

from stormdesk.model.board import Board
from stormdesk.model.profile import LEVELS, Level
from stormdesk.model.sticky import Kind

_BIG_PICTURE = (
    Kind.EVENT,
    Kind.HOTSPOT,
    Kind.ACTOR,
    Kind.SYSTEM,
    Kind.OPPORTUNITY,
    Kind.VALUE,
    Kind.NOTE,
)
_PROCESS = (*_BIG_PICTURE, Kind.COMMAND, Kind.POLICY, Kind.READ_MODEL)
_PALETTES: dict[Level, tuple[Kind, ...]] = {
    "big-picture": _BIG_PICTURE,
    "process": _PROCESS,
    "software-design": tuple(Kind),
}


def palette(level: Level) -> tuple[Kind, ...]:
    """Return the kinds that belong to a level."""
    return _PALETTES[level]


def lowest_level(kind: Kind) -> Level:
    """Return the first level that a kind belongs to."""
    return next(level for level in LEVELS if kind in palette(level))


def level_of(board: Board) -> Level:
    """Return the level of a board: the one it names, else the lowest that holds its kinds."""
    if board.profile.level is not None:
        return board.profile.level
    return next(level for level in LEVELS if board.kinds <= set(palette(level)))

"""A sticky as a card: how large it is, and its text set once for screen and paper."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from stormdesk.layout.appearance import LOOKS, Look
from stormdesk.layout.fonts import Typefaces
from stormdesk.layout.typesetting import Setting, set_text
from stormdesk.model.sticky import Kind, Sticky

Size = tuple[float, float]

_PLAIN = "\u017f"  # up to here Roboto has every letter, and no letter changes its neighbour's shape
_KERNING = 1.04  # what kerning may add to the sum of advances, generously
_WIDEST = 1.1  # ems; no such letter is wider
_LEADING = 1.2


class _Room(NamedTuple):
    """The text area of a kind; how much of it goes in at the smallest size, measured in ems."""

    width: float
    height: float
    ems: float
    letters: int
    lines: int


def _room(look: Look) -> _Room:
    insets, smallest = look.insets, look.type_sizes[-1]
    width = look.width - insets.left - insets.right
    height = look.height - insets.top - insets.bottom
    ems = width / (smallest * _KERNING)
    return _Room(width, height, ems, int(ems // _WIDEST), int(height // (smallest * _LEADING)))


_ROOMS: Mapping[Kind, _Room] = MappingProxyType({kind: _room(LOOKS[kind]) for kind in Kind})


def set_sticky(sticky: Sticky, typefaces: Typefaces) -> Setting:
    """Set a sticky's text into its text area, whose top left corner is the setting's origin."""
    room, sizes = _ROOMS[sticky.kind], LOOKS[sticky.kind].type_sizes
    return set_text(sticky.text, room.width, room.height, typefaces, sizes=sizes)


def size_of(sticky: Sticky, typefaces: Typefaces) -> Size:
    """Return width and height: the kind's own, or taller where even the smallest type is too much.

    A short text that fits for certain is not set at all.
    """
    look, room, text = LOOKS[sticky.kind], _ROOMS[sticky.kind], sticky.text
    is_plain = text.isascii() or max(text) <= _PLAIN
    if is_plain and (_is_short(text, room) or _surely_fits(text, room, typefaces)):
        return look.width, look.height
    return look.width, look.height + set_sticky(sticky, typefaces).height - room.height


class Cards:
    """The sizes of stickies, measured once for every kind and text."""

    def __init__(self, typefaces: Typefaces) -> None:
        self.typefaces = typefaces
        self._sizes: dict[tuple[Kind, str], Size] = {}

    def size(self, sticky: Sticky) -> Size:
        """Return width and height of a sticky in board units."""
        key = (sticky.kind, sticky.text)
        found = self._sizes.get(key)
        if found is None:
            found = self._sizes[key] = size_of(sticky, self.typefaces)
        return found


def _is_short(text: str, room: _Room) -> bool:
    """Tell by the number of its letters alone whether a plain text fits, with words whole."""
    longest = max(map(len, text.split()), default=0)
    # A line breaks only where the next word has no room, so no line but the last of a paragraph
    # is shorter.
    least = room.letters - longest + 1
    if least <= 0 or len(text) // least + text.count("\n") >= room.lines:
        return False
    return text.replace("\n", "").isprintable()


def _surely_fits(text: str, room: _Room, typefaces: Typefaces) -> bool:
    """Tell by the widths of its letters alone whether a plain text fits, with words whole."""
    if len(text) / 4 > room.lines * room.ems:
        return False
    advances = typefaces.latin().advances
    if not advances.keys() >= set(text.replace("\n", " ")):
        return False
    advance, space = advances.__getitem__, advances[" "]
    needed = 0
    for paragraph in text.split("\n"):
        needed += 1
        pen = -space
        for word in paragraph.strip(" ").split(" "):
            length = sum(map(advance, word))
            if length > room.ems:
                return False
            pen += space + length
            if pen > room.ems:
                needed += 1
                pen = length
    return needed <= room.lines

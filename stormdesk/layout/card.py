"""A sticky as a card: how large it is, and its text set once for screen and paper."""

from __future__ import annotations

from stormdesk.layout.appearance import LOOKS, Look
from stormdesk.layout.fonts import Typefaces
from stormdesk.layout.typesetting import Setting, set_text
from stormdesk.model.sticky import Kind, Sticky

Size = tuple[float, float]

_PLAIN = "\u017f"  # up to here Roboto has every letter, and no letter changes its neighbour's shape
_KERNING = 1.04  # what kerning may add to the sum of advances, generously
_WIDEST = 1.1  # ems; no such letter is wider
_LEADING = 1.2


def set_sticky(sticky: Sticky, typefaces: Typefaces) -> Setting:
    """Set a sticky's text into its text area, whose top left corner is the setting's origin."""
    look = LOOKS[sticky.kind]
    width, height = _room(look)
    return set_text(sticky.text, width, height, typefaces, sizes=look.type_sizes)


def size_of(sticky: Sticky, typefaces: Typefaces) -> Size:
    """Return width and height: the kind's own, or taller where even the smallest type is too much.

    A short text that fits for certain is not set at all.
    """
    look = LOOKS[sticky.kind]
    if _surely_fits(sticky.text, look, typefaces):
        return look.width, look.height
    return look.width, look.height + set_sticky(sticky, typefaces).height - _room(look)[1]


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


def _room(look: Look) -> Size:
    insets = look.insets
    return look.width - insets.left - insets.right, look.height - insets.top - insets.bottom


def _surely_fits(text: str, look: Look, typefaces: Typefaces) -> bool:
    """Tell by letters and their widths alone whether a text fits, set small and words whole."""
    if text and max(text) > _PLAIN:
        return False
    width, height = _room(look)
    size = look.type_sizes[-1] * _KERNING
    lines = int(height // (look.type_sizes[-1] * _LEADING))
    if len(text) * size / 4 > lines * width:
        return False
    letters = int(width // (size * _WIDEST))
    longest = max(map(len, text.split()), default=0)
    # a line breaks only where the next word has no room, so all lines but the last are this long
    least = letters - longest + 1
    if least > 0 and text.isprintable() and len(text) < lines * least:
        return True
    font = typefaces.roboto()
    em = font.units_per_em / size
    space = font.advance(font.glyph(0x20)) / em
    needed = 0
    for paragraph in f"{text} ".splitlines():
        needed += 1
        pen = -space
        for word in paragraph.split():
            length = sum(font.advance(font.glyph(ord(letter))) for letter in word) / em
            if length > width:
                return False
            pen += space + length
            if pen > width:
                needed += 1
                pen = length
    return needed <= lines

"""Stickies on paper: the card with its shadow and sign, its words, and its marks."""

from __future__ import annotations

from collections.abc import Iterable

from stormdesk.exchange.paper.drawing import Drawing
from stormdesk.exchange.paper.lettering import meaning
from stormdesk.exchange.paper.operators import (
    arc,
    blended,
    fill,
    moved,
    outline,
    rectangle,
    rounded,
    stroke,
    turned,
)
from stormdesk.exchange.paper.pdf_resources import Form
from stormdesk.layout.appearance import LOOKS, Palette, colour_of, sign_of
from stormdesk.layout.arrangement import Arrangement
from stormdesk.layout.card import set_sticky
from stormdesk.layout.geometry import Box, Point
from stormdesk.layout.glyphs import GRID, STROKE, Glyph, Path
from stormdesk.layout.pins import lane_of
from stormdesk.layout.tilting import tilt_of, turned_box
from stormdesk.layout.typesetting import set_line
from stormdesk.model.sticky import Kind, Sticky

_SHADOW = "#28221A"
_SHADOW_LAYERS = ((0.5, 3.0), (1.0, 1.0), (1.5, -1.0), (2.0, -3.0))
_SHADOW_SHARE = 0.055
_SHADOW_DROP = 3.0
_SIGN_SHARE = 175 / 255
_EDGE_SHARE = 40 / 255
_ROOM = 12.0  # round a card, for its shadow
_BAR_TYPE = 14.0
_BAR_INSET = 8.0


class StickyDrawing:
    """Draws the stickies of one arrangement; equal cards and equal texts are made once."""

    def __init__(self, drawing: Drawing, palette: Palette) -> None:
        self._drawing = drawing
        self._palette = palette
        self._words: dict[tuple[Kind, str, bool], str] = {}

    def draw_all(self, arrangement: Arrangement) -> None:
        """Draw every sticky, those that are pinned on others over them."""
        stickies = arrangement.board.stickies.values()
        collapsed = {lane.context_id for lane in arrangement.lanes if lane.collapsed}
        for sticky in back_to_front(stickies):
            box = arrangement.boxes[sticky.id]
            if collapsed and _is_bar(arrangement, sticky, collapsed):
                self._draw_bar(sticky, box)
            else:
                self.draw(sticky, box)

    def draw(self, sticky: Sticky, box: Box) -> None:
        """Draw one sticky as a card."""
        tilt = tilt_of(sticky)
        middle = Point(box.width / 2, box.height / 2)
        self._drawing.apart(
            moved(box.x, box.y),
            turned(tilt, middle) if tilt else "",
            self.card(sticky, box),
            fill(self._palette.ink),
            self._text(sticky),
            *self._marks(sticky, box),
            of=sticky,
            within=turned_box(box, tilt).inflated(_ROOM),
        )

    def card(self, sticky: Sticky, box: Box) -> str:
        """Return the operator for a card without words, its top left corner at the origin."""
        colour = colour_of(sticky, self._palette)
        pivotal = sticky.kind is Kind.EVENT and sticky.pivotal
        key = (sticky.kind, sticky.sign, colour, box.width, box.height, pivotal)
        return self._drawing.form(key, lambda: self._card(sticky, box, colour, pivotal=pivotal))

    def _card(self, sticky: Sticky, box: Box, colour: str, *, pivotal: bool) -> Form:
        ink, card = self._palette.ink, Box(0, 0, box.width, box.height)
        parts = [
            self._shadow(card),
            fill(colour),
            rectangle(card),
            "f",
            stroke(blended(ink, colour, _EDGE_SHARE), 1),
            rectangle(card),
            "S",
            sign_operators(
                sign_of(sticky), LOOKS[sticky.kind].glyph_box, blended(ink, colour, _SIGN_SHARE)
            ),
        ]
        if pivotal:
            parts += [fill(self._palette.pivotal), rectangle(Box(0, -3, box.width, 6)), "f"]
        return Form(card.inflated(_ROOM), " ".join(parts))

    def _shadow(self, card: Box) -> str:
        layers = [
            f"{rounded(card.moved(off, _SHADOW_DROP).inflated(grown), grown + 4)} f"
            for off, grown in _SHADOW_LAYERS
        ]
        opacity = self._drawing.opacity(_SHADOW_SHARE)
        return f"q {opacity} {fill(_SHADOW)} {' '.join(layers)} Q"

    def _text(self, sticky: Sticky) -> str:
        # Readers take the letters of a line that climbs for those of many lines.
        tilted = bool(tilt_of(sticky))
        key = (sticky.kind, sticky.text, tilted)
        found = self._words.get(key)
        if found is None:
            insets = LOOKS[sticky.kind].insets
            lines = set_sticky(sticky, self._drawing.typefaces).lines
            written = self._drawing.lettering.written
            found = " ".join(
                written(one, insets.left, insets.top, meaning(one) if tilted else None)
                for one in lines
            )
            self._words[key] = found
        return found

    def _marks(self, sticky: Sticky, box: Box) -> list[str]:
        """Return the signs in the upper right corner: a loop's and that of what is held fast."""
        x, y = box.width - 16, 18.0
        colour = stroke(
            blended(self._palette.ink, colour_of(sticky, self._palette), _SIGN_SHARE), 2
        )
        marks: list[str] = []
        if sticky.again is not None:
            marks.append(f"{colour} {_again(x, y)}")
            x -= 26
        if sticky.locked:
            marks.append(f"{colour} {_lock(x, y)}")
        return marks

    def _draw_bar(self, sticky: Sticky, box: Box) -> None:
        """Draw a sticky of a collapsed lane: one line, which is read as the whole text."""
        colour = colour_of(sticky, self._palette)
        room = box.width - 2 * _BAR_INSET
        shown = set_line(sticky.text, _BAR_TYPE, self._drawing.typefaces, max_width=room)
        top = (box.height - _BAR_TYPE * 1.2) / 2
        meant = sticky.text if shown.text != sticky.text else None
        self._drawing.apart(
            moved(box.x, box.y),
            fill(colour),
            stroke(blended(self._palette.ink, colour, _EDGE_SHARE), 1),
            rectangle(Box(0, 0, box.width, box.height)),
            "B",
            fill(self._palette.ink),
            self._drawing.lettering.written(shown, _BAR_INSET, top, meant),
            of=sticky,
            within=box.inflated(1),
        )


def back_to_front(stickies: Iterable[Sticky]) -> list[Sticky]:
    """Return stickies in the order in which they are drawn, pinned ones over all others."""
    return sorted(stickies, key=lambda s: (s.pinned_to is not None, s.order, s.id))


def sign_operators(sign: Glyph, place: Box, colour: str) -> str:
    """Return the operators for a kind's sign in an upright square."""
    parts = ["q", moved(place.x, place.y, place.width / GRID), fill(colour), stroke(colour, STROKE)]
    parts.append("1 J 1 j")
    if sign.solid:
        parts += [outline(sign.solid), "f"]
    if sign.lines:
        parts += [outline(sign.lines), "S"]
    return " ".join([*parts, "Q"])


def _is_bar(arrangement: Arrangement, sticky: Sticky, collapsed: set[str | None]) -> bool:
    lane = lane_of(arrangement.board, sticky)
    return lane in collapsed and not arrangement.is_parked(sticky.id)


def _again(x: float, y: float) -> str:
    """Return an arrow that nearly comes round again."""
    tip: Path = (("M", x + 1, y - 11), ("L", x + 5, y - 7), ("L", x, y - 3))
    return f"1 J 1 j {outline((*arc(Point(x, y), 8, 60, 345), *tip))} S"


def _lock(x: float, y: float) -> str:
    """Return a closed lock."""
    body = rounded(Box(x - 6, y - 2, 12, 9), 2)
    shackle: Path = (
        ("M", x - 4, y - 2),
        ("C", x - 4, y - 10, x + 4, y - 10, x + 4, y - 2),
    )
    return f"1 J 1 j {body} {outline(shackle)} S"

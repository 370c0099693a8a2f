"""Cards: a sticky as large as paper ones are, its face and its back."""

from __future__ import annotations

from typing import NamedTuple

from stormdesk.exchange.paper.card_sheet import LONG_SIDE, SIDE
from stormdesk.exchange.paper.drawing import Drawing
from stormdesk.exchange.paper.fixed_words import FixedWords
from stormdesk.exchange.paper.operators import fill, rectangle, stroke
from stormdesk.exchange.paper.options import CardOptions
from stormdesk.exchange.paper.sticky_drawing import sign_operators
from stormdesk.layout.appearance import DEFAULT_PALETTE, LOOKS, colour_of, sign_of
from stormdesk.layout.appearance import SIDE as EVENT_SIDE
from stormdesk.layout.fonts import Typefaces
from stormdesk.layout.geometry import Box
from stormdesk.layout.typesetting import Line, set_line, set_text
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Kind, Sticky

POINTS_PER_UNIT = SIDE / EVENT_SIDE
"""A card is drawn in the units in which an event on the board is as high."""

_SIGN = Box(10, 9, 20, 20)
_LABEL_SIZE = 9.5
_LABEL_LEFT = 38.0
_TEXT_TOP, _INSET = 36.0, 12.0
_PLACE_SIZE = 8.5
_PLACE_HEIGHT = 16.0
_SIZES = (26.0, 24.0, 22.0, 20.0, 18.0, 16.0, 14.0, 12.0, 11.0, 10.0, 9.0, 8.0)
_LEADING = 1.2
_PIVOTAL = 5.0
_NAME_SIZES = (22.0, 20.0, 18.0, 16.0, 14.0, 12.0, 10.0)
_THIN = 0.4
_CUT = "#9A9A9A"


class Card(NamedTuple):
    """A sticky with its place in words, or a part of one whose text has no room on one card."""

    sticky: Sticky
    lane: str
    owner: str
    column: str
    lines: tuple[Line, ...]
    part: str = ""

    @property
    def width(self) -> float:
        """Its width in points."""
        return width_of(self.sticky.kind)

    @property
    def place(self) -> str:
        """Its lane and column in one line."""
        return "  ·  ".join(filter(None, (self.lane, self.column)))


def width_of(kind: Kind) -> float:
    """Return the width of a kind's cards in points: what is wide on the board is wide."""
    return LONG_SIDE if LOOKS[kind].width > EVENT_SIDE else SIDE


def lines_on_cards(
    sticky: Sticky, typefaces: Typefaces, *, with_place: bool
) -> list[tuple[Line, ...]]:
    """Return the lines of a sticky for each of the cards that it needs, in a card's units."""
    width = width_of(sticky.kind) / POINTS_PER_UNIT - 2 * _INSET
    height = EVENT_SIDE - _TEXT_TOP - (_PLACE_HEIGHT if with_place else 0.0) - _INSET
    setting = set_text(sticky.text, width, height, typefaces, sizes=_SIZES)
    if setting.height <= height:
        return [setting.lines]
    pitch = setting.height / len(setting.lines)
    most = max(1, int(height // pitch))
    parts: list[tuple[Line, ...]] = []
    for first in range(0, len(setting.lines), most):
        up = first * pitch
        lines = setting.lines[first : first + most]
        parts.append(tuple(each._replace(baseline=each.baseline - up) for each in lines))
    return parts


class CardDrawing:
    """Draws cards with their upper left corner in a place; lengths inside are a card's units."""

    def __init__(
        self, drawing: Drawing, options: CardOptions, profile: Profile, words: FixedWords
    ) -> None:
        self._drawing = drawing
        self._options = options
        self._profile = profile
        self._words = words

    def face(self, card: Card, box: Box) -> None:
        """Draw what a card says."""
        drawing, palette, sticky = self._drawing, DEFAULT_PALETTE, card.sticky
        with drawing.placed(box.x, box.y, POINTS_PER_UNIT):
            edge = Box(0, 0, box.width / POINTS_PER_UNIT, EVENT_SIDE)
            if self._options.style == "colours":
                colour = fill(colour_of(sticky, palette))
                drawing.apart(colour, rectangle(edge), "f", of=sticky)
            drawing.apart(stroke(_CUT, _THIN), rectangle(edge), "S")
            if sticky.kind is Kind.EVENT and sticky.pivotal:
                band = Box(0, 0, edge.width, _PIVOTAL)
                drawing.apart(fill(palette.pivotal), rectangle(band), "f")
            drawing.apart(sign_operators(sign_of(sticky), _SIGN, palette.ink))
            self._label(card, edge.width)
            for line in card.lines:
                drawing.line(line, _INSET, _TEXT_TOP, palette.ink)
            if self._options.place == "corner" and card.place:
                self._place(card, edge.width)

    def back(self, card: Card, box: Box) -> None:
        """Draw where a card belongs."""
        drawing, palette = self._drawing, DEFAULT_PALETTE
        with drawing.placed(box.x, box.y, POINTS_PER_UNIT):
            width = box.width / POINTS_PER_UNIT
            self._label(card, width)
            drawing.apart(sign_operators(sign_of(card.sticky), _SIGN, palette.faint_ink))
            room = width - 2 * _INSET
            top = 52.0
            if card.lane:
                name = set_text(
                    card.lane, room, 48, drawing.typefaces,
                    sizes=_NAME_SIZES, bold=True, vertical="top", line_spacing=_LEADING,
                )  # fmt: skip
                drawing.text(name, _INSET, top, palette.ink)
                top += len(name.lines) * name.size * _LEADING + 4
            for text in filter(None, (card.owner, card.column)):
                line = set_line(text, 12, drawing.typefaces, max_width=room)
                drawing.line(line, (width - line.width) / 2, top, palette.ink)
                top += 18

    def _label(self, card: Card, width: float) -> None:
        kind = self._words.kind(card.sticky.kind, self._profile)
        said = f"{kind}  {card.part}" if card.part else kind
        room = width - _LABEL_LEFT - _INSET
        line = set_line(said, _LABEL_SIZE, self._drawing.typefaces, max_width=room)
        self._drawing.line(line, _LABEL_LEFT, 13.5, DEFAULT_PALETTE.ink)

    def _place(self, card: Card, width: float) -> None:
        room = width - 2 * _INSET
        line = set_line(card.place, _PLACE_SIZE, self._drawing.typefaces, max_width=room)
        left = width - _INSET - line.width
        self._drawing.line(line, left, EVENT_SIDE - _PLACE_HEIGHT - 4, DEFAULT_PALETTE.ink)

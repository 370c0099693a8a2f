"""The stickies of a board as cards, to cut out or to print on sticky paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stormdesk.exchange.format import Files
from stormdesk.exchange.paper.card_drawing import Card, CardDrawing, lines_on_cards
from stormdesk.exchange.paper.card_sheet import (
    Laid,
    SheetSize,
    laid_out,
    mirrored,
    sheet_size,
)
from stormdesk.exchange.paper.drawing import Drawing
from stormdesk.exchange.paper.fixed_words import FixedWords, words_of
from stormdesk.exchange.paper.operators import line, stroke
from stormdesk.exchange.paper.options import CardOptions
from stormdesk.exchange.paper.page_size import MILLIMETRE
from stormdesk.exchange.paper.pdf_file import About, Page, written_pdf
from stormdesk.layout.appearance import DEFAULT_PALETTE
from stormdesk.layout.arrangement import Arrangement
from stormdesk.layout.card import Cards
from stormdesk.layout.fonts import Typefaces
from stormdesk.layout.geometry import Point
from stormdesk.layout.pins import host_of, is_parked, lane_of
from stormdesk.layout.typesetting import set_line
from stormdesk.model.board import Board
from stormdesk.model.naming import slug
from stormdesk.model.people import Team
from stormdesk.model.sticky import Sticky

_OFF, _LENGTH = 1.5 * MILLIMETRE, 4 * MILLIMETRE  # of a cut mark
_THIN = 0.4
_FOOT = 8.0
_FOOT_OFF = 8 * MILLIMETRE


def write(board: Board, options: CardOptions) -> Files:
    """Return the cards as one file; equal boards give equal bytes where the fonts are equal."""
    name = f"{slug(board.profile.title, 'board')}-cards.pdf"
    return {name: cards(board, options, Typefaces.of_system())}


def cards(board: Board, options: CardOptions, typefaces: Typefaces) -> bytes:
    """Return the cards of a board in the order of its timeline, with a back after every sheet."""
    drawing = Drawing(typefaces)
    words = words_of(board)
    made = _cards(board, options, typefaces, words)
    size = sheet_size(options.paper, options.gap)
    sheets = laid_out(((card, card.width) for card in made), size) or [[]]
    card_drawing = CardDrawing(drawing, options, board.profile, words)
    has_backs = options.place == "back"
    pages: list[Page] = []
    for number, sheet in enumerate(sheets, 1):
        drawing.draw(f"1 0 0 -1 0 {size.height:.3f} cm")
        for card, box in sheet:
            card_drawing.face(card, box)
        _draw_marks(drawing, sheet)
        _draw_foot(drawing, board, size, words("page.of", page=number, total=len(sheets)), words)
        pages.append(Page(size.width, size.height, drawing.taken()))
        if has_backs:
            drawing.draw(f"1 0 0 -1 0 {size.height:.3f} cm")
            for card, box in mirrored(sheet, size, options.flip):
                card_drawing.back(card, box)
            pages.append(Page(size.width, size.height, drawing.taken()))
    profile = board.profile
    about = About(profile.title, " ".join(profile.scope.split()), profile.language)
    flip = options.flip if has_backs else None
    return written_pdf(pages, drawing.resources, about, real_size=True, flip=flip)


def _cards(
    board: Board, options: CardOptions, typefaces: Typefaces, words: FixedWords
) -> Iterator[Card]:
    arrangement = Arrangement.of(board, Cards(typefaces))
    with_place = options.place == "corner"
    for sticky in _by_time(arrangement):
        if options.kinds and sticky.kind not in options.kinds:
            continue
        lane = arrangement.lane(lane_of(arrangement.board, sticky))
        name, owner = (lane.name, lane.owner or "") if lane is not None else ("", "")
        team = board.get(owner, Team)
        column = _column(arrangement.board, sticky, words)
        parts = lines_on_cards(sticky, typefaces, with_place=with_place)
        for number, lines in enumerate(parts, 1):
            part = f"{number}/{len(parts)}" if len(parts) > 1 else ""
            yield Card(sticky, name, team.name if team else owner, column, lines, part)


def _by_time(arrangement: Arrangement) -> list[Sticky]:
    """Return the stickies by column, lane and height; what is pinned follows its host."""
    board, boxes = arrangement.board, arrangement.boxes
    number_of = {lane.context_id: number for number, lane in enumerate(arrangement.lanes)}

    def key(sticky: Sticky) -> tuple[object, ...]:
        host = host_of(board, sticky)
        box = boxes[host.id]
        lane = number_of.get(host.context, len(number_of))
        return (
            is_parked(board, sticky), host.at or 0.0, lane, box.y, box.x, host.order, host.id,
            sticky.pinned_to is not None, sticky.order, sticky.id,
        )  # fmt: skip

    return sorted(board.stickies.values(), key=key)


def _column(board: Board, sticky: Sticky, words: FixedWords) -> str:
    if is_parked(board, sticky):
        return words("legend.parking")
    at = host_of(board, sticky).at
    return words("cards.column", column=f"{at:g}") if at is not None else ""


def _draw_marks(drawing: Drawing, sheet: Sequence[Laid[Card]]) -> None:
    """Draw short lines round the block of cards, along which it is cut."""
    if not sheet:
        return
    boxes = [box for _, box in sheet]
    left, right = min(box.x for box in boxes), max(box.right for box in boxes)
    top, bottom = min(box.y for box in boxes), max(box.bottom for box in boxes)
    marks: list[str] = []
    for y in sorted({edge for box in boxes for edge in (box.y, box.bottom)}):
        marks.append(line(Point(left - _OFF, y), Point(left - _OFF - _LENGTH, y)))
        marks.append(line(Point(right + _OFF, y), Point(right + _OFF + _LENGTH, y)))
    for x in sorted({e for b in boxes if b.y == top for e in (b.x, b.right)}):
        marks.append(line(Point(x, top - _OFF), Point(x, top - _OFF - _LENGTH)))
    for x in sorted({e for b in boxes if b.bottom == bottom for e in (b.x, b.right)}):
        marks.append(line(Point(x, bottom + _OFF), Point(x, bottom + _OFF + _LENGTH)))
    drawing.apart(stroke(DEFAULT_PALETTE.outer_ink, _THIN), *marks, "S")


def _draw_foot(
    drawing: Drawing, board: Board, size: SheetSize, number: str, words: FixedWords
) -> None:
    """Write below the cards what the sheet belongs to, and how to print it."""
    text = "  ·  ".join((board.profile.title, number, words("tiles.print")))
    shown = set_line(text, _FOOT, drawing.typefaces, max_width=size.width - 2 * _FOOT_OFF)
    x, y = (size.width - shown.width) / 2, size.height - _FOOT_OFF - _FOOT
    drawing.line(shown, x, y, DEFAULT_PALETTE.faint_ink)

"""A board as a report: its sections in order, with contents, bookmarks and links."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from stormdesk.exchange.format import Files
from stormdesk.exchange.paper.drawing import Drawing
from stormdesk.exchange.paper.fixed_words import words_of
from stormdesk.exchange.paper.pdf_file import About, Bookmark, Page, written_pdf
from stormdesk.exchange.paper.pdf_structure import Element
from stormdesk.exchange.paper.picture import read_picture
from stormdesk.exchange.paper.report.catalogue import catalogue
from stormdesk.exchange.paper.report.compositor import Compositor, Piece
from stormdesk.exchange.paper.report.contents import contents
from stormdesk.exchange.paper.report.context_pages import context_pages
from stormdesk.exchange.paper.report.cover import cover
from stormdesk.exchange.paper.report.edition import Edition
from stormdesk.exchange.paper.report.flow import Block, Placed, flowed
from stormdesk.exchange.paper.report.leaf import Leaf
from stormdesk.exchange.paper.report.legend_page import legend_page
from stormdesk.exchange.paper.report.map import map_section
from stormdesk.exchange.paper.report.margins import draw_margins
from stormdesk.exchange.paper.report.options import ReportOptions, Section
from stormdesk.exchange.paper.report.people import glossary, participants
from stormdesk.exchange.paper.report.quality import findings, readiness_lists
from stormdesk.exchange.paper.report.register import decisions, hotspot_register, next_steps, votes
from stormdesk.exchange.paper.report.session_pages import sessions
from stormdesk.exchange.paper.report.sheet import Sheet
from stormdesk.exchange.paper.report.spots import spots_of
from stormdesk.exchange.paper.report.style import GRIDS, QUIET
from stormdesk.exchange.paper.report.summary import summary
from stormdesk.exchange.paper.report.timeline_pages import timeline_pages, timeline_sections
from stormdesk.layout.arrangement import Arrangement
from stormdesk.layout.card import Cards
from stormdesk.layout.fonts import Typefaces
from stormdesk.model.board import Board, Change
from stormdesk.model.naming import slug

_BEFORE_TIMELINE: tuple[tuple[Section, Callable[[Edition], list[Block]]], ...] = (
    ("summary", summary),
)
_AFTER_TIMELINE: tuple[tuple[Section, Callable[[Edition], list[Block]]], ...] = (
    ("map", map_section),
    ("contexts", context_pages),
    ("catalogue", catalogue),
    ("hotspots", hotspot_register),
    ("decisions", decisions),
    ("steps", next_steps),
    ("votes", votes),
    ("glossary", glossary),
    ("participants", participants),
    ("sessions", sessions),
    ("findings", findings),
    ("readiness", readiness_lists),
    ("legend", legend_page),
)


def write(board: Board, options: ReportOptions) -> Files:
    """Return the report as one file; equal boards give equal bytes where the fonts are equal.

    Raises BadInput where the logo is no picture.
    """
    name = f"{slug(board.profile.title, 'board')}-report.pdf"
    return {name: report(board, options, Typefaces.of_system())}


def report(board: Board, options: ReportOptions, typefaces: Typefaces) -> bytes:
    """Return the report of a board, set in some typefaces."""
    edition = _edition(_unfolded(board), options, typefaces)
    leaves = _leaves(edition)
    spots = spots_of(leaves, board)
    pages: list[Page] = []
    for number, leaf in enumerate(leaves):
        sheet = Sheet(edition.drawing, number, (leaf.grid.width, leaf.grid.height), spots)
        leaf.draw(sheet)
        if not leaf.is_bare:
            draw_margins(sheet, edition, leaf, len(leaves))
        pages.append(sheet.page())
    entries = [entry for leaf in leaves for entry in leaf.entries]
    bookmarks = [Bookmark(e.title, spots[e.anchor], e.level) for e in entries]
    profile = board.profile
    about = About(
        profile.title,
        " ".join(profile.scope.split()),
        profile.language or edition.words.language,
        keywords=", ".join(
            filter(None, (profile.status, profile.version, profile.confidentiality))
        ),
    )
    return written_pdf(
        pages, edition.drawing.resources, about,
        bookmarks=bookmarks, structure=edition.structure.pruned(),
    )  # fmt: skip


def _unfolded(board: Board) -> Board:
    """Return a board with every lane open: on paper nothing can be opened."""
    folded = [lane for lane in board.contexts.values() if lane.collapsed]
    return board.after(Change({c.id: (c, c.revised(collapsed=False)) for c in folded}))


def _edition(board: Board, options: ReportOptions, typefaces: Typefaces) -> Edition:
    arrangement = Arrangement.of(board, Cards(typefaces))
    grid = GRIDS[options.page]
    sections = None
    if options.has("timeline") and board.stickies:
        sections = timeline_sections(arrangement, typefaces, grid)
    return Edition(
        board, options, words_of(board), arrangement, Drawing(typefaces), Compositor(typefaces),
        grid, Element("Document"), sections,
    )  # fmt: skip


def _leaves(edition: Edition) -> list[Leaf]:
    """Return all pages in order, the contents among them."""
    options = edition.options
    front: list[Leaf] = []
    if options.has("cover"):
        logo = options.contents("logo")
        front.append(cover(edition, read_picture(logo) if logo is not None else None))
    table = edition.structure.add("Sect")
    blocks = _blocks(edition, _BEFORE_TIMELINE)
    if options.most_pages is not None:
        room = options.most_pages - len(front)
        return [*front, *_clipped(edition, [*blocks, *_blocks(edition, _AFTER_TIMELINE)], room)]
    middle = _pages(edition, blocks)
    if edition.sections is not None:
        middle += timeline_pages(edition, edition.sections)
    middle += _pages(edition, _blocks(edition, _AFTER_TIMELINE))
    if options.has("contents"):
        entries = [entry for leaf in middle for entry in leaf.entries]
        front += _pages(edition, contents(edition, entries, table))
    return [*front, *middle]


def _blocks(
    edition: Edition, sections: Sequence[tuple[Section, Callable[[Edition], list[Block]]]]
) -> list[Block]:
    wanted = [made for name, made in sections if edition.options.has(name)]
    return [block for made in wanted for block in made(edition)]


def _clipped(edition: Edition, blocks: list[Block], room: int) -> list[Leaf]:
    """Return so many pages at most; where there is more to say, the last says where it stands."""
    depth = edition.grid.depth
    if len(flowed(blocks, depth)) <= room:
        return _pages(edition, blocks)
    end = edition.blocks()
    end.piece(Piece(edition.words("summary.further"), QUIET), gap=10)
    kept = [placed.block for page in flowed(blocks, depth)[:room] for placed in page]
    again = {id(block.repeated) for block in kept}
    kept = [block for block in kept if id(block) not in again]
    # A heading that nothing follows any more goes with what followed it.
    while kept and (kept[-1].keeps or len(flowed([*kept, *end.made], depth)) > room):
        kept.pop()
    return _pages(edition, [*kept, *end.made])


def _pages(edition: Edition, blocks: Sequence[Block]) -> list[Leaf]:
    grid = edition.grid
    title = ""
    leaves: list[Leaf] = []
    for placed in flowed(blocks, grid.depth):
        entries = [each.block.entry for each in placed if each.block.entry is not None]
        sections = [entry.title for entry in entries if entry.level == 0]
        first = placed[0].block.entry
        if first is not None and first.level == 0:
            title = first.title

        def draw(sheet: Sheet, placed: Sequence[Placed] = placed) -> None:
            for block, top in placed:
                block.draw(sheet, grid.top + top)

        anchors = {a: grid.top + top - 12 for block, top in placed for a in block.anchors}
        leaves.append(Leaf(grid, draw, title, anchors, tuple(entries)))
        title = sections[-1] if sections else title
    return leaves

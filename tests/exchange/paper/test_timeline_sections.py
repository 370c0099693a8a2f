from __future__ import annotations

from itertools import combinations, pairwise
from pathlib import Path

import pytest
from exchange.any_board import boards
from hypothesis import HealthCheck, given, settings

from stormdesk.exchange.paper.report.growing import grown
from stormdesk.exchange.paper.report.style import GRIDS, LEAST_SIZE
from stormdesk.exchange.paper.report.timeline_pages import timeline_sections
from stormdesk.exchange.paper.report.timeline_part import Sections
from stormdesk.exchange.yaml_reader import read_text
from stormdesk.layout.arrangement import Arrangement
from stormdesk.layout.card import Cards, set_sticky
from stormdesk.layout.fonts import Typefaces
from stormdesk.layout.geometry import Box
from stormdesk.layout.tilting import tilt_of, turned_box
from stormdesk.model.board import Board
from stormdesk.model.context import Context
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Kind, Sticky
from stormdesk.resources import resource

ROBOTO = Typefaces.bundled_only()
HOSTILE = Path(__file__).parents[2] / "boards" / "hostile.yaml"
BOARDS = [*sorted(resource("templates").glob("*.yaml")), HOSTILE]


def cut(board: Board) -> tuple[Arrangement, Sections]:
    arrangement = Arrangement.of(board, Cards(ROBOTO))
    return arrangement, timeline_sections(arrangement, ROBOTO, GRIDS["A4"])


def check(board: Board) -> None:
    """Every sticky stands whole on one page, and no type is too small to be read."""
    arrangement, sections = cut(board)
    homes: dict[str, int] = {}
    for part in sections.parts:
        for sticky_id in part.ids:
            homes[sticky_id] = homes.get(sticky_id, 0) + 1
    assert homes.keys() == board.stickies.keys()
    for part in sections.parts:
        for sticky_id in part.ids:
            sticky = board.stickies[sticky_id]
            growth = sections.growth(part, sticky_id)
            box = turned_box(grown(arrangement, sticky_id, growth), tilt_of(sticky))
            if homes[sticky_id] == 1:
                assert part.view.united(box) == pytest.approx(part.view)
                # What is folded up lies between stickies: each is as large as on the board.
                assert part.down.at(box.bottom) - part.down.at(box.y) == pytest.approx(box.height)
                assert part.across.at(box.right) - part.across.at(box.x) == pytest.approx(box.width)
            assert set_sticky(sticky, ROBOTO).size * part.scale * growth >= LEAST_SIZE - 1e-9
    grid = GRIDS["A4"].turned()
    frames = [frame for page in sections.pages for frame in page]
    assert [frame.number for frame in frames] == list(range(len(sections.parts)))
    for page in sections.pages:
        for frame in page:
            assert frame.box.right <= frame.right + 1e-9
            assert frame.right <= grid.room
            assert frame.box.bottom <= grid.depth
        for one, other in combinations(page, 2):
            assert not one.box.intersects(other.box)


@pytest.mark.parametrize("path", BOARDS, ids=lambda path: path.stem)
def test_cuts_fall_between_stickies(path: Path) -> None:
    check(read_text(path.read_bytes(), path.name))


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(boards())
def test_cuts_fall_between_the_stickies_of_any_board(board: Board) -> None:
    check(board)


def test_a_sticky_with_more_words_than_a_page_is_cut_between_lines() -> None:
    sticky = Sticky(id="s", kind=Kind.NOTE, text="many words " * 900, at=1)
    arrangement, sections = cut(Board.of([Profile(id="b", title="T"), sticky]))
    views = [part.view for part in sections.parts]
    assert len(views) > 1
    assert views[0].y <= arrangement.boxes["s"].y
    assert views[-1].bottom >= arrangement.boxes["s"].bottom
    assert all(one.bottom == other.y for one, other in pairwise(views))


@pytest.mark.parametrize("path", BOARDS[:-1], ids=lambda path: path.stem)
def test_a_board_reads_as_a_handful_of_pages(path: Path) -> None:
    board = read_text(path.read_bytes(), path.name)
    _, sections = cut(board)
    assert len(sections.pages) <= len(board.stickies) / 9


def test_free_stretches_are_folded_up_and_empty_lanes_share_a_line() -> None:
    lanes = [Context(id=f"c{n}", name=f"Lane {n}", order=n) for n in range(4)]
    first = Sticky(id="first", kind=Kind.EVENT, text="Begun", context="c0", at=1)
    last = Sticky(id="last", kind=Kind.EVENT, text="Ended", context="c3", at=9)
    _, sections = cut(Board.of([Profile(id="b", title="T"), *lanes, first, last]))
    (part,) = sections.parts
    assert part.empty == {1, 2}
    assert part.across.length < part.view.width / 4
    assert part.down.length < part.view.height


def test_small_stickies_grow_until_they_can_be_read_and_cover_no_more_of_their_host() -> None:
    host = Sticky(id="host", kind=Kind.EVENT, text="Order placed", at=1)
    value = Sticky(id="value", kind=Kind.VALUE, text="Trust", pinned_to="host")
    others = [Sticky(id=f"s{n}", kind=Kind.EVENT, text="Done", at=n) for n in range(2, 40)]
    arrangement, sections = cut(Board.of([Profile(id="b", title="T"), host, value, *others]))
    part = next(part for part in sections.parts if "value" in part.ids)
    growth = sections.growth(part, "value")
    assert growth > 1
    before, after = arrangement.boxes["value"], grown(arrangement, "value", growth)
    hosted = arrangement.boxes["host"]
    assert after.width == pytest.approx(before.width * growth)
    assert shared(after, hosted) == pytest.approx(shared(before, hosted), rel=growth)
    assert sections.growth(part, "host") == 1


def shared(one: Box, other: Box) -> float:
    width = min(one.right, other.right) - max(one.x, other.x)
    height = min(one.bottom, other.bottom) - max(one.y, other.y)
    return max(0.0, width) * max(0.0, height)

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from exchange.any_board import boards
from hypothesis import HealthCheck, given, settings

from stormdesk.exchange.paper.report.style import GRIDS, LEAST_SIZE
from stormdesk.exchange.paper.report.timeline_pages import timeline_sections
from stormdesk.exchange.paper.report.timeline_sections import Sections
from stormdesk.exchange.yaml_reader import read_text
from stormdesk.layout.arrangement import Arrangement
from stormdesk.layout.card import Cards, set_sticky
from stormdesk.layout.fonts import Typefaces
from stormdesk.layout.tilting import tilt_of, turned_box
from stormdesk.model.board import Board
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
            box = turned_box(arrangement.boxes[sticky_id], tilt_of(sticky))
            if homes[sticky_id] == 1:
                assert part.view.united(box) == pytest.approx(part.view)
            assert set_sticky(sticky, ROBOTO).size * sections.scale >= LEAST_SIZE - 1e-9
    grid = GRIDS["A4"].turned()
    for part in sections.parts:
        assert part.view.width * sections.scale <= grid.room
        assert part.view.height * sections.scale <= grid.depth


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

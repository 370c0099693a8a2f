from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from exchange.any_board import boards
from exchange.paper.test_poster import BOARD, ROBOTO, TEMPLATES, drawn, run, squeezed
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from stormdesk.exchange.paper.cut_drawing import CutDrawing
from stormdesk.exchange.paper.operators import rectangle
from stormdesk.exchange.paper.tile_grid import Tile, TileGrid
from stormdesk.exchange.yaml_reader import read_text
from stormdesk.layout.geometry import Box
from stormdesk.model.board import Board
from stormdesk.model.context import Context
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Kind, Sticky

FAR = Board.of(
    [
        Profile(id="b", title="Far apart"),
        Context(id="one", name="One"),
        Sticky(id="first", kind=Kind.EVENT, text="Begun", context="one", at=1),
        Sticky(id="last", kind=Kind.EVENT, text="Ended", context="one", at=20),
    ]
)


def pages_of(board: Board, **options: object) -> list[str]:
    data = drawn(board, tiles="A4", **options)
    return [page.extract_text() for page in PdfReader(BytesIO(data), strict=True).pages]


@given(
    width=st.floats(10, 9000),
    height=st.floats(10, 9000),
    overlap=st.floats(0, 140),
    margin=st.floats(14, 85),
)
def test_tiles_share_a_poster_out_without_gaps(
    width: float, height: float, overlap: float, margin: float
) -> None:
    grid = TileGrid(width, height, 595, 842, margin, overlap)
    tiles = grid.tiles(lambda part: True)
    assert len(tiles) == grid.rows * grid.columns
    area = sum(grid.share(tile).width * grid.share(tile).height for tile in tiles)
    assert area == pytest.approx(width * height, rel=1e-3)
    for tile in tiles:
        window, share = grid.window(tile), grid.share(tile)
        assert window.united(share) == pytest.approx(window)
        assert window.width <= 595 - 2 * margin + 0.01
        assert window.height <= 842 - 2 * margin + 0.01
        if tile.column:
            before = grid.window(Tile(tile.row, tile.column - 1))
            assert before.right - window.x == pytest.approx(grid.overlap_across)
        if tile.row:
            above = grid.window(Tile(tile.row - 1, tile.column))
            assert above.bottom - window.y == pytest.approx(grid.overlap_down)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_other_programs_find_every_text_on_the_tiles(template: Path, tmp_path: Path) -> None:
    board = read_text(template.read_bytes(), template.name)
    file = tmp_path / "tiles.pdf"
    file.write_bytes(drawn(board, tiles="A4"))
    run("qpdf", "--check", file)
    # Where the edge of a sheet cuts a text, pdftotext leaves out what lies beyond it.
    found = squeezed("".join(page.extract_text() for page in PdfReader(file).pages))
    assert [s.id for s in board.stickies.values() if squeezed(s.text) not in found] == []
    fonts = run("pdffonts", file).splitlines()[2:]
    assert {tuple(line.split()[-5:-2]) for line in fonts} == {("yes", "yes", "yes")}


def test_a_tile_carries_only_what_it_shows() -> None:
    first_page, *tiles = pages_of(FAR)
    assert "How the sheets go together" in first_page
    assert ["Begun" in text for text in tiles].count(True) == 1
    assert not any("Begun" in text and "Ended" in text for text in tiles)
    assert "Begun" not in first_page


def test_tiles_that_would_show_bare_lanes_are_left_out() -> None:
    narrow = pages_of(FAR, legend=False, overlap=0)
    labels = [text for text in narrow[1:] if "Row " in text]
    assert len(labels) == len(narrow) - 1
    whole = TileGrid(1, 1, 1, 1, 0, 0).tiles(lambda part: False)
    assert whole == []
    drawing = CutDrawing(ROBOTO)
    drawing.apart(rectangle(Box(0, 0, 100, 100)), "f")
    drawing.apart("(text)", within=Box(10, 10, 5, 5))
    assert drawing.shows(Box(0, 0, 20, 20))
    assert not drawing.shows(Box(20, 20, 20, 20))


def test_what_is_cut_keeps_its_order_and_its_place() -> None:
    drawing = CutDrawing(ROBOTO)
    drawing.apart("ground")
    with drawing.placed(100, 50, 2):
        drawing.apart("near", within=Box(0, 0, 10, 10))
        with drawing.placed(5, 5):
            drawing.apart("inside", within=Box(0, 0, 1, 1))
        drawing.apart("far", within=Box(500, 0, 10, 10))
    drawing.apart("last", within=Box(100, 50, 1, 1))
    assert drawing.seen(Box(90, 40, 40, 40)).split("\n") == [
        "q ground Q",
        "q", "2 0 0 2 100 50 cm", "q near Q", "Q",
        "q", "2 0 0 2 100 50 cm 1 0 0 1 5 5 cm", "q inside Q", "Q",
        "q last Q",
    ]  # fmt: skip
    assert "far" in drawing.seen(Box(1100, 50, 10, 10))
    assert drawing.seen(Box(-90, -90, 1, 1)) == "q ground Q"


def test_the_map_leads_to_every_tile() -> None:
    reader = PdfReader(BytesIO(drawn(BOARD, tiles="A4", page="A2")))
    tiles = len(reader.pages) - 1
    links = [each.get_object() for each in reader.pages[0]["/Annots"]]
    assert len(links) == tiles > 1
    targets = [reader.get_page_number(link["/Dest"][0].get_object()) for link in links]
    assert targets == list(range(1, tiles + 1))
    assert len(reader.outline) == tiles + 1
    assert reader.outline[1].title == "Row 1, column 1"
    assert reader.trailer["/Root"]["/ViewerPreferences"]["/PrintScaling"] == "/None"
    assert f"Page 2 of {tiles + 1}" in reader.pages[1].extract_text()


def test_the_language_of_the_board_is_that_of_the_map() -> None:
    profile = BOARD.profile.revised(language="de")
    german = Board.of([profile, *(r for r in BOARD.records.values() if r.id != profile.id)])
    first, second, *_ = pages_of(german)
    assert "So gehören die Blätter zusammen" in first
    assert "Reihe 1, Spalte 1" in second


def test_tiles_of_equal_boards_are_equal() -> None:
    assert drawn(BOARD, tiles="A3") == drawn(BOARD, tiles="A3")


@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
@given(boards())
def test_any_board_becomes_sound_tiles(board: Board) -> None:
    reader = PdfReader(BytesIO(drawn(board, tiles="Letter", page="A3")), strict=True)
    for page in reader.pages:
        operators = page.get_contents().get_data().split()
        assert operators.count(b"q") == operators.count(b"Q")

from __future__ import annotations

from io import BytesIO
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from exchange.any_board import boards
from exchange.pictures.svg_reading import cards, root_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stormdesk.document.lines import to_bytes
from stormdesk.exchange.format import read, write
from stormdesk.exchange.formats import FORMATS
from stormdesk.exchange.pictures.embedded_board import SPACE, board_in, element_of
from stormdesk.exchange.pictures.excerpt import excerpt_of, lane_excerpt, selection_excerpt
from stormdesk.exchange.pictures.options import SvgOptions
from stormdesk.exchange.pictures.svg import svg_text
from stormdesk.exchange.source import board_of, read_board
from stormdesk.exchange.xml_text import xml_attribute
from stormdesk.layout.card import Cards
from stormdesk.layout.fonts import Typefaces
from stormdesk.model.board import Board
from stormdesk.model.context import Area, Context, Flow
from stormdesk.model.problem import BadInput
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Kind, Sticky
from stormdesk.resources import resource

SVG = FORMATS["svg"]
HOSTILE = Path(__file__).parents[2] / "boards" / "hostile.yaml"
TEMPLATES = sorted(resource("templates").glob("*.yaml"))
ROBOTO = Typefaces.bundled_only()
NAMES = {"s": "http://www.w3.org/2000/svg"}
ATTACK = "</title><script>alert(1)</script>&amp;<![CDATA[ \"'"
BOARD = Board.of(
    [
        Profile(id="b", title="Ordering", scope="From basket to parcel", language="en",
                labels={Kind.SYSTEM: "Neighbour"}),
        Context(id="sales", name="Sales"),
        Context(id="post", name="Post", order=1),
        Sticky(id="place", kind=Kind.COMMAND, text="Place order", context="sales", at=1),
        Sticky(id="placed", kind=Kind.EVENT, text="Order placed", context="sales", at=2, order=1),
        Sticky(id="form-X0", kind=Kind.SYSTEM, text="Carrier", context="post", at=3, order=2),
        Sticky(id=ATTACK, kind=Kind.NOTE, text=ATTACK, context="post", at=4, order=3),
        Sticky(id="late", kind=Kind.HOTSPOT, text="Late?", pinned_to="form-X0", order=4),
        Area(id="area", name=ATTACK, stickies=("placed",)),
        Flow.between("place", "placed"),
        Flow.between("placed", "form-X0", 1),
    ]
)  # fmt: skip


def drawn(board: Board, **options: object) -> str:
    [(name, data)] = write(SVG, board, SvgOptions.model_validate(options)).items()
    assert name.endswith(".svg")
    return data.decode()


def test_the_drawing_is_as_agreed(golden) -> None:
    chosen = excerpt_of(BOARD, "selection place,placed,late", Cards(ROBOTO))
    golden.compare("drawing.svg", svg_text(chosen, ROBOTO).encode())


def test_every_sticky_is_a_group_with_its_id_kind_and_name() -> None:
    root = root_of(drawn(BOARD))
    groups = {each.attrib["id"]: each for each in root.iterfind(".//s:g[@class]", NAMES)}
    assert groups.keys() == BOARD.stickies.keys() | BOARD.flows.keys()
    assert groups["placed"].attrib["class"] == "sticky event"
    titles = {i: each.findtext("s:title", None, NAMES) for i, each in groups.items()}
    assert titles["placed"] == "Event: Order placed"
    assert titles["form-X0"] == "Neighbour: Carrier"
    assert titles[ATTACK] == f"Note: {ATTACK}"
    assert (
        "rotate" in groups["late"].attrib["transform"]
        or "matrix" in (groups["late"].attrib["transform"])
    )


def test_the_drawing_says_what_it_is() -> None:
    root = root_of(drawn(BOARD))
    assert root.findtext("s:title", None, NAMES) == "Ordering"
    said = root.findtext("s:desc", "", NAMES)
    assert said == "From basket to parcel. 5 stickies, 2 lanes, 2 flows. Contexts: Sales, Post"
    assert root.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == "en"
    assert root.attrib["font-family"].startswith("Roboto, ")
    assert root.attrib["font-family"].endswith("sans-serif")


def test_no_two_elements_share_an_id_and_what_is_shown_by_name_is_there() -> None:
    root = root_of(drawn(BOARD))
    ids = [each.attrib["id"] for each in root.iter() if "id" in each.attrib]
    assert len(ids) == len(set(ids))
    used = [each.attrib["{http://www.w3.org/1999/xlink}href"]
            for each in root.iterfind(".//s:use", NAMES)]  # fmt: skip
    assert used
    assert {link.removeprefix("#") for link in used} <= set(ids)


def test_nothing_runs_and_nothing_is_fetched() -> None:
    root = root_of(drawn(BOARD, embed_board=True))
    names = {each.tag.rpartition("}")[2] for each in root.iter()}
    assert names <= {"svg", "title", "desc", "metadata", "board", "style", "defs", "g", "rect",
                     "path", "use", "text", "tspan"}  # fmt: skip
    attributes = {name for each in root.iter() for name in each.attrib}
    assert not [name for name in attributes if name.startswith("on")]
    assert "@import" not in root.findtext("s:style", "", NAMES)


@pytest.mark.parametrize("path", [*TEMPLATES, HOSTILE], ids=lambda path: path.stem)
def test_a_drawing_with_its_board_is_read_as_that_board(path: Path) -> None:
    board = read_board(str(path))
    text = drawn(board, embed_board=True)
    again = read(SVG, {"board.svg": text.encode()})
    assert again == board
    assert to_bytes(again) == to_bytes(board)
    assert drawn(again, embed_board=True) == text
    assert board_of("wall.SVG", text.encode()) == board
    assert cards(drawn(board)).keys() == board.stickies.keys()


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(boards())
def test_any_board_survives_inside_a_drawing(board: Board) -> None:
    document = f'<svg xmlns="http://www.w3.org/2000/svg">{element_of(board)}</svg>'
    assert board_in(document.encode(), "x") == board


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(boards())
def test_any_board_is_a_drawing_with_all_its_stickies(board: Board) -> None:
    drawing = svg_text(excerpt_of(board, "whole", Cards(ROBOTO)), ROBOTO)
    assert len(cards(drawing)) == len({xml_attribute(i) for i in board.stickies})


def test_a_board_that_was_laid_out_anew_by_another_program_is_still_read() -> None:
    tree = ElementTree.ElementTree(root_of(drawn(BOARD, embed_board=True)))
    other = BytesIO()
    tree.write(other, encoding="utf-16", xml_declaration=True)
    assert read(SVG, {"x.svg": other.getvalue()}) == BOARD


def test_without_the_option_there_is_no_trace_of_the_board() -> None:
    text = drawn(BOARD)
    assert SPACE not in text
    assert "<metadata" not in text
    assert "stormdesk" not in text
    with pytest.raises(BadInput, match="holds no board; export it from stormdesk with --embed"):
        read(SVG, {"x.svg": text.encode()})


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "no element found"),
        (b"<svg", "is no valid SVG"),
        (b"<svg><g></svg>", "mismatched tag"),
        (b"\x89PNG\r\n", "is no valid SVG"),
        (b'<!DOCTYPE svg [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><svg>&c;</svg>', "entities"),
        (f'<svg><board xmlns="{SPACE}">no board</board></svg>'.encode(), "x.svg"),
        (f'<svg><board xmlns="{SPACE}"></board></svg>'.encode(), "is empty"),
        (b"<g>" * 100_000, "no element found"),
    ],
    ids=["empty", "torn", "crossed", "png", "entities", "text", "hollow", "deep"],
)
def test_what_is_wrong_with_a_drawing_is_told_in_one_line(data: bytes, why: str) -> None:
    with pytest.raises(BadInput, match=why) as found:
        read(SVG, {"x.svg": data})
    assert "\n" not in str(found.value)


def test_a_lane_and_a_selection_are_drawn_alone() -> None:
    whole, lane = cards(drawn(BOARD)), cards(drawn(BOARD, of="lane Post"))
    assert lane.keys() == {"form-X0", ATTACK, "late"}
    chosen = cards(drawn(BOARD, of="selection placed,form-X0"))
    assert chosen.keys() == {"placed", "form-X0"}
    pinned = cards(drawn(BOARD, of="selection placed,late"))
    assert "Ordering" not in drawn(BOARD, of="lane Post").split("</title>", 1)[1].split("<g", 1)[1]
    assert 'class="flow"' in drawn(BOARD, of="selection placed,form-X0")
    assert 'class="flow"' not in drawn(BOARD, of="selection placed,late")
    for part in (lane, chosen, pinned):
        ids = sorted(part)
        for one, other in pairwise(ids):
            apart = [(a.corner.x - b.corner.x, a.corner.y - b.corner.y)
                     for a, b in ((each[one], each[other]) for each in (whole, part))]  # fmt: skip
            assert apart[0] == pytest.approx(apart[1], abs=0.02)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(boards(), st.data())
def test_any_selection_and_any_lane_can_be_drawn(board: Board, data: st.DataObject) -> None:
    chosen = data.draw(st.sets(st.sampled_from(sorted(board.stickies)))) if board.stickies else ()
    excerpt = selection_excerpt(board, frozenset(chosen), Cards(ROBOTO))
    assert len(cards(svg_text(excerpt, ROBOTO))) == len({xml_attribute(i) for i in chosen})
    for lane in board.contexts.values():
        root_of(svg_text(lane_excerpt(board, lane, Cards(ROBOTO)), ROBOTO))


def test_a_folded_lane_stays_folded_in_a_selection() -> None:
    board = Board.of(
        [
            record.revised(collapsed=True) if record.id == "sales" else record
            for record in BOARD.records.values()
        ]
    )
    assert cards(drawn(board, of="selection placed,form-X0")).keys() == {"placed", "form-X0"}


def test_ids_with_commas_can_be_chosen_too() -> None:
    stickies = [Sticky(id=i, kind=Kind.EVENT, text="x") for i in ("a,b", "a", "c d")]
    board = Board.of([Profile(id="b", title="B"), *stickies])
    assert cards(drawn(board, of="selection a,b, c d")).keys() == {"a,b", "c d"}
    assert cards(drawn(board, of="selection c d,a")).keys() == {"a", "c d"}


def test_what_is_not_there_cannot_be_drawn() -> None:
    with pytest.raises(BadInput, match=r"no lane 'Sals'; did you mean Sales\?"):
        drawn(BOARD, of="lane Sals")
    with pytest.raises(BadInput, match=r"no sticky with the id 'plced'; did you mean placed\?"):
        drawn(BOARD, of="selection place,plced")
    with pytest.raises(ValueError, match="pattern"):
        SvgOptions(of="everything")


def test_pieces_of_a_line_go_the_way_that_the_whole_line_asks() -> None:
    text = "Order \u05e9\u05dc\u05d5\u05dd ok"
    board = Board.of([Profile(id="b", title="B"), Sticky(id="s", kind=Kind.SYSTEM, text=text)])
    root = root_of(drawn(board))
    pieces = root.findall(".//s:g[@id='s']/s:text", NAMES)
    assert "".join(each.text or "" for each in pieces) == text
    ways = [each.attrib.get("direction") for each in pieces]
    assert "rtl" in ways
    blank = "{http://www.w3.org/XML/1998/namespace}space"
    for each in pieces:
        said = each.text or ""
        assert (each.attrib.get(blank) == "preserve") == (said != said.strip())
        assert each.attrib["text-anchor"] == "middle"
    middles = [float(each.attrib["x"]) for each in pieces]
    assert middles == sorted(middles)


def test_an_empty_board_is_a_drawing_too() -> None:
    root = root_of(drawn(Board.of([Profile(id="b", title="Nothing")])))
    assert root.findtext("s:title", None, NAMES) == "Nothing"

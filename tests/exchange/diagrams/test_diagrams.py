"""Boards as GraphML, DOT, Mermaid, PlantUML and CSV, with texts that mean something to these."""

from __future__ import annotations

import csv
import re
from io import BytesIO, StringIO
from pathlib import Path

import networkx as nx
import pytest
from golden_files import GoldenFiles
from hypothesis import given

from stormdesk.exchange.diagrams.options import TableOptions
from stormdesk.exchange.format import only_file, read, write
from stormdesk.exchange.formats import FORMATS, format_named
from stormdesk.layout.arrangement import Arrangement
from stormdesk.layout.card import Cards
from stormdesk.layout.fonts import Typefaces
from stormdesk.layout.lane_colours import lane_colours
from stormdesk.model.board import Board
from stormdesk.model.context import Context
from stormdesk.model.integrity import sound_board
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Kind, Sticky

from ..any_board import boards
from .hostile import HOSTILE, hostile

_MODEL = Path(__file__).parents[2] / "boards" / "inventory.model.yaml"
_FORMS = ("graphml", "dot", "mermaid", "plantuml", "csv")


def exported(name: str, board: Board) -> str:
    return only_file(write(format_named(name), board))[1].decode()


@pytest.fixture(scope="module")
def inventory() -> Board:
    return read(FORMATS["yaml"], {_MODEL.name: _MODEL.read_bytes()})


@pytest.mark.parametrize("name", _FORMS)
def test_the_reference_board_is_written_as_ever(
    name: str, inventory: Board, golden: GoldenFiles
) -> None:
    file, data = only_file(write(format_named(name), inventory))
    golden.compare(f"diagrams/{file}", data)


@pytest.mark.parametrize("name", _FORMS)
@given(board=boards())
def test_any_board_can_be_written_and_twice_the_same(name: str, board: Board) -> None:
    assert exported(name, board) == exported(name, board)


def test_graphml_is_read_back_by_networkx() -> None:
    board = hostile()
    graph = nx.read_graphml(BytesIO(exported("graphml", board).encode()))
    nodes = {data.get("id", name): name for name, data in graph.nodes(data=True)}
    assert set(nodes) == set(board.stickies)
    for sticky in board.stickies.values():
        node = graph.nodes[nodes[sticky.id]]
        told = sticky.text.replace("\uffff\ufffe", "")
        assert node["text"] == told
        assert node["kind"] == sticky.kind
        assert node.get("context") == sticky.context
    lines = {(s, t): data["line"] for s, t, data in graph.edges(data=True)}
    assert len(lines) == len(board.flows) + 1
    ids = list(board.stickies)
    assert lines[nodes[ids[5]], nodes[ids[2]]] == "loop"
    assert lines["q", nodes[ids[1]]] == "pin"


def test_graphml_spells_what_its_ids_cannot_hold() -> None:
    ids = ["plain-1", "注文", "a b", "a_x0020_b", "½"]
    stickies = [Sticky(id=i, kind=Kind.EVENT, text="E", order=n) for n, i in enumerate(ids)]
    graph = nx.read_graphml(
        BytesIO(exported("graphml", sound_board([Profile(id="b", title="B"), *stickies])).encode())
    )
    assert list(graph.nodes) == ["plain-1", "注文", "a_x0020_b", "a_x005F_x0020_b", "_x00BD_"]
    assert [data.get("id") for _, data in graph.nodes(data=True)] == [None, None, *ids[2:]]


def test_dot_escapes_what_means_something_in_a_label() -> None:
    text = exported("dot", hostile())
    for spelled in (
        'say \\"hello\\"', "back\\\\slash \\\\", "\\\\N \\\\G", "AT&amp;amp;T &amp; <b>",
        "one\\ntwo\\nthree",
    ):  # fmt: skip
        assert spelled in text


@pytest.mark.parametrize("name", ["dot", "mermaid", "plantuml"])
def test_a_text_never_ends_its_label(name: str) -> None:
    """Every line of a diagram is one of the few that the writer means."""
    lines = {
        "dot": r"digraph board \{|(sub)?graph .*|node \[.*|edge \[.*|\}|n\d+ -> n\d+.*;"
        r"|n\d+ \[label=\"([^\"\\]|\\.)*\", fillcolor=\"#\w{6}\"\];",
        "mermaid": r"---|title: \"([^\"\\]|\\.)*\"|config: \{flowchart: \{wrappingWidth: 480\}\}"
        r"|flowchart LR|subgraph lane\d+\[\"[^\"]*\"\]|end"
        r"|n\d+\[\"[^\"]*\"\]:::c\w{6}|n\d+ (-->|-\.->|-\.-) n\d+|(classDef|style) .*",
        "plantuml": r"@startuml|@enduml|title .*|left to right direction|skinparam .*|\}"
        r"|package \"[^\"]*\" as lane\d+ #\w{6} \{|rectangle \"[^\"]*\" as n\d+ #\w{6}"
        r"|n\d+ (-->|\.\[norank\]\.>|\.\.) n\d+",
    }
    strange = [
        line
        for line in exported(name, hostile()).splitlines()
        if not re.fullmatch(lines[name], line.strip())
    ]
    assert strange == []


def test_mermaid_writes_what_means_something_as_entities() -> None:
    text = exported("mermaid", hostile())
    for spelled in (
        "#35;quot#59;",
        "#37;#37;#123;init",
        "1#46; first",
        "#45; item",
        "#96;code#96;",
    ):
        assert spelled in text
    assert "<b>" not in text.split("flowchart")[1]
    # What Mermaid takes for its own wherever it stands.
    for spelled in ("Wind #100;irection LR", "fa#58;fa-car icon"):
        assert spelled in text


def test_plantuml_writes_what_means_something_as_code_points() -> None:
    text = exported("plantuml", hostile())
    assert "<U+005B><U+005B>http" in text
    assert "<U+0040>enduml" in text
    assert text.count("@enduml") == 1


@pytest.mark.parametrize(
    ("name", "lane", "end"),
    [
        ("dot", 'subgraph cluster_lane1 { graph [label="Ordering"', "\n  }"),
        ("mermaid", 'subgraph lane1["Ordering"]', "\n  end"),
        ("plantuml", 'package "Ordering" as lane1 #EAF1F4 {', "\n}"),
    ],
)
def test_lanes_hold_their_stickies(name: str, lane: str, end: str, inventory: Board) -> None:
    text = exported(name, inventory)
    inside = text[text.index(lane) : text.index(end, text.index(lane))]
    assert "Order placed" in inside
    assert "Inventory reserved" not in inside


def test_no_cell_is_taken_for_a_formula() -> None:
    rows = list(csv.reader(StringIO(exported("csv", hostile()), newline="")))
    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t"))]
    assert "'=1+1" in cells
    assert "'\t=1" in cells
    assert len(rows) == len(HOSTILE) + 2


def test_a_table_can_be_imported_again(inventory: Board) -> None:
    files = write(FORMATS["csv"], inventory)
    again = read(FORMATS["table"], files)
    texts = sorted(s.text for s in inventory.stickies.values())
    assert sorted(s.text for s in again.stickies.values()) == texts
    assert {c.name for c in again.contexts.values()} == {"Ordering", "Inventory", "Shipping"}
    assert [s.text for s in again.stickies.values() if s.kind is Kind.VALUE] == [
        "Parcel promised on the spot"
    ]
    assert [s.text for s in again.stickies.values() if s.pivotal] == ["Order placed"]


def test_a_table_for_excel_begins_with_its_mark(inventory: Board) -> None:
    plain = only_file(write(FORMATS["csv"], inventory))[1]
    assert only_file(write(FORMATS["csv"], inventory, TableOptions(excel=True)))[1] == (
        b"\xef\xbb\xbf" + plain
    )


@pytest.mark.parametrize("name", ["dot", "mermaid", "plantuml"])
def test_lanes_have_the_colours_that_they_have_on_the_wall(name: str) -> None:
    lanes = [Context(id="a", name="A"), Context(id="b", name="B", order=1, colour="#000000")]
    stickies = [
        Sticky(id=lane.id * 2, kind=Kind.EVENT, text=lane.name, context=lane.id) for lane in lanes
    ]
    board = sound_board([Profile(id="p", title="P"), *lanes, *stickies])
    text = exported(name, board)
    arrangement = Arrangement.of(board, Cards(Typefaces.bundled_only()))
    usual, dark = lane_colours(arrangement)
    assert usual in text
    # Names are written on it, so that it is lighter than it was asked for.
    assert dark in text
    assert "#000000" not in text

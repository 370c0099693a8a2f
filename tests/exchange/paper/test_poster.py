from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from exchange.any_board import boards
from hypothesis import HealthCheck, given, settings
from layout.font_files import make_font
from pypdf import PdfReader

from stormdesk.exchange.paper.missing_glyphs import missing_characters
from stormdesk.exchange.paper.options import PosterOptions
from stormdesk.exchange.paper.poster import poster, write
from stormdesk.exchange.yaml_reader import read_text
from stormdesk.layout.fonts import Typefaces
from stormdesk.model.board import Board
from stormdesk.model.context import Area, Context, Flow
from stormdesk.model.people import Team
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Kind, Sticky
from stormdesk.resources import resource

TEMPLATES = sorted(resource("templates").glob("*.yaml"))
BOARD = Board.of(
    [
        Profile(
            id="b", title="Ordering", scope="From basket to parcel", version="1.10",
            status="agreed", confidentiality="Internal", language="en",
            labels={Kind.SYSTEM: "Neighbour"},
        ),
        Team(id="blue", name="Team Blue"),
        Context(id="sales", name="Sales", owner="blue"),
        Context(id="post", name="Post", owner="Somebody", order=1),
        Sticky(id="place", kind=Kind.COMMAND, text="Place order", context="sales", at=1),
        Sticky(id="placed", kind=Kind.EVENT, text="Order placed", context="sales", at=2, order=1,
               pivotal=True, label="We owe a parcel"),
        Sticky(id="when", kind=Kind.POLICY, text="Whenever an order is placed, send it",
               context="post", at=3, order=2),
        Sticky(id="carrier", kind=Kind.SYSTEM, text="Carrier", context="post", at=4, order=3,
               locked=True),
        Sticky(id="late", kind=Kind.HOTSPOT, text="What if it is late?", pinned_to="carrier",
               order=4),
        Sticky(id="gain", kind=Kind.VALUE, sign="+", text="Trust", pinned_to="placed", order=5),
        Sticky(id="idea", kind=Kind.OPPORTUNITY, text="Drones", parked=True, order=6),
        Area(id="promises", name="Promises", stickies=("placed", "carrier", "idea")),
        Flow.between("place", "placed"),
        Flow.between("placed", "when", 1),
        Flow.between("when", "carrier", 2),
        Flow.model_validate({"id": "back", "from": "carrier", "to": "place", "loop": True}),
    ]
)  # fmt: skip
ROBOTO = Typefaces.bundled_only()


def drawn(board: Board, typefaces: Typefaces = ROBOTO, **options: object) -> bytes:
    return poster(board, PosterOptions.model_validate(options), typefaces)


def page_of(data: bytes) -> str:
    return PdfReader(BytesIO(data)).pages[0].extract_text()


def run(*command: str | Path) -> str:
    tool = shutil.which(str(command[0]))
    assert tool, f"{command[0]} is not installed; packaging/dev.py installs it"
    done = subprocess.run([tool, *command[1:]], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def squeezed(text: str) -> str:
    """A text without what breaking lines adds or takes away."""
    return re.sub(r"[\s-]", "", text)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_other_programs_find_every_text(template: Path, tmp_path: Path) -> None:
    board = read_text(template.read_bytes(), template.name)
    [(name, data)] = write(board, PosterOptions()).items()
    file = tmp_path / name
    file.write_bytes(data)
    run("qpdf", "--check", file)
    found = squeezed(run("pdftotext", file, "-"))
    wanted = [sticky.text for sticky in board.stickies.values()]
    wanted += [context.name for context in board.contexts.values()]
    assert [text for text in (*wanted, board.profile.title) if squeezed(text) not in found] == []
    fonts = run("pdffonts", file).splitlines()[2:]
    assert [line.split()[-5:-2] for line in fonts] == [["yes", "yes", "yes"]] * 2


def test_the_page_says_what_the_board_says_of_itself() -> None:
    text = page_of(drawn(BOARD, date="31 January 2025"))
    for said in (
        "Ordering", "From basket to parcel", "1.10", "Agreed", "Internal", "Process",
        "31 January 2025", "7 stickies, 2 lanes, 4 flows", "Sales", "Team Blue", "Somebody",
        "We owe a parcel", "Parking lot", "Promises",
    ):  # fmt: skip
        assert said in text


def test_the_legend_names_what_is_there_as_the_board_does() -> None:
    text = page_of(drawn(BOARD))
    for said in ("Event", "Neighbour", "Pivotal event", "Flow", "Loop", "Emerging context"):
        assert said in text
    assert "Read model" not in text
    assert "System" not in text
    assert "Pivotal event" not in page_of(drawn(BOARD, legend=False))


def test_the_file_says_what_it_is_and_names_no_date() -> None:
    data = drawn(BOARD)
    reader = PdfReader(BytesIO(data))
    assert reader.metadata == {
        "/Title": "Ordering",
        "/Subject": "From basket to parcel",
        "/Creator": "stormdesk",
    }
    assert reader.trailer["/Root"]["/Lang"] == "en"
    assert len(reader.pages) == 1
    assert next(iter(write(BOARD, PosterOptions()))) == "ordering.pdf"


def test_the_time_of_day_is_nowhere_in_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    now = drawn(BOARD)
    monkeypatch.setattr(time, "time", lambda: 1e9)
    assert drawn(BOARD) == now


def test_all_runs_give_the_same_bytes() -> None:
    program = (
        "import sys; from exchange.paper.test_poster import BOARD, drawn;"
        "sys.stdout.buffer.write(drawn(BOARD))"
    )
    root = Path(__file__).parents[3]
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=root,
            env={
                **os.environ,
                "PYTHONHASHSEED": seed,
                "LC_ALL": locale,
                "TZ": zone,
                "PYTHONPATH": os.pathsep.join([str(root), str(root / "tests")]),
            },
            capture_output=True,
            check=True,
        ).stdout
        for seed, locale, zone in (("1", "C", "UTC"), ("2", "tr_TR.UTF-8", "Asia/Tokyo"))
    }
    assert outputs == {drawn(BOARD)}


def test_the_drawing_is_as_agreed(golden) -> None:
    golden.compare("poster.txt", readable(drawn(BOARD)))


def readable(data: bytes) -> bytes:
    """The objects of a file with their streams unpacked, for compressors differ by machine.

    Font programs are left out, for they belong to the libraries that write them.
    """

    def unpacked(found: re.Match[bytes]) -> bytes:
        content = zlib.decompress(found[1])
        shown = b"(a font program)" if content.startswith(b"\0\1\0\0") else content
        return b"stream\n" + shown + b"\nendstream"

    body = data[data.index(b"obj") : data.rindex(b"/Type /XRef")]
    body = re.sub(rb"stream\n(.*?)\n?endstream", unpacked, body, flags=re.DOTALL)
    # Where packed objects begin depends on how long the numbers of bytes are.
    body = re.sub(rb"(?<=stream\n)(\d+ \d+ ?)+(?=\n)|/First \d+", b"", body)
    return re.sub(rb"/Length1? \d+|[A-Z]{6}\+", b"", body)


@pytest.mark.parametrize(
    ("page", "width", "height"), [("A4", 842, 595), ("A0", 3370, 2384), ("Letter", 792, 612)]
)
def test_a_sheet_has_its_size_and_holds_everything(page: str, width: int, height: int) -> None:
    data = drawn(BOARD, page=page)
    box = PdfReader(BytesIO(data)).pages[0].mediabox
    assert (round(box.width), round(box.height)) == (width, height)
    assert squeezed("What if it is late?") in squeezed(page_of(data))


def test_a_fitted_page_prints_a_board_unit_as_half_a_point() -> None:
    data = drawn(BOARD)
    box = PdfReader(BytesIO(data)).pages[0].mediabox
    assert box.width > (4 * 320 + 210) / 2
    operators = PdfReader(BytesIO(data)).pages[0].get_contents().get_data()
    assert operators.startswith(b"0.500000 0 0 -0.500000 0 ")


def test_a_board_larger_than_any_page_has_larger_points() -> None:
    far = Sticky(id="far", kind=Kind.EVENT, text="Far", at=200)
    near = Sticky(id="near", kind=Kind.EVENT, text="Near", at=1)
    page = PdfReader(BytesIO(drawn(Board.of([Profile(id="b", title="Wide"), far, near])))).pages[0]
    assert page.mediabox.width == 14_400
    assert page["/UserUnit"] > 2


def test_an_empty_board_has_a_title_and_a_timeline() -> None:
    text = page_of(drawn(Board.of([Profile(id="b", title="Nothing yet")])))
    assert "Nothing yet" in text
    assert "0 stickies" in text


def test_the_line_of_an_area_goes_round_what_is_on_the_wall() -> None:
    def areas(*stickies: str) -> int:
        board = Board.of(
            [
                Profile(id="b", title="Areas"),
                Sticky(id="on", kind=Kind.EVENT, text="On", at=1),
                Sticky(id="off", kind=Kind.EVENT, text="Off", parked=True),
                Area(id="area", name="Emerging", stickies=stickies),
            ]
        )
        return page_of(drawn(board, legend=False)).count("Emerging")

    assert (areas("on"), areas("on", "off"), areas("off")) == (1, 1, 0)


def test_a_collapsed_lane_shows_one_line_that_is_read_whole(tmp_path: Path) -> None:
    said = "A text that is much longer than its bar"
    board = Board.of(
        [
            Profile(id="b", title="Folded"),
            Context(id="c", name="Sales", collapsed=True),
            Sticky(id="s", kind=Kind.EVENT, text=said, context="c", at=1),
        ]
    )
    file = tmp_path / "folded.pdf"
    file.write_bytes(drawn(board))
    assert said in run("pdftotext", file, "-")


def test_characters_that_no_font_has_are_boxes_that_are_read_as_themselves(tmp_path: Path) -> None:
    board = Board.of(
        [
            Profile(id="b", title="Rare"),
            Sticky(id="s", kind=Kind.EVENT, text="Fête \u6ce8\u6587", at=1),
            Sticky(id="t", kind=Kind.EVENT, text="Fine", at=2),
        ]
    )
    assert missing_characters(board, ROBOTO) == [("s", ("\u6ce8", "\u6587"))]
    file = tmp_path / "rare.pdf"
    file.write_bytes(drawn(board))
    assert "Fête\u6ce8\u6587" in squeezed(run("pdftotext", file, "-"))


@pytest.mark.parametrize("truetype", [True, False], ids=["TrueType", "CFF"])
def test_fonts_of_both_outlines_are_embedded(tmp_path: Path, truetype: bool) -> None:
    make_font(tmp_path / "fonts" / "Squares.otf", "\u6ce8\u6587", truetype=truetype)
    faces = Typefaces([tmp_path / "fonts"])
    board = Board.of(
        [
            Profile(id="b", title="Squares"),
            Sticky(id="s", kind=Kind.EVENT, text="\u6ce8\u6587", at=1),
        ]
    )
    file = tmp_path / "squares.pdf"
    file.write_bytes(drawn(board, faces))
    assert missing_characters(board, faces) == []
    assert "\u6ce8\u6587" in run("pdftotext", file, "-")
    [line] = [each for each in run("pdffonts", file).splitlines() if "Squares" in each]
    assert line.split()[-5:-2] == ["yes", "yes", "yes"]


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(boards())
def test_any_board_becomes_one_sound_page(board: Board) -> None:
    reader = PdfReader(BytesIO(drawn(board)), strict=True)
    assert len(reader.pages) == 1
    assert reader.metadata is not None
    operators = reader.pages[0].get_contents().get_data()
    assert operators.count(b"BT ") == operators.count(b" ET")
    assert all(float(side) >= 3 for side in reader.pages[0].mediabox[2:])

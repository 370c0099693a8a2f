from __future__ import annotations

import re
import shutil
import struct
import subprocess
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any, get_args

import pytest
from pypdf import PdfReader

from stormdesk.exchange.attachments import attached
from stormdesk.exchange.paper.report.options import Preset, ReportOptions, Section
from stormdesk.exchange.paper.report.report import report, write
from stormdesk.exchange.redaction import REDACTIONS, redacted
from stormdesk.exchange.yaml_reader import read_text
from stormdesk.layout.fonts import Typefaces
from stormdesk.model.board import Board, Change
from stormdesk.model.context import Context
from stormdesk.model.people import Participant
from stormdesk.model.problem import BadInput
from stormdesk.model.profile import Profile
from stormdesk.model.session import Ballot, Decision, Phase, Session, Turn, Vote
from stormdesk.model.sticky import Kind, Sticky
from stormdesk.resources import resource

TEMPLATES = sorted(resource("templates").glob("*.yaml"))
HOSTILE = Path(__file__).parents[2] / "boards" / "hostile.yaml"
PRESETS: list[Preset] = sorted(get_args(Preset))
SECTIONS: list[Section] = sorted(get_args(Section))
ROBOTO = Typefaces.bundled_only()


def chunk(name: bytes, content: bytes) -> bytes:
    """A part of a PNG file."""
    return (
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
    )


PNG = b"".join(
    [
        b"\x89PNG\r\n\x1a\n",
        chunk(b"IHDR", struct.pack(">IIBBBBB", 2, 2, 8, 6, 0, 0, 0)),
        chunk(b"IDAT", zlib.compress(b"\1" + bytes(range(8)) + b"\4" + bytes(range(8)))),
        chunk(b"IEND", b""),
    ]
)
SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10">
<g transform="translate(1 1)" fill="#123456"><rect width="8" height="8"/>
<path d="M10 0 L18 0 L14 8 Z" stroke="red" stroke-width="0.5"/></g></svg>"""


def template(path: Path) -> Board:
    return read_text(path.read_bytes(), path.name)


def drawn(board: Board, **options: Any) -> bytes:
    return report(board, ReportOptions.model_validate(options), ROBOTO)


def reader(board: Board, **options: Any) -> PdfReader:
    return PdfReader(BytesIO(drawn(board, **options)))


def texts(pdf: PdfReader) -> list[str]:
    return [page.extract_text() for page in pdf.pages]


def squeezed(text: str) -> str:
    return re.sub(r"[\s-]", "", text)


def titles(pdf: PdfReader) -> list[str]:
    def flat(entries: Any) -> list[str]:
        found: list[str] = []
        for entry in entries:
            found += flat(entry) if isinstance(entry, list) else [entry.title]
        return found

    return flat(pdf.outline)


def run(*command: str | Path) -> str:
    tool = shutil.which(str(command[0]))
    assert tool, f"{command[0]} is not installed; packaging/dev.py installs it"
    done = subprocess.run([tool, *command[1:]], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert b"rror" not in done.stderr, done.stderr.decode()
    return done.stdout.decode()


@pytest.mark.parametrize("path", [*TEMPLATES, HOSTILE], ids=lambda path: path.stem)
def test_other_programs_find_every_text_and_every_font(path: Path, tmp_path: Path) -> None:
    board = template(path)
    [(name, data)] = write(board, ReportOptions()).items()
    assert name.endswith("-report.pdf")
    file = tmp_path / name
    file.write_bytes(data)
    run("qpdf", "--check", file)
    run("pdfinfo", "-struct", file)
    found = squeezed(run("pdftotext", file, "-"))
    if path is not HOSTILE:
        wanted = [sticky.text for sticky in board.stickies.values()]
        wanted += [context.name for context in board.contexts.values()]
        assert [
            text for text in (*wanted, board.profile.title) if squeezed(text) not in found
        ] == []
    fonts = run("pdffonts", file).splitlines()[2:]
    assert {tuple(line.split()[-5:-2]) for line in fonts} == {("yes", "yes", "yes")}


@pytest.mark.parametrize("preset", PRESETS)
def test_equal_boards_give_equal_bytes(preset: Preset) -> None:
    first, again = (drawn(template(TEMPLATES[0]), preset=preset) for _ in range(2))
    assert first == again


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_every_link_and_bookmark_leads_to_a_page(path: Path) -> None:
    pdf = reader(template(path))
    ids = {page.indirect_reference.idnum for page in pdf.pages if page.indirect_reference}
    links = [a.get_object() for page in pdf.pages for a in page.get("/Annots", [])]
    assert len(links) > 100
    assert all(link["/Dest"][0].idnum in ids for link in links)
    assert all("/StructParent" in link for link in links)
    assert all(pdf.get_destination_page_number(each) >= 0 for each in _flat(pdf.outline))


def _flat(entries: Any) -> list[Any]:
    found: list[Any] = []
    for entry in entries:
        found += _flat(entry) if isinstance(entry, list) else [entry]
    return found


def test_the_contents_name_the_page_where_a_section_stands() -> None:
    pdf = reader(template(TEMPLATES[0]))
    pages = texts(pdf)
    for line in ("Event catalogue", "Hotspot register", "Readiness"):
        found = re.search(rf"{line}\W*([0-9]+)", pages[1])
        assert found is not None
        assert line in pages[int(found[1]) - 1]


def test_mentions_lead_to_the_entry_of_what_they_name() -> None:
    board = template(TEMPLATES[0])
    pdf = reader(board)
    event = next(s for s in board.stickies.values() if s.kind is Kind.EVENT and s.message)
    said = " ".join(event.text.split())
    leading = [
        link.get_object()
        for page in pdf.pages
        for link in page.get("/Annots", [])
        if link.get_object()["/Contents"] == said
    ]
    assert leading
    entry = next(e for e in _flat(pdf.outline) if e.title == said)
    page = pdf.pages[pdf.get_destination_page_number(entry)].indirect_reference
    assert page is not None
    assert {link["/Dest"][0].idnum for link in leading} == {page.idnum}


def test_all_that_is_said_is_in_the_structure_in_reading_order() -> None:
    pdf = reader(template(TEMPLATES[0]))
    root: Any = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    for number, page in enumerate(pdf.pages):
        operators = page.get_contents().get_data().decode("latin-1")
        marked = re.findall(r"<</MCID (\d+)>> BDC", operators)
        assert marked == [str(n) for n in range(len(marked))]
        assert page["/StructParents"] == number
        # Whatever is shown stands in a mark or is an artifact.
        depth = 0
        for operator in re.findall(r"\b(?:BDC|BMC|EMC|Tj|TJ|Do|BT)\b", operators):
            depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(operator, 0)
            assert depth > 0 or operator == "EMC"
    numbers = root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    assert len(numbers) >= 2 * len(pdf.pages)


@pytest.mark.parametrize("preset", PRESETS)
def test_every_page_says_how_the_board_stands(preset: Preset) -> None:
    board = template(TEMPLATES[0])
    profile = board.profile
    standing = profile.revised(status="agreed", version="4.2", confidentiality="Nobody else")
    board = board.after(Change({profile.id: (profile, standing)}))
    for page in texts(reader(board, preset=preset)):
        assert "Agreed" in page
        assert "4.2" in page
        assert "Nobody else" in page


@pytest.mark.parametrize("path", [*TEMPLATES, HOSTILE], ids=lambda path: path.stem)
def test_the_executive_report_is_short(path: Path) -> None:
    pdf = reader(template(path), preset="executive")
    assert len(pdf.pages) <= 4
    for left_out in ("Findings", "Readiness", "Participants", "Event catalogue"):
        assert left_out not in titles(pdf)


def test_an_executive_report_with_more_to_say_tells_where_the_rest_is() -> None:
    decisions = [
        Decision(id=f"d{n}", text=f"Decision {n} " + "and more " * 400, order=n) for n in range(30)
    ]
    pdf = reader(
        Board.of([Profile(id="b", title="T", language="en"), *decisions]), preset="executive"
    )
    assert len(pdf.pages) == 4
    assert "The engineering report holds the rest" in texts(pdf)[-1]


@pytest.mark.parametrize("section", SECTIONS)
def test_each_section_can_be_left_out(section: Section) -> None:
    board = template(TEMPLATES[0])
    names = {
        "contents": "Contents", "summary": "Executive summary", "timeline": "Timeline",
        "map": "Context map", "contexts": "Contexts", "catalogue": "Event catalogue",
        "hotspots": "Hotspot register", "decisions": "Decisions", "steps": "Next steps",
        "votes": "Votes", "glossary": "Glossary", "participants": "Participants",
        "sessions": "Session log", "findings": "Findings", "readiness": "Readiness",
        "legend": "How to read this report", "cover": board.profile.title,
    }  # fmt: skip
    whole, without = (titles(reader(board, without=each)) for each in ((), (section,)))
    if section == "contents":
        assert "Contents" in whole
        assert "Contents" not in without
        return
    assert names[section] in whole
    assert names[section] not in without


def test_the_author_speaks_before_the_board_does() -> None:
    board = template(TEMPLATES[0])
    page = next(page for page in texts(reader(board)) if "In numbers" in page)
    said = squeezed(page)
    assert said.index(squeezed(board.profile.summary)) < said.index("Innumbers")


@pytest.mark.parametrize(
    ("language", "said"),
    [("de", "Entscheidungen"), ("en", "Decisions"), ("es", "Decisiones"), ("fr", "Décisions"),
     ("it", "Decisions"), ("nl", "Besluiten")],
)  # fmt: skip
def test_fixed_words_are_in_the_language_of_the_board(language: str, said: str) -> None:
    board = Board.of([
        Profile(id="b", title="T", language=language),
        Decision(id="d", text="x"),
    ])  # fmt: skip
    pdf = reader(board)
    assert said in titles(pdf)
    root: Any = pdf.trailer["/Root"]
    assert root["/Lang"] == language


@pytest.mark.parametrize("revealed", [None, "10:30"])
def test_votes_are_told_once_they_are_revealed(revealed: str | None) -> None:
    ballot = Ballot(name="First", start="10:00", revealed=revealed)
    board = Board.of(
        [
            Profile(id="b", title="Board"),
            Sticky(id="doubt", kind=Kind.HOTSPOT, text="Who refunds?"),
            Session(id="s", date="2026-11-23", start="09:00", ballots=(ballot,)),
            Vote(id="v", sticky="doubt", by="Ada", ballot="First", count=3),
        ]
    )
    assert ("Votes" in titles(reader(board))) == (revealed is not None)


def test_hotspots_that_most_voted_for_come_first_and_ballots_are_ranked() -> None:
    ballot = Ballot(name="Where to begin", start="10:00", revealed="10:30")
    hidden = Ballot(name="Later", start="11:00")
    board = Board.of(
        [
            Profile(id="b", title="Board", language="en"),
            *(Sticky(id=i, kind=Kind.HOTSPOT, text=f"Doubt {i}", order=n)
              for n, i in enumerate("xyz")),
            Session(id="s", date="2026-11-23", start="09:00", ballots=(ballot, hidden)),
            Vote(id="v1", sticky="y", by="Ada", ballot="Where to begin", count=3),
            Vote(id="v2", sticky="z", by="Ben", ballot="Where to begin", count=5),
            Vote(id="v3", sticky="x", by="Cid", ballot="Later", count=9),
        ]
    )  # fmt: skip
    without: tuple[Section, ...] = ("contents", "summary", "timeline", "sessions")
    text = " ".join(" ".join(texts(reader(board, without=without))).split())
    places = [text.index(f"Doubt {each}") for each in "zyx"]
    assert places == sorted(places)
    assert "1 Doubt z 5 Ben (5) 2 Doubt y 3 Ada (3)" in text[text.index("Where to begin") :]
    assert "Later" not in text
    assert "Cid" not in text


def test_the_session_log_tells_phases_turns_ballots_and_decisions() -> None:
    session = Session(
        id="s", date="2026-11-23", start="09:00",
        phases=(
            Phase(name="Storm", start="09:00", end="09:40", minutes=45,
                  return_on_time=(0, 0, 0, 2, 2)),
            Phase(name="Coffee", start="09:40", end="09:50", kind="break"),
            Phase(name="Sorting", minutes=20),
        ),
        turns=(Turn(mode="backward", by="Ada", start="09:50", steps=("a", "b"), dropped=("c",)),),
        ballots=(Ballot(name="Vote on risks", start="10:00", revealed="10:05"),),
    )  # fmt: skip
    board = Board.of(
        [Profile(id="b", title="T", language="de"), session,
         Decision(id="d", text="Start small", date="2026-11-23")]
    )  # fmt: skip
    log = squeezed(" ".join(texts(reader(board))))
    for said in (
        "09:00 Phase Storm 40 von 45 min, die Zeit wert: 4.5 von 5, sagten 4",
        "09:40 Pause Coffee 10 min",
        "09:50 Erzählrunde 2 Zettel, erzählt von Ada, vom Ende her, 1 unterwegs aufgehängt",
        "10:05 Abstimmung Vote on risks 0 Stimmen",
        "Entscheidung Start small",
        "Phase Sorting 20 Minuten",
    ):
        assert squeezed(said) in log


def test_findings_and_readiness_are_in_the_language_of_the_board() -> None:
    stickies = [Sticky(id="h", kind=Kind.HOTSPOT, text="Wer zahlt?")]
    pdf = reader(Board.of([Profile(id="b", title="T", language="de"), *stickies]))
    text = squeezed(" ".join(texts(pdf)))
    assert squeezed("Um jede offene Frage kümmert sich jemand.") in text
    assert squeezed("Jemand aus dem Fach nimmt teil") in text
    assert squeezed("Was die Regeln im Einzelnen sagen, steht auf Englisch da.") in text
    assert squeezed("A domain expert takes part") not in text


def test_an_empty_board_has_a_report() -> None:
    pdf = reader(Board.of([Profile(id="b", title="Nothing yet", language="en")]))
    assert "Nothing yet" in texts(pdf)[0]
    assert "Timeline" not in titles(pdf)


def test_what_a_collapsed_lane_hides_is_told_in_full() -> None:
    long = "Whenever the carrier says that nobody was at home, try again on the next day of work"
    board = Board.of([
        Profile(id="b", title="T", language="en"),
        Context(id="c", name="Post", collapsed=True),
        Sticky(id="s", kind=Kind.POLICY, text=long, context="c", at=1),
    ])  # fmt: skip
    assert squeezed(long) in squeezed(" ".join(texts(reader(board, preset="workshop"))))


def test_what_is_redacted_leaves_no_trace() -> None:
    board = Board.of([
        Profile(id="b", title="T", language="en"),
        Participant(id="participant:Quill", name="Quill", role="Zookeeper"),
        Sticky(id="s", kind=Kind.EVENT, text="Order placed", at=1, author="Quill",
               notes="Murmured", owner="Quill"),
        Session(id="day", date="2026-11-10", participants=("Quill",)),
        Vote(id="v", sticky="s", by="Quill"),
    ])  # fmt: skip
    whole, left = (" ".join(texts(reader(each))) for each in (board, redacted(board, REDACTIONS)))
    for said in ("Quill", "Zookeeper", "Murmured"):
        assert said in whole
        assert said not in left


def test_a_date_is_printed_as_it_is_given_and_tells_what_is_overdue() -> None:
    board = template(TEMPLATES[0])
    assert "1 April" in texts(reader(board, date="1 April"))[0]
    late = " ".join(texts(reader(board, date="2099-01-01")))
    early = " ".join(texts(reader(board)))
    assert len(late) > len(early)


@pytest.mark.parametrize("logo", [PNG, SVG], ids=["png", "svg"])
def test_a_logo_stands_on_the_cover(logo: bytes, tmp_path: Path) -> None:
    board = template(TEMPLATES[0])
    file = tmp_path / "logo"
    file.write_bytes(logo)
    options = attached(ReportOptions(logo=str(file), preset="executive"), board, None)
    plain = drawn(board, preset="executive")
    data = report(board, options, ROBOTO)
    pages = [PdfReader(BytesIO(each)).pages[0].get_contents().get_data() for each in (plain, data)]
    assert b"/Figure" not in pages[0]
    assert b"/Figure" in pages[1]
    assert len(PdfReader(BytesIO(data)).pages[0].images) == (logo is PNG)


def test_the_logo_that_a_board_names_lies_beside_it(tmp_path: Path) -> None:
    profile = Profile(id="b", title="T", logo="logo.svg")
    board = Board.of([profile])
    assert attached(ReportOptions(), board, tmp_path).contents("logo") is None
    (tmp_path / "logo.svg").write_bytes(SVG)
    assert attached(ReportOptions(), board, tmp_path).contents("logo") == SVG
    assert attached(ReportOptions(), board, None).contents("logo") is None


@pytest.mark.parametrize(
    "content",
    [b"", b"GIF89a", PNG[:40], b"\xff\xd8\xff\xe0", b"<svg", b"<svg xmlns='x'/>",
     b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg>&a;</svg>"],
    ids=["empty", "gif", "half-png", "half-jpeg", "half-svg", "no-shape", "entities"],
)  # fmt: skip
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    options = ReportOptions().with_contents({"logo": content})
    with pytest.raises(BadInput):
        report(template(TEMPLATES[0]), options, ROBOTO)


def test_a_logo_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        attached(
            ReportOptions(logo=str(tmp_path / "none.png")),
            Board.of([Profile(id="b", title="T")]),
            None,
        )

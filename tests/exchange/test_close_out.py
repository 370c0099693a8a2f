"""The close-out pack holds all that a workshop leaves behind, and every link in it leads there."""

from __future__ import annotations

import csv
import re
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path

import pytest
import yaml

from stormdesk.exchange.close_out.options import CloseOutOptions
from stormdesk.exchange.format import Files, write
from stormdesk.exchange.formats import FORMATS
from stormdesk.exchange.source import read_board
from stormdesk.exchange.yaml_model import read_text
from stormdesk.model.board import Board
from stormdesk.model.context import Context
from stormdesk.model.profile import Profile
from stormdesk.model.session import Ballot, Decision, Session, Step, Term, Vote
from stormdesk.model.sticky import Kind, Sticky
from stormdesk.resources import resource

HOSTILE = Path(__file__).parents[1] / "boards" / "hostile.yaml"
OUTAGE = resource("templates/payment-outage.yaml")
PACK = FORMATS["close-out"]


def hot(name: str, **facts: object) -> Sticky:
    return Sticky(id=name, kind=Kind.HOTSPOT, text=f"Question {name}?", x=0).revised(**facts)


def board(*more: object, language: str = "en") -> Board:
    profile = Profile(id="board", title="A board", language=language)
    return Board.of([profile, Context(id="c", name="Sales"), *more])  # type: ignore[list-item]  # records


@pytest.fixture(scope="module", params=[HOSTILE, OUTAGE], ids=["hostile", "outage"])
def pack(request: pytest.FixtureRequest) -> tuple[Board, Files]:
    found = read_board(str(request.param))
    return found, write(PACK, found)


def text(files: Files, name: str) -> str:
    return files[name].decode()


class Links(HTMLParser):
    """What a page leads to and shows, and the elements in it."""

    def __init__(self) -> None:
        super().__init__()
        self.to: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.to += [value or "" for name, value in attrs if name in ("href", "src")]


def test_every_link_leads_to_a_file_and_every_file_is_linked(pack: tuple[Board, Files]) -> None:
    _, files = pack
    page = Links()
    page.feed(text(files, "index.html"))
    marked = re.findall(r"\]\(([^)]+)\)", text(files, "README.md"))
    for found in (page.to, marked):
        assert set(found) <= files.keys()
        assert set(files) - {"index.html", "README.md", "manifest.json"} <= set(found)


def test_texts_of_the_board_become_no_markup(pack: tuple[Board, Files]) -> None:
    _, files = pack
    page = Links()
    page.feed(text(files, "index.html"))
    assert page.tags <= {
        "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "p", "a", "img",
        "table", "tr", "th", "td",
    }  # fmt: skip
    assert "script" not in page.tags


def test_the_model_in_it_is_the_board(pack: tuple[Board, Files]) -> None:
    found, files = pack
    again = read_text(files["model.yaml"], "model.yaml")
    assert again.stickies.keys() == found.stickies.keys()


def test_the_tables_for_trackers_hold_everything_and_no_formula(
    pack: tuple[Board, Files],
) -> None:
    found, files = pack
    hotspots = [*csv.DictReader(StringIO(text(files, "hotspots.csv"), newline=""))]
    there = [s for s in found.stickies.values() if s.kind is Kind.HOTSPOT and s.again is None]
    assert {row["Link"] for row in hotspots} == {f"stormdesk://{s.id}" for s in there}
    for name in ("hotspots.csv", "next-steps.csv"):
        for row in csv.reader(StringIO(text(files, name), newline="")):
            assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in row)


def test_every_context_has_a_page(pack: tuple[Board, Files]) -> None:
    found, files = pack
    pages = [name for name in files if name.startswith("onboarding/")]
    assert len(pages) == len(found.of_type(Context))
    assert all("/" not in name.removeprefix("onboarding/") for name in pages)


def test_the_log_is_yaml_too(pack: tuple[Board, Files]) -> None:
    found, files = pack
    told = yaml.safe_load(files["session-log.yaml"])
    assert [each["date"] for each in told["sessions"]] == sorted(
        session.date for session in found.of_type(Session).values()
    )


def test_what_most_voted_for_comes_first_and_what_is_settled_last() -> None:
    found = board(
        hot("a", status="answered"), hot("b"), hot("c1", owner="Ann"),
        Vote(id="v1", sticky="c1", kind="arrow"), Vote(id="v2", sticky="a", kind="arrow", order=1),
    )  # fmt: skip
    rows = [*csv.DictReader(StringIO(text(write(PACK, found), "hotspots.csv"), newline=""))]
    assert [(r["Title"], r["Votes"], r["Status"]) for r in rows] == [
        ("Question c1?", "1", "open"),
        ("Question b?", "0", "open"),
        ("Question a?", "1", "done"),
    ]


def test_a_hidden_ballot_is_counted_nowhere() -> None:
    session = Session(id="s", date="2026-11-24").revised(
        start="09:00", ballots=(Ballot(name="Secret"),)
    )
    vote = Vote(id="v", sticky="a", kind="arrow", ballot="Secret").revised(count=7313)
    files = write(PACK, board(hot("a"), session, vote))
    for name in ("hotspots.csv", "hotspots.md", "index.html", "week.md"):
        assert "7313" not in text(files, name)


def test_the_week_names_what_the_board_leaves_open() -> None:
    found = board(
        hot("a"),
        Step(id="s", text="Call the bank").revised(owner="Bo", due="2026-12-01"),
        Term(id="term:Hold", term="Hold"),
    )
    week = text(write(PACK, found), "week.md")
    assert week.count("## Day") == 7
    found_owner, first, start = week.split("## Day")[2:5]
    assert "Question a?" in found_owner
    assert "Question a?" in first
    assert "Call the bank · Bo · 2026\\-12\\-01" in start.replace("2026-12-01", "2026\\-12\\-01")
    assert "“Hold” is not defined yet" in week
    assert "2026" in week.split("## Day")[7]


def test_an_empty_board_has_a_pack_that_says_so() -> None:
    files = write(PACK, board())
    for name in ("next-steps.md", "decisions.md", "glossary.md"):
        assert "Nothing yet" in text(files, name)
    assert "No next step was written down" in text(files, "week.md")
    assert "onboarding/sales.md" in files


@pytest.mark.parametrize(
    ("language", "said"),
    [("de", "Tag 1"), ("fr", "Jour 1"), ("es", "Día 1"), ("nl", "Dag 1"), ("pt", "Day 1")],
)
def test_it_speaks_the_language_of_the_board(language: str, said: str) -> None:
    found = board(Decision(id="d", text="x"), language=language)
    files = write(PACK, found)
    assert f"## {said}" in text(files, "week.md")
    assert f'lang="{language if language != "pt" else "en"}"' in text(files, "index.html")


def test_the_date_and_the_report_are_a_choice() -> None:
    found = board(hot("a"))
    plain, dated = (write(PACK, found, o) for o in (None, CloseOutOptions(date="24 November")))
    assert "24 November" in text(dated, "README.md")
    assert "24 November" in text(dated, "index.html")
    assert "24 November" not in text(plain, "index.html")
    large = write(PACK, found, CloseOutOptions(preset="engineering"))
    assert large["report.pdf"] != plain["report.pdf"]

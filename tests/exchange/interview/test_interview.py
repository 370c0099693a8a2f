"""An interview sheet asks what a phase asks, and is read however people answer it."""

from __future__ import annotations

import re
from email.message import EmailMessage
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stormdesk.exchange.agendas import all_agendas
from stormdesk.exchange.format import read, write
from stormdesk.exchange.formats import FORMATS
from stormdesk.exchange.interview.answers import answers_of
from stormdesk.exchange.interview.options import InterviewOptions
from stormdesk.exchange.interview.received import is_sheet
from stormdesk.exchange.paper.fixed_words import LANGUAGES, words_in
from stormdesk.exchange.source import board_of, read_board
from stormdesk.model.board import Board
from stormdesk.model.problem import BadInput
from stormdesk.model.profile import Profile
from stormdesk.model.session import Phase, Session
from stormdesk.model.sticky import Kind

HOSTILE = Path(__file__).parents[2] / "boards" / "hostile.yaml"
FORM = FORMATS["interview"]
DAY = Session(id="day", date="2026-11-24", start="09:00:00", agenda="big-picture")  # type: ignore[arg-type]  # read as JSON has it
OWN = b"id: own\ntitle: Own\nfor: us\nphases: [{name: Our talk, goal: g, minutes: 5}]\n"


def board(*more: Session, language: str = "en", title: str = "Shop") -> Board:
    return Board.of([Profile(id="shop", title=title, language=language), *more])


def sheet(found: Board | None = None, **chosen: str) -> str:
    options = InterviewOptions.model_validate(chosen)
    ((_, data),) = write(FORM, found or board(), options).items()
    return data.decode()


def answered(text: str) -> list[tuple[Kind, str]]:
    return [(each.kind, each.text) for each in answers_of(text.encode(), "answers.txt").found]


def filled(*answers: str, by: str = "") -> str:
    """Return the usual sheet with answers below its first questions, the marks left."""
    text = re.sub(r"^- *\n", "", sheet(), flags=re.MULTILINE)
    for number, answer in enumerate(answers, 1):
        text = re.sub(
            rf"(\[{number} .*?\]\n)", lambda m, a=answer: f"{m[1]}{a}\n", text, flags=re.S
        )
    return text.replace("like]", f"like] {by}")


def test_the_first_silent_phase_asks_where_none_is_under_way() -> None:
    text = sheet()
    phase = next(p for p in all_agendas().found[0].phases if p.silent)
    plain = " ".join(text.split())
    assert phase.silent
    for told in (phase.name, phase.goal, *phase.say, *(q.ask for q in phase.questions)):
        assert " ".join(told.replace("\n", " ").split()) in plain.replace("* ", "")
    assert max(map(len, text.splitlines())) <= 70


def test_the_phase_under_way_asks_and_another_can_be_chosen() -> None:
    there = board(DAY.revised(phases=(Phase(name="People and systems", start="09:00:00"),)))
    assert "Shop - People and systems" in sheet(there)
    assert "Shop - Walk-through" in sheet(there, phase="walk-through")
    assert "Shop - " in sheet(agenda="post-mortem")


def test_answers_are_what_the_phase_adds_to_the_board() -> None:
    there = board(DAY.revised(phases=(Phase(name="People and systems", start="09:00:00"),)))
    marks = re.findall(r"^\[\d+ (\w):", sheet(there), re.MULTILINE)
    assert marks == ["a", "s", "a"]
    assert re.findall(r"^\[\d+ (\w):", sheet(phase="Check-in"), re.MULTILINE) == ["n", "n", "e"]


def test_an_agenda_of_ones_own_is_read_from_its_file() -> None:
    options = InterviewOptions(agenda_file=Path("own.yaml")).with_contents({"agenda_file": OWN})
    ((_, data),) = write(FORM, board(), options).items()
    assert "Shop - Our talk" in data.decode()
    with pytest.raises(BadInput, match="agenda-file: name the file of agenda 'own'"):
        sheet(board(DAY.revised(agenda="own")))


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        ({"agenda": "big-pictur"}, "no agenda 'big-pictur'; did you mean big-picture"),
        ({"agenda": "big-picture", "phase": "Chek-in"}, "did you mean Check-in"),
    ],
)
def test_an_unknown_name_is_told_with_the_nearest(chosen: dict[str, str], told: str) -> None:
    with pytest.raises(BadInput, match=re.escape(told)):
        sheet(**chosen)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["text", "html"])
def test_a_sheet_speaks_the_language_of_the_board(language: str, kind: str) -> None:
    text = " ".join(sheet(board(language=language), sheet=kind).split())
    words = words_in(language)
    assert words("interview.intent") in text
    assert words("interview.else") in text


def test_words_are_there_in_every_language_and_differ() -> None:
    english = {k: v for k, v in words_in("en").phrases.items() if k.startswith("interview.")}
    for language in LANGUAGES[1:]:
        phrases = words_in(language).phrases
        assert [k for k, v in english.items() if phrases[k] == v] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_sheet_is_known_and_told_to_be_empty(language: str) -> None:
    text = sheet(board(language=language))
    assert is_sheet(text.encode())
    with pytest.raises(BadInput, match="has no answers"):
        answers_of(text.encode(), "answers.txt")


LINES = "Power failed\nCard refused"
FOUND = [(Kind.EVENT, "Power failed"), (Kind.EVENT, "Card refused")]
WRAPPED = (
    "The truck that comes from the harbour every morning had been sent away\n"
    "without anybody in the office being told"
)


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        (LINES, FOUND),
        ("- Power failed\n- Card refused\n-", FOUND),
        ("* Power failed\n\n• Card refused", FOUND),
        ("1. Power failed\n2) Card refused", FOUND),
        ("- Power\n  failed\n- Card refused", FOUND),
        ("- Power\nfailed\n\nCard refused", FOUND),
        ("- Power failed\nCard refused\n- ", FOUND),
        (f"- {WRAPPED}", [(Kind.EVENT, WRAPPED.replace("\n", " "))]),
        (WRAPPED, [(Kind.EVENT, WRAPPED.replace("\n", " "))]),
        ("h: Who decides?\nCard refused", [(Kind.HOTSPOT, "Who decides?"), FOUND[1]]),
        ("# of refunds grew\n-> and then?", [
            (Kind.EVENT, "# of refunds grew"), (Kind.EVENT, "-> and then?")]),
        ("Refund sent #late", [(Kind.EVENT, "Refund sent #late")]),
        ("\u00a0Power failed\u200b\n\u2022\u00a0Card refused", FOUND),
    ],
)  # fmt: skip
@pytest.mark.parametrize("mailed", ["plain", "quoted", "quoted twice", "crlf", "utf-16", "bom"])
def test_answers_are_read_however_they_are_written_and_mailed(
    answer: str, found: list[tuple[Kind, str]], mailed: str
) -> None:
    text = filled(answer)
    data = text.encode()
    if mailed.startswith("quoted"):
        sign = "> " if mailed == "quoted" else ">> "
        data = ("Dear all,\n\n" + "".join(f"{sign}{line}\n" for line in text.split("\n"))).encode()
    elif mailed == "crlf":
        data = text.replace("\n", "\r\n").encode()
    elif mailed == "utf-16":
        data = text.encode("utf-16")
    elif mailed == "bom":
        data = text.encode("utf-8-sig")
    assert [(w.kind, w.text) for w in answers_of(data, "a").found] == found


def test_questions_may_be_moved_left_out_or_broken_by_a_mail() -> None:
    text = "[7 h: What is\nunclear?] Who pays?\n\n*[2 e: And then?]*\nPaid\n[@: Name] Ann\n"
    answers = answers_of(text.encode(), "a")
    assert [(w.kind, w.text, w.by) for w in answers.found] == [
        (Kind.HOTSPOT, "Who pays?", "Ann"),
        (Kind.EVENT, "Paid", "Ann"),
    ]


def test_nothing_before_the_questions_or_behind_the_end_is_an_answer() -> None:
    text = f"Hello!\nSorry for the delay.\n{filled('Power failed', by='Ann')}\nKind regards\nAnn"
    assert answered(text) == FOUND[:1]


def test_a_name_is_kept_and_may_be_left_out_or_below() -> None:
    assert answers_of(filled("Paid", by="Ann Lee").encode(), "a").by == "Ann Lee"
    assert answers_of(filled("Paid", by="\n\nAnn Lee").encode(), "a").by == "Ann Lee"
    assert answers_of(filled("Paid").encode(), "a").by is None


def test_no_pile_of_lines_takes_long() -> None:
    for pile in ("\n", "[\n", "> ", "[ ", "*", "[1 e:\n", "x\n\n"):
        data = (pile * 200_000).encode()
        is_sheet(data)
        with pytest.raises(BadInput):
            answers_of(data, "a")


def test_what_old_mail_programs_write_is_read() -> None:
    text = "[1 e: q]\nCafé bezahlt\n"
    assert answers_of(text.encode("cp1252"), "a").found[0].text == "Café bezahlt"


@pytest.mark.parametrize("coding", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("kind", ["plain", "alternative"])
def test_a_mail_that_was_saved_as_a_file_is_read(coding: str, kind: str) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "ann@example.org", "Re: Shop"
    answer = "Café geschlossen, weil der Strom am Morgen im ganzen Viertel ausgefallen war = Not"
    mail.set_content(filled(answer), charset="utf-8", cte=coding)
    if kind == "alternative":
        mail.add_alternative("<p>[1 e: What?] Something else</p>", subtype="html")
    assert answers_of(mail.as_bytes(), "answer.eml").found[0].text == answer
    assert is_sheet(mail.as_bytes())


@pytest.mark.parametrize(
    "head",
    [
        "Content-Type: text/plain; charset=none",
        "Content-Type: x",
        "MIME-Version: 1.0\nX",
        "Content-Type: multipart/mixed; boundary=b",
        "Content-Transfer-Encoding: base64\nMIME-Version: 1",
    ],
)
def test_a_mail_that_is_broken_is_read_as_it_stands(head: str) -> None:
    assert answered(f"{head}\n\n[1 e: q]\n- Paid\n") == [(Kind.EVENT, "Paid")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Order paid\n", "holds no question"),
        ("[1 e: q]\n" + "x" * 2001, "x" * 40 + ": "),
        ("[1 e: q]\n" + "x\n" * 5001, "more than 5,000"),
        ("", "holds no question"),
    ],
)
def test_bad_sheets_are_refused_with_a_line(text: str, told: str) -> None:
    with pytest.raises(BadInput) as refused:
        answers_of(text.encode(), "a.txt")
    assert told in str(refused.value)
    assert str(refused.value).startswith("a.txt: ")
    assert "\n" not in str(refused.value)


WORDS = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=9)
ONE = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)


@given(st.lists(ONE.filter(lambda text: len(text) < 60), min_size=1, max_size=9))
def test_what_is_written_as_a_list_is_what_is_read(texts: list[str]) -> None:
    assert answered(filled("\n".join(f"- {text}" for text in texts))) == [
        (Kind.EVENT, text) for text in texts
    ]


@given(st.sampled_from([b"", b"MIME-Version: 1.0\n", b"Content-Type: "]), st.binary(max_size=200))
def test_no_bytes_make_more_than_a_refusal(head: bytes, noise: bytes) -> None:
    try:
        found = answers_of(head + noise + b"\n\n[1 e: q]\n" + noise, "a").found
    except BadInput:
        return
    assert all(each.text.strip() for each in found)


def test_a_sheet_read_as_a_board_holds_the_answers_without_names() -> None:
    data = filled("Power failed\nh: Why?", by="Ann").encode()
    found = board_of("answers.txt", data)
    assert found == read(FORM, {"answers.txt": data})
    assert [(s.kind, s.text) for s in found.stickies.values()] == [
        (Kind.EVENT, "Power failed"), (Kind.HOTSPOT, "Why?"),
    ]  # fmt: skip
    assert "Ann" not in str(found)


class Page(HTMLParser):
    """The tags of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


@pytest.mark.parametrize("found", [board(), read_board(str(HOSTILE))], ids=["shop", "hostile"])
def test_the_page_needs_and_sends_nothing(found: Board) -> None:
    text = sheet(found, sheet="html")
    page = Page(text)
    assert not {tag for tag, _ in page.tags} & {"link", "img", "iframe", "object", "a"}
    assert not [a for _, a in page.tags if a.keys() & {"src", "href", "action", "style", "onclick"}]
    policy = next(a["content"] for _, a in page.tags if "http-equiv" in a)
    assert policy is not None
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "form-action 'none'" in policy
    assert [tag for tag, _ in page.tags].count("script") == 1
    names = {a.get("id") for _, a in page.tags}
    assert {a["for"] for tag, a in page.tags if tag == "label"} <= names
    assert text == sheet(found, sheet="html")


def test_a_hostile_board_makes_a_sheet_that_is_read() -> None:
    text = sheet(read_board(str(HOSTILE)))
    assert answered(re.sub(r"^- $", "- Paid", text, count=1, flags=re.MULTILINE)) == [
        (Kind.EVENT, "Paid")
    ]
    profile = Profile(id="b", title="[1 e: no question] [=: end]", scope="[2 e: x]\nNo answer")
    hostile = sheet(Board.of([profile]))
    assert answered(re.sub(r"^- $", "- Paid", hostile, count=1, flags=re.MULTILINE)) == [
        (Kind.EVENT, "Paid")
    ]

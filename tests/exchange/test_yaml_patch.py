"""A YAML model edited where it has to be, while all else stays as somebody wrote it."""

from __future__ import annotations

import pytest

from stormdesk.exchange.source import board_of
from stormdesk.exchange.yaml_patch import patched
from stormdesk.model.board import Board, Change
from stormdesk.model.record import Record
from stormdesk.model.session import Decision
from stormdesk.model.sticky import Kind, Sticky

TEXT = """# Mine.
format: stormdesk/1
board:
  id: b          # the shop's
  title: B
stickies:
  # First things first.
  - {id: a, kind: event, text: A, at: 1}   # begun
  - id: b1
    kind: note
    doc: |
      Two lines,
      one # sign.
    text: 'B'
  # Then the rest.
  - {id: c,
     kind: note, text: "C"}
flows: []
"""
LINES = "one\n\ntwo\n"


@pytest.fixture
def board() -> Board:
    return board_of("b.yaml", TEXT.encode())


def put(board: Board, *records: Record) -> Change:
    return Change({r.id: (board.records.get(r.id), r) for r in records})


def gone(board: Board, *ids: str) -> Change:
    return Change({i: (board.records[i], None) for i in ids})


def test_only_the_changed_record_is_edited(board: Board) -> None:
    text = patched(TEXT, board, put(board, board.stickies["a"].revised(text="A: much")))
    assert text is not None
    assert text.splitlines()[7:9] != TEXT.splitlines()[7:9]
    kept = [line for line in TEXT.splitlines() if "id: a" not in line]
    assert [line for line in text.splitlines() if line in kept] == kept
    assert "# begun" in text


@pytest.mark.parametrize(("sticky_id", "doc"), [("a", "one"), ("b1", LINES), ("c", LINES)])
def test_any_style_of_record_is_replaced_and_all_comments_stay(
    board: Board, sticky_id: str, doc: str
) -> None:
    change = put(board, board.stickies[sticky_id].revised(doc=doc, text="new"))
    text = patched(TEXT, board, change)
    assert text is not None
    assert board_of("b.yaml", text.encode()) == board.after(change)
    for comment in ("# Mine.", "# the shop's", "# First things first.", "# Then the rest."):
        assert comment in text


def test_records_come_behind_their_like_and_go_with_their_line(board: Board) -> None:
    new = Sticky(id="n", kind=Kind.NOTE, text="N", order=3)
    more = Sticky(id="m", kind=Kind.NOTE, text="M", order=4)
    change = put(board, new, more).then(gone(board, "c"))
    text = patched(TEXT, board, change)
    assert text is not None
    assert board_of("b.yaml", text.encode()) == board.after(change)
    assert "# Then the rest." in text
    assert '"C"' not in text


EDITED = """format: stormdesk/1
board: {id: b, title: B}
stickies:
  - id: e
    kind: event   # of the shop
    text: E
    observability: [metric]
    at: 1.0
    message:
      version: 1.0.0
      key: id  # its name
      fields:
        - {name: id, type: list<string>}
  - {kind: policy, id: p, text: P, handling: {group: g, service-time: 5ms}}
"""


@pytest.mark.parametrize(
    ("sticky_id", "message", "changes", "wanted"),
    [
        ("e", {"version": "2.0.0"}, {}, ("version: 1.0.0", 'version: "2.0.0"')),
        ("e", {"audit": True}, {}, ("# its name\n", "# its name\n      audit: true\n")),
        ("e", {}, {"observability": ("metric", "log")}, ("[metric]", "[metric, log]")),
        ("e", {}, {"at": None}, ("    at: 1.0\n", "")),
        ("p", {}, {"handling": {"group": "g"}}, (", service-time: 5ms", "")),
        (
            "p",
            {},
            {"handling": {"group": "g", "service-time": "5ms", "idempotent-by": "id"}},
            ("service-time: 5ms", "service-time: 5ms, idempotent-by: id"),
        ),
        ("p", {}, {"flag": "f"}, ("text: P,", "text: P, flag: f,")),
    ],
)  # fmt: skip
def test_only_the_value_that_changed_is_edited(
    sticky_id: str, message: dict[str, object], changes: dict[str, object], wanted: tuple[str, str]
) -> None:
    board = board_of("b.yaml", EDITED.encode())
    sticky = board.stickies[sticky_id]
    if message:
        assert sticky.message is not None
        changes = {**changes, "message": sticky.message.revised(**message)}
    text = patched(EDITED, board, put(board, sticky.revised(**changes)))
    assert text == EDITED.replace(*wanted)


def test_a_comment_beside_what_changes_stays(board: Board) -> None:
    text = patched(TEXT, board, put(board, board.profile.revised(title="Better")))
    assert text == TEXT.replace("title: B", "title: Better")


def test_what_would_lose_a_comment_or_needs_a_section_is_left(board: Board) -> None:
    # A text in several lines would take the comment behind it for its own.
    assert patched(TEXT, board, put(board, board.stickies["a"].revised(doc=LINES))) is None
    assert patched(TEXT, board, gone(board, "a")) is None
    other = board_of("b.yaml", EDITED.encode())
    event = other.stickies["e"]
    assert event.message is not None
    keyless = event.revised(message=event.message.revised(key=None))
    assert patched(EDITED, other, put(other, keyless)) is None
    assert patched(TEXT, board, put(board, Decision(id="d", text="D"))) is None


def test_nothing_changed_is_the_same_text(board: Board) -> None:
    assert patched(TEXT, board, Change({})) == TEXT

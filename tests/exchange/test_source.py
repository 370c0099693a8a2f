from __future__ import annotations

from pathlib import Path

import pytest

from stormdesk.document.file import to_bytes
from stormdesk.exchange.source import board_of, read_board
from stormdesk.exchange.yaml_writer import written_text
from stormdesk.model.board import Board
from stormdesk.model.problem import BadInput
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Sticky

BOARD = Board.of([Profile(id="b", title="B"), Sticky(id="s", kind="event", text="Order placed")])
LINES = to_bytes(BOARD)
MODEL = written_text(BOARD).encode()
OUTLINE = b"B\n\nOrder placed\n"


def texts(board: Board) -> list[str]:
    return [board.profile.title, *(s.text for s in board.stickies.values())]


@pytest.mark.parametrize(
    ("name", "data"),
    [("x.stormdesk", LINES), ("x.yaml", MODEL), ("x.YML", MODEL), ("x.txt", OUTLINE)],
)
def test_the_suffix_says_what_a_file_is(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert texts(read_board(str(path))) == ["B", "Order placed"]


@pytest.mark.parametrize("data", [LINES, MODEL, OUTLINE, b"# A comment\n" + MODEL])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_without_a_suffix_the_content_says_it(data: bytes, mark: bytes) -> None:
    assert texts(read_board("-", mark + data)) == ["B", "Order placed"]


def test_a_model_in_braces_is_a_model() -> None:
    data = b'{"format": "stormdesk/1", "board": {"id": "b", "title": "B"}}'
    assert board_of("x.json", data).profile.title == "B"
    assert board_of("standard input", data).profile.title == "B"


def test_the_messages_name_the_file(tmp_path: Path) -> None:
    path = tmp_path / "board.yaml"
    path.write_text("format: stormdesk/1\nboard: {titel: B}\n")
    with pytest.raises(BadInput) as caught:
        read_board(str(path))
    assert caught.value.where == f"{path}:2"


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    for name, expected in (
        (str(tmp_path / "none.stormdesk"), "does not exist"),
        (str(tmp_path), "is a folder"),
        ("", "has an empty name"),
        ("a\0b", "does not exist|is no file name"),
        ("x" * 5000, "has too long a name; shorten it"),
        ("-", "is not there to be read"),
    ):
        with pytest.raises(BadInput, match=expected):
            read_board(name)


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\x89PNG\r\n\x1a\n\0"])
def test_nothing_and_pictures_are_refused(data: bytes) -> None:
    with pytest.raises(BadInput):
        board_of("standard input", data)

from __future__ import annotations

import json
from pathlib import Path

import pytest
from document.strategies import boards
from hypothesis import given

from stormdesk.document.lines import MOST_BYTES, from_bytes, to_bytes
from stormdesk.document.record_types import RECORD_TYPES
from stormdesk.model.board import Board
from stormdesk.model.problem import BadInput
from stormdesk.model.record import Record
from stormdesk.model.sticky import Sticky

SAMPLE = Path(__file__).parents[1] / "boards" / "v1.stormdesk"
HEADER = '{"format":"stormdesk/1"}\n'
PROFILE = '{"type":"board","id":"b","title":"B"}\n'
EVENT = '{"type":"sticky","id":"x","kind":"event","text":"X"}\n'


def problem(data: bytes | str) -> str:
    raw = data if isinstance(data, bytes) else data.encode()
    with pytest.raises(BadInput) as caught:
        from_bytes(raw, "plan.stormdesk")
    told = str(caught.value)
    assert told.startswith("plan.stormdesk: ")
    assert "\n" not in told
    return told.removeprefix("plan.stormdesk: ")


@given(boards())
def test_reading_what_was_written_gives_the_same_board(board: Board) -> None:
    data = to_bytes(board)
    again = from_bytes(data, "board")
    assert again == board
    assert to_bytes(again) == data


@given(boards())
def test_lines_in_another_order_with_other_keys_first_are_the_same_board(board: Board) -> None:
    header, *lines = to_bytes(board).decode().split("\n")[:-1]
    edited = []
    for line in reversed(lines):
        record = json.loads(line)
        edited.append(json.dumps(dict(reversed(record.items()))))
    text = "\r\n".join([f"\ufeff{header}", *edited, "", ""])
    assert to_bytes(from_bytes(text.encode(), "board")) == to_bytes(board)


def test_the_first_versions_sample_opens_for_ever_and_stays_as_it_is() -> None:
    data = SAMPLE.read_bytes()
    board = from_bytes(data, "sample")
    assert {type(r).type_name for r in board.records.values()} == set(RECORD_TYPES)
    assert board.stickies["order-placed"].x == 960
    assert board.profile.model_extra == {"x-note": {"kept": ["as", "it", "is", 1]}}
    assert to_bytes(board) == data


def test_every_record_type_of_the_model_can_be_stored() -> None:
    waiting, found = [Record], set[str]()
    while waiting:
        for each in waiting.pop().__subclasses__():
            waiting.append(each)
            if "type_name" in vars(each):
                found.add(each.type_name)
    assert found == set(RECORD_TYPES)


def test_a_line_changes_with_its_record_and_no_other() -> None:
    board = from_bytes(SAMPLE.read_bytes(), "sample")
    records = dict(board.records)
    records["stock"] = board.stickies["stock"].revised(text="Stock")
    old, new = SAMPLE.read_bytes().split(b"\n"), to_bytes(Board.of(records.values())).split(b"\n")
    assert len([1 for a, b in zip(old, new, strict=True) if a != b]) == 1


def test_a_missing_final_newline_is_no_tear() -> None:
    assert "x" in from_bytes((HEADER + PROFILE + EVENT).rstrip().encode(), "board").records


def test_every_tear_within_a_line_is_refused() -> None:
    data = SAMPLE.read_bytes()
    for cut in range(1, len(data), 97):
        if data[cut - 1 : cut] == b"}" or data[cut - 1 : cut] == b"\n":
            continue
        told = problem(data[:cut])
        if cut > 24:
            assert f"line {data[:cut].count(10) + 1}: the file is torn" in told
            assert "backup" in told


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (b'{"form', "line 1: the file is torn"),
        (b"%PDF-1.7\n\0\xff\xfe", "is binary"),
        (b"\xff\xfeh\0e\0", "UTF-16"),
        (HEADER.encode() + b"\0" * 4096, "is torn: it holds zero bytes"),
        ("format: stormdesk/1\nboard:\n", 'line 1: is not {"format":"stormdesk/1"}'),
        ("[" * 50_000, 'line 1: is not {"format"'),
        ('{"format":"tldraw/1"}\n', "line 1: is not"),
        ('{"format":"stormdesk/2"}\n', "newer stormdesk (format 2, this one knows 1); update"),
        (HEADER, "a board needs one record of type board"),
        (HEADER + PROFILE + PROFILE, "the id 'b' is used twice"),
        (HEADER + PROFILE + EVENT + EVENT, "the id 'x' is used twice"),
        (
            HEADER + PROFILE + EVENT.replace("event", "evnt"),
            "line 3: sticky 'x': kind: 'evnt' is not one of",
        ),
        (HEADER + PROFILE + EVENT.replace("event", "evnt"), "; did you mean event?"),
        (
            HEADER + PROFILE + EVENT.replace('"sticky"', '"stickie"'),
            "line 3: record type 'stickie' is not known; did you mean sticky?",
        ),
        (HEADER + PROFILE + '{"type":"quark","id":"q"}\n', "a newer stormdesk may know it"),
        (HEADER + PROFILE + '{"id":"q"}\n', "line 3: is no valid record: type: expected one of"),
        (
            HEADER + PROFILE + '{"type":"sticky","id":"x","kind":"event"}\n',
            "line 3: sticky 'x': text: is missing",
        ),
        (
            HEADER + PROFILE + '{"type":"flow","id":"f","from":"x","to":"y"}\n' + EVENT,
            "flow 'f' refers to the sticky 'y', which is not on the board",
        ),
        (
            HEADER + PROFILE + EVENT.replace('"text"', '"x":NaN,"text"'),
            "line 3: is no valid record: NaN",
        ),
        (
            HEADER + PROFILE + EVENT.replace('"text"', '"x":-Infinity,"text"'),
            "-Infinity is no number",
        ),
        (HEADER + PROFILE + EVENT.replace('"text"', '"x":1e999,"text"'), "'1e999' is too large"),
        (HEADER + PROFILE + EVENT.replace('"text"', '"x-far":[1E+400],"text"'), "too large"),
        (HEADER + PROFILE + EVENT.replace('"text"', f'"x-far":{"9" * 400}.0,"text"'), "too large"),
        (
            HEADER + PROFILE + EVENT.replace('"text"', '"at":true,"text"'),
            "expected a number, not true",
        ),
        (
            HEADER + PROFILE + EVENT.replace('"text"', '"at":"3","text"'),
            "expected a number, not '3'",
        ),
        (
            HEADER + PROFILE + EVENT.replace('"text"', '"pivotal":1,"text"'),
            "expected true or false, not 1",
        ),
        (
            HEADER + PROFILE + EVENT.replace('"text"', f'"x-n":{"10" * 3000},"text"'),
            "line 3: is no valid record: ",
        ),
        (
            HEADER + PROFILE + EVENT.replace('"text"', f'"x-n":1{"0" * 6000},"text"'),
            "… is too large a number",
        ),
        (
            HEADER + PROFILE + f'{{"x-n":1{"0" * 6000},"type":"sticky"}}\n',
            "… is too large a number",
        ),
        (HEADER + PROFILE + '{"x":NaN,"type":"sticky"}\n', "line 3: is no valid record: NaN"),
        (
            HEADER + PROFILE + EVENT.replace('"text"', f'"x-deep":{"[" * 50_000},"text"'),
            "nested too deeply",
        ),
        (
            HEADER + PROFILE + " " + "[" * 50_000 + "\n",
            "line 3: is no valid record: is nested too deeply",
        ),
        (
            HEADER + PROFILE + EVENT.replace('"X"', '"' + "X" * 1_000_000 + '"'),
            "line 3: sticky 'x': text: has 1000000 characters; at most 10000",
        ),
        (
            HEADER + PROFILE + EVENT.replace('"X"', '"\\u0007"'),
            "text: '\\x07' holds control characters",
        ),
        (HEADER + PROFILE + EVENT.replace('"X"', '"\\ud800"'), "line 3: is no valid record"),
        (
            HEADER.encode() + PROFILE.encode() + EVENT.encode().replace(b"X", b"\xff"),
            "line 3: is no valid record",
        ),
        (
            HEADER + PROFILE + EVENT.replace('"text"', '"type":"flow","text"'),
            "line 3: 'type' is given twice",
        ),
        (HEADER + PROFILE + EVENT.rstrip() + "," + EVENT, "line 3: is no valid record"),
        (HEADER + PROFILE + EVENT + '{"type":"sticky"', "line 4: the file is torn"),
        (HEADER + PROFILE + EVENT + '{"type":"sticky",', "line 4: the file is torn"),
        (HEADER + PROFILE + EVENT + '{"type":"sticky",\n', "line 4: is no valid record"),
        (
            HEADER + PROFILE + EVENT.replace('"text"', '"\\u0074ype":"flow","text"'),
            "line 3: 'type' is given twice",
        ),
        (HEADER + PROFILE + "[1]\n", "line 3: is no valid record: expected a record in braces"),
        (HEADER + PROFILE + '{"type":"sticky","id":\n' + EVENT, "line 3: is no valid record"),
        (
            HEADER + "<<<<<<< ours\n" + PROFILE,
            "line 2: holds the conflict marks of an unresolved merge",
        ),
        (
            HEADER + PROFILE + "=======\n" + EVENT + ">>>>>>> theirs\n",
            "line 3: holds the conflict marks",
        ),
        ("<<<<<<< ours\n" + HEADER, "line 1: holds the conflict marks"),
        (b"\n" * 200_000 + b"x", "more than 150,000 records"),
        (HEADER + PROFILE + "," * 3_000_001, "more than 3,000,000 values"),
    ],
)
def test_bad_input_is_told_in_one_line(data: bytes | str, expected: str) -> None:
    assert expected in problem(data)


def test_words_that_look_like_numbers_without_end_are_taken() -> None:
    line = EVENT.replace('"X"', '"NaN, Infinity and 1e999 are words"')
    board = from_bytes((HEADER + PROFILE + line).encode(), "board")
    assert board.stickies["x"].text == "NaN, Infinity and 1e999 are words"


def test_too_large_a_file_is_refused() -> None:
    assert problem(HEADER.encode() + b" " * MOST_BYTES) == "is larger than 50 MB; split the board"


def test_line_separators_within_texts_end_no_line() -> None:
    board = Board.of(
        [
            *from_bytes((HEADER + PROFILE).encode(), "board").records.values(),
            Sticky.model_validate({"id": "s", "kind": "note", "text": "a\u2028b\u0085c\nd"}),
        ]
    )
    assert from_bytes(to_bytes(board), "board") == board

"""The lines between marks, which belong to people."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stormdesk.exchange.marked_lines import frame, marked_lines, with_marked_lines

_FILE = b"""\
head
# >>> hand-written: one
default
# <<< hand-written: one
middle
  // >>> hand-written: two
  // <<< hand-written: two
<!-- >>> hand-written: three -->
<!-- <<< hand-written: three -->
"""


def test_the_lines_between_marks_are_told_by_name():
    assert marked_lines(_FILE) == {"one": b"default\n", "two": b"", "three": b""}
    assert marked_lines(b"no marks\n") == {}


def test_lines_are_put_between_their_marks_and_nowhere_else():
    text = with_marked_lines(_FILE, {"one": b"a\nb\n", "three": b"c\n", "elsewhere": b"d\n"})
    assert text == _FILE.replace(b"default\n", b"a\nb\n").replace(
        b"three -->\n<!-- <<<", b"three -->\nc\n<!-- <<<"
    )


@pytest.mark.parametrize(
    "text",
    [
        b"# >>> hand-written: a\n",
        b"# <<< hand-written: a\n",
        b"# >>> hand-written: a\n# >>> hand-written: b\n# <<< hand-written: b\n",
        b"# >>> hand-written: a\n# <<< hand-written: b\n",
        b"# >>> hand-written: a\n# <<< hand-written: a\n" * 2,
    ],
)
def test_marks_that_do_not_pair_up_hold_no_lines(text: bytes):
    assert marked_lines(text) is None
    assert frame(text) == text


@pytest.mark.parametrize(
    "line", [b"x # >>> hand-written: a", b">>> hand-written: a", b"# >>> hand-written: a b"]
)
def test_what_only_looks_like_a_mark_is_none(line: bytes):
    assert marked_lines(line + b"\n") == {}


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\n\r"), max_size=20)))
def test_whatever_people_write_comes_back_and_leaves_the_frame_as_it_is(lines: list[str]):
    written = "".join(f"{line}\n" for line in lines).encode()
    text = with_marked_lines(_FILE, {"one": written})
    assert frame(text) == frame(_FILE)
    assert marked_lines(text) == {"one": written, "two": b"", "three": b""}


def test_a_last_line_without_an_end_does_not_run_into_the_mark():
    assert b"x\n# <<< hand-written: one" in with_marked_lines(_FILE, {"one": b"x"})

"""Whether a YAML text has comments."""

from __future__ import annotations

import pytest

from stormdesk.exchange.yaml_comments import first_comment


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nb: [1, 2]\n", None),
        ("a: 'not # one'\nb: not#one\nc: \"# \"\n", None),
        ("a: |\n  # of the text\nb: 1\n", None),
        ("a: |- # of the style\n  text\n", 1),
        ("# first\na: 1\n", 1),
        ("a: 1 # behind\n", 1),
        ("a:\n  - {b: 1}\n  # between\n  - {b: 2}\n", 3),
        ("a: 1\n# last\n", 2),
        ("", None),
    ],
)
def test_the_line_of_the_first_comment(text: str, line: int | None) -> None:
    assert first_comment(text) == line

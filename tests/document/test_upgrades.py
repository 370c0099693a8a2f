from __future__ import annotations

import json
from typing import Any

import pytest

from stormdesk.document.upgrades import STEPS, VERSION, upgraded


def renamed(record: dict[str, Any]) -> dict[str, Any]:
    return {("text" if name == "title" else name): value for name, value in record.items()}


def marked(record: dict[str, Any]) -> dict[str, Any]:
    return {**record, "x-marked": record["text"]}


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        (1, {"type": "sticky", "text": "A", "x-marked": "A"}),
        (3, {"type": "sticky", "title": "A"}),
    ],
)
def test_a_record_goes_through_the_steps_behind_its_version(
    version: int, expected: dict[str, Any]
) -> None:
    line = b'{"type":"sticky","title":"A"}'
    assert json.loads(upgraded(version, line, (renamed, marked))) == expected


def test_there_is_a_step_between_any_two_versions() -> None:
    assert len(STEPS) + 1 == VERSION


def test_what_is_no_record_is_no_record_in_any_version() -> None:
    with pytest.raises(ValueError, match="braces"):
        upgraded(1, b"[]", (renamed,))

"""Events are reworded as commands and back by labelled pairs in every language.

A line of ``data/rewordings`` holds how the pair is read, the event and the command: ``=`` both
ways, ``>`` from the event alone, ``<`` from the command alone; ``-`` where nothing is to be said.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from stormdesk.analysis.wording import LANGUAGES, command_for, event_for

REWORDINGS = Path(__file__).parent / "data" / "rewordings"


def pairs(ways: str) -> list[tuple[str, str | None, str | None]]:
    """Language, event and command of the pairs that are read one of the ways."""
    return [
        (path.stem, None if event == "-" else event, None if command == "-" else command)
        for path in sorted(REWORDINGS.glob("*.tsv"))
        for way, event, command in (
            line.split("\t") for line in path.read_text("utf-8").splitlines()
        )
        if way in ways
    ]


def test_every_language_has_twenty_pairs():
    told = [language for language, event, command in pairs("=<>") if event and command]
    assert set(told) == LANGUAGES
    assert min(told.count(language) for language in LANGUAGES) >= 20


@pytest.mark.parametrize(("language", "event", "command"), pairs("=>"))
def test_command_behind_an_event(language: str, event: str, command: str | None):
    assert command_for(event, language) == command


@pytest.mark.parametrize(("language", "event", "command"), pairs("=<"))
def test_event_that_a_command_leads_to(language: str, event: str | None, command: str):
    assert event_for(command, language) == event

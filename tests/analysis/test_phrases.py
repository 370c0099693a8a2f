"""Labelled lists of what people write on stickies: events, commands, nouns and other sentences.

``data/figures`` holds the lists that the figures of the program are told by, 300 phrases of
English and 60 of each other language, half of them events; ``data/phrases`` holds longer ones.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from stormdesk.analysis.wording import LANGUAGES, detect_language, is_imperative, is_past_tense

DATA = Path(__file__).parent / "data"
LISTS = ["figures", "phrases"]
ALL = [(name, language) for name in LISTS for language in sorted(LANGUAGES)]


def labelled(name: str, language: str) -> list[tuple[str, str]]:
    """The phrases of a language, each with its label."""
    lines = (DATA / name / f"{language}.tsv").read_text("utf-8").splitlines()
    return [(text, label) for text, _, label in (line.partition("\t") for line in lines)]


@pytest.mark.parametrize("name", LISTS)
def test_every_language_is_labelled(name: str):
    assert {path.stem for path in (DATA / name).glob("*.tsv")} == LANGUAGES


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_half_the_phrases_of_a_figure_are_events(language: str):
    labels = [label for _, label in labelled("figures", language)]
    assert len(labels) == (300 if language == "en" else 60)
    assert labels.count("event") * 2 == len(labels)
    assert set(labels) == {"event", "command", "noun", "other"}


@pytest.mark.parametrize(("name", "language"), ALL)
def test_past_tense_is_told_from_the_rest(name: str, language: str):
    phrases = labelled(name, language)
    wrong = [
        (t, label) for t, label in phrases if is_past_tense(t, language) is not (label == "event")
    ]
    missed = [text for text, label in wrong if label == "event"]
    events = sum(label == "event" for _, label in phrases)
    assert len(wrong) <= 0.05 * len(phrases), wrong
    assert len(missed) < 0.03 * events, missed


@pytest.mark.parametrize(("name", "language"), ALL)
def test_commands_are_orders_and_events_are_not(name: str, language: str):
    phrases = labelled(name, language)
    commands = [text for text, label in phrases if label == "command"]
    unheard = [text for text in commands if not is_imperative(text, language)]
    assert len(unheard) <= 0.05 * len(commands), unheard
    obeyed = [text for text, label in phrases if label == "event" and is_imperative(text, language)]
    assert len(obeyed) < 0.03 * len(phrases), obeyed


@pytest.mark.parametrize(("name", "language"), ALL)
def test_language_of_a_board(name: str, language: str):
    texts = [text for text, _ in labelled(name, language)]
    windows = [texts[start : start + 20] for start in range(0, len(texts) - 19, 20)]
    told = [detect_language(window) for window in windows]
    assert set(told) <= {language, None}
    assert told.count(language) >= 0.8 * len(told), told

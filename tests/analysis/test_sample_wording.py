"""What remedies show in the language of a board is right by the rules of that language."""

from __future__ import annotations

import pytest

from stormdesk.analysis.findings import check
from stormdesk.analysis.fixing import fixed
from stormdesk.analysis.rules.wording import (
    command_as_order,
    event_in_past_tense,
    policy_as_condition,
)
from stormdesk.analysis.sample_wording import like_command, like_event, like_policy
from stormdesk.analysis.word_forms import LANGUAGES
from stormdesk.analysis.wording import is_imperative, is_past_tense
from stormdesk.exchange.source import board_of
from stormdesk.model.board import Board


def board(language: str, *stickies: str) -> Board:
    lines = "\n".join(f"  - {{{each}}}" for each in stickies)
    head = f"format: stormdesk/1\nboard: {{id: b, title: B, level: process, language: {language}}}"
    return board_of("board.yaml", f"{head}\nstickies:\n{lines}\n".encode())


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_samples_keep_the_rules_that_show_them(language: str) -> None:
    event = like_event(language).removeprefix(", such as “").removesuffix("”")
    command = like_command(language).removeprefix(", such as “").removesuffix("”")
    assert is_past_tense(event, language)
    assert is_imperative(command, language)
    assert command != event
    assert "…" in like_policy(language)


def test_a_language_without_tables_is_told_no_foreign_words() -> None:
    assert like_event("fi") == like_command("fi") == like_policy("fi") == ""


def test_remedies_speak_the_language_of_the_board() -> None:
    german = board(
        "de",
        "id: e, kind: event, text: Die Bestellung",
        "id: c, kind: command, text: Die Bestellung",
        "id: p, kind: policy, text: Betrugsprüfung",
    )
    rules = [event_in_past_tense, command_as_order, policy_as_condition]
    remedies = [finding.remedy for finding in check(german, rules)]
    assert remedies == [
        "say what has happened, such as “Bestellung aufgegeben”",
        "word it as an order, such as “Bestellung aufgeben”",
        "say when it reacts and what it does then: “Immer wenn …, dann …”",
    ]


def test_of_many_wrong_wordings_those_that_can_be_are_mended_together() -> None:
    texts = ["Place order", "Payment", "Send parcel", "Complaint", "Refund", "Delivery"]
    wrong = board("en", *(f"id: e{n}, kind: event, text: {t}" for n, t in enumerate(texts)))
    change, mended = fixed(wrong, [event_in_past_tense])
    after = wrong.after(change)
    assert [after.stickies[i].text for i in ("e0", "e1", "e2")] == [
        "Order placed",
        "Payment",
        "Parcel sent",
    ]
    assert [len(finding.records) for finding in mended] == [6]
    assert mended[0].message == "6 of 6 events, such as “Place order”, are not in the past tense"

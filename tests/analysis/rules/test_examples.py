"""Every rule finds what its failing examples show, nothing in the passing ones, and fixes it.

A file of examples holds, by rule id, a list of boards. ``model`` is a YAML model or ``outline`` an
outline, as text; ``finds`` lists for each finding of this rule the ids (in an outline: the texts)
concerned, and is left out where there is none. ``today`` is the day it is looked at, ``about``
says what the example shows, and ``stays: true`` that the rule's fix rightly leaves this one alone.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from stormdesk.analysis.finding import Finding, Rule
from stormdesk.analysis.findings import RULES, check
from stormdesk.exchange.source import board_of
from stormdesk.model.board import Board
from stormdesk.model.integrity import sound_board
from stormdesk.model.sticky import Sticky

TODAY = date(2026, 11, 2)
EXAMPLES: dict[str, list[dict[str, Any]]] = {
    rule_id: examples
    for path in sorted(Path(__file__).with_name("examples").glob("*.yaml"))
    for rule_id, examples in yaml.safe_load(path.read_text(encoding="utf-8")).items()
}
CASES = [
    pytest.param(rule, example, id=f"{rule.id}-{number}")
    for rule in RULES
    for number, example in enumerate(EXAMPLES.get(rule.id, []), 1)
]


def board(example: dict[str, Any]) -> Board:
    if "outline" in example:
        return board_of("example.txt", example["outline"].encode())
    return board_of("example.yaml", example["model"].encode())


def found(rule: Rule, of: Board, example: dict[str, Any]) -> list[Finding]:
    return check(of, [rule], today=example.get("today", TODAY))


def concerned(of: Board, example: dict[str, Any], finding: Finding) -> list[str]:
    records = of.records
    if "outline" not in example:
        return sorted(finding.records)
    named = (records[i] for i in finding.records)
    return sorted(r.text if isinstance(r, Sticky) else getattr(r, "name", r.id) for r in named)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_is_shown_to_find_and_to_be_silent(rule: Rule) -> None:
    examples = EXAMPLES.get(rule.id, [])
    assert any(example.get("finds") for example in examples)
    assert any(not example.get("finds") for example in examples)


def test_no_example_is_of_an_unknown_rule() -> None:
    assert EXAMPLES.keys() <= {rule.id for rule in RULES}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_says_why_and_what_to_do(rule: Rule) -> None:
    title, *rest = rule.doc.splitlines()
    assert title.endswith(".")
    assert len(" ".join(rest).split()) >= 12


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_an_example(rule: Rule, example: dict[str, Any]) -> None:
    shown = board(example)
    findings = found(rule, shown, example)
    told = sorted(concerned(shown, example, each) for each in findings)
    assert told == sorted(sorted(ids) for ids in example.get("finds", []))
    for finding in findings:
        assert finding.message
        assert finding.remedy
        if rule.fix is None or example.get("stays"):
            continue
        change = rule.fix(shown, finding)
        assert change is not None
        after = sound_board([*shown.after(change).records.values()])
        left = {(each.records, each.message) for each in found(rule, after, example)}
        assert (finding.records, finding.message) not in left

"""Every case of the table, in all seven modes, asked in each way that it can be asked."""

from __future__ import annotations

import pytest
from exchange.contracts.compatibility.case_table import MODES, Case, cases

from stormdesk.exchange.contracts.compatibility.board_side import side_of
from stormdesk.exchange.contracts.compatibility.comparison import compared
from stormdesk.exchange.contracts.compatibility.subject_verdict import Wish
from stormdesk.model.board import Board

CASES = cases()


def verdicts(case: Case, old: Board, new: Board) -> str:
    """Return the verdicts of all modes as the table spells them."""
    found = ""
    for mode in MODES:
        wish = Wish(mode, (case.form,), case.policy)  # type: ignore[arg-type]  # words of the table
        (subject,) = compared(side_of(old), side_of(new), wish).subjects
        found += "+" if subject.verdict == "compatible" else "-"
    return found


def test_the_table_is_as_large_as_it_claims_and_whole() -> None:
    assert sum(len(case.verdicts) for case in CASES) >= 120
    assert all(len(case.verdicts) == len(MODES) for case in CASES)
    assert {case.form for case in CASES} == {"avro", "protobuf", "json-schema"}
    assert len({case.id for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_two_boards_are_judged_as_the_rules_say(case: Case) -> None:
    last = len(case.versions) - 1
    assert verdicts(case, case.board(last - 1), case.board(last)) == case.verdicts

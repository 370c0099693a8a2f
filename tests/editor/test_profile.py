"""What the board calls things."""

from __future__ import annotations

import pytest
from hand import Hand
from pydantic import ValidationError

from stormdesk.editor.profile import own_labels, revise_profile
from stormdesk.model.sticky import Kind


def test_labels_and_language_are_one_step() -> None:
    hand = Hand()
    before = hand.board.profile
    revise_profile(hand.editor, language="de", labels={Kind.AGGREGATE: "Constraint"})
    assert hand.board.profile.language == "de"
    assert hand.board.profile.labels == {Kind.AGGREGATE: "Constraint"}
    hand.undo()
    assert hand.board.profile == before


def test_what_does_not_differ_is_no_step() -> None:
    hand = Hand()
    revise_profile(hand.editor, language=None, labels={})
    assert hand.editor.document.undo_label is None


def test_a_wrong_language_changes_nothing() -> None:
    hand = Hand()
    with pytest.raises(ValidationError):
        revise_profile(hand.editor, language="no such thing", labels={Kind.NOTE: "Memo"})
    assert hand.board.profile.labels == {}


def test_only_own_labels_are_kept() -> None:
    told = {Kind.EVENT: "Event", Kind.NOTE: "  ", Kind.AGGREGATE: " Business  rule "}
    assert own_labels(told) == {Kind.AGGREGATE: "Business rule"}

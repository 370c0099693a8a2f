"""What a fix must not do, beyond the examples of its rule."""

from __future__ import annotations

from stormdesk.analysis.findings import check
from stormdesk.analysis.fixing import fixed
from stormdesk.analysis.rules.flows import flow_against_grammar
from stormdesk.analysis.rules.retries import retry_without_pause
from stormdesk.analysis.rules.wording import long_text, policy_as_condition
from stormdesk.model.board import Board
from stormdesk.model.context import Flow
from stormdesk.model.profile import Profile
from stormdesk.model.record import Record
from stormdesk.model.sticky import Kind, Sticky

PLACED = Sticky(id="placed", kind=Kind.EVENT, text="Order placed")
WHY = Sticky(id="why", kind=Kind.HOTSPOT, text="Why so late?")


def design(*records: Record) -> Board:
    return Board.of([Profile(id="b", title="B", level="software-design", language="en"), *records])


def flow(flow_id: str, source: Sticky, target: Sticky) -> Flow:
    return Flow.between(source.id, target.id).revised(id=flow_id)


def test_nothing_is_pinned_on_what_is_pinned_on_it() -> None:
    beside = PLACED.revised(pinned_to=WHY.id)
    board = design(beside, WHY, flow("f", WHY, beside))
    assert len(check(board, [flow_against_grammar])) == 1
    change, mended = fixed(board, [flow_against_grammar])
    assert not change
    assert mended == []


def test_flows_that_are_told_twice_are_mended_together() -> None:
    board = design(PLACED, WHY, flow("one", WHY, PLACED), flow("two", WHY, PLACED))
    change, mended = fixed(board, [flow_against_grammar])
    assert len(mended) == 1
    after = board.after(change)
    assert not after.flows
    assert after.stickies["why"].pinned_to == "placed"


def test_a_call_that_is_repeated_beyond_measure_backs_off_as_well() -> None:
    asked = Sticky(id="ask", kind=Kind.COMMAND, text="Ask the bank", retries=2_000_000)
    bank = Sticky(id="bank", kind=Kind.SYSTEM, text="Bank")
    board = design(asked, bank, flow("f", asked, bank))
    after = board.after(fixed(board, [retry_without_pause])[0]).stickies["ask"]
    assert after.retries == 2_000_000
    assert after.handling is not None
    assert after.handling.retry is not None
    assert after.handling.retry.backoff == "exponential"


def test_a_policy_is_not_reworded_into_a_text_too_long_to_read() -> None:
    order = Sticky(id="order", kind=Kind.COMMAND, text="Send invoice")
    for words, is_mended in ((20, True), (27, False)):
        policy = Sticky(id="policy", kind=Kind.POLICY, text=" ".join(["Fraud", *["check"] * words]))
        flows = (flow("in", PLACED, policy), flow("out", policy, order))
        board = design(PLACED, policy, order, *flows)
        assert len(check(board, [policy_as_condition])) == 1
        change, _ = fixed(board, [policy_as_condition])
        assert bool(change) == is_mended
        assert not check(board.after(change), [long_text])

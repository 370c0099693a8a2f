"""Schemas that are combined of others, where a reader and a writer differ about them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from stormdesk.exchange.contracts.compatibility.difference import Difference
from stormdesk.exchange.contracts.compatibility.json_schema.view import (
    Criterion,
    Schema,
    View,
    said_of,
)

Between = Callable[[Schema, Schema], list[Difference]]
_MOST_PARTS = 100


def combined(
    takes: View,
    sends: View,
    wanted: Sequence[tuple[Schema, View]],
    sent: Sequence[tuple[Schema, View]],
    between: Between,
) -> Iterator[Difference]:
    """Yield where a reader refuses what may be sent, and one of their schemas is combined.

    ``wanted`` and ``sent`` are the parts of both, of which as many as can be must pair off so that
    the reader's part takes the writer's.
    """
    criterion = _criterion(takes, len(wanted), sends, len(sent))
    if criterion is None:
        text = f"{takes.criterion} is read, {sends.criterion} is sent"
        remedy = f"keep {sends.criterion}, or take anyOf"
        yield Difference("", "COMBINED_TYPE_CHANGED", text, remedy)
        return
    if max(len(wanted), len(sent)) > _MOST_PARTS:
        text = f"a choice of more than {_MOST_PARTS} schemas is not compared"
        yield Difference("", "NOT_COMPARED", text, "let the message be several messages")
        return
    found = [[between(part, other) for part, _ in wanted] for other, _ in sent]
    pairs = _pairs(found, len(wanted))
    _pair_nearest(pairs, [view for _, view in sent], [view for _, view in wanted])
    for index, partner in sorted(pairs.items()):
        yield from found[index][partner]
    if criterion == "allOf":
        partners = set(pairs.values())
        for index in range(len(wanted)):
            if index not in partners:
                text = f"the reader asks for {said_of(wanted[index][1])} besides"
                remedy, forward = "ask for no more than before", "keep to all that was asked for"
                yield Difference("", "PRODUCT_TYPE_EXTENDED", text, remedy, forward=forward)
    else:
        for index in range(len(sent)):
            if index not in pairs:
                text = f"{said_of(sent[index][1])} may be sent, and the reader refuses it"
                remedy = "keep taking what was sent, or send it under another name"
                forward = "leave it out, or send it under another name"
                yield Difference("", "SUM_TYPE_NARROWED", text, remedy, forward=forward)


def _criterion(takes: View, wanted: int, sends: View, sent: int) -> Criterion | None:
    """Return how the parts are combined on both sides; None where that is not comparable."""
    if wanted == 1:
        return sends.criterion
    if sent == 1 or takes.criterion in (sends.criterion, "anyOf"):
        return takes.criterion
    return None


def _pairs(found: Sequence[Sequence[list[Difference]]], count: int) -> dict[int, int]:
    """Return the most pairs of a sent and a wanted part, those without any difference first."""
    partner_of: dict[int, int] = {}

    def augmented(index: int, *, lenient: bool, tried: set[int]) -> bool:
        for other in range(count):
            fits = all(each.warning or (lenient and each.lenient) for each in found[index][other])
            if not fits or other in tried:
                continue
            tried.add(other)
            taken = partner_of.get(other)
            if taken is None or augmented(taken, lenient=lenient, tried=tried):
                partner_of[other] = index
                return True
        return False

    for lenient in (False, True):
        for index in range(len(found)):
            if index not in partner_of.values():
                augmented(index, lenient=lenient, tried=set())
    return {index: other for other, index in partner_of.items()}


def _pair_nearest(pairs: dict[int, int], sent: Sequence[View], wanted: Sequence[View]) -> None:
    """Pair what is left by likeness, so that the differences say why it did not fit."""
    free = [index for index in range(len(wanted)) if index not in pairs.values()]
    alone = [index for index in range(len(sent)) if index not in pairs]
    likeness = sorted(
        (_unlike(sent[index], wanted[other]), index, other) for index in alone for other in free
    )
    for _, index, other in likeness:
        if index not in pairs and other not in pairs.values():
            pairs[index] = other


def _unlike(one: View, other: View) -> int:
    return (one.kind != other.kind) + (one.type != other.type)

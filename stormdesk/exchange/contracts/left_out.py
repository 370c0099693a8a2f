"""What a bundle of contracts has nothing of, and why, for whoever wonders where it is."""

from __future__ import annotations

from collections.abc import Sequence

from stormdesk.analysis.stickies import standing
from stormdesk.layout.pins import lane_of
from stormdesk.model.board import Board
from stormdesk.model.context import Context
from stormdesk.model.sticky import Kind, Sticky

_MOST = 5


def left_out(board: Board) -> list[str]:
    """Return a sentence for each sort of thing that the bundle does not hold."""
    carriers = [s for s in standing(board) if s.kind in (Kind.EVENT, Kind.COMMAND)]
    silent = [s for s in carriers if s.message is None]
    told: list[str] = []
    if silent:
        number = "1 event or command" if len(silent) == 1 else f"{len(silent)} events and commands"
        verb = "has" if len(silent) == 1 else "have"
        told.append(f"{number} {verb} no message: {_named([s.text for s in silent])}.")
    elsewhere = _without_kafka(board, [s for s in carriers if s.message is not None])
    if elsewhere:
        told.append(f"Topics are made where the broker is Kafka, so not for {_named(elsewhere)}.")
    return told


def _without_kafka(board: Board, carriers: Sequence[Sticky]) -> list[str]:
    """Return the contexts with messages that do not say that their broker is Kafka."""
    ids = {lane_of(board, sticky) for sticky in carriers}
    contexts = (each for each in board.in_order(Context) if each.id in ids)
    return [each.name for each in contexts if each.broker != "kafka"]


def _named(texts: Sequence[str]) -> str:
    shown = [" ".join(text.split()) for text in texts[:_MOST]]
    more = len(texts) - len(shown)
    return f"{', '.join(shown)}{f' and {more} more' if more else ''}"

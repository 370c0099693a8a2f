"""Large boards on which everything is told that a board can tell, to measure with."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle, islice, product
from pathlib import Path
from typing import Any

from stormdesk.exchange.source import read_board
from stormdesk.model.board import Board
from stormdesk.model.context import Flow
from stormdesk.model.integrity import sound_board
from stormdesk.model.record import Record
from stormdesk.model.sticky import Sticky

_MODEL = Path(__file__).parents[1] / "boards" / "inventory.model.yaml"
_QUALITIES = (
    *("late", "small", "foreign", "frozen", "fragile", "urgent", "returned", "heavy", "seasonal"),
    *("private", "public", "spare", "used", "new", "bulky", "cheap", "rare", "sealed", "digital"),
    *("partial", "daily", "remote", "local", "signed", "open", "blocked", "insured", "express"),
)
_THINGS = (
    *("article", "basket", "coupon", "gift", "parcel", "pallet", "invoice", "voucher", "ticket"),
    *("supplier", "warehouse", "shelf", "truck", "customer", "contract", "season", "sample"),
    *("refund", "claim", "catalogue", "brochure", "meal", "bicycle", "engine", "garden"),
)


def detailed_board(n: int) -> Board:
    """Return a board of at least n stickies: the reference model again and again.

    Each time it is about something else, in the same lanes.
    """
    model = read_board(str(_MODEL))
    repeated = {i for i, record in model.records.items() if isinstance(record, Sticky | Flow)}
    records = [*model.records.values()]
    times = -(-n // len(model.stickies))
    subjects = cycle(f"{quality} {thing}" for thing, quality in product(_THINGS, _QUALITIES))
    for number, subject in enumerate(islice(subjects, times - 1), 1):
        records += _once_more(model, repeated, number, subject)
    return sound_board(records)


def _once_more(model: Board, repeated: set[str], number: int, subject: str) -> Iterator[Record]:
    for record_id in sorted(repeated):
        record = model.records[record_id]
        values: dict[str, Any] = _renamed(record.written(), repeated, number)
        values["order"] = record.order + number * len(repeated)
        if isinstance(record, Sticky):
            values["text"] = f"{record.text} for the {subject}"
            values["at"] = (record.at or 0.0) + 14 * number
        yield type(record).model_validate(values)


def _renamed(value: Any, ids: set[str], number: int) -> Any:
    if isinstance(value, dict):
        return {key: _renamed(each, ids, number) for key, each in value.items()}
    if isinstance(value, list):
        return [_renamed(each, ids, number) for each in value]
    return f"{value}-{number}" if value in ids else value

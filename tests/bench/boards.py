"""Large boards to measure with: plausible, and the same every time."""

from __future__ import annotations

from itertools import islice

from stormdesk.model.board import Board
from stormdesk.model.context import Context, Flow
from stormdesk.model.integrity import sound_board
from stormdesk.model.profile import Profile
from stormdesk.model.record import Record
from stormdesk.model.sticky import Kind, Sticky

LANES = 12
COLUMN = 320.0
_ROW = 200.0
_TOP = 40.0
_COLUMNS_A_GROUP = 5

# Eight stickies and four flows: kind, text, column, row, lanes further down.
_GROUP = (
    (Kind.COMMAND, "Reserve stock\nfor order {}", 0, 0, 0),
    (Kind.EVENT, "Stock reserved\nfor order {}", 1, 0, 0),
    (Kind.POLICY, "Whenever stock is reserved,\nthen ship order {}", 2, 0, 0),
    (Kind.COMMAND, "Ship order {}\nfrom the warehouse", 3, 2, 1),
    (Kind.EVENT, "Order {}\nshipped", 4, 2, 1),
    (Kind.ACTOR, "Clerk\n{}", 0, 1, 0),
    (Kind.READ_MODEL, "Free stock\nfor order {}", 1, 1, 0),
    (Kind.HOTSPOT, "Who pays when\norder {} is late?", 2, 1, 0),
)
_CHAINED = 5  # of a group, each leads to the next
_PIN, _HOST = 7, 1


def big_board(n: int, *, placed: bool = True) -> Board:
    """Return a board of n stickies in 12 lanes with n/2 flows, placed or still to be arranged."""
    records: list[Record] = [Profile(id="bench", title=f"Bench of {n}")]
    records += [
        Context(id=f"lane-{i:02}", name=f"Context {i}", owner=f"Team {i}", order=i)
        for i in range(LANES)
    ]
    records += [_sticky(number, placed) for number in range(n)]
    leading = (number for number in range(n - 1) if number % len(_GROUP) < _CHAINED - 1)
    records += [
        Flow.between(_id(number), _id(number + 1), order=order)
        for order, number in enumerate(islice(leading, n // 2))
    ]
    return sound_board(records)


def block_board(n: int) -> Board:
    """Return a board of n stickies as wide as it is high on a screen of 16 to 9, with n/2 flows."""
    rows = max(1, round((n * 9 * COLUMN / (16 * _ROW)) ** 0.5 / LANES))
    columns = n // (rows * LANES) + 1
    kinds = (Kind.COMMAND, Kind.EVENT, Kind.READ_MODEL, Kind.EVENT)
    records: list[Record] = [Profile(id="bench", title=f"Block of {n}")]
    records += [
        Context(id=f"lane-{i:02}", name=f"Context {i}", owner=f"Team {i}", order=i)
        for i in range(LANES)
    ]
    for number in range(n):
        line, column = divmod(number, columns)
        lane, row = divmod(line, rows)
        sticky = Sticky(
            id=_id(number),
            order=number,
            kind=kinds[number % len(kinds)],
            text=f"Order number {number}\nis looked after",
            context=f"lane-{min(lane, LANES - 1):02}",
            at=1.0 + column,
        )
        records.append(sticky.placed(x=COLUMN * column, y=_TOP + _ROW * row))
    leading = (number for number in range(n - 1) if number % 2 == 0 or number % 16 == 1)
    records += [
        Flow.between(_id(number), _id(number + 1), order=order)
        for order, number in enumerate(islice(leading, n // 2))
    ]
    return sound_board(records)


def _id(number: int) -> str:
    return f"sticky-{number:06}"


def _sticky(number: int, placed: bool) -> Sticky:
    group, place = divmod(number, len(_GROUP))
    kind, text, column, row, further = _GROUP[place]
    sticky = Sticky(
        id=_id(number),
        order=number,
        kind=kind,
        text=text.format(group + 1),
        context=f"lane-{(group + further) % LANES:02}",
        at=1.0 + group // LANES * _COLUMNS_A_GROUP + column,
        pinned_to=_id(number - _PIN + _HOST) if place == _PIN else None,
    )
    if not placed:
        return sticky.revised(at=None)
    at = sticky.at or 0.0
    return sticky.placed(x=COLUMN * (at - 1), y=_TOP + _ROW * row)

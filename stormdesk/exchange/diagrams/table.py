"""A board as a table for spreadsheets: one row a sticky, in the order of the timeline."""

from __future__ import annotations

from codecs import BOM_UTF8

from stormdesk.exchange.csv_cell import csv_table
from stormdesk.exchange.diagrams.options import TableOptions
from stormdesk.exchange.format import Files
from stormdesk.layout.pins import is_parked, lane_of
from stormdesk.model.board import Board
from stormdesk.model.context import Context
from stormdesk.model.naming import slug
from stormdesk.model.people import Team
from stormdesk.model.sticky import Sticky

_HEADS = (
    *("kind", "text", "lane", "owner", "tags", "pivotal", "column", "id", "leads to"),
    *("repeats", "pinned to", "parked"),
)


def write(board: Board, options: TableOptions) -> Files:
    """Return one CSV file that can be imported again; no cell of it is taken for a formula."""
    stickies = sorted(board.in_order(Sticky), key=lambda s: (s.at is None, s.at or 0.0))
    data = csv_table(_HEADS, (_row(board, sticky) for sticky in stickies))
    mark = BOM_UTF8 if options.excel else b""
    return {f"{slug(board.profile.title, 'board')}.csv": mark + data}


def _row(board: Board, sticky: Sticky) -> tuple[str, ...]:
    lane = board.get(lane_of(board, sticky), Context)
    team = board.get(sticky.owner, Team)
    return (
        f"{sticky.kind.value}{sticky.sign or ''}",
        sticky.text,
        lane.name if lane is not None else "",
        team.name if team is not None else sticky.owner or "",
        ", ".join(sticky.tags),
        "yes" if sticky.pivotal else "",
        f"{sticky.at:g}" if sticky.at is not None else "",
        sticky.id,
        ", ".join(flow.target for flow in board.outgoing(sticky.id)),
        sticky.again or "",
        sticky.pinned_to or "",
        "yes" if is_parked(board, sticky) else "",
    )

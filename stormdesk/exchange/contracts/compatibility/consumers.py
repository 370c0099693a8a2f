"""Who reads a message, by the flows of a board."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from stormdesk.analysis.deliveries import CONSUMERS
from stormdesk.analysis.neighbours import neighbours
from stormdesk.layout.pins import lane_of
from stormdesk.model.board import Board
from stormdesk.model.context import Context
from stormdesk.model.people import Team
from stormdesk.model.sticky import Kind, Sticky

_HANDLERS = frozenset({Kind.AGGREGATE, Kind.SYSTEM})


@dataclass(frozen=True, slots=True)
class Consumers:
    """Who reads a message: contexts in their order on the board, and teams, both by name."""

    contexts: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.contexts or self.teams)

    def __str__(self) -> str:
        contexts, teams = ", ".join(self.contexts), ", ".join(self.teams)
        return f"{contexts} ({teams})" if contexts and teams else contexts or teams or "nobody"


def consumers_of(board: Board, sticky_id: str) -> Consumers:
    """Return who reads the message behind a sticky.

    An event is read by the policies, read models and systems that it leads to, a command by the
    aggregate or system that handles it, and without one by its own context.
    """
    sticky = board.get(sticky_id, Sticky)
    if sticky is None:
        return Consumers()
    wanted = CONSUMERS if sticky.kind is Kind.EVENT else _HANDLERS
    readers = [each for each in neighbours(board).after.get(sticky_id, ()) if each.kind in wanted]
    if not readers and sticky.kind is Kind.COMMAND:
        readers = [sticky]
    lanes = [board.get(lane_of(board, each), Context) for each in readers]
    contexts = {lane.id: lane for lane in lanes if lane is not None}
    ordered = [each.name for each in board.in_order(Context) if each.id in contexts]
    return Consumers(tuple(ordered), _teams(board, _owners(readers, contexts.values())))


def _owners(readers: Iterable[Sticky], contexts: Iterable[Context]) -> Iterator[str | None]:
    yield from (context.owner for context in contexts)
    # Somebody else's system is theirs, but whoever adapts to it is concerned.
    yield from (each.adapter_owner if each.external else each.owner for each in readers)


def _teams(board: Board, owners: Iterable[str | None]) -> tuple[str, ...]:
    teams = {owner: board.get(owner, Team) for owner in owners if owner is not None}
    return tuple(sorted({team.name if team else owner for owner, team in teams.items()}))

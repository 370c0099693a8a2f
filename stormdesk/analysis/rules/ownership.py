"""Rules about who owns what."""

from __future__ import annotations

from stormdesk.analysis.finding import Found, Level, named, rule
from stormdesk.model.board import Board
from stormdesk.model.context import Context
from stormdesk.model.people import Participant, Team
from stormdesk.model.problem import nearest


@rule(Level.WARNING, ("process", "software-design"))
def context_without_owner(board: Board) -> Found:
    """A bounded context has one team that answers for it.

    Without an owner nobody decides what its events mean or when they change. Name the team.
    """
    for lane in board.in_order(Context):
        if lane.kind == "context" and not (lane.owner or "").strip():
            yield (
                (lane.id,),
                f"context {named(lane.name)} has no owner",
                "name the team that answers for it",
            )


@rule(Level.ERROR)
def team_unknown(board: Board) -> Found:
    """A participant's team is one of the board's teams.

    A team that is not on the board is most often a slip of the pen. Add the team or correct the id.
    """
    teams = board.of_type(Team)
    for person in board.in_order(Participant):
        if person.team is not None and person.team not in teams:
            yield (
                (person.id,),
                f"team {named(person.team)} of {named(person.name)} is not on the board",
                f"add the team or correct its id{nearest(person.team, teams)}",
            )

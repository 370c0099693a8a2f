"""Rules about who owns what."""

from __future__ import annotations

from stormdesk.analysis.finding import Finding, Found, Level, named, rule
from stormdesk.analysis.grouping import once_or_each
from stormdesk.model.board import Board, Change
from stormdesk.model.context import Context
from stormdesk.model.people import Participant, Team
from stormdesk.model.problem import nearest


@rule(Level.WARNING, ("process", "software-design"))
def context_without_owner(board: Board) -> Found:
    """A bounded context has one team that answers for it.

    Without an owner nobody decides what its events mean or when they change. Name the team. Where
    none of several contexts has one yet, that is said once.
    """
    contexts = [lane for lane in board.in_order(Context) if lane.kind == "context"]
    unowned = [lane for lane in contexts if not (lane.owner or "").strip()]
    yield from once_or_each(
        unowned,
        (
            f"none of the {len(unowned)} contexts has an owner",
            "name the team that answers for each",
        ),
        lambda lane: (
            f"context {named(lane.name)} has no owner",
            "name the team that answers for it",
        ),
        is_once=len(contexts) == len(unowned) > 1,
    )


def _team_by_name(board: Board, finding: Finding) -> Change | None:
    """Take the team that is called so, where a name was written instead of an id."""
    person = board.get(finding.records[0], Participant)
    if person is None or person.team is None:
        return None
    called = person.team.casefold()
    teams = board.of_type(Team).values()
    meant = [t.id for t in teams if called in (t.id.casefold(), t.name.casefold())]
    if len(meant) != 1:
        return None
    return Change({person.id: (person, person.revised(team=meant[0]))})


@rule(Level.ERROR, fix=_team_by_name)
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

"""Rules about who takes part, where the board says who does."""

from __future__ import annotations

from stormdesk.analysis.finding import Found, Level, rule
from stormdesk.analysis.roles import Role, people_by_role
from stormdesk.model.board import Board
from stormdesk.model.people import Participant

_BEYOND_BIG_PICTURE = ("process", "software-design")


@rule(Level.WARNING)
def no_domain_expert(board: Board) -> Found:
    """Somebody who knows the business takes part.

    Without a domain expert the wall shows what engineers believe. Invite one, and add them to the
    participants with their role. A board that names no roles is left alone.
    """
    yield from _without(board, "domain-expert", "no domain expert takes part")


@rule(Level.ADVICE, _BEYOND_BIG_PICTURE)
def no_reliability_role(board: Board) -> Found:
    """Somebody who will operate it takes part.

    Failures, load and replays are asked about by those who live with them. Invite somebody from
    operations, and add them to the participants. A board that names no roles is left alone.
    """
    yield from _without(board, "reliability", "nobody from operations takes part")


@rule(Level.ADVICE, _BEYOND_BIG_PICTURE)
def no_security_role(board: Board) -> Found:
    """Somebody who answers for security takes part.

    Who may see which field is settled early or dearly. Invite somebody from security, and add
    them to the participants. A board that names no roles is left alone.
    """
    yield from _without(board, "security", "nobody from security takes part")


def _without(board: Board, role: Role, message: str) -> Found:
    names_roles = any(person.role for person in board.of_type(Participant).values())
    if names_roles and not people_by_role(board)[role]:
        yield (
            (board.profile.id,),
            message,
            "invite one, and add their role to the participants",
        )

"""Who owns what, under names that catalogues take."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from stormdesk.exchange.contracts.spelling import spelled
from stormdesk.model.board import Board
from stormdesk.model.context import Context
from stormdesk.model.naming import DEVICES, digest, slug
from stormdesk.model.people import Team
from stormdesk.model.sticky import Kind, Sticky


@dataclass(frozen=True, slots=True)
class Owner:
    """A team of the board, or somebody it names as an owner; ``team`` is None for the latter."""

    slug: str
    name: str
    team: Team | None = None


NOBODY = Owner("unowned", "Nobody yet")
"""Stands where the board names no owner, for catalogues want one everywhere."""


def owners_of(board: Board) -> Mapping[str | None, Owner]:
    """Return all owners as the board calls them: by a team's id, or by a plain name.

    A team's id is its name where catalogues take it, which is at most 63 letters, digits and
    dashes; teams come first, so that others never take theirs. None stands for nobody.
    """
    teams = {team.id: team for team in board.in_order(Team)}
    called: list[str | None] = [context.owner for context in board.in_order(Context)]
    for sticky in board.in_order(Sticky):
        if sticky.kind is Kind.SYSTEM:
            called += [sticky.owner, sticky.adapter_owner]
    for sticky in board.in_order(Sticky):
        for level in sticky.service_levels:
            called += [level.owner, level.operated_by]
    names = dict.fromkeys((*teams, *filter(None, called)))
    slugs = spelled(
        sorted(names, key=lambda name: (name not in teams, not _is_slug(name))),
        lambda name: _slug(name, teams.get(name)),
        {NOBODY.slug, *DEVICES},
    )
    found: dict[str | None, Owner] = {None: NOBODY}
    for name in names:
        team = teams.get(name)
        found[name] = Owner(slugs[name], team.name if team is not None else name, team)
    return found


def _is_slug(name: str) -> bool:
    return re.fullmatch(r"[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?", name) is not None


def _slug(name: str, team: Team | None) -> str:
    if _is_slug(name):
        return name
    shown = team.name if team is not None else name
    return slug(shown, f"team-{digest(shown)}")

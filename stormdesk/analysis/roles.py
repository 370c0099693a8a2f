"""Which roles take part, told by what people are called and by the teams they come from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Literal

from stormdesk.model.board import Board
from stormdesk.model.people import Participant, Team

Role = Literal["domain-expert", "developer", "reliability", "security", "product"]

# Patterns of how words begin, in the languages that the program knows word forms of.
_BEGINNINGS: Mapping[Role, tuple[str, ...]] = MappingProxyType(
    {
        "domain-expert": (
            *("domain", "expert", "subject matter", "business", "specialist", "analyst", "clerk"),
            *("fach", "sachbearbeit", "métier", "experto", "negocio", "esperto", "especialista"),
            *("vakexpert", "domeinexpert", "materiedeskundige", "ekspert", "dziedzin"),
        ),
        "developer": (
            *("developer", "engineer", "architect", "programmer", "entwickl", "développ"),
            *("desarroll", "ingenier", "ontwikkel", "sviluppat", "desenvolv", "programist"),
        ),
        "reliability": (
            *(r"sre\b", "reliab", "operations", "devops", "on-call", "oncall", "platform"),
            *("betrieb", "exploitation", "fiabilité", "beheer", "operaciones", "esercizio"),
            *("operações", "utrzyman", "niezawodn"),
        ),
        "security": (
            *("security", "privacy", "infosec", "ciso", "data protection", "compliance"),
            *("sicherheit", "datenschutz", "sécurité", "seguridad", "beveilig", "veiligheid"),
            *("sicurezza", "segurança", "bezpiecze"),
        ),
        "product": (
            *("product", "produkt", "produit", "producto", "prodotto", "produto", "sponsor"),
            *("stakeholder",),
        ),
    }
)
_TEAM_KINDS: Mapping[str, Role] = MappingProxyType(
    {"sre": "reliability", "platform": "reliability", "security": "security"}
)
_PATTERNS: Mapping[Role, re.Pattern[str]] = {
    role: re.compile(rf"\b({'|'.join(words)})", re.IGNORECASE)
    for role, words in _BEGINNINGS.items()
}


def people_by_role(board: Board) -> dict[Role, list[str]]:
    """Return the ids of participants by role; one person may have several, or none."""
    found: dict[Role, list[str]] = {role: [] for role in _BEGINNINGS}
    for person in board.in_order(Participant):
        for role in _roles(board, person):
            found[role].append(person.id)
    return found


def _roles(board: Board, person: Participant) -> Iterator[Role]:
    team = board.get(person.team, Team)
    by_team = _TEAM_KINDS.get(team.kind or "") if team is not None else None
    for role, pattern in _PATTERNS.items():
        if role == by_team or pattern.search(person.role or ""):
            yield role

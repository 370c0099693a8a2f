"""The grammar of event storming: which kind may lead to which, and what is expected next.

Source: the picture that explains almost everything, as the community's cheat sheet draws it.
"""

from __future__ import annotations

from stormdesk.model.profile import Level
from stormdesk.model.sticky import Kind

_LEADS_TO: dict[Kind, frozenset[Kind]] = {
    Kind.READ_MODEL: frozenset({Kind.ACTOR, Kind.POLICY, Kind.SCREEN}),
    Kind.SCREEN: frozenset({Kind.ACTOR, Kind.COMMAND}),
    Kind.ACTOR: frozenset({Kind.COMMAND, Kind.SCREEN}),
    Kind.COMMAND: frozenset({Kind.AGGREGATE, Kind.SYSTEM, Kind.EVENT}),
    Kind.AGGREGATE: frozenset({Kind.EVENT}),
    Kind.SYSTEM: frozenset({Kind.EVENT}),
    Kind.EVENT: frozenset({Kind.POLICY, Kind.READ_MODEL}),
    Kind.POLICY: frozenset({Kind.COMMAND}),
}
_NEXT_IN_PROCESS: dict[Kind, Kind] = {
    Kind.READ_MODEL: Kind.ACTOR,
    Kind.SCREEN: Kind.ACTOR,
    Kind.ACTOR: Kind.COMMAND,
    Kind.COMMAND: Kind.EVENT,
    Kind.AGGREGATE: Kind.EVENT,
    Kind.SYSTEM: Kind.EVENT,
    Kind.EVENT: Kind.POLICY,
    Kind.POLICY: Kind.COMMAND,
}
BESIDE_THE_FLOW = frozenset({Kind.HOTSPOT, Kind.OPPORTUNITY, Kind.VALUE, Kind.NOTE})
"""Kinds that comment on the flow and are no part of it."""
NEVER_LAST = frozenset({Kind.ACTOR, Kind.COMMAND, Kind.POLICY, Kind.AGGREGATE})
"""Kinds that promise something to follow, and so with which no path may end."""


def may_lead_to(source: Kind, target: Kind) -> bool:
    """Return whether the grammar allows a flow from one kind to another."""
    return target in _LEADS_TO.get(source, frozenset())


def followers_of(kind: Kind) -> frozenset[Kind]:
    """Return the kinds that a kind may lead to."""
    return _LEADS_TO.get(kind, frozenset())


def expected_next(kind: Kind, level: Level) -> Kind:
    """Return the kind that usually follows on the wall at a level."""
    if level == "big-picture" or kind in BESIDE_THE_FLOW:
        return kind
    if level == "software-design" and kind is Kind.COMMAND:
        return Kind.AGGREGATE
    return _NEXT_IN_PROCESS[kind]

"""The record types of a board, by the names that files and journals know them by."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from stormdesk.model.context import Area, Context, Flow, Relation
from stormdesk.model.message import NamedType
from stormdesk.model.people import Participant, Team
from stormdesk.model.profile import Profile
from stormdesk.model.record import Record
from stormdesk.model.session import (
    Check,
    Decision,
    Kpi,
    NamedVersion,
    Photo,
    Place,
    Session,
    Step,
    Suppressed,
    Term,
    Vote,
)
from stormdesk.model.sticky import Sticky

_ALL: tuple[type[Record], ...] = (
    Area,
    Check,
    Context,
    Decision,
    Flow,
    Kpi,
    NamedType,
    NamedVersion,
    Participant,
    Photo,
    Place,
    Profile,
    Relation,
    Session,
    Step,
    Sticky,
    Suppressed,
    Team,
    Term,
    Vote,
)
RECORD_TYPES: Mapping[str, type[Record]] = MappingProxyType(
    {each.type_name: each for each in sorted(_ALL, key=lambda each: each.type_name)}
)
